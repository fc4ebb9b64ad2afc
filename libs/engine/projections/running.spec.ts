import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Page } from '#engine/event-store';
import { FaultyEventStore } from '#engine/testing';
import type { ProjectionChange } from './projection.js';
import { ProjectionRunner } from './projection-runner.js';
import { counted, happened, history, moved, record, register, removed, tableOf, trialProjections, type CountRow } from './trial/trial-projections.js';
import { TrialRun, withOther } from './trial/trial-run.js';

describe.each([['memory', TrialRun.inMemory], ['SQLite', TrialRun.onSqlite]])('a projection runner on %s', (_name, open) => {
  let run: TrialRun;
  beforeEach(() => {
    run = open();
  });
  afterEach(() => run.discard());

  test('catches up with what was recorded before and takes what is recorded after', async () => {
    await record(run.log, counted('a'), counted('b', 3), happened);
    const runner = await run.runner();
    await run.handled(runner);
    expect((await run.store.get<CountRow>(tableOf(runner, register.name), 'b'))!.row).toMatchObject({ unit: 'b', count: 3, share: '0.75', last: [2] });
    const position = await record(run.log, moved('b', 'a', 2), removed('b'));
    expect(await runner.whenProcessed([register.name], position, 5_000)).toBe(true);
    expect((await run.store.get<CountRow>(tableOf(runner, register.name), 'a'))!).toMatchObject({ position: 4, row: { count: 3, last: [1, 4] } });
    expect(await run.store.get(tableOf(runner, register.name), 'b')).toBeUndefined();
  });

  test('pages that are delivered twice change nothing', async () => {
    const faulty = new FaultyEventStore(run.log, { repeatPage: (page: Page) => page.scannedTo % 2 === 0 });
    run.log = faulty;
    const runner = await run.runner();
    for (let i = 0; i < 12; i += 1) {
      await record(run.log, counted(i % 3 === 0 ? 'a' : 'b', i));
      await run.handled(runner);
    }
    expect(await run.digests(runner)).toEqual(await run.digestsFromZero());
  });

  test('no fact is passed over, however slow the store is for some and however often it fails for others', async () => {
    const store = run.store;
    let commits = 0;
    run.store = withOther(store, {
      commit: async (commit) => {
        commits += 1;
        await new Promise((resolve) => setTimeout(resolve, commits % 5));
        if (commits % 7 === 0) throw new Error('the store is away');
        await store.commit(commit);
      },
    });
    const runner = await run.runner({ settings: { retryMs: 1 } });
    for (let n = 0; n < 120; n += 1) {
      await record(run.log, counted(`u${n % 5}`));
      await new Promise((resolve) => setTimeout(resolve, n % 3));
    }
    await run.handled(runner);
    expect(await run.digests(runner)).toEqual(await run.digestsFromZero());
  });

  test('goes on after a restart where it was, in the middle of the log and of a page', async () => {
    await record(run.log, counted('a'), counted('b'), counted('a', 5));
    await run.catchUp();
    await record(run.log, moved('a', 'b'), counted('c'), removed('a'), counted('a', 2));
    await run.catchUp({ settings: { pageSize: 2 } });
    const runner = await run.runner();
    await run.handled(runner);
    const folded = run.reports.filter((report) => report.kind === 'committed' && report.projection === register.name).map((report) => (report.kind === 'committed' ? report.events : 0));
    expect(folded.reduce((sum, n) => sum + n, 0)).toBe(7);
    expect(await run.digests(runner)).toEqual(await run.digestsFromZero());
  });

  test('reading one’s own write waits until it is there, and no longer than asked', async () => {
    const runner = await run.runner();
    const waiting = runner.whenProcessed([register.name, history.name], 2, 5_000);
    await record(run.log, counted('a'), counted('a'));
    expect(await waiting).toBe(true);
    expect(await runner.whenProcessed([register.name], 99, 5)).toBe(false);
    const abort = new AbortController();
    const given = runner.whenProcessed([register.name], 99, 60_000, abort.signal);
    abort.abort();
    expect(await given).toBe(false);
    expect(() => runner.whenProcessed(['none'], 1, 1)).toThrow('no projection none');
  });

  test('tells after each commit which rows changed, and in which table', async () => {
    const runner = await run.runner({ projections: [register] });
    const changes: ProjectionChange[] = [];
    runner.changes$.subscribe((change) => changes.push(change));
    await record(run.log, counted('a'));
    await run.handled(runner, [register]);
    await record(run.log, moved('a', 'b'), happened);
    await run.handled(runner, [register]);
    expect(changes[0]).toEqual({ projection: register.name, table: register.name, position: 1, keys: ['a'] });
    expect(new Set(changes.slice(1).flatMap(({ keys }) => [...keys]))).toEqual(new Set(['a', 'b']));
  });

  test('its checkpoint follows the log also while nothing of its own happens, for those who read in other processes', async () => {
    const runner = await run.runner();
    const position = await record(run.log, counted('a'), happened, happened);
    await run.handled(runner);
    expect(runner.position(register.name)).toBe(position);
    const deadline = performance.now() + 5_000;
    while ((await run.store.checkpoint(register.name, 1)) !== position) {
      expect(performance.now()).toBeLessThan(deadline);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  });

  test('a lag is told in positions and in the age of the oldest event not yet handled', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const { store } = run;
    let holding = false;
    run.store = withOther(store, {
      commit: async (commit) => {
        if (holding) await held;
        return store.commit(commit);
      },
    });
    const runner = await run.runner({ projections: [register] });
    await record(run.log, counted('a'));
    await run.handled(runner, [register]);
    expect((await runner.status())[0]).toMatchObject({ state: 'live', owned: true, position: 1, lag: 0, lagMs: 0 });
    holding = true;
    run.clock.advance({ seconds: 10 });
    await record(run.log, counted('a'));
    run.clock.advance({ seconds: 7 });
    await record(run.log, counted('a'), counted('b'));
    expect((await runner.status())[0]).toMatchObject({ position: 1, lag: 3, lagMs: 7_000 });
    holding = false;
    release();
    await run.handled(runner, [register]);
    expect((await runner.status())[0]).toMatchObject({ lag: 0, lagMs: 0, position: 4 });
  });

  test('a fault of the store holds a projection up, and it goes on without loss when the fault is over', async () => {
    const { store } = run;
    let faults = 0;
    run.store = withOther(store, {
      commit: async (commit) => {
        if (commit.rows.length > 0 && (faults += 1) % 2 === 1) throw new Error('disk is full');
        return store.commit(commit);
      },
    });
    const runner = await run.runner();
    await record(run.log, counted('a'), counted('b', 2), moved('b', 'a'), removed('b'), counted('c'));
    await run.handled(runner);
    expect(run.reports.some((report) => report.kind === 'fault')).toBe(true);
    expect(await run.digests(runner)).toEqual(await run.digestsFromZero());
  });

  test('stopping commits the page in hand and gives the leases back at once', async () => {
    const runner = await run.runner({ settings: { leaseMs: 60_000 } });
    const position = await record(run.log, counted('a'), counted('b'));
    await run.handled(runner);
    await run.stop(runner);
    expect(await run.store.checkpoint(register.name, 1)).toBe(position);
    expect(await run.store.lease(`projection/${register.name}`, 'somebody else', run.clock.nowMs(), 1)).toMatchObject({ epoch: 2 });
  });

  test('two projections of one name or table are refused', () => {
    const parts = { log: run.log, store: run.store, clock: run.clock, catalogues: [], owner: 'o' };
    expect(() => new ProjectionRunner({ ...parts, projections: [...trialProjections, register] })).toThrow(register.name);
    expect(() => new ProjectionRunner({ ...parts, projections: [register, { ...register, name: 'another' }] })).toThrow(register.name);
  });
});
