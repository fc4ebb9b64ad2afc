import { derivedId, zhihengNamespace, type Instant, type Uuid } from '#engine/kernel';
import type { CloudEvent, MappedMessage, OutboundMessage, Topic } from './relay.js';

/** What a message is made from: a fact, or the change of a row that a fact brought about. */
export interface MessageCause {
  /** Id of the fact; for a row, derived from table, key and position. */
  readonly id: Uuid;
  readonly position: number;
  readonly recordedAt: Instant;
  readonly traceparent?: string;
}

export interface CloudEventOptions {
  /** Name of this installation: messages come from `/zhiheng/<origin>`. */
  readonly origin: string;
  /** Address of a topic's JSON Schema. */
  readonly dataschema?: (topic: string) => string;
}

/**
 * Ids of the messages a cause has on a topic: the cause's own id when there is one message, else derived.
 * The same cause gives the same ids for ever, which lets receivers drop what was delivered twice.
 */
export function messageIds(cause: Uuid, topic: string, count: number): readonly Uuid[] {
  if (count === 1) return [cause];
  return Array.from({ length: count }, (_, index) => derivedId(cause, `${topic}/${index}`));
}

export const rowChangeId = (topic: string, table: string, key: string, position: number): Uuid =>
  derivedId(zhihengNamespace, JSON.stringify([topic, table, key, position]));

/** CloudEvents 1.0.2 in structured JSON form, with `traceparent` as its distributed tracing extension has it. */
export function toMessages({ topic }: Topic, cause: MessageCause, mapped: readonly MappedMessage[], options: CloudEventOptions): readonly OutboundMessage[] {
  const ids = messageIds(cause.id, topic, mapped.length);
  return mapped.map(({ key, subject, data }, index) => {
    const event: CloudEvent = {
      specversion: '1.0',
      id: ids[index]!,
      source: `/zhiheng/${options.origin}`,
      type: topic,
      ...(subject === undefined ? {} : { subject }),
      time: cause.recordedAt,
      datacontenttype: 'application/json',
      ...(options.dataschema ? { dataschema: options.dataschema(topic) } : {}),
      ...(cause.traceparent === undefined ? {} : { traceparent: cause.traceparent }),
      zhihengposition: cause.position,
      data,
    };
    return { topic, key, event };
  });
}

const idForm = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

/** @throws RangeError for an origin that would not stand in a URI reference as it is */
export function checkOrigin(origin: string): void {
  if (!idForm.test(origin)) throw new RangeError(`origin "${origin}" may only have letters, digits, ".", "_" and "-"`);
}
