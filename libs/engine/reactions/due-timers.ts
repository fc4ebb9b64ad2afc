import type { Clock } from '#engine/kernel';
import type { Log } from '#engine/telemetry';
import { crashPoint } from '../testing/crash-point.js';
import { sendAll, targetsOf, timerCommandId, type EffectFailure, type EffectOptions } from './effects.js';
import type { Follower } from './follower.js';
import { inOrder } from './in-order.js';
import { NotParked } from './parking-lot.js';
import type { AnyProcess, CommandToSend } from './reaction.js';
import type { ReactionState, TimerChange, TimerRow } from './reaction-state.js';
import { reasonOf, Stopping, type Wait } from './waiting.js';

export interface DueTimersOptions {
  readonly process: AnyProcess;
  readonly follower: Follower<never>;
  readonly state: ReactionState;
  readonly clock: Clock;
  readonly effects: EffectOptions;
  readonly log: Log;
  readonly wait: Wait;
  /** How often it looks for due timers. */
  readonly pollMs: number;
  /** Commands under way at a time. */
  readonly parallel: number;
}

const batchSize = 256;

/**
 * Fires the timers of one process when they are due. A timer is forgotten after its commands came about; one that
 * is fired again after a crash sends the same ids, so it acts once. Order is due order, strictly so per target stream.
 */
export class DueTimers {
  fired = 0;

  constructor(private readonly options: DueTimersOptions) {}

  /** Look again and again until the signal aborts. */
  async run(stopping: AbortSignal): Promise<void> {
    const { follower, wait, pollMs, log } = this.options;
    while (!stopping.aborted) {
      try {
        if (follower.acting) await this.fireDue();
      } catch (error) {
        if (!(error instanceof Stopping)) log.error('due timers could not be fired', { process: follower.name, err: error });
      }
      await wait(pollMs, stopping);
    }
  }

  /** Fire everything that is due by now; returns how many timers were looked at. */
  async fireDue(): Promise<number> {
    let looked = 0;
    for (;;) {
      const count = await this.fireBatch();
      looked += count;
      if (count < batchSize) return looked;
    }
  }

  /** Fire a timer that failed once more. */
  retry(timer: string, announce: (row: TimerRow) => Promise<void>): Promise<TimerRow | undefined> {
    return this.settle(timer, announce, async (row, signal) => this.fire(row, this.commandsOf(row), signal, row.failure?.attempts ?? 0));
  }

  /** Forget a timer that failed. */
  async discard(timer: string, announce: (row: TimerRow) => Promise<void>): Promise<void> {
    await this.settle(timer, announce, async ({ dueAt }) => ({ kind: 'fired', timer, dueAt }));
  }

  private fireBatch(): Promise<number> {
    const { follower, state, process, clock, parallel } = this.options;
    return follower.exclusively(async (commit, signal) => {
      const due = await state.due(process.name, clock.now(), batchSize);
      if (due.length === 0) return 0;
      const planned = due.map((row) => ({ row, commands: this.commandsOf(row) }));
      const changes: TimerChange[] = [];
      const keysOf = ({ commands }: (typeof planned)[number]): readonly string[] => (Array.isArray(commands) ? targetsOf(commands) : []);
      await inOrder(planned, { limit: parallel, keysOf }, async ({ row, commands }) => {
        changes.push(await this.fire(row, commands, signal, 0));
      });
      crashPoint('timers-before-commit');
      await commit({ timers: changes });
      crashPoint('timers-after-commit');
      this.fired += changes.filter(({ kind }) => kind === 'fired').length;
      return due.length;
    });
  }

  private commandsOf(row: TimerRow): readonly CommandToSend[] | EffectFailure {
    const { process } = this.options;
    try {
      if (!process.due) return { reason: `${process.name} does not say what its timers send`, attempts: 1 };
      return process.due(row);
    } catch (error) {
      return { reason: `due: ${reasonOf(error)}`, attempts: 1 };
    }
  }

  private async fire(row: TimerRow, planned: readonly CommandToSend[] | EffectFailure, signal: AbortSignal, before: number): Promise<TimerChange> {
    const { process, clock, effects, log } = this.options;
    const { timer, dueAt, cause } = row;
    const { eventId, correlation, traceparent } = cause;
    const because = { process: process.name, timer, eventId, correlation, ...(traceparent === undefined ? {} : { traceparent }) };
    const failure = isPlan(planned) ? await sendAll(planned, { idOf: (index) => timerCommandId(row, index), cause: because }, effects, signal) : planned;
    if (!failure) return { kind: 'fired', timer, dueAt };
    log.warn('a timer failed', { process: process.name, timer, dueAt, reason: failure.reason });
    return { kind: 'failed', timer, dueAt, failure: { reason: failure.reason, at: clock.now(), attempts: before + failure.attempts } };
  }

  private settle(
    timer: string,
    announce: (row: TimerRow) => Promise<void>,
    act: (row: TimerRow, signal: AbortSignal) => Promise<TimerChange>,
  ): Promise<TimerRow | undefined> {
    const { follower, state, process } = this.options;
    return follower.exclusively(async (commit, signal) => {
      const row = await state.timer(process.name, timer);
      if (!row?.failure) throw new NotParked(`${process.name}: the timer ${timer} has not failed`);
      await announce(row);
      const change = await act(row, signal);
      await commit({ timers: [change] });
      return change.kind === 'failed' ? { ...row, failure: change.failure } : undefined;
    });
  }
}

const isPlan = (planned: readonly CommandToSend[] | EffectFailure): planned is readonly CommandToSend[] => Array.isArray(planned);
