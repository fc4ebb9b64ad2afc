import type { Instant, Uuid } from '#engine/kernel';
import { canonicalJson, isUuid } from '#engine/kernel';
import type { Appended, ExpectedRevision, StreamWrite } from './event-store.js';
import { BadAppend, EventIdTaken } from './event-store.js';

const typeText = /^[\x21-\x7e]{1,200}$/;
// A lone surrogate or a NUL would come back from the disk as another name, perhaps another stream's.
const unfitForName = /[\p{Cc}\p{Surrogate}]/u;
const maxNameLength = 500;

/**
 * Check what no state of the log could make right.
 * @throws BadAppend
 */
export function checkWrites(writes: readonly StreamWrite[]): void {
  if (writes.length === 0) throw new BadAppend('an append needs a write');
  for (const { stream, expected, events } of writes) {
    if (stream === '' || stream.length > maxNameLength || unfitForName.test(stream)) {
      throw new BadAppend(`not a stream name: ${JSON.stringify(stream)}`);
    }
    if (typeof expected === 'number' && !(Number.isSafeInteger(expected) && expected >= 0)) {
      throw new BadAppend(`not a revision: ${expected}`);
    }
    if (events.length === 0) throw new BadAppend(`nothing to write to stream ${stream}`);
    for (const { id, type, schema } of events) {
      if (!isUuid(id)) throw new BadAppend(`not an event id: ${JSON.stringify(id)}`);
      if (!typeText.test(type)) throw new BadAppend(`not an event type: ${JSON.stringify(type)}`);
      if (!Number.isSafeInteger(schema) || schema < 1) throw new BadAppend(`not a schema version: ${schema}`);
    }
  }
  refuseDoubles('stream', writes.map(({ stream }) => stream));
  refuseDoubles('event id', writes.flatMap(({ events }) => events.map(({ id }) => id)));
}

function refuseDoubles(what: string, names: readonly string[]): void {
  if (names.length < 2 || new Set(names).size === names.length) return;
  throw new BadAppend(`${what} ${names.find((name, i) => names.indexOf(name) < i)} comes twice in one append`);
}

/**
 * `data` or `meta` as every log keeps it: canonical JSON (RFC 8785), so that one content has one spelling and one hash.
 * @throws BadAppend for what JSON cannot say
 */
export function storedText(value: unknown): string {
  try {
    return canonicalJson(value);
  } catch (cause) {
    throw new BadAppend(`an event's content is not JSON: ${String(cause)}`, { cause });
  }
}

/** Whether a stream whose last revision is `actual` (-1: none) is where a write expects it. */
export function isExpected(expected: ExpectedRevision, actual: number): boolean {
  if (expected === 'any') return true;
  if (expected === 'no-stream') return actual === -1;
  if (expected === 'exists') return actual >= 0;
  return actual === expected;
}

/** Where an event with a given id is in the log. */
export interface Place {
  readonly stream: string;
  readonly revision: number;
  readonly position: number;
  readonly type: string;
  readonly recordedAt: Instant;
}

/** The part of a write that tells a repetition. */
export interface NamedWrite {
  readonly stream: string;
  readonly events: readonly { readonly id: Uuid; readonly type: string }[];
}

/**
 * The first result of an append that is a repetition; undefined when none of its ids is in the log.
 * @throws EventIdTaken when some are, but not as this append would have recorded them
 */
export function findRepetition(writes: readonly NamedWrite[], find: (id: Uuid) => Place | undefined): Appended | undefined {
  const places = writes.map((write) => write.events.map(({ id }) => find(id)));
  if (places.flat().every((place) => place === undefined)) return undefined;
  const revisions: number[] = [];
  let last: Place | undefined;
  for (const [w, { stream, events }] of writes.entries()) {
    const first = places[w]![0]?.revision;
    for (const [e, { id, type }] of events.entries()) {
      const place = places[w]![e];
      if (place?.stream !== stream || place.type !== type || place.revision !== first! + e || place.position <= (last?.position ?? 0)) {
        throw new EventIdTaken(firstTaken(writes, places) ?? id);
      }
      last = place;
    }
    revisions.push(last!.revision);
  }
  return { position: last!.position, revisions, recordedAt: last!.recordedAt, repeated: true };
}

function firstTaken(writes: readonly NamedWrite[], places: readonly (readonly (Place | undefined)[])[]): Uuid | undefined {
  const ids = writes.flatMap((write) => write.events.map(({ id }) => id));
  return ids[places.flat().findIndex((place) => place !== undefined)];
}
