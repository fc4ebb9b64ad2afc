import { afterEach, describe, expect, test } from '@jest/globals';
import type { EventStore } from '#engine/event-store';
import { MemoryEventStore } from '#engine/event-store/memory';
import { refuse, type DomainEvent } from '#engine/kernel';
import { MemoryReadStore } from '#engine/read-store/memory';
import { appendTo, CommandRecorder, targetCommand, TestClock } from '#engine/testing';
import { MemoryReactionState } from './memory/index.js';
import { NotActing, process, ReactionRunner, realWait, type Leases, type ReactionState } from './index.js';

const act = targetCommand('desk.Act');
const echo = process<DomainEvent<'desk.Noted', { readonly n: number }>>({
  name: 'echo',
  events: ['desk.'],
  react: ({ data }) => [{ definition: act, command: { to: 'a', n: data.n } }],
});
const noted = (n: number): DomainEvent => ({ type: 'desk.Noted', data: { n } });

const runners: ReactionRunner[] = [];
afterEach(async () => {
  await Promise.all(runners.splice(0).map((runner) => runner.stop()));
});

function setting() {
  const clock = new TestClock();
  const store = new MemoryEventStore({ clock });
  const [leases, state, recorder] = [new MemoryReadStore(), new MemoryReactionState(), new CommandRecorder()];
  const open = (owner: string, { state: own = state, leases: from = leases, log = store }: { readonly state?: ReactionState; readonly leases?: Leases; readonly log?: EventStore } = {}): ReactionRunner => {
    const runner = new ReactionRunner({
      store: log, state: own, clock, send: recorder.send, processes: [echo], timerPollMs: 2, backOff: { firstMs: 1, longestMs: 2 },
      lease: { leases: from, owner, forMs: 6_000 }, wait: (ms, signal) => realWait(Math.min(ms, 2), signal),
    });
    runners.push(runner);
    runner.start();
    return runner;
  };
  return { clock, store, state, leases, recorder, open };
}

const stateOf = async (runner: ReactionRunner) => (await runner.status())[0]!.state;

async function until(condition: () => Promise<boolean> | boolean): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error('not reached in time');
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe('two processes that share the work', () => {
  test('one acts while the other stands by, and takes over at once when the first stops', async () => {
    const { store, recorder, open } = setting();
    const one = open('one');
    await one.whenProcessed(0);
    const two = open('two');
    await appendTo(store, 's', noted(1));
    await one.whenProcessed(1);
    expect([await stateOf(one), await stateOf(two)]).toEqual(['live', 'standby']);
    await expect(two.retry({ process: 'echo', stream: 's' }, async () => undefined)).rejects.toThrow(NotActing);
    await one.stop();
    // The clock stands still here: only a lease that was given up can be taken.
    await appendTo(store, 's', noted(2));
    await until(async () => (await stateOf(two)) === 'live');
    await two.whenProcessed(2);
    expect(recorder.attempts.map(({ command }) => (command as { n: number }).n)).toEqual([1, 2]);
  });

  test('what waits behind something parked is not taken for nothing by one whose copy of the log is behind', async () => {
    const { store, state, recorder, open } = setting();
    recorder.answer = () => refuse('desk.closed');
    const one = open('one');
    await one.whenProcessed(0);
    await appendTo(store, 's', noted(1));
    await appendTo(store, 's', noted(2));
    await one.whenProcessed(2);
    await one.stop();
    let copied = 1;
    const copy = new Proxy(store as EventStore, {
      get: (target, name) => {
        if (name === 'head') return async () => Math.min(copied, await target.head());
        if (name === 'readStream') return async (...args: Parameters<EventStore['readStream']>) => (await target.readStream(...args)).filter(({ position }) => position <= copied);
        const value = Reflect.get(target, name) as unknown;
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
    });
    const two = open('two', { log: copy });
    await until(() => two.acting().length === 1);
    recorder.answer = () => undefined;
    const retried = two.retry({ process: 'echo', stream: 's' }, async () => undefined);
    setTimeout(() => (copied = 2), 20);
    expect(await retried).toMatchObject({ handled: 2 });
    expect(recorder.effects.map(({ command }) => (command as { n: number }).n)).toEqual([1, 2]);
    expect((await state.standing('echo'))!.parked).toEqual([]);
  });

  test('the second takes over when the lease runs out, and the first, coming back, cannot write any more', async () => {
    const { clock, store, state, leases, recorder, open } = setting();
    let hold: Promise<void> | undefined;
    const sleepy: ReactionState = new Proxy(state, {
      get: (target, name) => async (...args: unknown[]) => {
        if (name === 'commit') await hold;
        return (Reflect.get(target, name) as (...given: unknown[]) => Promise<unknown>).apply(target, args);
      },
    });
    const askedInSleep: Leases = { lease: async (...args) => (await hold, leases.lease(...args)) };
    const one = open('one', { state: sleepy, leases: askedInSleep });
    await one.whenProcessed(0);
    let wake = (): void => undefined;
    hold = new Promise((resolve) => (wake = resolve));
    await appendTo(store, 's', noted(1));
    await until(() => recorder.attempts.length === 1);
    const two = open('two');
    clock.advance({ seconds: 7 });
    await until(async () => (await stateOf(two)) === 'live');
    await two.whenProcessed(1);
    expect(recorder.attempts).toHaveLength(2);
    expect(recorder.effects).toHaveLength(1);
    hold = undefined;
    wake();
    await until(async () => (await stateOf(one)) === 'standby');
    await appendTo(store, 's', noted(2));
    await two.whenProcessed(2);
    expect(await state.standing('echo')).toEqual({ position: 2, parked: [] });
    expect(recorder.effects.map(({ command }) => (command as { n: number }).n)).toEqual([1, 2]);
  });
});
