import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { CommandEngine } from '#engine/commands';
import { MemoryEventStore } from '#engine/event-store/memory';
import { isRefusal, type Instant } from '#engine/kernel';
import { ReactionRunner, realWait, type ReactionState, type SendCommand } from '#engine/reactions';
import { SqliteReactionState } from '#engine/reactions/sqlite';
import { MemoryReadStore } from '#engine/read-store/memory';
import { appendTo, person, seededRandom, TestClock, type SeededRandom } from '#engine/testing';
import {
  acknowledged, adoptedPolicy, calendar, content, grantedExtension, issuedFinding, policyOf, reportedFinding, resumedFinding, returnedRectification, suspendedFinding, withdrawnFinding,
} from '../finding-examples.js';
import { deadlineOf } from '../deadline.js';
import { findingEvents, findingStream, type Deadline, type FindingEvent } from '../finding.events.js';
import { defaultRules } from './default-policy.js';
import { escalationPolicyEvents, escalationPolicyStream } from './escalation-policy.events.js';
import { findingEscalation } from './escalation.process.js';

const [howMany, rounds, seed] = [10_000, 10, 20_250_303];
const day = 86_400_000;
const start = '2025-03-03T01:30:00.000Z';
const rules = defaultRules.filter(({ level }) => ['reminder', 'yellow'].includes(level));
const reckoning = { calendar, policy: policyOf(adoptedPolicy(rules)) };

/** What the spec itself knows of a finding: which steps wait. Written down apart from the fold under test. */
interface Followed {
  deadline: Deadline;
  waits: boolean;
  acknowledged: boolean;
  over: 'no' | 'suspended' | 'reported' | 'withdrawn';
}

function deadlineAhead(from: Instant, random: SeededRandom, acknowledgeBy?: Instant): Deadline {
  const dueAt = new Date(Date.parse('2025-03-03T15:59:59.999Z') + Math.floor((Date.parse(from) - Date.parse(start)) / day + random.int(4, 40)) * day).toISOString();
  return deadlineOf(dueAt, 'calendar', from, reckoning, acknowledgeBy) as Deadline;
}

/** An act that is possible where the finding stands, and what it leaves. */
function act(finding: string, followed: Followed, now: Instant, random: SeededRandom): FindingEvent {
  const about = { finding };
  const set = (changes: Partial<Followed>) => Object.assign(followed, changes);
  if (followed.over === 'suspended') return resumedFinding({ ...about, deadline: set({ over: 'no', waits: true, deadline: deadlineAhead(now, random) }).deadline });
  if (followed.over === 'reported') return returnedRectification({ ...about, deadline: set({ over: 'no', waits: true, acknowledged: true, deadline: deadlineAhead(now, random) }).deadline });
  switch (random.pick(['acknowledge', 'extend', 'suspend', 'report', 'withdraw'] as const)) {
    case 'acknowledge':
      set({ acknowledged: true });
      return acknowledged(about);
    case 'extend':
      return grantedExtension({ ...about, deadline: set({ deadline: deadlineAhead(now, random) }).deadline });
    case 'suspend':
      set({ over: 'suspended', waits: false });
      return suspendedFinding(about);
    case 'report':
      set({ over: 'reported', waits: false });
      return reportedFinding(about);
    case 'withdraw':
      set({ over: 'withdrawn', waits: false });
      return withdrawnFinding(about);
  }
}

/** Two workers that share state and leases; either is stopped and opened anew at will, and now and then a commit is lost after its commands were sent. */
class Workers {
  readonly running: { readonly runner: ReactionRunner; readonly state: ReactionState }[] = [];
  restarts = 0;
  lost = 0;
  private readonly leases = new MemoryReadStore();

  constructor(
    private readonly store: MemoryEventStore,
    private readonly clock: TestClock,
    private readonly send: SendCommand,
    private readonly path: string,
    private readonly random: SeededRandom,
    private readonly sends: { readonly begun: number; readonly underWay: number },
  ) {}

  open(slot: number): void {
    const { store, clock, send, random, leases } = this;
    const file = SqliteReactionState.open(this.path);
    const state = new Proxy(file, {
      get: (target, name) => {
        const value = Reflect.get(target, name) as unknown;
        if (name === 'commit' && random.chance(0.1)) {
          this.lost += 1;
          return () => Promise.reject(new Error('killed'));
        }
        return typeof value === 'function' ? (value as () => unknown).bind(target) : value;
      },
    }) as unknown as ReactionState;
    const runner = new ReactionRunner({
      store, state, clock, send, processes: [findingEscalation], fromBeginning: [findingEscalation.name], timerPollMs: 2, backOff: { firstMs: 1, longestMs: 2 },
      lease: { leases, owner: `worker-${slot}-${this.restarts}`, forMs: 6_000 }, wait: (ms, signal) => realWait(Math.min(ms, 2), signal),
    });
    this.running[slot] = { runner, state: file };
    runner.start();
  }

  async restart(slot: number): Promise<void> {
    this.restarts += 1;
    await this.close(slot);
    this.open(slot);
  }

  async close(slot: number): Promise<void> {
    const { runner, state } = this.running[slot]!;
    await runner.stop();
    await state.close();
  }

  /** Nothing left to do at the clock's time. A look during a send, when the clock may be wrong, does not count. */
  async idle(): Promise<void> {
    const until = performance.now() + 50_000;
    for (;;) {
      for (const { runner } of this.running) {
        const { begun, underWay } = this.sends;
        const [status] = await runner.status();
        if (underWay === 0 && begun === this.sends.begun && status!.state === 'live' && status!.lag === 0 && status!.timers.due === 0) return;
      }
      if (performance.now() > until) throw new Error('the workers do not come to rest');
      await realWait(5, new AbortController().signal);
    }
  }
}

describe('escalation of 10,000 findings', () => {
  test('raises each level exactly once, with restarts, lost commits, a clock that jumps both ways, and two workers', async () => {
    const random = seededRandom(seed);
    const clock = new TestClock(start);
    const store = new MemoryEventStore({ clock, pollMs: 2 });
    const engine = new CommandEngine(store, { ...findingEvents, ...escalationPolicyEvents }, clock);
    const actor = person('system:supervision.escalation', { roles: { system: 'all' } });
    const sends = { begun: 0, underWay: 0 };
    const send: SendCommand = async ({ definition, command, reason }, { commandId, cause: { eventId: causation, correlation } }) => {
      // The clock is moved back between firing and deciding, and put right again.
      const back = random.chance(0.02) ? 9 : 0;
      clock.advance({ days: -back });
      sends.underWay += 1;
      sends.begun += 1;
      const outcome = await engine.execute(definition, command, { commandId, retryable: true, actor, correlation, causation, ...(reason === undefined ? {} : { reason }) });
      sends.underWay -= 1;
      clock.advance({ days: back });
      return isRefusal(outcome) ? outcome : 'done';
    };
    const folder = await mkdtemp(join(tmpdir(), 'zhiheng-torture-'));
    const workers = new Workers(store, clock, send, join(folder, 'reactions.db'), random, sends);
    const followed = new Map<string, Followed>();
    const expected = new Set<string>();
    try {
      await appendTo(store, escalationPolicyStream('city'), adoptedPolicy(rules));
      const acknowledgeBy = '2025-03-05T15:59:59.999Z';
      for (let n = 0; n < howMany; n += 1) {
        const finding = `f-${n}`;
        const deadline = deadlineAhead(start, random, acknowledgeBy);
        followed.set(finding, { deadline, waits: true, acknowledged: false, over: 'no' });
        await appendTo(store, findingStream(finding), issuedFinding({ finding, number: `〔2025〕督字第${n}号`, content: content(), deadline, acknowledgeBy }));
      }
      [0, 1].forEach((slot) => workers.open(slot));
      await workers.idle();
      for (let round = 1; round <= rounds; round += 1) {
        clock.advance({ days: round === rounds ? 90 : random.int(-8, 20) });
        for (let n = random.int(1, 3); n > 0; n -= 1) {
          await realWait(random.int(0, 60), new AbortController().signal);
          await workers.restart(random.int(0, 1));
        }
        await workers.idle();
        for (const [finding, { deadline: { dueAt, steps }, waits, acknowledged: done }] of followed) {
          for (const { level, trigger, at } of steps) {
            if (waits && at < clock.now() && !(trigger === 'not-acknowledged' && done)) expected.add(`${finding} ${level} ${dueAt}`);
          }
        }
        const chosen = random.shuffle([...followed.keys()]).slice(0, 800).filter((finding) => followed.get(finding)!.over !== 'withdrawn');
        if (round < rounds) for (const finding of chosen) await appendTo(store, findingStream(finding), act(finding, followed.get(finding)!, clock.now(), random));
        await workers.idle();
      }
      const { events } = await store.readAll({ after: 0, limit: Infinity, types: ['supervision.FindingEscalated'] });
      const raised = (events as unknown as readonly { data: { finding: string; level: string; dueAt: string } }[]).map(({ data: { finding, level, dueAt } }) => `${finding} ${level} ${dueAt}`);
      const once = new Set(raised);
      expect({ twice: raised.length - once.size, missing: [...expected].filter((one) => !once.has(one)), unexpected: [...once].filter((one) => !expected.has(one)) }).toEqual({ twice: 0, missing: [], unexpected: [] });
      expect(raised.length).toBeGreaterThan(1.5 * howMany);
      expect(Math.min(workers.restarts, workers.lost)).toBeGreaterThanOrEqual(rounds);
      expect(await Promise.all(workers.running.map(({ runner }) => runner.parked()))).toEqual([[], []]);
    } finally {
      await Promise.all(workers.running.map((_, slot) => workers.close(slot)));
      await rm(folder, { recursive: true });
    }
  }, 120_000);
});
