import type { AnyCommand, DomainEvent, Instant, JsonObject, Recorded, Uuid } from '#engine/kernel';

/** A command that an event or a timer sets off. Its id follows from the cause, so that a repetition is harmless. */
export interface CommandToSend {
  readonly definition: AnyCommand;
  readonly command: unknown;
  readonly reason?: string;
}

/** Set (or move) a timer: at the due time it sends a command, once. */
export interface SetTimer {
  readonly timer: string;
  readonly dueAt: Instant;
  /** What {@link Process.due} is given when the timer fires. */
  readonly payload: JsonObject;
}

/** A timer that is no longer wanted. */
export interface CancelTimer {
  readonly cancel: string;
}

export type Effect = CommandToSend | SetTimer | CancelTimer;

/**
 * What follows from a fact: event → commands and timers. Pure. Delivered at least once, in order per stream;
 * an event whose effect fails parks its stream, the others flow on.
 */
export interface Process<E extends DomainEvent = DomainEvent> {
  readonly name: string;
  readonly events: readonly string[];
  readonly react: (event: Recorded<E>) => readonly Effect[];
  /** What a timer sends when it is due. */
  readonly due?: (timer: DueTimer) => readonly CommandToSend[];
}

export interface DueTimer {
  readonly process: string;
  readonly timer: string;
  readonly dueAt: Instant;
  readonly payload: JsonObject;
}

export type AnyProcess = Process<any>;

/** Declare a process. Only infers types. */
export function process<E extends DomainEvent>(definition: Process<E>): Process<E> {
  return definition;
}

/**
 * How something that follows the log fares: another process holds the lease · up to date · behind, working ·
 * behind, waiting before the next attempt after a fault · not running.
 */
export type FollowerState = 'standby' | 'live' | 'catching-up' | 'backing-off' | 'stopped';

export interface FollowerStatus {
  readonly state: FollowerState;
  /** Everything up to this position is done or parked. */
  readonly position: number;
  /** Positions it has still to look at. */
  readonly lag: number;
  /** Age of the oldest event not yet handled, in milliseconds; 0 when there is none. */
  readonly lagMs: number;
  readonly parkedStreams: number;
  /** The fault that the last attempt ended with; absent once an attempt succeeds. */
  readonly fault?: { readonly reason: string; readonly at: Instant; readonly attempts: number };
}

export interface ReactionStatus extends FollowerStatus {
  readonly process: string;
  readonly timers: {
    /** Set and not yet fired, the due ones included. */
    readonly pending: number;
    /** Due now and not yet fired. */
    readonly due: number;
    /** Due, but what they send failed: see {@link Parked}. */
    readonly failed: number;
    /** Fired since the process started. */
    readonly fired: number;
  };
}

/** What is parked: an event with its stream behind it, or a timer alone. */
export interface ParkedRef {
  readonly process: string;
  readonly stream: string;
  /** The timer whose command failed. `stream` is then the stream of the event that set it; that stream flows on. */
  readonly timer?: string;
}

/** An event that could not be acted on, and the stream that waits behind it. */
export interface Parked extends ParkedRef {
  readonly position: number;
  readonly eventId: Uuid;
  readonly reason: string;
  readonly parkedAt: Instant;
  readonly attempts: number;
  /** Events of the stream that wait behind it. */
  readonly waiting: number;
}
