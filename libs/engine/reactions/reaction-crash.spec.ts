import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { MemoryEventStore } from '#engine/event-store/memory';
import type { DomainEvent, RecordedEvent } from '#engine/kernel';
import { appendTo, CommandRecorder, seededRandom, targetCommand, TestClock, type SeededRandom } from '#engine/testing';
import { MemoryReactionState } from './memory/index.js';
import { eventCommandId, process, ReactionRunner, realWait, timerCommandId, type Effect, type ReactionState } from './index.js';
import { SqliteReactionState } from './sqlite/index.js';

type Step = DomainEvent<'flow.Step', { readonly commands: number; readonly set?: { readonly timer: string; readonly minute: number }; readonly cancel?: string }>;

const act = targetCommand('flow.Act');
const start = Date.parse('2025-03-03T01:00:00.000Z');
const minute = (n: number): string => new Date(start + n * 60_000).toISOString();

const flow = process<Step>({
  name: 'flow',
  events: ['flow.'],
  react: ({ stream, position, data }): readonly Effect[] => [
    ...Array.from({ length: data.commands }, (_, index) => ({ definition: act, command: { to: stream, position, index } })),
    ...(data.set ? [{ timer: data.set.timer, dueAt: minute(data.set.minute), payload: { stream } }] : []),
    ...(data.cancel === undefined ? [] : [{ cancel: data.cancel }]),
  ],
  due: ({ timer, dueAt, payload }) => [{ definition: act, command: { to: payload['stream'], timer, dueAt } }],
});

/** What a run without any fault comes to, from the rules alone. */
function expectedIds(log: readonly RecordedEvent<Step>[]): { readonly commands: string[]; readonly timers: string[] } {
  const set = new Map<string, string>();
  const commands = log.flatMap(({ id, data }) => {
    if (data.set) set.set(data.set.timer, minute(data.set.minute));
    if (data.cancel !== undefined) set.delete(data.cancel);
    return Array.from({ length: data.commands }, (_, index) => eventCommandId(id, 'flow', index));
  });
  return { commands, timers: [...set].map(([timer, dueAt]) => timerCommandId({ process: 'flow', timer, dueAt, payload: {} }, 0)) };
}

/** A process that may die at any step it takes: from then on, nothing it does succeeds. */
class Mortal {
  dead = false;
  constructor(private readonly random: SeededRandom, private readonly chance: number) {}

  /** Die before, after, or not at all. */
  async step<T>(task: () => Promise<T>): Promise<T> {
    this.dieMaybe();
    const result = await task();
    this.dieMaybe();
    return result;
  }

  private dieMaybe(): void {
    if (!this.dead && this.random.chance(this.chance)) this.dead = true;
    if (this.dead) throw new Error('the process is dead');
  }
}

const mortalState = (state: ReactionState, mortal: Mortal): ReactionState =>
  new Proxy(state, { get: (target, name) => (...args: unknown[]) => mortal.step(() => (Reflect.get(target, name) as (...given: unknown[]) => Promise<unknown>).apply(target, args)) });

/** Run lives until one of them ends well. Returns how many lives it took. */
async function live(task: (runner: ReactionRunner) => Promise<unknown>, openRunner: (mortal: Mortal) => ReactionRunner, random: SeededRandom): Promise<number> {
  for (let lives = 1; ; lives++) {
    const mortal = new Mortal(random, lives > 60 ? 0 : 0.05);
    const runner = openRunner(mortal);
    runner.start();
    const died = (async () => {
      while (!mortal.dead) await new Promise((resolve) => setImmediate(resolve));
    })();
    const done = await Promise.race([task(runner).then(() => true, () => false), died.then(() => false)]);
    const finished = done && !mortal.dead;
    mortal.dead = true;
    await runner.stop();
    await died;
    if (finished) return lives;
  }
}

async function untilActing(runner: ReactionRunner, fire: () => Promise<unknown>): Promise<void> {
  await runner.whenProcessed(0);
  await fire();
}

async function check(seed: number, state: ReactionState): Promise<number> {
  const random = seededRandom(seed);
  const clock = new TestClock(minute(0));
  const store = new MemoryEventStore({ clock });
  for (let n = random.int(5, 40); n > 0; n--) {
    const timer = `t${random.int(1, 6)}`;
    const data: Step['data'] = { commands: random.int(0, 3), ...(random.chance(0.4) ? { set: { timer, minute: random.int(1, 9) } } : random.chance(0.3) ? { cancel: timer } : {}) };
    await appendTo(store, `flow-${random.int(1, 4)}`, { type: 'flow.Step', data });
  }
  const log = (await store.readAll({ after: 0, limit: 1_000 })).events as readonly RecordedEvent<Step>[];
  const recorder = new CommandRecorder();
  const openRunner = (mortal: Mortal): ReactionRunner =>
    new ReactionRunner({
      store, clock, processes: [flow], fromBeginning: ['flow'], timerPollMs: 3_600_000, parallel: random.int(1, 8), backOff: { firstMs: 1, longestMs: 1 }, attempts: 1_000, wait: realWait,
      state: mortalState(state, mortal),
      send: (command, how) => mortal.step(() => recorder.send(command, how)),
    });
  let lives = await live((runner) => runner.whenProcessed(log.length), openRunner, random);
  const expected = expectedIds(log);
  expect(recorder.effects.map(({ commandId }) => commandId).sort()).toEqual([...expected.commands].sort());
  const ofStream = (stream: string) => recorder.effects.flatMap(({ command }) => ((command as { to: string }).to === stream ? [(command as { position: number }).position] : []));
  for (const stream of ['flow-1', 'flow-2', 'flow-3', 'flow-4']) expect(ofStream(stream)).toEqual([...ofStream(stream)].sort((a, b) => a - b));
  for (let now = 1; now <= 9; now += random.int(1, 4)) {
    clock.set(minute(random.chance(0.2) ? now - 1 : now));
    lives += await live((runner) => untilActing(runner, () => runner.fireDueTimers()), openRunner, random);
  }
  clock.set(minute(10));
  lives += await live((runner) => untilActing(runner, () => runner.fireDueTimers()), openRunner, random);
  const fired = recorder.effects.slice(expected.commands.length);
  expect(fired.map(({ commandId }) => commandId).sort()).toEqual([...expected.timers].sort());
  expect(await state.timerCounts('flow', minute(99))).toEqual({ pending: 0, due: 0, failed: 0 });
  expect((await state.standing('flow'))?.parked).toEqual([]);
  return lives;
}

describe('however often the process dies, between whatever steps', () => {
  test('each command and each timer has its effect once and in order (memory)', async () => {
    let lives = 0;
    await fc.assert(fc.asyncProperty(fc.integer(), async (seed) => void (lives += await check(seed, new MemoryReactionState()))), { numRuns: 40 });
    expect(lives).toBeGreaterThan(40 * 5);
  });

  test('each command and each timer has its effect once and in order (SQLite, the file stays)', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'zhiheng-crash-'));
    try {
      for (const seed of [1, 2, 3, 4, 5, 6]) {
        const state = SqliteReactionState.open(join(folder, `${seed}.db`));
        await check(seed, state);
        await state.close();
      }
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
