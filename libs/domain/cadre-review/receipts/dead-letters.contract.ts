import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { DeadLetters } from './dead-letters.js';
import { takeUp, type HandsOver } from '#engine/hand-over';
import { handOverContract } from '../../../engine/hand-over/hand-over.contract.js';

const letter = (n: number, changes: object = {}) => ({ id: String(n).repeat(64), via: 'http' as const, source: null, text: `{"n":${n}}`, code: 'cadre-review.bad-receipt', values: { problem: '/id' }, at: `2025-04-10T02:0${n}:00.000Z`, ...changes });

/** What every store of dead letters does. `open` gives an empty one. */
export function describeDeadLetters(name: string, open: () => Promise<DeadLetters>): void {
  describe(`dead letters: ${name}`, () => {
    let letters: DeadLetters;
    beforeEach(async () => {
      letters = await open();
    });
    afterEach(() => letters.close());

    test('are kept with their reason, newest first, page by page', async () => {
      for (const n of [1, 2, 3]) await letters.keep(letter(n, n === 2 ? { via: 'file', source: 'a.ndjson' } : {}));
      const first = await letters.list({ limit: 2 });
      expect([first.items.map(({ text }) => text), first.total]).toEqual([['{"n":3}', '{"n":2}'], 3]);
      expect(first.items[1]).toEqual({ id: '2'.repeat(64), via: 'file', source: 'a.ndjson', text: '{"n":2}', code: 'cadre-review.bad-receipt', values: { problem: '/id' }, firstAt: letter(2).at, lastAt: letter(2).at, times: 1 });
      const last = await letters.list({ limit: 2, after: first.next });
      expect([last.items.map(({ text }) => text), last.next, last.total]).toEqual([['{"n":1}'], undefined, 3]);
    });

    test('a letter that comes again is one letter, with its newest reason', async () => {
      await letters.keep(letter(1));
      await letters.keep(letter(1, { at: letter(5).at, code: 'cadre-review.unknown-dossier', values: {} }));
      expect(await letters.list({ limit: 9 })).toMatchObject({ total: 1, items: [{ times: 2, firstAt: letter(1).at, lastAt: letter(5).at, code: 'cadre-review.unknown-dossier', values: {} }] });
    });
  });
}

/** What every store of dead letters that hands over does. */
export function describeDeadLettersHandOver(name: string, open: () => Promise<DeadLetters & HandsOver>, other?: () => Promise<DeadLetters & HandsOver>): void {
  const fill = async (letters: DeadLetters): Promise<void> => {
    for (const n of [3, 1, 2, 1]) await letters.keep(letter(n, { source: n === 2 ? 'a.ndjson' : null }));
  };
  handOverContract<DeadLetters & HandsOver>(`dead letters: ${name}`, { open, ...(other ? { other } : {}), fill });

  describe(`handing over: dead letters: ${name}`, () => {
    test('they stay in the order in which they arrived, and cursors stay good', async () => {
      const [from, to] = [await open(), await (other ?? open)()];
      await fill(from);
      const { next } = await from.list({ limit: 1 });
      await takeUp(from.records[0]!, to.records[0]!);
      expect(await to.list({ limit: 9, after: next })).toEqual(await from.list({ limit: 9, after: next }));
      await to.keep(letter(4));
      expect((await to.list({ limit: 9 })).items.map(({ text }) => text)).toEqual(['{"n":4}', '{"n":2}', '{"n":1}', '{"n":3}']);
      await Promise.all([from.close(), to.close()]);
    });
  });
}
