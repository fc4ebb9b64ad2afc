import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { SealedSeeds } from './sealed-seeds.js';
import type { HandsOver } from '#engine/hand-over';
import { handOverContract } from '../../../engine/hand-over/hand-over.contract.js';

const one = { seedHash: 'a'.repeat(64), campaign: 'c-1', seed: '1'.repeat(64) };
const another = { seedHash: 'b'.repeat(64), campaign: 'c-1', seed: '2'.repeat(64) };

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
      await seeds.keep(another);
      expect([await seeds.find(one.seedHash), await seeds.find(another.seedHash), await seeds.find('c'.repeat(64))]).toEqual([one, another, undefined]);
    });

    test('a seed that is kept is never replaced', async () => {
      await seeds.keep(one);
      await seeds.keep(one);
      await seeds.keep({ ...another, seedHash: one.seedHash });
      expect(await seeds.find(one.seedHash)).toEqual(one);
    });

    test('what is removed is gone, the rest stays', async () => {
      await seeds.keep(one);
      await seeds.keep(another);
      expect([await seeds.remove(one.seedHash), await seeds.remove(one.seedHash)]).toEqual([true, false]);
      expect([await seeds.find(one.seedHash), await seeds.find(another.seedHash)]).toEqual([undefined, another]);
    });
  });
}

/** What every store of sealed seeds that hands over does. */
export const describeSealedSeedsHandOver = (name: string, open: () => Promise<SealedSeeds & HandsOver>, other?: () => Promise<SealedSeeds & HandsOver>): void =>
  handOverContract<SealedSeeds & HandsOver>(`sealed seeds: ${name}`, {
    open, ...(other ? { other } : {}),
    fill: async (seeds) => {
      await seeds.keep(one);
      await seeds.keep(another);
    },
  });
