import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { change, holding, nothingReceived, receiptsToSend, takeIn, type ReceivedDossier, type Verdict } from './received-dossiers.js';

const delivery = (dossier: string, version: number, verdict: Verdict = 'acknowledged'): ReceivedDossier => ({
  id: `${dossier}-${version}`, dossier, version, hash: 'h', takenAt: '2025-06-10T01:00:00.000Z', verdict, reason: null, receipt: 'none',
});

describe('what a receiver has', () => {
  test('is the same however deliveries repeat and in whatever order they come', () => {
    const all = ['a', 'b'].flatMap((dossier) => [1, 2, 3].map((version) => delivery(dossier, version)));
    fc.assert(fc.property(fc.array(fc.constantFrom(...all), { maxLength: 40 }), (delivered) => {
      const received = delivered.reduce(takeIn, nothingReceived);
      const distinct = new Set(delivered.map(({ id }) => id));
      expect(received.dossiers.map(({ id }) => id).sort()).toEqual([...distinct].sort());
      for (const dossier of ['a', 'b']) {
        const versions = delivered.filter((one) => one.dossier === dossier).map(({ version }) => version);
        expect(holding(received).get(dossier)?.version ?? 0).toBe(Math.max(0, ...versions));
      }
      const done = receiptsToSend(received).reduce((state, { id }) => change(state, id, { receipt: 'sent' }), received);
      expect([receiptsToSend(received).length, receiptsToSend(delivered.reduce(takeIn, done)).length]).toEqual([distinct.size, 0]);
    }), { numRuns: 100 });
  });

  test('holds the highest version that was not sent back', () => {
    const received = [delivery('a', 1), delivery('a', 3, 'rejected'), delivery('a', 2, 'held')].reduce(takeIn, nothingReceived);
    expect([holding(received).get('a')?.version, receiptsToSend(received).map(({ version }) => version)]).toEqual([2, [1, 3]]);
  });
});
