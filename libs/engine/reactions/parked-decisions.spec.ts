import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { MemoryEventStore } from '#engine/event-store/memory';
import { newId, refuse, type DomainEvent } from '#engine/kernel';
import { MemoryReadStore } from '#engine/read-store/memory';
import { appendTo, CommandRecorder, targetCommand, TestClock } from '#engine/testing';
import { MemoryReactionState } from './memory/index.js';
import { decide, DecisionRunner, decisionStream, process, ReactionRunner, realWait, type Parked, type Parking } from './index.js';

const act = targetCommand('desk.Act');
const echo = process<DomainEvent<'desk.Noted', { readonly n: number }>>({
  name: 'echo', events: ['desk.Noted'], react: ({ stream, data }) => [{ definition: act, command: { to: stream, n: data.n } }],
});
const noted = (n: number): DomainEvent => ({ type: 'desk.Noted', data: { n } });

async function until(condition: () => Promise<boolean> | boolean): Promise<void> {
  for (const deadline = Date.now() + 10_000; !(await condition()); await new Promise((resolve) => setImmediate(resolve))) {
    if (Date.now() > deadline) throw new Error('not reached in time');
  }
}

describe('what operators decide about parked items', () => {
  const clock = new TestClock();
  let store: MemoryEventStore;
  let state: MemoryReactionState;
  let leases: MemoryReadStore;
  let broken: Set<number>;
  let recorder: CommandRecorder;
  const opened: { stop(): Promise<void> }[] = [];
  beforeEach(() => {
    [store, state, leases, broken] = [new MemoryEventStore({ clock }), new MemoryReactionState(), new MemoryReadStore(), new Set()];
    recorder = new CommandRecorder(({ command }) => (broken.has((command as { n: number }).n) ? refuse('desk.closed') : undefined));
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((one) => one.stop()));
  });

  /** A process of the machine: it runs the follower when the lease is free, and carries out decisions. */
  function worker(owner: string): { readonly runner: ReactionRunner; readonly stop: () => Promise<void> } {
    const wait = (ms: number, signal: AbortSignal) => realWait(Math.min(ms, 2), signal);
    const runner = new ReactionRunner({
      store, state, clock, send: recorder.send, processes: [echo], fromBeginning: ['echo'], timerPollMs: 2, backOff: { firstMs: 1, longestMs: 2 }, lease: { leases, owner, forMs: 6_000 }, wait,
    });
    const decisions = new DecisionRunner({ store, parkings: [runner], lookMs: 2, backOff: { firstMs: 1, longestMs: 2 }, wait });
    runner.start();
    decisions.start();
    const stop = async (): Promise<void> => void (await Promise.all([runner.stop(), decisions.stop()]));
    opened.push({ stop });
    return { runner, stop };
  }

  const decided = async (parked: Parked, reason?: string): Promise<number> => {
    const id = newId();
    return decide(store, parked, reason, { id, meta: { actor: 'operator', correlation: id, causation: id } });
  };
  const sent = (): unknown[] => recorder.commands().map((command) => (command as { n: number }).n);
  async function parkedAt(runner: ReactionRunner): Promise<Parked> {
    await until(async () => (await runner.parked()).length === 1);
    return (await runner.parked())[0]!;
  }

  test('are carried out once, in the process that runs the follower, and what waits behind goes on', async () => {
    broken.add(1);
    await appendTo(store, 's', noted(1), noted(2));
    const [one, two] = [worker('one'), worker('two')];
    const parked = await parkedAt(one.runner);
    await decided(parked);
    await until(async () => (await one.runner.parked())[0]?.attempts === 2);
    expect(recorder.attempts).toHaveLength(2);
    broken.clear();
    // The decision named the first failure: it does not try the second.
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect([sent(), (await two.runner.parked()).length]).toEqual([[], 1]);
    await decided((await two.runner.parked())[0]!);
    await until(() => sent().length === 2);
    expect(sent()).toEqual([1, 2]);
    expect((await store.readStream(decisionStream('echo'))).map(({ type, data }) => [type, data['attempts']])).toEqual([['reactions.ParkedRetried', 1], ['reactions.ParkedRetried', 2]]);
  });

  test('wait until somebody runs the follower', async () => {
    broken.add(1);
    await appendTo(store, 's', noted(1), noted(2));
    const first = worker('one');
    const parked = await parkedAt(first.runner);
    await first.stop();
    await decided(parked, 'entered by mistake');
    expect(sent()).toEqual([]);
    const { runner } = worker('two');
    await until(async () => (await runner.parked()).length === 0);
    expect(sent()).toEqual([2]);
  });

  test('are carried out when a fault that came in between is over', async () => {
    broken.add(1);
    await appendTo(store, 's', noted(1), noted(2));
    const { runner } = worker('one');
    const parked = await parkedAt(runner);
    broken.clear();
    // Past the look at what was decided before: only what follows the log finds this one.
    await new Promise((resolve) => setTimeout(resolve, 30));
    const commit = state.commit.bind(state);
    let faults = 3;
    state.commit = async (step) => {
      if ((faults -= 1) >= 0) throw new Error('the store is away');
      return commit(step);
    };
    await decided(parked);
    await until(async () => (await runner.parked()).length === 0);
    expect([sent(), faults < 0]).toEqual([[1, 2], true]);
  });

  test('are carried out also when the follower acted elsewhere for no longer than between two looks', async () => {
    const parked: Parked = { process: 'far', stream: 's', position: 1, eventId: newId(), reason: 'closed', parkedAt: clock.now(), attempts: 1, waiting: 0 };
    let [acting, retries, looks] = [['far'], 0, 0];
    const parking: Parking = {
      acting: () => ((looks += 1), acting),
      parked: async () => [parked],
      retry: async () => ((retries += 1), { handled: 1 }) as never,
      discard: async () => Promise.reject(new Error('not asked for')),
    };
    const decisions = new DecisionRunner({ store, parkings: [parking], lookMs: 300 });
    decisions.start();
    opened.push(decisions);
    await until(() => looks > 0);
    acting = [];
    const before = looks;
    await decided(parked);
    await until(() => looks > before);
    acting = ['far'];
    await until(() => retries === 1);
  });

  test('do nothing to a failure that they do not name', async () => {
    broken.add(1);
    await appendTo(store, 's', noted(1), noted(2));
    const { runner } = worker('one');
    const parked = await parkedAt(runner);
    await decided({ ...parked, attempts: 7 }, 'an old answer');
    await decided({ ...parked, position: 2 }, 'another event');
    await decided({ ...parked, process: 'nobody' }, 'another process');
    await appendTo(store, 't', noted(3));
    await until(() => sent().length === 1);
    expect([sent(), await runner.parked()]).toEqual([[3], [parked]]);
  });

  test('about one thing at the same time take effect one after the other, and the second finds nothing', async () => {
    broken.add(1);
    await appendTo(store, 's', noted(1), noted(2));
    const { runner } = worker('one');
    const parked = await parkedAt(runner);
    await Promise.all([decided(parked, 'given up'), decided(parked)]);
    await until(async () => (await runner.parked()).length === 0);
    await appendTo(store, 't', noted(3));
    await until(() => sent().includes(3));
    expect(sent()).toEqual([2, 3]);
  });
});
