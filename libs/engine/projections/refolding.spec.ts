import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { MemoryReadStore } from '#engine/read-store/memory';
import type { ReadStore, Row } from '#engine/read-store';
import { refold, type RowDifference } from './refolding.js';
import type { AnyProjection } from './projection.js';
import { counted, happened, history, moved, ranking, record, register, removed, spoilt, trialEvents } from './trial/trial-projections.js';
import { projectionEvents } from './projection.events.js';
import { TrialRun, withOther } from './trial/trial-run.js';

describe.each([['memory', TrialRun.inMemory], ['SQLite', TrialRun.onSqlite]])('rows against the log on %s', (_name, open) => {
  let run: TrialRun;
  beforeEach(async () => {
    run = open();
    await record(run.log, counted('a'), counted('b', 3), happened, moved('b', 'a', 2), counted('c', 7), removed('c'), counted('d'));
    await run.catchUp();
  });
  afterEach(() => run.discard());

  const compare = async (projection: AnyProjection, { store = run.store, pace = async () => undefined }: { readonly store?: ReadStore; readonly pace?: () => Promise<void> } = {}) => {
    const [scratch, found] = [new MemoryReadStore(), [] as RowDifference[]];
    const outcome = await refold({ projection, log: run.log, store, scratch, clock: run.clock, catalogues: [trialEvents, projectionEvents], pace }, (difference) => found.push(difference));
    return { outcome, found };
  };
  /** What a hand in the database does: a row is another, or gone, and nothing tells of it. */
  const tampered = (change: Partial<ReadStore>): ReadStore => withOther(run.store, change);
  const without = (key: string): ReadStore => tampered({
    query: async (table, query) => ({ ...(await run.store.query(table, query)), rows: (await run.store.query(table, query)).rows.filter((row) => row.key !== key) }) as never,
    get: async (table, wanted, at) => (wanted === key ? undefined : run.store.get(table, wanted, at)) as never,
  });

  test.each([register, history, ranking])('untouched rows and histories of $name are what the log makes them', async (projection) => {
    const { outcome, found } = await compare(projection);
    expect(found).toEqual([]);
    expect(outcome).toMatchObject({ position: 7, unsettled: 0 });
    expect(outcome.compared).toBeGreaterThanOrEqual(3);
  });

  test('a row that is gone is named, with the fact that made it', async () => {
    expect((await compare(register, { store: without('a') })).found).toEqual([{ kind: 'missing', table: register.name, key: 'a', position: 4 }]);
  });

  test('a row that was altered is named', async () => {
    const altered = (rows: readonly { readonly key: string; readonly row: Row }[]) => rows.map((row) => (row.key === 'b' ? { ...row, row: { ...row.row, count: 99 } } : row));
    const store = tampered({ query: async (table, query) => ({ ...(await run.store.query(table, query)), rows: altered((await run.store.query(table, query)).rows) }) as never });
    expect((await compare(register, { store })).found).toEqual([{ kind: 'altered', table: register.name, key: 'b', position: 4 }]);
  });

  test('a row that no fact made is named', async () => {
    await run.store.commit({ checkpoint: { projection: 'nobody', generation: 1, position: 1 }, rows: [{ table: { spec: register.table, generation: 1 }, key: 'x', row: { unit: 'x', count: 1, share: '0.25' }, position: 3 }] });
    expect((await compare(register)).found).toEqual([{ kind: 'surplus', table: register.name, key: 'x', position: 3 }]);
  });

  test('a version that is gone from a history is named, and one that was altered', async () => {
    const store = tampered({
      changes: async (table, after, limit) => (await run.store.changes(table, after, limit)).flatMap((version) => (version.position === 4 ? (version.key === 'a' ? [] : [{ ...version, row: { ...version.row, count: 5 } }]) : [version])) as never,
    });
    expect((await compare(history, { store })).found).toEqual([
      { kind: 'missing', table: history.name, key: 'a', position: 4, version: true }, { kind: 'altered', table: history.name, key: 'b', position: 4, version: true },
    ]);
  });

  test('rows that change while they are compared are no differences, and one that is gone is still found', async () => {
    const runner = await run.runner();
    let n = 0;
    const busy = async (): Promise<void> => {
      if ((n += 1) > 40) return;
      await record(run.log, n % 5 === 0 ? removed('b') : counted(n % 2 === 0 ? 'b' : `new-${n}`, n));
      await run.handled(runner);
    };
    // A reader that is interrupted between any two reads: the table moves under it.
    const disturbed = (store: ReadStore): ReadStore => withOther(store, {
      query: async (table, query) => {
        const page = await store.query(table, { ...query, limit: 1 });
        await busy();
        return page as never;
      },
    });
    expect((await compare(register, { store: disturbed(run.store), pace: busy })).found).toEqual([]);
    expect(n).toBeGreaterThan(5);
    n = 0;
    expect((await compare(register, { store: disturbed(without('a')), pace: busy })).found).toEqual([{ kind: 'missing', table: register.name, key: 'a', position: 4 }]);
  });

  test('a fact that an operator superseded is passed over here too; rows that stopped before a fact are compared as far as they are', async () => {
    await record(run.log, spoilt('fold'), counted('a', 4));
    const runner = await run.runner({ projections: [register] });
    await run.until(runner, register.name, ({ state }) => state === 'halted');
    expect(await compare(register)).toEqual({ found: [], outcome: expect.objectContaining({ position: 7 }) });
    await runner.supersede(register.name, 8, { reason: 'spoilt', by: run.by() });
    await run.handled(runner, [register]);
    expect(await compare(register)).toEqual({ found: [], outcome: expect.objectContaining({ unsettled: 0 }) });
    expect((await compare(register, { store: without('d') })).found).toMatchObject([{ kind: 'missing', key: 'd' }]);
  });

  test('rows of an older version of the program are not judged by this one', async () => {
    expect((await compare({ ...register, version: 2 })).outcome).toMatchObject({ impossible: 'older-version' });
  });
});
