import { jsonEvent, type JSONEventData, type RecordedEvent as ServerEvent } from '@kurrent/kurrentdb-client';
import type { Instant, JsonObject, Uuid } from '#engine/kernel';
import { canonicalJson, isInstant, isUuid } from '#engine/kernel';
import type { LogIdentity } from '../leaves.js';
import type { LogPlace } from './log-place.js';
import { identityStream, serverStream, streamOf } from './stream-names.js';

/** Type of the one event of the identity stream. */
export const identityType = 'zhiheng-log-born';

/** An event on its way to the server; data and meta are canonical JSON. */
export interface OutgoingEvent {
  readonly id: Uuid;
  readonly type: string;
  readonly schema: number;
  readonly data: string;
  readonly meta: string;
  /** The time it was first recorded, for an event that comes from another log. */
  readonly recordedAt?: Instant;
}

/** An event as the server tells it, ready for the replica. */
export interface IncomingEvent {
  readonly id: Uuid;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly schema: number;
  readonly data: string;
  readonly meta: string;
  /** As the writer or the server says; the replica never lets it go back. */
  readonly recordedAt: Instant;
  /** Which append brought it. */
  readonly attempt: string;
  readonly place: LogPlace;
}

/** Something in `$all` that is no event of this log. */
export interface PassedOver {
  readonly place: LogPlace;
  /** The stream it is in, when that has a name as the log's streams have; not for the identity of the log. */
  readonly stream?: string;
}

// The server's atomic append takes metadata of texts only.
const keys = { schema: 'zhiheng.schema', meta: 'zhiheng.meta', attempt: 'zhiheng.attempt', recordedAt: 'zhiheng.recordedAt' } as const;

/** The event as the client sends it. */
export function toServer({ id, type, schema, data, meta, recordedAt }: OutgoingEvent, attempt: string): JSONEventData {
  return jsonEvent({
    id,
    type,
    data: JSON.parse(data) as JsonObject,
    metadata: { [keys.schema]: String(schema), [keys.meta]: meta, [keys.attempt]: attempt, ...(recordedAt === undefined ? {} : { [keys.recordedAt]: recordedAt }) },
  });
}

/**
 * The event as the replica takes it. Events without the marks of this product, and the identity of the log, are passed over by every
 * process alike; they have no ordinal.
 */
export function fromServer(prefix: string, event: ServerEvent, place: LogPlace): IncomingEvent | PassedOver {
  const marks = event.metadata as Readonly<Record<string, unknown>> | undefined;
  const stream = streamOf(prefix, event.streamId);
  const [schema, meta, attempt, told] = [marks?.[keys.schema], marks?.[keys.meta], marks?.[keys.attempt], marks?.[keys.recordedAt]];
  if (stream === undefined || stream === identityStream) return { place };
  const ours = event.isJson && isUuid(event.id) && typeof meta === 'string' && typeof schema === 'string' && /^[1-9]\d*$/.test(schema);
  if (!ours || !isContent(event.data) || !isJsonText(meta)) return { place, stream };
  return {
    id: event.id,
    stream,
    revision: Number(event.revision),
    type: event.type,
    schema: Number(schema),
    data: canonicalJson(event.data),
    meta: canonicalJson(JSON.parse(meta)),
    recordedAt: isInstant(told) ? told : event.created.toISOString(),
    attempt: typeof attempt === 'string' ? attempt : '',
    place,
  };
}

const isContent = (data: unknown): boolean => typeof data === 'object' && data !== null && !Array.isArray(data);

function isJsonText(text: string): boolean {
  try {
    return isContent(JSON.parse(text));
  } catch {
    return false;
  }
}

/** Name of the identity stream at the server. */
export const identityStreamAt = (prefix: string): string => serverStream(prefix, identityStream);

export function identityEvent({ format, origin, createdAt }: LogIdentity): JSONEventData {
  return jsonEvent({ id: origin, type: identityType, data: { format, origin, createdAt } });
}

/** The identity that the server's event states; undefined when it states none. */
export function identityOf(event: ServerEvent): LogIdentity | undefined {
  const { format, origin, createdAt } = event.data as Partial<LogIdentity>;
  if (event.type !== identityType || !isUuid(origin) || !isInstant(createdAt) || typeof format !== 'number') return undefined;
  return { format, origin, createdAt };
}
