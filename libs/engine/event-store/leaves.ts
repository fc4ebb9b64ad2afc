import type { Instant, Uuid } from '#engine/kernel';
import { canonicalJson, type RecordedEvent } from '#engine/kernel';
import type { WakeUps } from './follow.js';

/** Identity of a log, as it was born. */
export interface LogIdentity {
  /** Version of the log's tables. */
  readonly format: number;
  /** Id of this log: no other log ever has it, copies of this one do. */
  readonly origin: Uuid;
  readonly createdAt: Instant;
}

/** An event as it is stored, before upcasting; `data` and `meta` are canonical JSON. */
export interface StoredTexts {
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly position: number;
  readonly type: string;
  readonly schema: number;
  readonly data: string;
  readonly meta: string;
  readonly recordedAt: string;
}

// Ids, times and most names need no escape, and asking JSON for each costs as much as hashing does.
const needsEscape = /["\\\p{Cc}\p{Surrogate}]/u;
const quoted = (text: string): string => (needsEscape.test(text) ? JSON.stringify(text) : `"${text}"`);

/**
 * The leaf of an event in the ledger's tree: canonical JSON (RFC 8785) of the event as stored. Members come in the order of
 * their names, so with canonical `data` and `meta` it is a concatenation of what is stored, and any changed byte changes it.
 */
export function leafOfTexts({ id, stream, revision, position, type, schema, data, meta, recordedAt }: StoredTexts): string {
  return (
    `{"data":${data},"id":"${id}","meta":${meta},"position":${position},"recordedAt":"${recordedAt}",` +
    `"revision":${revision},"schema":${schema},"stream":${quoted(stream)},"type":${quoted(type)}}`
  );
}

/** The leaf of an event as the store delivers it before upcasting. */
export const leafText = (event: RecordedEvent): string => leafOfTexts({ ...event, data: canonicalJson(event.data), meta: canonicalJson(event.meta) });

/** A leaf straight from where events are kept. */
export interface StoredLeaf {
  readonly position: number;
  /** The byte 0x00, which RFC 6962 puts before a leaf, and the leaf's UTF-8. */
  readonly prefixed: Uint8Array;
  /** Whether `data` and `meta` are JSON each: only then the leaf tells where one column ends and the next begins. */
  readonly wellFormed: boolean;
}

/** Told of leaves as they are recorded: the position of the first and the texts, as they were handed to the disk. */
export type LeafListener = (first: number, leaves: readonly string[]) => void;

/** Reads leaves on its own, beside those who read and write events. */
export interface LeafReader {
  head(): number;
  /** Read anew each time. */
  identity(): LogIdentity;
  /** Leaves after a position in the order they are stored in, at most so many. @throws the driver's error when they cannot be read */
  page(after: number, limit: number): readonly StoredLeaf[];
  /** What is stored at a position. */
  texts(position: number): StoredTexts | undefined;
  close(): void;
}

/** A log whose leaves can be read; adapters of the event store are. */
export interface LeafSource {
  openLeaves(): LeafReader;
  /**
   * Tell a listener of everything this store records from now on, in the order of positions, from memory: what the disk gives back later
   * can be held against it. Answers how to end that.
   */
  listen(listener: LeafListener): () => void;
  /** Rings when something was recorded: a hint. */
  readonly wakeUps: WakeUps;
  /** How often to look without having been woken, in milliseconds. */
  readonly pollMs: number;
}
