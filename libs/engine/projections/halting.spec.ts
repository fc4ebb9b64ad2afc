import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { withUpcasters } from '#engine/event-store';
import { defineEvents, type EventCatalogue } from '#engine/kernel';
import { NotNow } from './projection-runner.js';
import { projectionStream } from './projection.events.js';
import { counted, history, mending, moved, ranking, record, register, spoilt, tableOf, trialEvents, type CountRow } from './trial/trial-projections.js';
import { TrialRun } from './trial/trial-run.js';

describe.each([['memory', TrialRun.inMemory], ['SQLite', TrialRun.onSqlite]])('an event that cannot be folded, on %s', (_name, open) => {
  let run: TrialRun;
  beforeEach(() => {
    run = open();
    mending.done = false;
  });
  afterEach(() => run.discard());

  const poisons: [string, () => Parameters<typeof record>[1], RegExp][] = [
    ['of an unknown type', () => ({ type: 'trial.Invented', data: { unit: 'a' } }), /not known/],
    ['with a schema newer than known', () => ({ ...counted('a'), schema: 2 }), /schema version 2/],
    ['whose fold throws', () => spoilt('fold'), /spoilt fold/],
    ['whose keys throw', () => spoilt('keys'), /spoilt keys/],
    ['whose row does not fit the table', () => spoilt('row'), /BadRow/],
    ['whose row is no JSON', () => spoilt('json', 'c'), /BadRow.*JSON/],
  ];

  test.each(poisons)('%s halts the projection, is named, and leaves what came before it', async (_case, poison, reason) => {
    await record(run.log, counted('a'), counted('b'), poison(), counted('a'), counted('b'));
    const runner = await run.runner();
    const status = await run.until(runner, register.name, ({ state }) => state === 'halted');
    const [event] = await run.log.readStream('trial-1', { from: 2, limit: 1 });
    expect(status.halted).toEqual({ position: 3, eventId: event!.id, type: event!.type, reason: expect.stringMatching(reason), at: run.clock.now() });
    expect(status).toMatchObject({ position: 2, lag: 3 });
    expect(run.reports).toContainEqual(expect.objectContaining({ kind: 'halted', projection: register.name, generation: 1 }));
    expect((await run.store.get<CountRow>(tableOf(runner, register.name), 'a'))!.row.count).toBe(1);
    expect((await run.store.get<CountRow>(tableOf(runner, register.name), 'b'))!.row.count).toBe(1);
  });

  test('arriving live halts only the projections it concerns; the others go on', async () => {
    const runner = await run.runner();
    await record(run.log, counted('a'));
    await run.handled(runner);
    const position = await record(run.log, counted('a'), { type: 'trial.Invented', data: {} }, counted('a', 4));
    await run.until(runner, register.name, ({ state }) => state === 'halted');
    await run.until(runner, history.name, ({ state }) => state === 'halted');
    expect(await runner.whenProcessed([ranking.name], position, 5_000)).toBe(true);
    expect((await run.store.get(tableOf(runner, ranking.name), 'a'))!.row).toEqual({ count: 6, rank: 1 });
    expect(await runner.whenProcessed([register.name], position, 20)).toBe(false);
    expect((await run.store.get<CountRow>(tableOf(runner, register.name), 'a'))!.row.count).toBe(2);
  });

  test('stays halted across a restart, and a retry that fails halts it again', async () => {
    await record(run.log, counted('a'), spoilt('fold'), counted('a'));
    const first = await run.runner();
    await run.until(first, register.name, ({ state }) => state === 'halted');
    await run.stop(first);
    const runner = await run.runner();
    expect(await run.until(runner, register.name, ({ owned }) => owned)).toMatchObject({ state: 'halted', halted: { position: 2 } });
    run.clock.advance({ minutes: 1 });
    await runner.resume(register.name, { reason: 'let us see', by: run.by() });
    expect(await run.until(runner, register.name, ({ halted }) => halted?.at === run.clock.now())).toMatchObject({ halted: { position: 2 } });
  });

  test('is tried again by a recorded act once the program is mended, and the rows are as if it had never failed', async () => {
    await record(run.log, counted('a'), spoilt('keys'), counted('a'));
    const runner = await run.runner({ projections: [register] });
    await run.until(runner, register.name, ({ state }) => state === 'halted');
    mending.done = true;
    await runner.resume(register.name, { reason: '程序已修复', by: run.by() });
    await run.handled(runner, [register]);
    expect(await run.digests(runner, [register])).toEqual(await run.digestsFromZero([register]));
    const acts = await run.log.readStream(projectionStream(register.name));
    expect(acts.map(({ type, data, meta }) => [type, data, meta.actor])).toEqual([
      ['projections.ProjectionResumed', expect.objectContaining({ position: 2, how: 'retry', reason: '程序已修复', generation: 1 }), 'operator'],
    ]);
  });

  test('is passed over by a recorded act, exactly it, also after a restart and in a rebuild', async () => {
    await record(run.log, counted('a'), spoilt('fold'), counted('a'), spoilt('row'), counted('b'));
    const runner = await run.runner({ projections: [register] });
    await run.until(runner, register.name, ({ halted }) => halted?.position === 2);
    await expect(runner.supersede(register.name, 4, { reason: 'wrong', by: run.by() })).rejects.toBeInstanceOf(NotNow);
    await runner.supersede(register.name, 2, { reason: 'recorded in error', by: run.by() });
    await run.until(runner, register.name, ({ halted }) => halted?.position === 4);
    await runner.supersede(register.name, 4, { reason: 'recorded in error', by: run.by() });
    await run.handled(runner, [register]);
    expect((await run.store.get<CountRow>(tableOf(runner, register.name), 'a'))!.row.count).toBe(2);
    const before = await run.digests(runner, [register]);
    await run.stop(runner);
    const again = await run.runner({ projections: [register] });
    const generation = await again.rebuild(register.name, { reason: 'check', by: run.by(), takeOver: 'when-equal' });
    await run.until(again, register.name, (status) => status.generation === generation);
    expect(await run.digests(again, [register])).toEqual(before);
  });

  test('an act recorded by another process while this one was down is heeded at the next start', async () => {
    await record(run.log, counted('a'), spoilt('fold'), counted('b'));
    const first = await run.runner({ projections: [register] });
    await run.until(first, register.name, ({ state }) => state === 'halted');
    await run.stop(first);
    const reader = await run.runner({ projections: [register], readsOnly: true });
    await reader.supersede(register.name, 2, { reason: 'known defect', by: run.by() });
    await run.catchUp({ projections: [register] });
    expect(await run.until(reader, register.name, ({ lag }) => lag === 0)).toMatchObject({ state: 'live', owned: false });
  });

  test('nothing can be resumed that is not halted', async () => {
    const runner = await run.runner();
    await expect(runner.resume(register.name, { reason: '', by: run.by() })).rejects.toBeInstanceOf(NotNow);
    expect(await run.log.head()).toBe(0);
  });

  test('that an upcaster cannot lift halts those it concerns, and superseding gets them past it', async () => {
    const versions = defineEvents({ ...trialEvents, 'trial.Moved': { ...trialEvents['trial.Moved'], version: 2, upcasters: { 1: (data) => failIf(data['by'] === 13, data) } } });
    const { log } = run;
    await record(log, counted('a'), moved('a', 'b', 2), counted('a'));
    run.log = withUpcasters(log, [versions as EventCatalogue]);
    const runner = await run.runner({ catalogues: [versions as EventCatalogue] });
    await run.handled(runner);
    await record(log, counted('c'), moved('a', 'b', 13), counted('a', 9));
    const status = await run.until(runner, register.name, ({ state }) => state === 'halted');
    expect(status).toMatchObject({ position: 4, halted: { position: 5, type: 'trial.Moved', reason: expect.stringContaining('could not be lifted') } });
    expect(await runner.whenProcessed([ranking.name], 6, 5_000)).toBe(true);
    await run.until(runner, history.name, ({ state }) => state === 'halted');
    for (const { name } of [register, history]) await runner.supersede(name, 5, { reason: 'cannot be lifted', by: run.by() });
    await run.handled(runner);
    expect((await run.store.get<CountRow>(tableOf(runner, register.name), 'a'))!.row.count).toBe(9);
    await record(log, counted('c'));
    await run.handled(runner);
    expect((await runner.status()).map(({ state }) => state)).toEqual(['live', 'live', 'live']);
  });

  test('of five megabytes is none: it is folded like any other', async () => {
    await record(run.log, counted('a'.repeat(5_000_000)), counted('b'));
    const runner = await run.runner({ projections: [register] });
    await run.handled(runner, [register]);
    expect(await run.store.count(tableOf(runner, register.name))).toBe(2);
  });

  test('rows that are ahead of the log, because an older copy of it was put back, are not continued but rebuilt', async () => {
    await record(run.log, counted('a'), counted('b'), counted('c'));
    await run.catchUp({ projections: [register] });
    const fresh = TrialRun.inMemory();
    run.log = fresh.log;
    await record(run.log, counted('a', 7));
    const runner = await run.runner({ projections: [register] });
    const status = await run.until(runner, register.name, ({ state }) => state === 'halted');
    expect(status.halted!.reason).toContain('the log ends at 1');
    await runner.rebuild(register.name, { reason: 'log was restored', by: run.by() });
    await run.until(runner, register.name, ({ generation, lag }) => generation === 2 && lag === 0);
    expect(await run.digests(runner, [register])).toEqual(await run.digestsFromZero([register]));
  });
});

function failIf<T>(fails: boolean, data: T): T {
  if (fails) throw new Error('an unlucky number');
  return data;
}
