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

/** An event that could not be acted on, and the stream that waits behind it. */
export interface Parked {
  readonly process: string;
  readonly stream: string;
  readonly position: number;
  readonly eventId: Uuid;
  readonly reason: string;
  readonly parkedAt: Instant;
  readonly attempts: number;
  /** Events of the stream that wait behind it. */
  readonly waiting: number;
}
