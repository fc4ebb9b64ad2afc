import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { MemoryReadStore } from './memory/memory-read-store.js';
import { allPages, anyOrder, anyWhere } from './query.contract.js';
import { commitOf, put, registerSpec, type OpenReadStore } from './contract-tables.js';
import { BadRowQuery, type ReadStore, type Row, type RowWrite, type TableRef } from './read-store.js';

const board: TableRef = { spec: { ...registerSpec, name: 'scoring.board', temporal: true }, generation: 1 };

const anyWrite = fc.record({
  key: fc.constantFrom('a', 'b', 'c', '江宁', '𠮷'),
  row: fc.option(fc.record({ unit: fc.constantFrom('x', 'y', '江'), rank: fc.integer({ min: 0, max: 3 }) }), { nil: undefined, freq: 4 }),
  step: fc.integer({ min: 0, max: 2 }),
});

/** Tables that keep their history. */
export function temporalContract(name: string, open: () => Promise<OpenReadStore>): void {
  describe(`${name} with history`, () => {
    let opened: OpenReadStore;
    let store: ReadStore;
    beforeEach(async () => {
      opened = await open();
      store = opened.store;
      await store.ensure(board);
    });
    afterEach(() => opened.discard());

    test('a row is read as it was known at a position, before, between and after its changes', async () => {
      await store.commit(commitOf(5, [put(board, 'a', { rank: 1 }, 2), put(board, 'a', { rank: 2 }, 4)]));
      await store.commit(commitOf(9, [put(board, 'a', undefined, 7), put(board, 'a', { rank: 3 }, 9)]));
      const ranks = await Promise.all([1, 2, 3, 4, 6, 7, 8, 9, 99].map(async (at) => (await store.get<{ rank: number }>(board, 'a', at))?.row.rank));
      expect(ranks).toEqual([undefined, 1, 1, 2, 2, undefined, undefined, 3, 3]);
      expect(await store.versions(board, 'a')).toEqual([{ position: 2, row: { rank: 1 } }, { position: 4, row: { rank: 2 } }, { position: 7 }, { position: 9, row: { rank: 3 } }]);
      expect(await store.versions(board, 'none')).toEqual([]);
    });

    test('the table is a stream of changes by position then key, also those that removed a row', async () => {
      await store.commit(commitOf(3, [put(board, 'b', { rank: 1 }, 1), put(board, 'a', { rank: 1 }, 1), put(board, 'a', undefined, 3)]));
      const all = [{ key: 'a', position: 1, row: { rank: 1 } }, { key: 'b', position: 1, row: { rank: 1 } }, { key: 'a', position: 3 }];
      expect(await store.changes(board, 0, 10)).toEqual(all);
      expect(await store.changes(board, 0, 2)).toEqual(all.slice(0, 2));
      expect(await store.changes(board, 1, 10)).toEqual(all.slice(2));
    });

    test('a commit ends versions at hundreds of positions', async () => {
      const keys = Array.from({ length: 300 }, (_, n) => `k${n}`);
      const puts = (from: number): RowWrite[] => keys.map((key, n) => put(board, key, { rank: from }, from + n));
      await store.commit(commitOf(300, puts(1)));
      await store.commit(commitOf(600, puts(301)));
      for (const n of [0, 150, 299]) expect(await store.versions(board, `k${n}`)).toEqual([{ position: 1 + n, row: { rank: 1 } }, { position: 301 + n, row: { rank: 301 } }]);
      expect(await store.count(board, [], 300)).toBe(300);
      expect((await store.get<{ rank: number }>(board, 'k7', 307))?.row.rank).toBe(1);
    });

    test('of two versions at one position the last holds', async () => {
      await store.commit(commitOf(3, [put(board, 'a', { rank: 1 }, 3), put(board, 'a', { rank: 2 }, 3)]));
      expect(await store.versions(board, 'a')).toEqual([{ position: 3, row: { rank: 2 } }]);
    });

    test('a history that differs gives another digest though the rows are the same', async () => {
      const other = { ...board, generation: 2 };
      await store.ensure(other);
      await store.commit(commitOf(3, [put(board, 'a', { rank: 1 }, 1), put(board, 'a', { rank: 2 }, 3)]));
      await store.commit(commitOf(3, [put(other, 'a', { rank: 2 }, 3)], 2));
      expect(await store.get(board, 'a')).toEqual(await store.get(other, 'a'));
      expect(await store.digest(board)).not.toBe(await store.digest(other));
    });

    test('a cursor of one moment does not serve another', async () => {
      await store.commit(commitOf(2, [put(board, 'a', { rank: 1 }, 1), put(board, 'b', { rank: 1 }, 2)]));
      const { next } = await store.query(board, { limit: 1, at: 2 });
      expect((await store.query(board, { limit: 1, at: 2, after: next! })).rows.map((r) => r.key)).toEqual(['b']);
      await expect(store.query(board, { limit: 1, at: 1, after: next! })).rejects.toBeInstanceOf(BadRowQuery);
      await expect(store.query(board, { limit: 1, after: next! })).rejects.toBeInstanceOf(BadRowQuery);
      await expect(store.query(board, { limit: 1, at: -1 })).rejects.toBeInstanceOf(BadRowQuery);
    });

    test('what changed between two positions is told by key: added, changed, removed, with the rows before and after', async () => {
      await store.commit(commitOf(9, [
        put(board, 'a', { rank: 1 }, 1), put(board, 'b', { rank: 1 }, 1), put(board, 'same', { rank: 1 }, 1), put(board, 'still', { rank: 1 }, 1),
        put(board, 'b', { rank: 2 }, 3), put(board, 'c', { rank: 1 }, 4), put(board, 'same', { rank: 5 }, 5), put(board, 'same', { rank: 1 }, 6), put(board, 'a', undefined, 7), put(board, 'd', { rank: 4 }, 8), put(board, 'd', undefined, 9),
      ]));
      const stored = (key: string, rank: number, position: number) => ({ key, row: { rank }, position });
      const { changes } = await store.changedBetween(board, { from: 2, to: 9, limit: 10 });
      expect(changes).toEqual([
        { key: 'a', before: stored('a', 1, 1), changedAt: 7 }, { key: 'b', before: stored('b', 1, 1), after: stored('b', 2, 3), changedAt: 3 }, { key: 'c', after: stored('c', 1, 4), changedAt: 4 },
      ]);
      const first = await store.changedBetween(board, { from: 2, to: 9, limit: 2 });
      expect([first.changes.map(({ key }) => key), first.next]).toEqual([['a', 'b'], 'b']);
      expect(await store.changedBetween(board, { from: 2, to: 9, limit: 2, after: first.next! })).toEqual({ changes: changes.slice(2) });
      expect(await store.changedBetween(board, { from: 4, to: 4, limit: 2 })).toEqual({ changes: [] });
    });

    test('a row that comes to fit a condition was added, one that no longer fits was removed', async () => {
      await store.commit(commitOf(2, [put(board, 'a', { unit: 'x' }, 1), put(board, 'b', { unit: 'y' }, 1), put(board, 'a', { unit: 'y' }, 2), put(board, 'b', { unit: 'x' }, 2)]));
      const { changes } = await store.changedBetween(board, { from: 1, to: 2, where: [{ field: 'unit', is: 'eq', value: 'x' }], limit: 10 });
      expect(changes.map(({ key, before, after }) => [key, before?.row ?? null, after?.row ?? null])).toEqual([['a', { unit: 'x' }, null], ['b', null, { unit: 'x' }]]);
    });

    test('a question about changes that cannot be is refused', async () => {
      for (const bad of [{ from: 2, to: 1, limit: 1 }, { from: -1, to: 1, limit: 1 }, { from: 0, to: 1, limit: 0 }, { from: 0, to: 1, limit: 1, where: [{ field: 'other', is: 'eq' as const, value: 1 }] }]) {
        await expect(store.changedBetween(board, bad)).rejects.toBeInstanceOf(BadRowQuery);
      }
    });

    test('between any two positions, the changes turn the rows of the one into the rows of the other', async () => {
      let generation = 500;
      await fc.assert(
        fc.asyncProperty(fc.array(anyWrite, { maxLength: 25 }), anyWhere, fc.integer({ min: 1, max: 4 }), fc.nat(), fc.nat(), async (changes, where, limit, a, b) => {
          const table = { ...board, generation: (generation += 1) };
          await store.ensure(table);
          let position = 1;
          await store.commit(commitOf(60, changes.map(({ key, row, step }) => put(table, key, row as Row | undefined, (position += step))), generation));
          const [from, to] = [a % (position + 2), b % (position + 2)].sort((x, y) => x - y) as [number, number];
          const at = async (moment: number) => new Map((await allPages(store, table, { where, limit: 100, at: moment })).map(({ key, row }) => [key, row]));
          const rows = await at(from);
          let after: string | undefined;
          do {
            const page = await store.changedBetween(table, { from, to, where, limit, ...(after === undefined ? {} : { after }) });
            for (const change of page.changes) {
              expect(rows.get(change.key)).toEqual(change.before?.row);
              if (change.after) rows.set(change.key, change.after.row);
              else rows.delete(change.key);
              expect(change.changedAt > from && change.changedAt <= to).toBe(true);
            }
            after = page.next;
          } while (after !== undefined);
          expect(new Map([...rows].sort())).toEqual(new Map([...(await at(to))].sort()));
          await store.drop(table);
        }),
        { numRuns: 60 },
      );
    });

    test('at every position, any query answers as a table that stopped there', async () => {
      let generation = 100;
      const query = fc.record({ where: anyWhere, order: anyOrder, limit: fc.integer({ min: 1, max: 4 }) });
      await fc.assert(
        fc.asyncProperty(fc.array(anyWrite, { maxLength: 25 }), fc.array(query, { minLength: 2, maxLength: 4 }), async (changes, queries) => {
          const table = { ...board, generation: (generation += 1) };
          await store.ensure(table);
          let position = 1;
          const writes: RowWrite[] = changes.map(({ key, row, step }) => put(table, key, row as Row | undefined, (position += step)));
          await store.commit(commitOf(position, writes, generation));
          for (let at = 0; at <= position; at += 1) {
            const stopped = new MemoryReadStore();
            await stopped.ensure(table);
            await stopped.commit(commitOf(at, writes.filter((w) => w.position <= at), generation));
            for (const one of queries) {
              const expected = (await stopped.query(table, { ...one, limit: 100 })).rows;
              expect(await allPages(store, table, { ...one, at })).toEqual(expected);
              expect(await store.count(table, one.where, at)).toBe(expected.length);
            }
          }
          await store.drop(table);
        }),
        { numRuns: 25 },
      );
    });
  });
}
