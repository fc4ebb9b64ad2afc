import type { Instant } from './clock.js';
import type { Uuid } from './ids.js';
import type { JsonObject } from './json.js';

/** A fact as a decision states it: what happened, and when it was true where that differs from now. */
export interface DomainEvent<Type extends string = string, Data = JsonObject> {
  /** `<context>.<PastTenseName>`: storage format, never renamed. */
  readonly type: Type;
  readonly data: Data;
  /** The date or instant the fact is about, where it differs from the recording. */
  readonly validAt?: string;
}

/** Who did it, for whom, why, and what it followed from. Persons by reference only. */
export interface EventMeta {
  /** User id of the person, or `system:<part>` for a reaction or timer. */
  readonly actor: string;
  /** Code of the unit the actor acted for. */
  readonly unit?: string;
  /** Role under which the actor was allowed to act. */
  readonly role?: string;
  readonly reason?: string;
  /** Document number of the authority for the act. */
  readonly authority?: string;
  /** Everything one outside request set off shares it. */
  readonly correlation: Uuid;
  /** The command or event this one directly follows from. */
  readonly causation: Uuid;
  /** W3C trace context of the request. */
  readonly traceparent?: string;
  /** Digest of the command and its actor: tells a retry from another command under the same id. */
  readonly fingerprint?: string;
  /** Streams and revisions of other contexts' facts that the decision was told. */
  readonly told?: Readonly<Record<string, number>>;
  readonly validAt?: string;
}

/** A fact in the log. */
export interface RecordedEvent<E extends DomainEvent = DomainEvent> {
  readonly id: Uuid;
  readonly stream: string;
  /** 0 for the first event of the stream. */
  readonly revision: number;
  /** 1 for the first event of the log; +1 for each, without gaps. */
  readonly position: number;
  readonly type: E['type'];
  /** Version of the data's schema as delivered (after upcasting). */
  readonly schema: number;
  readonly data: E['data'];
  readonly meta: EventMeta;
  /** When it entered the log. Never earlier than the event before it. */
  readonly recordedAt: Instant;
}

/** For a union of events: a union of recorded events that narrows by `type`. */
export type Recorded<E extends DomainEvent> = E extends DomainEvent ? RecordedEvent<E> : never;
