import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { MemoryReadStore } from './memory/memory-read-store.js';
import { commitOf, put, register, type OpenReadStore } from './contract-tables.js';
import { BadRowQuery, type Condition, type ReadStore, type Row, type RowQuery, type StoredRow, type TableRef } from './read-store.js';

/** All rows of a query, page after page. */
export async function allPages(store: ReadStore, table: TableRef, query: RowQuery): Promise<StoredRow[]> {
  const rows: StoredRow[] = [];
  let after: string | undefined;
  do {
    const page = await store.query(table, after === undefined ? query : { ...query, after });
    rows.push(...page.rows);
    after = page.next;
  } while (after !== undefined);
  return rows;
}

const texts = fc.oneof(fc.constantFrom('江宁区', '江北新区', '江', '𠮷野', '\ue000私', 'a', 'A', 'a%_', '', 'z\udbff', '\u{10ffff}', '\ud7ff'), fc.string({ unit: 'grapheme', maxLength: 3 }));
const decimals = fc.constantFrom('0', '-3', '12.50', '12.5', '3', '1000000000000000000000.1', '0.000001');
const anyRow = fc.record(
  { unit: fc.option(texts), Unit: texts, value: fc.option(decimals), rank: fc.integer({ min: -3, max: 3 }), late: fc.option(fc.boolean()), other: fc.jsonValue() as fc.Arbitrary<string> },
  { requiredKeys: [] },
) as fc.Arbitrary<Row>;
const anyCondition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ field: fc.constantFrom('unit', 'Unit'), is: fc.constantFrom('eq', 'ne', 'lt', 'lte', 'gt', 'gte', 'prefix', 'contains'), value: texts }),
  fc.record({ field: fc.constant('unit'), is: fc.constant('in'), value: fc.array(texts, { maxLength: 5 }) }),
  fc.record({ field: fc.constantFrom('unit', 'value', 'rank', 'late'), is: fc.constantFrom('eq', 'ne'), value: fc.constant(null) }),
  fc.record({ field: fc.constant('value'), is: fc.constantFrom('eq', 'ne', 'lt', 'lte', 'gt', 'gte'), value: decimals }),
  fc.record({ field: fc.constant('rank'), is: fc.constantFrom('eq', 'ne', 'lt', 'lte', 'gt', 'gte'), value: fc.integer({ min: -3, max: 3 }) }),
  fc.record({ field: fc.constant('rank'), is: fc.constant('in'), value: fc.array(fc.integer({ min: -3, max: 3 }), { maxLength: 3 }) }),
  fc.record({ field: fc.constant('late'), is: fc.constantFrom('eq', 'ne'), value: fc.boolean() }),
) as fc.Arbitrary<Condition>;
export const anyOrder = fc.uniqueArray(fc.record({ field: fc.constantFrom('unit', 'Unit', 'value', 'rank', 'late'), descending: fc.boolean() }), { selector: (o) => o.field, maxLength: 3 });
export const anyWhere = fc.array(anyCondition, { maxLength: 2 });
export const anyRows = fc.uniqueArray(fc.tuple(fc.oneof(fc.constantFrom('𠮷', '\ue000', '江宁', 'a', 'b'), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 2 }).filter((k) => !k.includes('\0'))), anyRow), { selector: ([key]) => key, maxLength: 25 });

/** Queries, cursors and counts. */
export function queryContract(name: string, open: () => Promise<OpenReadStore>): void {
  describe(`${name} queried`, () => {
    let opened: OpenReadStore;
    let store: ReadStore;
    beforeEach(async () => {
      opened = await open();
      store = opened.store;
      await store.ensure(register);
    });
    afterEach(() => opened.discard());

    const keys = async (query: Omit<RowQuery, 'limit'>): Promise<string> => (await store.query(register, { ...query, limit: 100 })).rows.map((r) => r.key).join(' ');

    test('absent fields sort first, and come last in descending order', async () => {
      await store.commit(commitOf(1, [put(register, 'a', { rank: 2 }, 1), put(register, 'b', {}, 1), put(register, 'c', { rank: 1 }, 1), put(register, 'd', { rank: null }, 1)]));
      expect(await keys({ order: [{ field: 'rank' }] })).toBe('b d c a');
      expect(await keys({ order: [{ field: 'rank', descending: true }] })).toBe('a c b d');
    });

    test('decimals compare as numbers, texts by code point, also beyond U+FFFF', async () => {
      const rows: [string, Row][] = [['a', { value: '10', unit: '\ue000' }], ['b', { value: '9.5', unit: '𠮷' }], ['c', { value: '-2', unit: '江' }], ['d', { value: '9.50', unit: 'Z' }]];
      await store.commit(commitOf(1, rows.map(([key, row]) => put(register, key, row, 1))));
      expect(await keys({ order: [{ field: 'value' }] })).toBe('c b d a');
      expect(await keys({ where: [{ field: 'value', is: 'eq', value: '9.500' }] })).toBe('b d');
      expect(await keys({ where: [{ field: 'value', is: 'gt', value: 9.5 }] })).toBe('a');
      expect(await keys({ order: [{ field: 'unit' }] })).toBe('d c a b');
    });

    test('conditions treat absent as a value only where they ask for it', async () => {
      await store.commit(commitOf(1, [put(register, 'a', { unit: '江宁区', late: true }, 1), put(register, 'b', { unit: '江北新区', late: false }, 1), put(register, 'c', { unit: null }, 1)]));
      expect(await keys({ where: [{ field: 'unit', is: 'eq', value: null }] })).toBe('c');
      expect(await keys({ where: [{ field: 'unit', is: 'ne', value: null }] })).toBe('a b');
      expect(await keys({ where: [{ field: 'unit', is: 'ne', value: '江宁区' }] })).toBe('b c');
      expect(await keys({ where: [{ field: 'unit', is: 'prefix', value: '江' }] })).toBe('a b');
      expect(await keys({ where: [{ field: 'unit', is: 'contains', value: '北新' }] })).toBe('b');
      expect(await keys({ where: [{ field: 'unit', is: 'in', value: [] }] })).toBe('');
      expect(await keys({ where: [{ field: 'unit', is: 'in', value: ['江宁区', '江北新区', '无'] }, { field: 'late', is: 'eq', value: true }] })).toBe('a');
    });

    test('what does not fit the table is refused', async () => {
      const bad: Partial<RowQuery>[] = [
        { where: [{ field: 'other', is: 'eq', value: 1 }] }, { where: [{ field: 'toString', is: 'eq', value: 1 }] }, { order: [{ field: 'key' }] },
        { where: [{ field: 'rank', is: 'eq', value: 'one' }] }, { where: [{ field: 'value', is: 'eq', value: 'NaN' }] }, { where: [{ field: 'rank', is: 'prefix', value: '1' }] },
        { where: [{ field: 'unit', is: 'lt', value: null }] }, { where: [{ field: 'unit', is: 'in', value: 'a' }] }, { where: [{ field: 'unit', is: 'eq', value: ['a'] }] },
        { where: [{ field: 'unit', is: 'like' as 'eq', value: 'a' }] }, { where: [{ field: 'unit', is: 'in', value: [null as never] }] },
        { order: [{ field: 'unit' }, { field: 'unit', descending: true }] }, { limit: 0 }, { limit: 1.5 }, { limit: 1e9 }, { at: 1 }, { after: 'x' }, { after: '' },
      ];
      for (const part of bad) await expect(store.query(register, { limit: 1, ...part })).rejects.toBeInstanceOf(BadRowQuery);
      await expect(store.count(register, [{ field: 'other', is: 'eq', value: 1 }])).rejects.toBeInstanceOf(BadRowQuery);
      await expect(store.versions(register, 'a')).rejects.toBeInstanceOf(BadRowQuery);
      await expect(store.changes(register, 0, 1)).rejects.toBeInstanceOf(BadRowQuery);
      await expect(store.changedBetween(register, { from: 0, to: 1, limit: 1 })).rejects.toBeInstanceOf(BadRowQuery);
    });

    test('a cursor serves the query it came from and no other', async () => {
      await store.commit(commitOf(1, ['a', 'b', 'c'].map((key, rank) => put(register, key, { rank }, 1))));
      const { next } = await store.query(register, { order: [{ field: 'rank' }], limit: 1 });
      expect((await store.query(register, { order: [{ field: 'rank' }], limit: 5, after: next! })).rows.map((r) => r.key)).toEqual(['b', 'c']);
      for (const order of [[], [{ field: 'rank', descending: true }], [{ field: 'unit' }], [{ field: 'rank' }, { field: 'unit' }]]) {
        await expect(store.query(register, { order, limit: 1, after: next! })).rejects.toBeInstanceOf(BadRowQuery);
      }
      for (const forged of [['reporting.register +rank', 'text', 'a'], ['reporting.register +rank', 0], ['reporting.register +rank', 0, 7], { 0: 'reporting.register +rank' }]) {
        const after = Buffer.from(JSON.stringify(forged)).toString('base64url');
        await expect(store.query(register, { order: [{ field: 'rank' }], limit: 1, after })).rejects.toBeInstanceOf(BadRowQuery);
      }
    });

    test('rows that come and go between pages are neither repeated nor cause others to be skipped', async () => {
      await store.commit(commitOf(1, ['a', 'c', 'e'].map((key) => put(register, key, { rank: 1 }, 1))));
      const first = await store.query(register, { order: [{ field: 'rank', descending: true }], limit: 1 });
      await store.commit(commitOf(2, [put(register, 'a', undefined, 2), put(register, 'b', { rank: 1 }, 2), put(register, 'd', { rank: 2 }, 2)]));
      const rest = await store.query(register, { order: [{ field: 'rank', descending: true }], limit: 9, after: first.next! });
      expect([...first.rows, ...rest.rows].map((r) => r.key)).toEqual(['a', 'b', 'c', 'e']);
    });

    test('any query on any rows, in pages of any size, gives what the model gives', async () => {
      let generation = 100;
      await fc.assert(
        fc.asyncProperty(anyRows, fc.array(fc.record({ where: anyWhere, order: anyOrder, limit: fc.integer({ min: 1, max: 7 }) }), { minLength: 3, maxLength: 6 }), async (rows, queries) => {
          const table = { ...register, generation: (generation += 1) };
          const model = new MemoryReadStore();
          for (const side of [store, model]) {
            await side.ensure(table);
            await side.commit(commitOf(1, rows.map(([key, row]) => put(table, key, row, 1)), generation));
          }
          expect(await store.digest(table)).toBe(await model.digest(table));
          for (const query of queries) {
            const expected = (await model.query(table, { ...query, limit: 100 })).rows;
            expect(await allPages(store, table, query)).toEqual(expected);
            expect(await store.count(table, query.where)).toBe(expected.length);
          }
          await store.drop(table);
        }),
        { numRuns: 60 },
      );
    });
  });
}
