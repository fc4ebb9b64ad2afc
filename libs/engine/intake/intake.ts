import type { Bilingual, Instant, Json, JsonObject, Refusal, Uuid } from '#engine/kernel';
import type { Topic } from '#engine/relay';

/** A message as it arrived, before anybody has looked into it. */
export interface InboundMessage {
  readonly topic: string;
  /** Where it lies, for operators: `3@1207` (partition and offset) or `values.ndjson:12` (file and line). */
  readonly place: string;
  /** Messages of one key are taken one after another, in the order of their places. */
  readonly key: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** What outsiders may send us: a versioned topic and the shape of its messages. Messages are CloudEvents 1.0. */
export interface InboundTopic extends Topic {
  /** What a message's key must be for the order to hold. */
  readonly key: Bilingual;
  /**
   * Where messages may also be the data alone, without the attributes of a CloudEvent: the field whose text tells repetitions.
   * Such messages count as coming from the source `/<topic>`.
   */
  readonly plainId?: string;
}

/** A message that was read and fits the topic's schema. */
export interface Arrival<D extends JsonObject = JsonObject> {
  /** UUIDv5 of source and id: the id of the command it becomes. A repetition of the message has the same. */
  readonly commandId: Uuid;
  /** `source` of the CloudEvent: the system that sent it. */
  readonly source: string;
  /** `id` of the CloudEvent, unique within its source. */
  readonly id: string;
  readonly subject?: string;
  /** When the sender says it stated this, UTC. */
  readonly time?: Instant;
  readonly traceparent?: string;
  readonly data: D;
}

/** What a message came to: something was recorded · it had been recorded before · nothing was to be recorded. */
export type Taken = 'recorded' | 'repeated' | 'unchanged';

/** Does what a message asks for. Called again with the same message after a fault or a crash, so doing it twice must do no harm. */
export interface InboundHandler<D extends JsonObject = JsonObject> {
  readonly topic: InboundTopic;
  /** A refusal becomes a dead letter. A throw is a fault of ours: the message is tried again until it succeeds. */
  take(arrival: Arrival<D>): Promise<Taken | Refusal>;
}

/** A message that cannot be taken, and why. */
export interface DeadLetter {
  /** SHA-256 of topic, place and body, hex: the same message at the same place is the same letter. */
  readonly id: string;
  readonly message: InboundMessage;
  readonly code: string;
  readonly values: Readonly<Record<string, Json>>;
  /** What is wrong, with its numbers and names. */
  readonly title: Bilingual;
  /** What the sender can do about it. */
  readonly remedy: Bilingual;
  readonly at: Instant;
}

/** Resolves when a message is dealt with for good, so that the source may move past it. @throws Interrupted when the signal aborted before */
export type Take = (message: InboundMessage, signal: AbortSignal) => Promise<void>;

/** A message was left because its source stops or has lost it to another member; whoever has it next takes it from the beginning. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

export type SourceState = 'live' | 'starting' | 'backing-off' | 'stopped';

export interface SourceStatus {
  readonly state: SourceState;
  /** Messages (of Kafka) or files (of a folder) not yet dealt with; absent when that cannot be asked now. */
  readonly lag?: number;
  /** How often it was begun anew: after a fault, or because nothing had moved. */
  readonly restarts: number;
  readonly fault?: { readonly reason: string; readonly at: Instant };
}

/**
 * Where messages come from: a Kafka topic, or a folder that files are dropped into. Hands over each message at least once, and moves past
 * it only when it was dealt with.
 */
export interface InboundSource {
  readonly topic: string;
  start(take: Take): void;
  /** Finish what is in hand and stop. */
  stop(): Promise<void>;
  /** Keep a letter where operators find it; resolves when it is safe there. Keeping it again does no harm. */
  putAside(letter: DeadLetter): Promise<void>;
  status(): Promise<SourceStatus>;
}

export interface IntakeStatus extends SourceStatus {
  readonly topic: string;
  /** Since the process started. */
  readonly taken: Readonly<Record<Taken | 'refused', number>>;
  /** The message that is being tried again, and why. */
  readonly trying?: { readonly place: string; readonly reason: string; readonly attempts: number; readonly since: Instant };
}
