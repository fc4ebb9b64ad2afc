import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { SealedSeeds } from './sealed-seeds.js';

const one = { seedHash: 'a'.repeat(64), campaign: 'c-1', seed: '1'.repeat(64) };
const other = { seedHash: 'b'.repeat(64), campaign: 'c-1', seed: '2'.repeat(64) };

/** What every store of sealed seeds does. `open` gives an empty one. */
export function describeSealedSeeds(name: string, open: () => Promise<SealedSeeds>): void {
  describe(`sealed seeds: ${name}`, () => {
    let seeds: SealedSeeds;
    beforeEach(async () => {
      seeds = await open();
    });
    afterEach(() => seeds.close());

    test('gives back what was kept, by its hash', async () => {
      await seeds.keep(one);
      await seeds.keep(other);
      expect([await seeds.find(one.seedHash), await seeds.find(other.seedHash), await seeds.find('c'.repeat(64))]).toEqual([one, other, undefined]);
    });

    test('a seed that is kept is never replaced', async () => {
      await seeds.keep(one);
      await seeds.keep(one);
      await seeds.keep({ ...other, seedHash: one.seedHash });
      expect(await seeds.find(one.seedHash)).toEqual(one);
    });

    test('what is removed is gone, the rest stays', async () => {
      await seeds.keep(one);
      await seeds.keep(other);
      expect([await seeds.remove(one.seedHash), await seeds.remove(one.seedHash)]).toEqual([true, false]);
      expect([await seeds.find(one.seedHash), await seeds.find(other.seedHash)]).toEqual([undefined, other]);
    });
  });
}
