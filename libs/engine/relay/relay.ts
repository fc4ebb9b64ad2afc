import type { JsonObject, RecordedEvent } from '#engine/kernel';

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

/** What outsiders may rely on: a versioned topic, and how facts become its messages. Pure. */
export interface TopicDefinition {
  /** Such as `quality.indicator.verified.v1`. */
  readonly topic: string;
  readonly title: { readonly zh: string; readonly en: string };
  /** Type prefixes of the facts it is made of. */
  readonly events: readonly string[];
  /** JSON Schema of `data`. */
  readonly schema: JsonObject;
  readonly map: (event: RecordedEvent) => readonly MappedMessage[];
}

export interface MappedMessage {
  readonly key: string;
  readonly subject?: string;
  readonly data: JsonObject;
}

/** Where messages go: a file of lines, or Kafka. */
export interface MessageSink {
  /** Deliver in order; resolves when they are safely handed over. Messages delivered again carry the same ids. */
  send(messages: readonly OutboundMessage[]): Promise<void>;
  close(): Promise<void>;
}
