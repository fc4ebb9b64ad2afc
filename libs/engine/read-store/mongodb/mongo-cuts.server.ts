import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { MongoDatabase } from '#engine/mongodb';
import { Link, type Mishap } from '../../mongodb/link-examples.js';
import { freshDatabaseUrl, onMongo } from '../../mongodb/server-examples.js';
import { put, registerSpec } from '../contract-tables.js';
import { MemoryReadStore } from '../memory/memory-read-store.js';
import { StaleLease, type Commit, type Lease, type ReadStore, type RowWrite, type TableRef } from '../read-store.js';
import { MongoReadStore } from './mongo-read-store.js';

const spec = { ...registerSpec, name: 'cut.board', temporal: true };
const projection = 'cut';
/** More commands than any commit here takes. */
const beyond = 20;

const commit = (table: TableRef, position: number, rows: readonly RowWrite[], lease?: Lease): Commit => ({ checkpoint: { projection, generation: table.generation, position }, rows, ...(lease ? { lease } : {}) });

const anyRowWrite = fc.record({ key: fc.constantFrom('a', 'b', 'c', '江宁', '𠮷'), rank: fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined, freq: 4 }), step: fc.integer({ min: 0, max: 1 }) });
const anyMishap = fc.record({ at: fc.integer({ min: 1, max: 9 }), mishap: fc.constantFrom<Mishap>('lost', 'unanswered') });
const anyStep = fc.record({ writes: fc.array(anyRowWrite, { maxLength: 5 }), mishaps: fc.array(anyMishap, { maxLength: 2 }), newOwner: fc.boolean() });

onMongo('MongoDB rows, cut', () =>
  describe('MongoDB rows, cut', () => {
    const url = freshDatabaseUrl;
    let direct: MongoDatabase;
    let reader: MongoReadStore;
    let link: Link;
    let linked: MongoDatabase;
    let writer: MongoReadStore;
    let generation = 0;
    let table: TableRef;
    beforeAll(async () => {
      const address = url();
      direct = await MongoDatabase.connect(address);
      reader = await MongoReadStore.open(direct);
      link = await Link.open(address);
      linked = await MongoDatabase.connect(link.url);
      writer = await MongoReadStore.open(linked);
    });
    afterAll(async () => {
      await linked.close();
      await link.close();
      await direct.destroy();
      await direct.close();
    });
    const freshTable = async (): Promise<void> => {
      table = { spec, generation: (generation += 1) };
      await reader.ensure(table);
    };
    beforeEach(freshTable);
    afterEach(() => void link.clear());

    const seen = async (store: ReadStore): Promise<string> => `${await store.checkpoint(projection, table.generation)} ${await store.digest(table)}`;

    test('a commit that is cut anywhere shows all of it or nothing, and repeating it finishes it', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(anyStep, { minLength: 2, maxLength: 5 }), async (steps) => {
          await freshTable();
          const model = new MemoryReadStore();
          await model.ensure(table);
          const lease = `cut/${table.generation}`;
          let now = 0;
          let held = (await reader.lease(lease, 'owner-0', now, 10))!;
          let position = 0;
          for (const { writes, mishaps, newOwner } of steps) {
            const earlier = held;
            if (newOwner) held = (await reader.lease(lease, `owner-${(now += 10)}`, now, 10))!;
            const rows = writes.map(({ key, rank, step }) => put(table, key, rank === undefined ? undefined : { rank }, (position += step)));
            const next = commit(table, (position += 1), rows, held);
            const before = await seen(model);
            if (newOwner) await expect(writer.commit({ ...next, lease: earlier })).rejects.toBeInstanceOf(StaleLease);
            await model.commit(commit(table, position, rows));
            const after = await seen(model);
            for (const { at, mishap } of mishaps) {
              void link.plan(at, mishap);
              const cut = await writer.commit(next).then(() => false, () => true);
              link.clear();
              const now = await seen(reader);
              expect(cut ? [before, after] : [after]).toContain(now);
            }
            await writer.commit(next);
            expect(await seen(reader)).toBe(after);
          }
        }),
        { numRuns: 12 },
      );
    });

    test('rows are read from one moment while commits go on', async () => {
      const keys = ['a', 'b', 'c', 'd'];
      let stopped = false;
      const writing = (async () => {
        for (let n = 1; !stopped; n += 1) await writer.commit(commit(table, n, keys.map((key) => put(table, key, { rank: n }, n))));
      })();
      try {
        for (let i = 0; i < 40; i += 1) {
          const { rows } = await reader.query<{ rank: number }>(table, { limit: 10 });
          expect(new Set(rows.map(({ row }) => row.rank)).size).toBeLessThanOrEqual(1);
          const [found, at] = [await reader.getMany<{ rank: number }>(table, keys), (await reader.checkpoint(projection, table.generation)) ?? 0];
          expect(new Set(found.map(({ row }) => row.rank)).size).toBeLessThanOrEqual(1);
          expect(found[0]?.row.rank ?? 0).toBeLessThanOrEqual(at);
        }
      } finally {
        stopped = true;
        await writing;
      }
    });

    test('an owner that stands still anywhere in its commit, while another takes over and commits, is refused', async () => {
      let finished = false;
      for (let n = 1; !finished; n += 1) {
        expect(n).toBeLessThan(beyond);
        await freshTable();
        const name = `still/${table.generation}`;
        const old = (await writer.lease(name, 'old', 0, 10))!;
        await writer.commit(commit(table, 1, [put(table, 'a', { rank: 1 }, 1), put(table, 'b', { rank: 1 }, 1)], old));
        const model = new MemoryReadStore();
        await model.ensure(table);
        await model.commit(commit(table, 1, [put(table, 'a', { rank: 1 }, 1), put(table, 'b', { rank: 1 }, 1)]));
        const held = link.plan(n, 'held');
        const late = writer.commit(commit(table, 5, [put(table, 'a', { rank: 5 }, 5), put(table, 'late', { rank: 5 }, 5)], old)).then(() => 'committed', (error: unknown) => (error instanceof StaleLease ? 'refused' : error));
        finished = (await Promise.race([held.then(() => 'held'), late])) !== 'held';
        if (finished) {
          expect(await late).toBe('committed');
          break;
        }
        const taken = (await reader.lease(name, 'new', 10, 10))!;
        const next = commit(table, 7, [put(table, 'b', { rank: 7 }, 7), put(table, 'c', { rank: 7 }, 7)], taken);
        await reader.commit(next);
        await model.commit(commit(table, 7, next.rows));
        link.clear();
        expect(await late).toBe('refused');
        expect(await seen(reader)).toBe(await seen(model));
        const more = commit(table, 8, [put(table, 'a', undefined, 8), put(table, 'late', { rank: 8 }, 8)], taken);
        await reader.commit(more);
        await model.commit(commit(table, 8, more.rows));
        expect(await seen(reader)).toBe(await seen(model));
      }
    });

    test.each(['held', 'held-unanswered'] as const)('an owner that stands still in its first commit of a generation is refused too, also when it tries again: %s', async (mishap) => {
      for (let n = 1; n < beyond; n += 1) {
        await freshTable();
        const name = `first/${table.generation}`;
        const old = (await writer.lease(name, 'old', 0, 10))!;
        const next = commit(table, 5, [put(table, 'late', { rank: 5 }, 5)], old);
        const held = link.plan(n, mishap);
        const late = writer.commit(next).then(() => 'committed', (error: unknown) => (error instanceof StaleLease ? 'refused' : 'cut'));
        if ((await Promise.race([held.then(() => 'held'), late])) !== 'held') {
          expect(n).toBeGreaterThan(8);
          return expect(await late).toBe('committed');
        }
        await reader.lease(name, 'new', 10, 10);
        link.clear();
        // A reading that was not answered is repeated by the driver; a writing is not.
        expect(mishap === 'held' ? ['refused'] : ['refused', 'cut']).toContain(await late);
        await expect(writer.commit(next)).rejects.toBeInstanceOf(StaleLease);
        expect(await seen(reader)).toBe(`undefined ${await seenEmpty(table)}`);
      }
      throw new Error('the commit never ended');
    });

    test('a takeover that is cut anywhere is finished by the next, and the old owner is refused', async () => {
      for (const mishap of ['lost', 'unanswered'] as const) {
        for (let n = 1; n < beyond; n += 1) {
          await freshTable();
          const name = `takeover/${table.generation}`;
          const old = (await reader.lease(name, 'old', 0, 10))!;
          await reader.commit(commit(table, 1, [put(table, 'a', { rank: 1 }, 1)], old));
          void link.plan(n, mishap);
          const taken = await writer.lease(name, 'new', 10, 10).catch(() => undefined);
          link.clear();
          const sure = taken ?? (await writer.lease(name, 'new', 11, 10))!;
          expect(sure.epoch).toBe(2);
          await expect(reader.commit(commit(table, 2, [put(table, 'a', { rank: 2 }, 2)], old))).rejects.toBeInstanceOf(StaleLease);
          await writer.commit(commit(table, 2, [put(table, 'a', { rank: 3 }, 2)], sure));
          expect((await reader.get(table, 'a'))!.row).toEqual({ rank: 3 });
          if (taken) break;
        }
      }
    });

    test('of many who ask for a lease at once one gets it, and each new owner a higher epoch', async () => {
      for (let turn = 1; turn <= 5; turn += 1) {
        const answers = await Promise.all(Array.from({ length: 8 }, (_, n) => (n % 2 ? writer : reader).lease('raced', `owner-${turn}-${n}`, turn * 10, 10)));
        expect(answers.filter((lease) => lease !== undefined).map(({ epoch }) => epoch)).toEqual([turn]);
      }
    });

    test('replaced rows are cleared in time, and what is read stays the same', async () => {
      const plain: TableRef = { spec: { ...registerSpec, name: 'cut.plain' }, generation: (generation += 1) };
      const model = new MemoryReadStore();
      const clearing = await MongoReadStore.open(direct, { clearedEvery: 10 });
      for (const store of [clearing, model]) await store.ensure(plain);
      const keys = Array.from({ length: 6 }, (_, n) => `k${n}`);
      for (let n = 1; n <= 11; n += 1) {
        for (const store of [clearing, model]) await store.commit(commit(plain, n, keys.map((key) => put(plain, key, { rank: n }, n))));
      }
      expect(await reader.digest(plain)).toBe(await model.digest(plain));
      const name = (await direct.files.listCollections({}, { nameOnly: true }).toArray()).map((each) => each.name).find((each) => each.startsWith('rows.cut.plain.'))!;
      expect(await direct.collection(name).countDocuments()).toBeLessThan(6 * 6);
    });
  }),
);

async function seenEmpty(table: TableRef): Promise<string> {
  const model = new MemoryReadStore();
  await model.ensure(table);
  return model.digest(table);
}
