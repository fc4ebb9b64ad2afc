import { createHash, randomUUID } from 'node:crypto';

/** A UUID in its usual lower-case text form. */
export type Uuid = string;

const uuidText = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

export function isUuid(text: unknown): text is Uuid {
  return typeof text === 'string' && uuidText.test(text);
}

/** A fresh random id, for commands that came without an `Idempotency-Key`. */
export const newId = (): Uuid => randomUUID();

/**
 * A UUID derived from a namespace and a name (RFC 9562 version 5, SHA-1): the same two inputs
 * give the same id for ever, which is what makes a retry harmless.
 */
export function derivedId(namespace: Uuid, name: string): Uuid {
  const bytes = createHash('sha1').update(Buffer.from(namespace.replaceAll('-', ''), 'hex')).update(name, 'utf8').digest();
  bytes[6] = (bytes[6]! & 0x0f) | 0x50;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex', 0, 16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** Namespace of ids that Zhiheng derives from texts that are not UUIDs (an Idempotency-Key, a demo step). */
export const zhihengNamespace: Uuid = derivedId('6ba7b811-9dad-11d1-80b4-00c04fd430c8', 'https://zhiheng.example/ids');
