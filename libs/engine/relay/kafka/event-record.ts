import type { CloudEvent, OutboundMessage } from '../relay.js';

/** A message as Kafka keeps it: the data as value, everything about it in headers. */
export interface EventRecord {
  readonly key: Buffer;
  readonly value: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

const notHeaders = new Set(['data', 'datacontenttype']);

/** CloudEvents 1.0 over Kafka in binary content mode: `ce_<attribute>` for each attribute, `content-type` for the data's. */
export function recordOf({ key, event }: OutboundMessage): EventRecord {
  const headers: Record<string, string> = { 'content-type': event.datacontenttype };
  for (const [name, value] of Object.entries(event)) {
    if (value !== undefined && !notHeaders.has(name)) headers[`ce_${name}`] = String(value);
  }
  return { key: Buffer.from(key, 'utf8'), value: Buffer.from(JSON.stringify(event.data), 'utf8'), headers };
}

/** What Kafka adds for each record (offsets, lengths, times) is less than this. */
const overhead = 64;

/** Bytes of a record on its way, rounded up. */
export function sizeOf({ key, value, headers }: EventRecord): number {
  let size = overhead + key.length + value.length;
  for (const [name, text] of Object.entries(headers)) size += name.length + Buffer.byteLength(text, 'utf8') + 8;
  return size;
}

/**
 * The event that {@link recordOf} made a record from, as a receiver reads it.
 * @throws SyntaxError for a value that is not JSON
 */
export function eventOf({ value, headers }: Pick<EventRecord, 'value' | 'headers'>): CloudEvent {
  const attributes: Record<string, unknown> = {};
  for (const [name, text] of Object.entries(headers)) {
    if (name.startsWith('ce_')) attributes[name.slice(3)] = name === 'ce_zhihengposition' ? Number(text) : text;
  }
  return { ...attributes, datacontenttype: headers['content-type'], data: JSON.parse(value.toString('utf8')) as unknown } as CloudEvent;
}
