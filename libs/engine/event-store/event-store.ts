import type { Bilingual, EventMeta, Instant, JsonObject, RecordedEvent, Uuid } from '#engine/kernel';

/**
 * What the writer believes about a stream before it appends: it does not exist · it exists ·
 * its last event has this revision · nothing at all (explicitly).
 */
export type ExpectedRevision = 'no-stream' | 'exists' | 'any' | number;

export interface EventToAppend {
  /** Deterministic id: appending the same id again is answered with the first result and writes nothing. */
  readonly id: Uuid;
  readonly type: string;
  readonly schema: number;
  readonly data: JsonObject;
  readonly meta: EventMeta;
}

/**
 * Events for one stream, at least one; several writes in one append are recorded all or none.
 */
export interface StreamWrite {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly events: readonly EventToAppend[];
}

export interface Appended {
  /** Position of the last event of the append. */
  readonly position: number;
  /** Revision of the last event of each write, in the order of the writes. */
  readonly revisions: readonly number[];
  readonly recordedAt: Instant;
  /** True when every event was in the log already and nothing was written. */
  readonly repeated: boolean;
}

/** Some events in log order, and how far the log was looked through to find them (filtered ones included). */
export interface Page {
  readonly events: readonly RecordedEvent[];
  /** Continue after this position. */
  readonly scannedTo: number;
}

export interface ReadStreamOptions {
  /** The first revision to deliver; the stream's first (backwards: its last) when absent. */
  readonly from?: number;
  readonly backwards?: boolean;
  /** At most this many events; the whole rest of the stream when absent. */
  readonly limit?: number;
}

export interface ReadAllOptions {
  /** Events after this position; 0 for the beginning. */
  readonly after: number;
  /** At most this many events. */
  readonly limit: number;
  /** Only types that begin with one of these, such as `reporting.`; all when absent. */
  readonly types?: readonly string[];
  /** Not beyond this position. */
  readonly upTo?: number;
}

export interface FollowOptions {
  readonly after: number;
  readonly types?: readonly string[];
  /** At most this many events a page; 500 when absent. */
  readonly pageSize?: number;
  /** Ends the iteration. */
  readonly signal: AbortSignal;
}

/**
 * The append-only log. One contract suite (`event-store.contract.ts`) holds for every adapter.
 *
 * Gapless: a follower sees every committed event exactly once and in position order, also under racing
 * writers. A wake-up is a hint, a poll is the truth.
 */
export interface EventStore {
  /**
   * Record all writes or none. Each stream is named once, each write has at least one event.
   * A repetition (every id is in the log, on the same stream, in the same order, with the same type) is answered
   * with the first result, whatever revision it expects.
   * @throws WrongRevision when a stream is not where a write expects it and the events are not a repetition
   * @throws EventIdTaken when an id is in the log, but the append is not a repetition
   * @throws BadAppend when the writes could never be recorded
   * @throws StoreStopped after the first I/O error, and once closed; whether this append was recorded is then unknown
   *   until restart, where appending the same ids again settles it
   * @throws StoreUnavailable when the log is on another machine that does not answer
   */
  append(writes: readonly StreamWrite[]): Promise<Appended>;
  /** The event with this id, if it is in this stream. */
  find(stream: string, id: Uuid): Promise<RecordedEvent | undefined>;
  /** One page of a stream; empty when there is none. */
  readStream(stream: string, options?: ReadStreamOptions): Promise<readonly RecordedEvent[]>;
  /** Looks on until the limit, `upTo` or the end of the log is reached, so fewer events than the limit mean that there are no more. */
  readAll(options: ReadAllOptions): Promise<Page>;
  /**
   * Catch up, then live, for ever: pages in order, until the signal aborts. Pages may be empty when a filter passed over events.
   * @throws AheadOfLog when `after` lies beyond the last event
   */
  follow(options: FollowOptions): AsyncIterable<Page>;
  /** Position of the last event; 0 when the log is empty. */
  head(): Promise<number>;
  /**
   * Position of the last event recorded by anyone before the call. A store that reads a copy of the log resolves once the copy has that
   * event: whoever takes over from another process asks for it, since that one may have come further than the copy.
   * @throws the signal's reason
   */
  current(signal?: AbortSignal): Promise<number>;
  /** Position of the last event recorded at or before an instant; 0 when there is none. */
  positionAt(instant: Instant): Promise<number>;
  /** Answers the appends that wait and ends the followers; later appends are refused. */
  close(): Promise<void>;
}

/** Injection token of the log, for the few edges that read events themselves. */
export const EventStore = Symbol('EventStore');

/** The stream moved on: somebody else was first. Commands load again and retry. */
export class WrongRevision extends Error {
  override readonly name = 'WrongRevision';
  constructor(
    readonly stream: string,
    readonly expected: ExpectedRevision,
    /** Last revision the stream really has; -1 when it does not exist. */
    readonly actual: number,
  ) {
    super(`stream ${stream} is at revision ${actual}, the writer expected ${expected}`);
  }
}

/** An event id is in the log already, but not as this append would have it: an id was used for two different things. */
export class EventIdTaken extends Error {
  override readonly name = 'EventIdTaken';
  constructor(readonly eventId: Uuid) {
    super(`event id ${eventId} is in the log with another stream or place`);
  }
}

/** The store takes no more appends: an I/O error happened, or it was closed. The process should exit and recover on restart. */
export class StoreStopped extends Error {
  override readonly name = 'StoreStopped';
}

/**
 * A log on another machine did not confirm an append in time, or could not be asked. Whether the append was recorded is unknown;
 * appending the same ids again settles it. Unlike {@link StoreStopped} it passes by itself.
 */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}

/** Who writes to a log. */
export interface LogHolder {
  readonly pid: number;
  readonly host: string;
  readonly since: Instant;
}

/** Another process holds the log. */
export class LogInUse extends Error {
  override readonly name = 'LogInUse';
  constructor(
    readonly text: Bilingual,
    readonly holder?: LogHolder,
  ) {
    super(`${text.zh}\n${text.en}`);
  }
}

/** Writes that no log could record: no events, a stream named twice, an id used twice, a malformed id or name. */
export class BadAppend extends Error {
  override readonly name = 'BadAppend';
}

/**
 * A follower says it has handled events the log does not have: the log was replaced or restored from an older copy.
 * Waiting would skip the next events silently, so it is refused.
 */
export class AheadOfLog extends Error {
  override readonly name = 'AheadOfLog';
  constructor(
    readonly after: number,
    readonly head: number,
  ) {
    super(`asked to continue after position ${after}, but the log ends at ${head}`);
  }
}
