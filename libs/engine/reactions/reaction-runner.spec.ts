import { afterEach, describe, expect, test } from '@jest/globals';
import { StoreStopped } from '#engine/event-store';
import { MemoryEventStore } from '#engine/event-store/memory';
import { refuse, type DomainEvent } from '#engine/kernel';
import { appendTo, CommandRecorder, FaultyEventStore, targetCommand, TestClock } from '#engine/testing';
import { MemoryReactionState } from './memory/index.js';
import { eventCommandId, NotParked, process, reactionEvents, ReactionRunner, realWait, type ReactionRunnerOptions } from './index.js';

type Noted = DomainEvent<'desk.Noted', { readonly n: number; readonly commands?: number }>;
const noted = (n: number, commands = 1): Noted => ({ type: 'desk.Noted', data: { n, commands } });

const act = targetCommand('desk.Act');
const echo = process<Noted>({
  name: 'echo',
  events: ['desk.'],
  react: ({ stream, data }) => {
    if (data.n < 0) throw new TypeError('negative');
    return Array.from({ length: data.commands ?? 1 }, (_, index) => ({ definition: act, command: { to: stream, n: data.n, index } }));
  },
});

const runners: ReactionRunner[] = [];
afterEach(async () => {
  await Promise.all(runners.splice(0).map((runner) => runner.stop()));
});

function setting(recorder = new CommandRecorder(), overrides: Partial<ReactionRunnerOptions> = {}) {
  const clock = new TestClock();
  const store = new MemoryEventStore({ clock });
  const state = new MemoryReactionState();
  const open = (more: Partial<ReactionRunnerOptions> = {}): ReactionRunner => {
    const runner = new ReactionRunner({
      store, state, clock, send: recorder.send, processes: [echo], timerPollMs: 5, backOff: { firstMs: 1, longestMs: 2 }, wait: realWait, ...overrides, ...more,
    });
    runners.push(runner);
    runner.start();
    return runner;
  };
  return { clock, store, state, recorder, open };
}

const ns = (recorder: CommandRecorder, stream: string): unknown[] =>
  (recorder.commands() as { readonly to: string; readonly n: number }[]).filter(({ to }) => to === stream).map(({ n }) => n);

describe('a process', () => {
  test('sends its commands in order per stream, with ids that follow from the event', async () => {
    const { store, recorder, open } = setting();
    const runner = open();
    await runner.whenProcessed(0);
    for (let n = 1; n <= 30; n++) await appendTo(store, `s-${n % 3}`, noted(n, 2));
    await runner.whenProcessed(30);
    for (const stream of ['s-0', 's-1', 's-2']) {
      const wanted = Array.from({ length: 30 }, (_, i) => i + 1).filter((n) => `s-${n % 3}` === stream).flatMap((n) => [n, n]);
      expect(ns(recorder, stream)).toEqual(wanted);
    }
    const [event] = (await store.readAll({ after: 0, limit: 1 })).events;
    const sent = recorder.effects.filter(({ cause }) => cause.eventId === event!.id);
    expect(sent.map(({ commandId }) => commandId)).toEqual([eventCommandId(event!.id, 'echo', 0), eventCommandId(event!.id, 'echo', 1)]);
    expect(sent[0]!.cause).toEqual({ process: 'echo', eventId: event!.id, correlation: event!.meta.correlation });
    expect(recorder.attempts).toHaveLength(60);
  });

  test('newly added begins with the next event, or with the first when told so', async () => {
    const { store, recorder, open } = setting();
    await appendTo(store, 's-0', noted(1), noted(2));
    const runner = open();
    await runner.whenProcessed(2);
    await appendTo(store, 's-0', noted(3));
    await runner.whenProcessed(3);
    expect(ns(recorder, 's-0')).toEqual([3]);
    const all = setting();
    await appendTo(all.store, 's-0', noted(1), noted(2));
    await all.open({ fromBeginning: ['echo'] }).whenProcessed(2);
    expect(ns(all.recorder, 's-0')).toEqual([1, 2]);
  });

  test('goes on after a restart where it stopped, and does nothing twice', async () => {
    const { store, recorder, open } = setting();
    const first = open();
    await first.whenProcessed(0);
    await appendTo(store, 's-0', noted(1));
    await first.whenProcessed(1);
    await first.stop();
    await appendTo(store, 's-0', noted(2));
    await open().whenProcessed(2);
    expect(recorder.attempts.map(({ command }) => (command as { n: number }).n)).toEqual([1, 2]);
  });

  test('sends again under the same id after a fault that passes, and parks nothing', async () => {
    const recorder = new CommandRecorder((_command, attempt) => { if (attempt < 3) throw new Error('away'); });
    const { store, open } = setting(recorder);
    const runner = open();
    await runner.whenProcessed(0);
    await appendTo(store, 's-0', noted(1));
    await runner.whenProcessed(1);
    expect(recorder.attempts).toHaveLength(3);
    expect(new Set(recorder.attempts.map(({ commandId }) => commandId)).size).toBe(1);
    expect(await runner.parked()).toEqual([]);
  });

  test('is untouched by events delivered twice', async () => {
    const { store, recorder, open } = setting();
    const twice = new FaultyEventStore(store, { repeatPage: () => true });
    const runner = open({ store: twice });
    await runner.whenProcessed(0);
    for (let n = 1; n <= 5; n++) await appendTo(store, 's-0', noted(n));
    await runner.whenProcessed(5);
    expect(ns(recorder, 's-0')).toEqual([1, 2, 3, 4, 5]);
    expect(recorder.attempts).toHaveLength(5);
  });
});

describe('an effect that fails', () => {
  const failing = (fault: 'refusal' | 'fault') => {
    const broken = new Set<number>();
    const recorder = new CommandRecorder(({ command }) => {
      const { n } = command as { n: number };
      if (!broken.has(n)) return undefined;
      if (fault === 'fault') throw new Error('away');
      return refuse('desk.closed', { n });
    });
    return { broken, recorder };
  };

  test.each(['refusal', 'fault'] as const)('with a %s parks its stream in order, and the others flow on', async (kind) => {
    const { broken, recorder } = failing(kind);
    const { store, clock, open } = setting(recorder, { attempts: 3 });
    const runner = open();
    await runner.whenProcessed(0);
    broken.add(2);
    for (const n of [1, 2, 3]) await appendTo(store, 's-0', noted(n));
    await appendTo(store, 's-1', noted(4));
    await runner.whenProcessed(4);
    await appendTo(store, 's-0', noted(5));
    await appendTo(store, 's-1', noted(6));
    await runner.whenProcessed(6);
    expect(ns(recorder, 's-0')).toEqual([1]);
    expect(ns(recorder, 's-1')).toEqual([4, 6]);
    const [event] = (await store.readAll({ after: 1, limit: 1 })).events;
    expect(await runner.parked()).toEqual([
      { process: 'echo', stream: 's-0', position: 2, eventId: event!.id, parkedAt: clock.now(), waiting: 2, attempts: kind === 'fault' ? 3 : 1, reason: expect.stringContaining(kind === 'fault' ? 'away' : 'desk.closed') },
    ]);
    expect(await runner.status()).toMatchObject([{ process: 'echo', state: 'live', position: 6, lag: 0, parkedStreams: 1 }]);
  });

  test('is parked when the process itself throws', async () => {
    const { store, recorder, open } = setting();
    const runner = open();
    await runner.whenProcessed(0);
    await appendTo(store, 's-0', noted(-1), noted(2));
    await appendTo(store, 's-1', noted(3));
    await runner.whenProcessed(3);
    expect(recorder.effects.map(({ command }) => (command as { n: number }).n)).toEqual([3]);
    expect(await runner.parked()).toMatchObject([{ stream: 's-0', position: 1, waiting: 1, reason: 'react: TypeError: negative' }]);
  });

  test('is retried by an operator after the act is recorded, then its stream flows on in order', async () => {
    const { broken, recorder } = failing('refusal');
    const { store, open } = setting(recorder);
    const runner = open();
    await runner.whenProcessed(0);
    broken.add(1).add(3);
    for (const n of [1, 2, 3, 4]) await appendTo(store, 's-0', noted(n));
    await runner.whenProcessed(4);
    const recorded: unknown[] = [];
    const record = async (event: unknown): Promise<void> => void recorded.push(event);
    const ref = { process: 'echo', stream: 's-0' };
    expect(await runner.retry(ref, record)).toMatchObject({ handled: 0, parkedAgain: expect.stringContaining('desk.closed') });
    expect(await runner.parked()).toMatchObject([{ position: 1, attempts: 2, waiting: 3 }]);
    broken.delete(1);
    expect(await runner.retry(ref, record)).toMatchObject({ handled: 2, parkedAgain: expect.any(String) });
    expect(await runner.parked()).toMatchObject([{ position: 3, attempts: 1, waiting: 1 }]);
    expect(await runner.discard(ref, 'entered by mistake', record)).toMatchObject({ handled: 1 });
    expect(await runner.parked()).toEqual([]);
    await appendTo(store, 's-0', noted(5));
    await runner.whenProcessed(5);
    expect(ns(recorder, 's-0')).toEqual([1, 2, 4, 5]);
    expect(recorded).toMatchObject([
      { type: 'reactions.ParkedRetried', data: { position: 1, attempts: 1, waiting: 3 } },
      { type: 'reactions.ParkedRetried', data: { position: 1, attempts: 2 } },
      { type: 'reactions.ParkedDiscarded', data: { position: 3, reason: 'entered by mistake' } },
    ]);
    for (const event of recorded as { type: keyof typeof reactionEvents; data: unknown }[]) expect(reactionEvents[event.type].data.parse(event.data)).toEqual(event.data);
    await expect(runner.retry(ref, record)).rejects.toThrow(NotParked);
  });

  test('stays parked when the operator\'s act cannot be recorded', async () => {
    const { broken, recorder } = failing('refusal');
    const { store, open } = setting(recorder);
    const runner = open();
    await runner.whenProcessed(0);
    broken.add(1);
    await appendTo(store, 's-0', noted(1));
    await runner.whenProcessed(1);
    broken.clear();
    const attempts = recorder.attempts.length;
    await expect(runner.discard({ process: 'echo', stream: 's-0' }, 'x', async () => { throw new Error('log is full'); })).rejects.toThrow('log is full');
    expect(await runner.parked()).toHaveLength(1);
    expect(recorder.attempts).toHaveLength(attempts);
  });

  test('does not park anything when the log itself has stopped: the runner stops', async () => {
    const recorder = new CommandRecorder(() => { throw new StoreStopped('EIO'); });
    const { store, open, state } = setting(recorder);
    const runner = open();
    await runner.whenProcessed(0);
    await appendTo(store, 's-0', noted(1));
    await expect(runner.whenProcessed(1)).rejects.toThrow('stopped');
    expect(await runner.status()).toMatchObject([{ state: 'stopped', lag: 1, fault: { reason: 'StoreStopped: EIO' } }]);
    expect(await state.standing('echo')).toEqual({ position: 0, parked: [] });
  });
});

describe('a fault of the state store', () => {
  test('is backed off from and loses nothing', async () => {
    const { store, state, recorder, open } = setting();
    let broken = false;
    const flaky = new Proxy(state, {
      get: (target, name, self) => (name === 'commit' && broken ? () => Promise.reject(new Error('disk full')) : Reflect.get(target, name, self)),
    });
    const runner = open({ state: flaky });
    await runner.whenProcessed(0);
    broken = true;
    await appendTo(store, 's-0', noted(1));
    const deadline = Date.now() + 5_000;
    while ((await runner.status())[0]!.state !== 'backing-off' && Date.now() < deadline) await new Promise((resolve) => setImmediate(resolve));
    expect((await runner.status())[0]).toMatchObject({ state: 'backing-off', lag: 1, fault: { reason: 'Error: disk full' } });
    broken = false;
    await runner.whenProcessed(1);
    expect(ns(recorder, 's-0')).toEqual([1]);
    expect((await runner.status())[0]).not.toHaveProperty('fault');
  });
});
