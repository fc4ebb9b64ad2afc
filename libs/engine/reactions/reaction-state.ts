import type { Instant, Uuid } from '#engine/kernel';
import type { Lease } from '#engine/read-store';
import type { DueTimer } from './reaction.js';

/** A stream that waits behind an item that failed. */
export interface ParkedStream {
  readonly process: string;
  readonly stream: string;
  /** Position of the item it waits behind. */
  readonly position: number;
  /** Revision of that item in its stream: where reading starts again. */
  readonly revision: number;
  readonly eventId: Uuid;
  readonly reason: string;
  readonly parkedAt: Instant;
  readonly attempts: number;
  /** Later items of the stream that were passed by. */
  readonly waiting: number;
}

/** The event that set a timer: what the timer's command will name as its cause. */
export interface TimerCause {
  readonly stream: string;
  readonly eventId: Uuid;
  readonly position: number;
  readonly correlation: Uuid;
  readonly traceparent?: string;
}

export interface TimerFailure {
  readonly reason: string;
  readonly at: Instant;
  readonly attempts: number;
}

export interface TimerRow extends DueTimer {
  readonly cause: TimerCause;
  /** What it sends failed; it waits for an operator, or for being set again. */
  readonly failure?: TimerFailure;
}

/** `fired` and `failed` concern the timer with this due time only: one that was moved meanwhile stays as it is. */
export type TimerChange =
  | { readonly kind: 'set'; readonly row: TimerRow }
  | { readonly kind: 'cancel'; readonly timer: string }
  | { readonly kind: 'fired'; readonly timer: string; readonly dueAt: Instant }
  | { readonly kind: 'failed'; readonly timer: string; readonly dueAt: Instant; readonly failure: TimerFailure };

export type ParkingChange = { readonly kind: 'park'; readonly parked: ParkedStream } | { readonly kind: 'release'; readonly stream: string };

/** What one process changes at once: everything or nothing. */
export interface ReactionStep {
  readonly process: string;
  /** Everything up to here is done or parked; left out when only timers or parking change. */
  readonly position?: number;
  readonly timers?: readonly TimerChange[];
  readonly parking?: readonly ParkingChange[];
  /** The owner's right to write; a step with a lower epoch than one seen before is refused. */
  readonly lease?: Lease;
}

export interface Standing {
  readonly position: number;
  readonly parked: readonly ParkedStream[];
}

/** How far a process came, as it is handed over. The right to work is not: it is a matter of the processes that run. */
export interface ProcessPosition {
  readonly process: string;
  readonly position: number;
}

export interface TimerCounts {
  /** Neither fired nor failed, the due ones included. */
  readonly pending: number;
  readonly due: number;
  readonly failed: number;
}

/**
 * What processes remember besides the log: how far they came, what is parked, which timers are set.
 * One contract suite (`reaction-state.contract.ts`) holds for every adapter.
 */
export interface ReactionState {
  /** Undefined for a process that has never committed a position. */
  standing(process: string): Promise<Standing | undefined>;
  /**
   * Timers, parking and position together, or nothing. Timer changes apply in the order given.
   * @throws StaleLease when a newer owner has committed before
   * @throws RangeError when the position would go back
   */
  commit(step: ReactionStep): Promise<void>;
  /** Timers due at or before an instant that have not failed, in order of due time, then of the event that set them, then of name. */
  due(process: string, until: Instant, limit: number): Promise<readonly TimerRow[]>;
  timer(process: string, timer: string): Promise<TimerRow | undefined>;
  /** Timers whose command failed, in due order. */
  failedTimers(process: string): Promise<readonly TimerRow[]>;
  timerCounts(process: string, now: Instant): Promise<TimerCounts>;
  close(): Promise<void>;
}

/** Due order; instants are in the log's one form, so they sort as text. */
export function dueOrder(a: TimerRow, b: TimerRow): number {
  if (a.dueAt !== b.dueAt) return a.dueAt < b.dueAt ? -1 : 1;
  if (a.cause.position !== b.cause.position) return a.cause.position - b.cause.position;
  return a.timer < b.timer ? -1 : a.timer > b.timer ? 1 : 0;
}
