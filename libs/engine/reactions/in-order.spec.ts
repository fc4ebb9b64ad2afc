import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { inOrder } from './in-order.js';

describe('working in order', () => {
  test('starts items in order, keeps items with a common key apart, and never exceeds its limit', async () => {
    const item = fc.record({ keys: fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 2 }), turns: fc.nat(4) });
    await fc.assert(
      fc.asyncProperty(fc.array(item, { maxLength: 40 }), fc.integer({ min: 1, max: 6 }), async (items, limit) => {
        const ended = new Set<number>();
        const started: number[] = [];
        let underWay = 0;
        await inOrder(items.map((each, index) => ({ ...each, index })), { limit, keysOf: ({ keys }) => keys }, async ({ index, keys, turns }) => {
          const earlier = items.findIndex((other, at) => at < index && !ended.has(at) && other.keys.some((key) => keys.includes(key)));
          expect(earlier).toBe(-1);
          started.push(index);
          expect(++underWay).toBeLessThanOrEqual(limit);
          for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve));
          underWay--;
          ended.add(index);
        });
        expect(started).toHaveLength(items.length);
      }),
      { numRuns: 60 },
    );
  });

  test('stops starting at the first error and throws it when everything under way has ended', async () => {
    const ended: number[] = [];
    const work = inOrder([0, 1, 2, 3, 4, 5], { limit: 2, keysOf: () => [] }, async (n) => {
      await new Promise((resolve) => setImmediate(resolve));
      if (n === 1) throw new Error('one');
      ended.push(n);
    });
    await expect(work).rejects.toThrow('one');
    expect(ended.filter((n) => n > 2)).toEqual([]);
    expect(ended).toContain(0);
  });
});
