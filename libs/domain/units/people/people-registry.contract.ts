import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { PeopleRegistry, Person } from './people-registry.js';

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
