import type { Bilingual, JsonObject, RecordedEvent } from '#engine/kernel';
import type { FollowerStatus } from '#engine/reactions';
import type { Row } from '#engine/read-store';

/** A CloudEvents 1.0 message in structured JSON form. */
export interface CloudEvent {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject?: string;
  /** RFC 3339, UTC. */
  readonly time: string;
  readonly datacontenttype: 'application/json';
  /** Address of the JSON Schema of `data`. */
  readonly dataschema?: string;
  readonly data: JsonObject;
  /** Position of the fact in Zhiheng's log. */
  readonly zhihengposition: number;
  readonly [extension: string]: unknown;
}

/** A message on its way out. */
export interface OutboundMessage {
  readonly topic: string;
  /** Messages with one key arrive in order. */
  readonly key: string;
  readonly event: CloudEvent;
}

/** What outsiders may rely on: a versioned topic and the shape of its messages. */
export interface Topic {
  /** Such as `quality.indicator.verified.v1`. */
  readonly topic: string;
  readonly title: Bilingual;
  /** JSON Schema (2020-12) of `data`. A message that does not fit it is never sent. */
  readonly schema: JsonObject;
}

/** A topic made of facts. Pure. */
export interface TopicDefinition extends Topic {
  /** Type prefixes of the facts it is made of. */
  readonly events: readonly string[];
  readonly map: (event: RecordedEvent) => readonly MappedMessage[];
}

/** A version of a row of a temporal table; no row when it was removed. */
export interface RowChange<R extends Row = Row> {
  readonly key: string;
  /** Position of the event that made the change. */
  readonly position: number;
  readonly row?: R;
}

/** A topic made of the changes of a projection's temporal table. Pure. */
export interface RowTopicDefinition<R extends Row = Row> extends Topic {
  /** Name of the table. */
  readonly table: string;
  readonly map: (change: RowChange<R>) => readonly MappedMessage[];
}

export type AnyTopic = TopicDefinition | RowTopicDefinition<any>;

/** The changes of one table, as the relay reads them. */
export interface ChangeFeed {
  /** Changes after a position, in order of position then key. */
  changes(after: number, limit: number): Promise<readonly RowChange[]>;
  /** All changes of one key, oldest first. */
  versions(key: string): Promise<readonly Omit<RowChange, 'key'>[]>;
  /** Up to here the table is complete. */
  position(): Promise<number>;
}

export interface RelayStatus extends FollowerStatus {
  readonly topic: string;
  /** Messages handed over since the process started. */
  readonly sent: number;
}

export interface MappedMessage {
  readonly key: string;
  readonly subject?: string;
  readonly data: JsonObject;
}

/**
 * Gives a message what may not stand in the log, such as the names of persons, when it is sent: `map` stays pure and tells which
 * message it is, the loader fills it in. Called again when a message is sent again. A throw is a fault, and the topic waits and tries
 * again.
 * @throws BodyGone for a message that can never be filled in any more; its stream is parked
 */
export type BodyLoader = (message: MappedMessage) => Promise<MappedMessage>;

/** What a message is to carry is nowhere any more. */
export class BodyGone extends Error {
  override readonly name = 'BodyGone';
}

/**
 * Where messages go: a file of lines, or Kafka. One contract suite (`sink.contract.ts`) holds for every adapter.
 */
export interface MessageSink {
  /**
   * Deliver in order; resolves when they are safely handed over. Messages delivered again carry the same ids.
   * A rejection says nothing about which of them arrived: all are sent again.
   * @throws MessageRejected for a message that can never be delivered
   */
  send(messages: readonly OutboundMessage[]): Promise<void>;
  close(): Promise<void>;
}

/** The receiving side will never take this message (too large, say); sending it again is of no use. */
export class MessageRejected extends Error {
  override readonly name = 'MessageRejected';
  constructor(
    readonly messageId: string,
    reason: string,
  ) {
    super(reason);
  }
}
