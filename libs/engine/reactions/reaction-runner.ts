import type { EventStore } from '#engine/event-store';
import type { Clock, RecordedEvent } from '#engine/kernel';
import { silentLog, type Log } from '#engine/telemetry';
import { DueTimers } from './due-timers.js';
import { eventCause, eventCommandId, planFor, sendAll, targetsOf, type EffectOptions, type Plan, type SendCommand } from './effects.js';
import { Follower, type Handled } from './follower.js';
import { inOrder } from './in-order.js';
import { actOn, type Act, type Acted } from './operator-acts.js';
import { NotParked, type Failure } from './parking-lot.js';
import type { AnyProcess, Parked, ParkedRef, ReactionStatus } from './reaction.js';
import type { ReactionState, TimerChange, TimerRow } from './reaction-state.js';
import { LogSource } from './source.js';
import type { LeaseOptions } from './tenancy.js';
import { realWait, reasonOf, Stopping, type BackOff, type Wait } from './waiting.js';

export interface ReactionRunnerOptions {
  readonly store: EventStore;
  readonly state: ReactionState;
  readonly clock: Clock;
  readonly send: SendCommand;
  readonly processes: readonly AnyProcess[];
  /**
   * Processes that begin with the first event of the log instead of the next one. What a process newly added would
   * have done in the past is otherwise not done.
   */
  readonly fromBeginning?: readonly string[];
  /** Share the work with other processes: each of `processes` runs where its lease is. */
  readonly lease?: LeaseOptions;
  readonly log?: Log;
  /** Attempts at a command that ends in a fault before its stream is parked; 5 when absent. */
  readonly attempts?: number;
  readonly backOff?: BackOff;
  /** How often due timers are looked for; 500 ms when absent. */
  readonly timerPollMs?: number;
  /** Commands of one process under way at a time; 32 when absent. */
  readonly parallel?: number;
  readonly wait?: Wait;
}

interface Running {
  readonly process: AnyProcess;
  readonly follower: Follower<RecordedEvent>;
  readonly timers: DueTimers;
}

/**
 * Runs processes: event → commands and timers, due timer → commands. At least once, in order per stream, under ids
 * that follow from the cause. An effect that fails parks its stream for that process; everything else flows on.
 */
export class ReactionRunner {
  private readonly running: ReadonlyMap<string, Running>;
  private readonly stopping = new AbortController();
  private loops: readonly Promise<void>[] = [];

  constructor(private readonly options: ReactionRunnerOptions) {
    this.running = new Map(options.processes.map((process) => [process.name, this.assemble(process)]));
    if (this.running.size < options.processes.length) throw new RangeError('two processes have the same name');
  }

  start(): void {
    for (const { follower } of this.running.values()) follower.start();
    this.loops = [...this.running.values()].map(({ timers }) => timers.run(this.stopping.signal));
  }

  /** Finish what is under way and stop. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await Promise.all([...this.running.values()].map(({ follower }) => follower.stop()));
    await Promise.all(this.loops);
  }

  /** Resolves when every process has done or parked everything up to a position. */
  async whenProcessed(position: number): Promise<void> {
    await Promise.all([...this.running.values()].map(({ follower }) => follower.whenProcessed(position)));
  }

  /** Fire now what is due by the clock, instead of at the next look; returns how many timers were due. */
  async fireDueTimers(): Promise<number> {
    const counts = await Promise.all([...this.running.values()].map(({ timers }) => timers.fireDue()));
    return counts.reduce((sum, count) => sum + count, 0);
  }

  async status(): Promise<readonly ReactionStatus[]> {
    const { state, clock } = this.options;
    return Promise.all(
      [...this.running.values()].map(async ({ process, follower, timers }) => ({
        process: process.name as string,
        ...(await follower.status()),
        timers: { ...(await state.timerCounts(process.name, clock.now())), fired: timers.fired },
      })),
    );
  }

  /** Processes that act here at this moment. */
  acting(): readonly string[] {
    return [...this.running.values()].filter(({ follower }) => follower.acting).map(({ process }) => process.name as string);
  }

  /** Everything parked, by process and position; failed timers last. As stored: also what another process parked. */
  async parked(): Promise<readonly Parked[]> {
    const { state } = this.options;
    const lists = [...this.running.keys()].map(async (process): Promise<readonly Parked[]> => {
      const streams = (await state.standing(process))?.parked ?? [];
      return [...streams.map(({ revision: _revision, ...parked }) => parked), ...(await state.failedTimers(process)).map(parkedTimer)];
    });
    return (await Promise.all(lists)).flat();
  }

  /**
   * Act again on what is parked. `record` is given the act as a fact before anything happens; if it fails, nothing does.
   * @throws NotParked · NotActing when another process holds the lease
   */
  retry(ref: ParkedRef, record: Act): Promise<Acted> {
    const { follower, timers } = this.of(ref);
    return actOn(ref, record, {
      stream: (announce) => follower.release(ref.stream, { discardFirst: false, announce }),
      timer: async (timer, announce) => timers.retry(timer, announce),
    });
  }

  /** Give up what is parked, and go on with what waits behind it. Recorded like {@link retry}. */
  discard(ref: ParkedRef, reason: string, record: Act): Promise<Acted> {
    const { follower, timers } = this.of(ref);
    return actOn(ref, record, {
      reason,
      stream: (announce) => follower.release(ref.stream, { discardFirst: true, announce }),
      timer: async (timer, announce) => timers.discard(timer, announce).then(() => undefined),
    });
  }

  private of({ process }: ParkedRef): Running {
    const running = this.running.get(process);
    if (!running) throw new NotParked(`there is no process ${process}`);
    return running;
  }

  private assemble(process: AnyProcess): Running {
    const { store, state, clock, send, lease, log = silentLog, wait = realWait, parallel = 32 } = this.options;
    const backOff = this.options.backOff ?? { firstMs: 100, longestMs: 10_000 };
    const effects: EffectOptions = { send, wait, backOff, attempts: this.options.attempts ?? 5 };
    const source = new LogSource(store, process.events);
    const startAt = this.options.fromBeginning?.includes(process.name) ? 'beginning' : 'head';
    const handle = (events: readonly RecordedEvent[], signal: AbortSignal) => react(process, events, { effects, parallel, signal });
    const follower = new Follower<RecordedEvent>({ name: process.name, source, handle, state, clock, wait, log, backOff, startAt, lease });
    const pollMs = this.options.timerPollMs ?? 500;
    const timers = new DueTimers({ process, follower: follower as unknown as Follower<never>, state, clock, effects, log, wait, pollMs, parallel });
    return { process, follower, timers };
  }
}

/** Act on some events: streams side by side, each in order; events whose commands meet in a target stream in log order too. */
async function react(
  process: AnyProcess,
  events: readonly RecordedEvent[],
  { effects, parallel, signal }: { readonly effects: EffectOptions; readonly parallel: number; readonly signal: AbortSignal },
): Promise<Handled<RecordedEvent>> {
  const failed = new Map<string, Failure<RecordedEvent>>();
  const timers = new Map<number, readonly TimerChange[]>();
  const planned = events.map((event) => ({ event, plan: planOrReason(process, event) }));
  const keysOf = ({ event, plan }: (typeof planned)[number]): readonly string[] => [event.stream, ...('reason' in plan ? [] : targetsOf(plan.commands))];
  await inOrder(planned, { limit: parallel, keysOf }, async ({ event, plan }) => {
    if (failed.has(event.stream)) return;
    if (signal.aborted) throw new Stopping(process.name);
    const how = { idOf: (index: number) => eventCommandId(event.id, process.name, index), cause: eventCause(process.name, event) };
    const failure = 'reason' in plan ? { reason: plan.reason, attempts: 1 } : await sendAll(plan.commands, how, effects, signal);
    if (failure) failed.set(event.stream, { item: event, ...failure });
    else if (!('reason' in plan)) timers.set(event.position, plan.timers);
  });
  return { failed: [...failed.values()], timers: events.flatMap(({ position }) => timers.get(position) ?? []) };
}

/** A process that throws fails for this event; it would throw again, so there is one attempt. */
function planOrReason(process: AnyProcess, event: RecordedEvent): Plan | { readonly reason: string } {
  try {
    return planFor(process, event);
  } catch (error) {
    return { reason: `react: ${reasonOf(error)}` };
  }
}

const parkedTimer = ({ process, timer, cause, failure }: TimerRow): Parked => ({
  process,
  stream: cause.stream,
  timer,
  position: cause.position,
  eventId: cause.eventId,
  reason: failure!.reason,
  parkedAt: failure!.at,
  attempts: failure!.attempts,
  waiting: 0,
});
