import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { PeopleRegistry, Person } from './people-registry.js';
import { RecordContradicts, type HandsOver } from '#engine/hand-over';
import { handOverContract } from '../../../engine/hand-over/hand-over.contract.js';

const wang: Person = { reference: 'p-1', name: '王建国', phone: '13800001234', unit: 'xuanwu', changedAt: '2025-01-02T00:00:00.000Z' };
const rare: Person = { reference: 'p-2', name: '𠮷田𣲗', changedAt: '2025-01-03T00:00:00.000Z' };

/** What every registry of persons does. `open` gives an empty one. */
export function describePeopleRegistry(name: string, open: () => Promise<PeopleRegistry>): void {
  describe(`registry of persons: ${name}`, () => {
    let registry: PeopleRegistry;
    beforeEach(async () => {
      registry = await open();
    });
    afterEach(() => registry.close());

    test('gives back what was put, rare characters and absent fields included', async () => {
      expect([await registry.put(wang), await registry.put(rare)]).toEqual([true, true]);
      expect([await registry.get('p-1'), await registry.get('p-2'), await registry.get('p-3')]).toEqual([wang, rare, undefined]);
      expect(await registry.getMany(['p-2', 'p-9', 'p-1'])).toEqual([wang, rare]);
    });

    test('a second put replaces the whole entry', async () => {
      await registry.put(wang);
      await registry.put({ reference: 'p-1', name: '王建华', changedAt: '2025-02-01T00:00:00.000Z' });
      expect(await registry.get('p-1')).toEqual({ reference: 'p-1', name: '王建华', changedAt: '2025-02-01T00:00:00.000Z' });
    });

    test('an erased entry is gone and its reference is spent', async () => {
      await registry.put(wang);
      expect([await registry.erase('p-1'), await registry.erase('p-1'), await registry.get('p-1')]).toEqual([true, false, undefined]);
      expect([await registry.put(wang), await registry.get('p-1')]).toEqual([false, undefined]);
    });

    test('lists page by page, of one unit or all, with the exact total', async () => {
      for (let n = 1; n <= 5; n++) await registry.put({ ...wang, reference: `p-${n}`, unit: n % 2 === 0 ? 'gulou' : 'xuanwu' });
      const first = await registry.list({ limit: 2 });
      expect([first.people.map((p) => p.reference), first.next, first.total]).toEqual([['p-1', 'p-2'], 'p-2', 5]);
      const last = await registry.list({ limit: 3, after: 'p-2' });
      expect([last.people.map((p) => p.reference), last.next]).toEqual([['p-3', 'p-4', 'p-5'], undefined]);
      const own = await registry.list({ limit: 10, unit: 'gulou' });
      expect([own.people.map((p) => p.reference), own.total]).toEqual([['p-2', 'p-4'], 2]);
    });
  });
}

/** What every registry that hands over does. */
export function describePeopleHandOver(name: string, open: () => Promise<PeopleRegistry & HandsOver>, other?: () => Promise<PeopleRegistry & HandsOver>): void {
  handOverContract<PeopleRegistry & HandsOver>(`registry of persons: ${name}`, {
    open, ...(other ? { other } : {}),
    fill: async (registry) => {
      await registry.put(wang);
      await registry.put(rare);
      for (const reference of ['p-3', 'p-4']) await registry.erase(reference);
    },
  });

  describe(`handing over: registry of persons: ${name}`, () => {
    test('a person who is erased where others are taken up does not come back', async () => {
      const [from, to] = [await open(), await (other ?? open)()];
      await from.put(wang);
      await to.erase(wang.reference);
      await expect(to.records[0]!.add(await from.records[0]!.page(undefined, 9))).rejects.toThrow(RecordContradicts);
      expect(await to.get(wang.reference)).toBeUndefined();
      await Promise.all([from.close(), to.close()]);
    });
  });
}
