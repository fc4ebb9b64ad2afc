import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { MemoryEventStore } from '#engine/event-store/memory';
import { refuse, type DomainEvent } from '#engine/kernel';
import { appendTo, CommandRecorder, seededRandom, targetCommand, TestClock } from '#engine/testing';
import { MemoryReactionState } from './memory/index.js';
import { NotParked, process, ReactionRunner, realWait, timerCommandId, type Effect, type ReactionState } from './index.js';
import { SqliteReactionState } from './sqlite/index.js';

type Planned = DomainEvent<'finding.Planned', { readonly effects: readonly { readonly set?: string; readonly dueAt?: string; readonly cancel?: string; readonly to?: string }[] }>;

const escalate = targetCommand('finding.Escalate', 'finding');
const deadlines = process<Planned>({
  name: 'deadlines',
  events: ['finding.'],
  react: ({ data }) => data.effects.map(({ set, dueAt, cancel, to }): Effect => (set === undefined ? { cancel: cancel! } : { timer: set, dueAt: dueAt!, payload: { to: to ?? set } })),
  due: ({ timer, dueAt, payload }) => [{ definition: escalate, command: { to: payload['to'], timer, dueAt } }],
});

const start = '2025-03-03T01:00:00.000Z';
const at = (seconds: number): string => new Date(Date.parse(start) + seconds * 1_000).toISOString();
const set = (timer: string, seconds: number, to?: string) => ({ set: timer, dueAt: at(seconds), ...(to === undefined ? {} : { to }) });
const planned = (...effects: Planned['data']['effects']): Planned => ({ type: 'finding.Planned', data: { effects } });

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

function setting(state: ReactionState = new MemoryReactionState(), recorder = new CommandRecorder()) {
  const clock = new TestClock(start);
  const store = new MemoryEventStore({ clock });
  // No look of its own within a spec's time: timers fire when the spec says so.
  const open = (timerPollMs = 3_600_000): ReactionRunner => {
    const runner = new ReactionRunner({ store, state, clock, send: recorder.send, processes: [deadlines], fromBeginning: ['deadlines'], attempts: 2, backOff: { firstMs: 1, longestMs: 1 }, timerPollMs, wait: realWait });
    closing.push(() => runner.stop());
    runner.start();
    return runner;
  };
  const plan = async (runner: ReactionRunner, stream: string, ...effects: Planned['data']['effects']): Promise<void> =>
    runner.whenProcessed((await appendTo(store, stream, planned(...effects))).position);
  const fired = (): string[] => recorder.effects.map(({ command }) => (command as { timer: string }).timer);
  return { clock, store, state, recorder, open, plan, fired };
}

describe('a timer', () => {
  test('fires once when it is due, not before, with an id that follows from process, name and due time', async () => {
    const { clock, store, recorder, open, plan, fired } = setting();
    const runner = open();
    await plan(runner, 'finding-1', set('1', 60));
    clock.advance({ ms: 59_999 });
    expect(await runner.fireDueTimers()).toBe(0);
    clock.advance({ ms: 1 });
    expect(await runner.fireDueTimers()).toBe(1);
    expect(await runner.fireDueTimers()).toBe(0);
    expect(fired()).toEqual(['1']);
    const [event] = (await store.readAll({ after: 0, limit: 1 })).events;
    const due = { process: 'deadlines', timer: '1', dueAt: at(60), payload: { to: '1' } };
    expect(recorder.effects).toEqual([{
      commandId: timerCommandId(due, 0), name: 'finding.Escalate', command: { to: '1', timer: '1', dueAt: at(60) },
      cause: { process: 'deadlines', timer: '1', eventId: event!.id, correlation: event!.meta.correlation },
    }]);
    expect(await runner.status()).toMatchObject([{ timers: { pending: 0, due: 0, failed: 0, fired: 1 } }]);
  });

  test('is found due by the runner\'s own look', async () => {
    const { clock, open, plan, fired } = setting();
    const runner = open(2);
    await plan(runner, 'finding-1', set('1', 60));
    clock.advance({ minutes: 1 });
    const deadline = Date.now() + 5_000;
    while (fired().length === 0 && Date.now() < deadline) await new Promise((resolve) => setImmediate(resolve));
    expect(fired()).toEqual(['1']);
  });

  test('that is moved fires at the new time only, and one that is cancelled not at all', async () => {
    const { clock, open, plan, fired, recorder } = setting();
    const runner = open();
    await plan(runner, 'finding-1', set('1', 60), set('2', 60));
    await plan(runner, 'finding-1', set('1', 120), { cancel: '2' });
    clock.advance({ seconds: 60 });
    await runner.fireDueTimers();
    expect(fired()).toEqual([]);
    clock.advance({ seconds: 60 });
    await runner.fireDueTimers();
    expect(recorder.commands()).toEqual([{ to: '1', timer: '1', dueAt: at(120) }]);
  });

  test('set and cancelled in one page of events leaves nothing, in log order across streams', async () => {
    const { clock, store, open, fired } = setting();
    await appendTo(store, 'finding-1', planned(set('1', 1), set('2', 1)));
    await appendTo(store, 'finding-2', planned({ cancel: '1' }));
    await appendTo(store, 'finding-3', planned({ cancel: '2' }, set('2', 2)));
    const runner = open();
    await runner.whenProcessed(3);
    clock.advance({ seconds: 9 });
    await runner.fireDueTimers();
    expect(fired()).toEqual(['2']);
  });

  test('fires in due order after the clock jumped forward, and nothing fires twice after it jumped back', async () => {
    const { clock, open, plan, recorder } = setting();
    const runner = open();
    const seconds = seededRandom(11).shuffle(Array.from({ length: 300 }, (_, i) => i));
    await plan(runner, 'finding-1', ...seconds.map((second) => set(`t${second}`, second, 'one')));
    clock.advance({ days: 2 });
    await runner.fireDueTimers();
    const dueTimes = recorder.commands().map((command) => (command as { dueAt: string }).dueAt);
    expect(dueTimes).toEqual([...dueTimes].sort());
    expect(dueTimes).toHaveLength(300);
    clock.advance({ days: -4 });
    await plan(runner, 'finding-1', set('later', 86_400));
    await runner.fireDueTimers();
    clock.advance({ days: 4 });
    await runner.fireDueTimers();
    expect(recorder.attempts).toHaveLength(301);
  });

  test('with a due time that is no instant parks the event that set it', async () => {
    const { open, plan } = setting();
    const runner = open();
    await plan(runner, 'finding-1', { set: 'x', dueAt: '2025-02-30T00:00:00.000Z' });
    expect(await runner.parked()).toMatchObject([{ stream: 'finding-1', reason: expect.stringContaining('2025-02-30') }]);
  });

  test('whose command is refused is set aside alone: other timers and its stream go on', async () => {
    const recorder = new CommandRecorder(({ command }) => ((command as { timer: string }).timer === 'bad' ? refuse('finding.closed') : undefined));
    const { clock, open, plan, fired } = setting(new MemoryReactionState(), recorder);
    const runner = open();
    await plan(runner, 'finding-1', set('bad', 1), set('good', 2));
    clock.advance({ seconds: 5 });
    await runner.fireDueTimers();
    await runner.fireDueTimers();
    expect(fired()).toEqual(['good']);
    const [parked, ...others] = await runner.parked();
    expect([parked, others]).toMatchObject([{ process: 'deadlines', stream: 'finding-1', timer: 'bad', position: 1, attempts: 1, reason: expect.stringContaining('finding.closed') }, []]);
    const record = async (): Promise<void> => undefined;
    expect(await runner.retry(parked!, record)).toMatchObject({ handled: 0, parkedAgain: expect.any(String), event: { data: { timer: 'bad' } } });
    expect((await runner.parked())[0]).toMatchObject({ attempts: 2 });
    recorder.answer = () => undefined;
    expect(await runner.retry(parked!, record)).toMatchObject({ handled: 1 });
    expect(fired()).toEqual(['good', 'bad']);
    await expect(runner.discard(parked!, 'gone', record)).rejects.toThrow(NotParked);
  });

  test('that failed comes alive when it is set again, and is forgotten when it is discarded or cancelled', async () => {
    const recorder = new CommandRecorder(() => refuse('finding.closed'));
    const { clock, open, plan, fired } = setting(new MemoryReactionState(), recorder);
    const runner = open();
    await plan(runner, 'finding-1', set('a', 1), set('b', 1), set('c', 1));
    clock.advance({ seconds: 1 });
    await runner.fireDueTimers();
    recorder.answer = () => undefined;
    await runner.discard({ process: 'deadlines', stream: 'finding-1', timer: 'b' }, 'no longer wanted', async () => undefined);
    await plan(runner, 'finding-1', set('a', 2), { cancel: 'c' });
    expect(await runner.parked()).toEqual([]);
    clock.advance({ days: 1 });
    await runner.fireDueTimers();
    expect(fired()).toEqual(['a']);
  });
});

describe('timers on SQLite', () => {
  const open = async () => {
    const folder = await mkdtemp(join(tmpdir(), 'zhiheng-timers-'));
    closing.push(() => rm(folder, { recursive: true }));
    return () => {
      const state = SqliteReactionState.open(join(folder, 'reactions.db'));
      closing.push(() => state.close());
      return state;
    };
  };

  test('fire once across restarts, also when the restart comes between the command and the state', async () => {
    const openState = await open();
    const recorder = new CommandRecorder();
    const first = setting(openState(), recorder);
    const one = first.open();
    await first.plan(one, 'finding-1', set('a', 1), set('b', 100));
    await one.stop();
    // The state store of the second run dies before it can forget the timer that fired.
    const dying = new Proxy(openState(), { get: (target, name) => (name === 'commit' ? () => Promise.reject(new Error('killed')) : (Reflect.get(target, name) as () => unknown).bind(target)) });
    const row = (await dying.due('deadlines', at(1), 9))[0]!;
    await recorder.send({ definition: escalate, command: { to: 'a', timer: 'a' } }, { commandId: timerCommandId(row, 0), cause: { process: 'deadlines', eventId: row.cause.eventId, correlation: row.cause.correlation } });
    await expect(dying.commit({ process: 'deadlines', timers: [{ kind: 'fired', timer: 'a', dueAt: row.dueAt }] })).rejects.toThrow('killed');
    const again = setting(openState(), recorder);
    await appendTo(again.store, 'finding-1', planned());
    again.clock.advance({ seconds: 1 });
    const two = again.open();
    await two.whenProcessed(1);
    expect(await two.fireDueTimers()).toBe(1);
    expect(recorder.attempts).toHaveLength(2);
    expect(recorder.effects).toHaveLength(1);
    expect(await two.status()).toMatchObject([{ timers: { pending: 1, due: 0, failed: 0 } }]);
  });

  test('fire 10,000 in the same minute within 30 seconds, each once', async () => {
    const { clock, store, open: run, recorder } = setting((await open())());
    for (let batch = 0; batch < 10; batch++) {
      await appendTo(store, `finding-${batch}`, planned(...Array.from({ length: 1_000 }, (_, i) => set(`${batch}/${i}`, (i * 7) % 60))));
    }
    const runner = run();
    await runner.whenProcessed(10);
    clock.advance({ minutes: 1 });
    const began = performance.now();
    expect(await runner.fireDueTimers()).toBe(10_000);
    expect(performance.now() - began).toBeLessThan(30_000);
    expect(new Set(recorder.attempts.map(({ commandId }) => commandId)).size).toBe(10_000);
    expect(recorder.attempts).toHaveLength(10_000);
  });
});
