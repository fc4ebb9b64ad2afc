import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { TestClock } from '#engine/testing';
import { introduceKey, signingKey, verifiersOf, type LedgerKeys } from './keys.js';
import { generateNoteKey } from './note.js';

/** What every store of the ledger's keys does. `open` gives an empty one. */
export function describeLedgerKeys(name: string, open: () => LedgerKeys | Promise<LedgerKeys>): void {
  describe(`keys of the ledger: ${name}`, () => {
    const clock = new TestClock('2025-06-30T16:00:00.000Z');
    let keys: LedgerKeys;
    beforeEach(async () => {
      keys = await open();
    });
    afterEach(() => keys.close());

    test('are kept in the order they were introduced, and the last one signs', async () => {
      expect([await keys.all(), signingKey(await keys.all())]).toEqual([[], undefined]);
      const first = await introduceKey(keys, 'nanjing.example/zhiheng', clock);
      clock.advance({ days: 365 });
      const second = await introduceKey(keys, 'nanjing.example/zhiheng', clock);
      expect(await keys.all()).toEqual([{ ...first, until: second.from }, second]);
      expect(signingKey(await keys.all())).toEqual(second);
      expect(verifiersOf(await keys.all()).map(({ name: own }) => own)).toEqual(['nanjing.example/zhiheng', 'nanjing.example/zhiheng']);
    });

    test('are never replaced, and a repetition retires nothing', async () => {
      const key = { ...generateNoteKey('a'), from: clock.now() };
      const kept = { verifierKey: key.verifierKey, signerKey: key.signerKey, from: key.from };
      await keys.introduce(kept);
      await keys.introduce({ ...kept, signerKey: 'another', from: '2030-01-01T00:00:00.000Z' });
      expect(await keys.all()).toEqual([kept]);
    });
  });
}
