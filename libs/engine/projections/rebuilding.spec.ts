import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { BadTable, type ReadStore } from '#engine/read-store';
import { NotNow } from './projection-runner.js';
import { projectionStream } from './projection.events.js';
import { anyEvent } from './trial/trial-generators.js';
import { counted, history, mending, moved, nextHistory, ranking, record, register, removed, spoilt, tableOf, type CountRow } from './trial/trial-projections.js';
import { TrialRun, withOther } from './trial/trial-run.js';

describe.each([['memory', TrialRun.inMemory, 40], ['SQLite', TrialRun.onSqlite, 15]])('rebuilding on %s', (_name, open, numRuns) => {
  let run: TrialRun;
  beforeEach(() => {
    run = open();
    mending.done = false;
  });
  afterEach(() => run.discard());

  test('rows are the same bytes whatever the page size and wherever it was restarted', async () => {
    const part = fc.record({ events: fc.array(anyEvent, { maxLength: 30 }), pageSize: fc.constantFrom(1, 2, 7, 500), rememberedRows: fc.constantFrom(0, 2, 5_000), commitEvents: fc.constantFrom(1, 5, 10_000), live: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(part, { minLength: 1, maxLength: 5 }), async (parts) => {
        const one = open();
        for (const { events, live, ...settings } of parts) {
          if (!live) await record(one.log, ...events);
          const runner = await one.runner({ settings });
          if (live) await record(one.log, ...events);
          await one.handled(runner);
          await one.stop(runner);
        }
        const runner = await one.runner();
        expect(await one.digests(runner)).toEqual(await one.digestsFromZero());
        await one.discard();
      }),
      { numRuns },
    );
  });

  test('a new generation fills beside the old one, equals it, takes over, and the old one goes', async () => {
    const runner = await run.runner();
    await record(run.log, counted('a'), counted('b', 2), moved('a', 'b'), removed('a'), counted('c'));
    await run.handled(runner);
    for (const { name } of [register, history, ranking]) {
      expect(await runner.rebuild(name, { reason: '例行核对', by: run.by(), takeOver: 'when-equal' })).toBe(2);
      await run.until(runner, name, ({ generation, rebuild }) => generation === 2 && rebuild === undefined);
      expect(tableOf(runner, name).generation).toBe(2);
      const acts = await run.log.readStream(projectionStream(name));
      expect(acts.map(({ type }) => type)).toEqual(['projections.RebuildStarted', 'projections.RebuildSwitched']);
      expect(acts[1]!.data).toMatchObject({ generation: 2, from: 1, equal: true });
      await gone(run.store, { ...tableOf(runner, name), generation: 1 });
      expect(await run.store.checkpoint(name, 1)).toBeUndefined();
    }
    await record(run.log, counted('a', 3));
    await run.handled(runner);
    expect(await run.digests(runner)).toEqual(await run.digestsFromZero());
    expect(run.reports.filter(({ kind }) => kind === 'compared')).toHaveLength(3);
  });

  test('an act that comes while the lease is being taken up is not lost', async () => {
    await record(run.log, counted('a'));
    let asked: Promise<number> | undefined;
    const store = run.store;
    run.store = withOther(store, {
      checkpoint: async (projection, generation) => {
        const position = await store.checkpoint(projection, generation);
        if (run.reports.some(({ kind }) => kind === 'lease-taken')) await (asked ??= runner.rebuild(register.name, { reason: 'test', by: run.by() }));
        return position;
      },
    });
    const runner = await run.runner({ projections: [register] });
    await run.until(runner, register.name, ({ generation }) => generation === 2);
    expect(await asked).toBe(2);
  });

  test('rows written between two digests are not taken for a difference', async () => {
    await record(run.log, counted('a'), counted('b'));
    const digest = run.store.digest.bind(run.store);
    let digests = 0;
    run.store.digest = async (table) => {
      if (digests++ === 0) await record(run.log, counted('a')).then(() => run.handled(runner, [register]));
      return digest(table);
    };
    const runner = await run.runner({ projections: [register] });
    await run.handled(runner, [register]);
    await runner.rebuild(register.name, { reason: 'test', by: run.by(), takeOver: 'when-equal' });
    await run.until(runner, register.name, ({ generation }) => generation === 2);
    expect(digests).toBe(2);
    expect((await run.log.readStream(projectionStream(register.name))).at(-1)!.data).toMatchObject({ generation: 2, equal: true });
  });

  test('live rows go on while a rebuild runs, and readers never see a mix of generations', async () => {
    await record(run.log, ...Array.from({ length: 400 }, (_, i) => counted(`u${i % 20}`)));
    const runner = await run.runner({ projections: [register], settings: { pageSize: 3, commitEvents: 5 } });
    await run.handled(runner, [register]);
    const seen = new Set<number>();
    let during = 0;
    await runner.rebuild(register.name, { reason: 'test', by: run.by() });
    for (let total = 400; ; total += 1) {
      const table = tableOf(runner, register.name);
      const { rows } = await run.store.query<CountRow>(table, { limit: 100 });
      expect(rows.reduce((sum, { row }) => sum + row.count, 0)).toBe(total);
      seen.add(table.generation);
      const [status] = await runner.status();
      if (status!.rebuild && status!.rebuild.position > 0 && status!.rebuild.position < 400) during += 1;
      if (table.generation === 2) break;
      await record(run.log, counted('u0'));
      await run.handled(runner, [register]);
    }
    expect([...seen]).toEqual([1, 2]);
    expect(during).toBeGreaterThan(0);
  });

  test('a raised version builds anew while the old rows serve, then takes over', async () => {
    await record(run.log, counted('a'), counted('a'));
    await run.catchUp({ projections: [history] });
    await record(run.log, counted('a'), spoilt('fold'), counted('b'));
    const runner = await run.runner({ projections: [nextHistory] });
    const status = await run.until(runner, history.name, ({ rebuild }) => rebuild?.halted !== undefined);
    expect(status).toMatchObject({ version: 1, generation: 1, state: 'rebuilding', rebuild: { generation: 2, halted: { position: 4 } } });
    expect((await run.store.get<CountRow>(tableOf(runner, history.name), 'a'))!.row.count).toBe(2);
    await runner.supersede(history.name, 4, { reason: 'known', by: run.by() });
    await run.until(runner, history.name, ({ version, state }) => version === 2 && state === 'live');
    expect(tableOf(runner, history.name).generation).toBe(2);
    await record(run.log, counted('a'));
    await run.handled(runner, [nextHistory]);
    expect((await run.store.get<CountRow>(tableOf(runner, history.name), 'a'))!.row.count).toBe(4);
  });

  test('tables that change under an unchanged version are refused at the start', async () => {
    await run.catchUp({ projections: [register] });
    const changed = { ...register, table: { ...register.table, indexes: [['share']] } };
    await expect(run.runner({ projections: [changed] })).rejects.toBeInstanceOf(BadTable);
  });

  test('a rebuild goes on after a restart from where it was', async () => {
    await record(run.log, ...Array.from({ length: 60 }, (_, i) => counted(`u${i % 7}`)), spoilt('fold'), counted('u1'));
    const first = await run.runner({ projections: [register], settings: { pageSize: 10, commitEvents: 25 } });
    await run.until(first, register.name, ({ halted }) => halted?.position === 61);
    await first.rebuild(register.name, { reason: 'test', by: run.by() });
    await run.until(first, register.name, ({ rebuild }) => rebuild?.halted?.position === 61);
    await run.stop(first);
    expect(await run.store.checkpoint(register.name, 2)).toBe(60);
    mending.done = true;
    const commits = run.reports.length;
    const second = await run.runner({ projections: [register], settings: { pageSize: 10, commitEvents: 25 } });
    await second.resume(register.name, { reason: 'mended', by: run.by() });
    await run.until(second, register.name, ({ generation, lag }) => generation === 2 && lag === 0);
    const folded = run.reports.slice(commits).flatMap((r) => (r.kind === 'committed' && r.generation === 2 ? [r.events] : []));
    expect(folded.reduce((sum, n) => sum + n, 0)).toBe(2);
    expect(await run.digests(second, [register])).toEqual(await run.digestsFromZero([register]));
  });

  test('a cancelled rebuild leaves nothing behind, and the next one gets a number of its own', async () => {
    await record(run.log, counted('a'), spoilt('fold'));
    const runner = await run.runner({ projections: [register] });
    await run.until(runner, register.name, ({ state }) => state === 'halted');
    await expect(runner.cancelRebuild(register.name, { reason: '', by: run.by() })).rejects.toBeInstanceOf(NotNow);
    expect(await runner.rebuild(register.name, { reason: 'test', by: run.by() })).toBe(2);
    await run.until(runner, register.name, ({ rebuild }) => rebuild?.halted !== undefined);
    await expect(runner.rebuild(register.name, { reason: 'again', by: run.by() })).rejects.toBeInstanceOf(NotNow);
    await runner.cancelRebuild(register.name, { reason: 'no use', by: run.by() });
    expect(await run.until(runner, register.name, ({ rebuild }) => rebuild === undefined)).toMatchObject({ generation: 1, state: 'halted' });
    await gone(run.store, { ...tableOf(runner, register.name), generation: 2 });
    expect(await runner.rebuild(register.name, { reason: 'test', by: run.by() })).toBe(3);
  });

  test('damaged rows are found by comparing, named, and replaced when the operator says so', async () => {
    const runner = await run.runner({ projections: [history] });
    await record(run.log, counted('a'), counted('b'), counted('c'));
    await run.handled(runner, [history]);
    const table = tableOf(runner, history.name);
    await run.store.commit({ checkpoint: { projection: 'intruder', generation: 1, position: 1 }, rows: [{ table, key: 'b', row: { unit: 'b', count: 999 }, position: 2 }] });
    await runner.rebuild(history.name, { reason: 'suspicion', by: run.by(), takeOver: 'when-equal' });
    const status = await run.until(runner, history.name, ({ rebuild }) => rebuild?.comparison !== undefined);
    expect(status.generation).toBe(1);
    expect(status.rebuild!.comparison).toMatchObject({ equal: false, differences: [{ table: history.name, key: 'b', before: { count: 999 }, after: { count: 1 } }] });
    await runner.cancelRebuild(history.name, { reason: 'seen', by: run.by() });
    await run.until(runner, history.name, ({ rebuild }) => rebuild === undefined);
    await runner.rebuild(history.name, { reason: 'repair', by: run.by() });
    await run.until(runner, history.name, ({ generation }) => generation === 3);
    expect(await run.digests(runner, [history])).toEqual(await run.digestsFromZero([history]));
    const last = (await run.log.readStream(projectionStream(history.name))).at(-1)!;
    expect(last).toMatchObject({ type: 'projections.RebuildSwitched', data: { generation: 3, from: 1, equal: false } });
  });
});

async function gone(store: ReadStore, table: ReturnType<typeof tableOf>): Promise<void> {
  const deadline = performance.now() + 5_000;
  for (;;) {
    const there = await store.count(table).then(() => true, () => false);
    if (!there) return;
    expect(performance.now()).toBeLessThan(deadline);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
