import type { Instant, Uuid } from '#engine/kernel';
import type { NamedWrite, Place } from '../append-rules.js';
import { findRepetition, isExpected } from '../append-rules.js';
import type { Appended, ExpectedRevision } from '../event-store.js';
import { EventIdTaken } from '../event-store.js';
import { crashPoint } from '../../testing/crash-point.js';
import type { Database, Statement } from './driver.js';
import { read, resultCode, sqliteConstraint } from './driver.js';

/** An event as it goes to the disk: data and meta are JSON texts. */
export interface PreparedEvent {
  readonly id: Uuid;
  readonly type: string;
  readonly schema: number;
  readonly data: string;
  readonly meta: string;
}

export interface PreparedWrite extends NamedWrite {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly events: readonly PreparedEvent[];
}

export type PreparedAppend = readonly PreparedWrite[];

/** What became of an append: plain data, so that it can cross a thread. */
export type Outcome =
  | { readonly kind: 'appended'; readonly result: Appended }
  | { readonly kind: 'wrong-revision'; readonly stream: string; readonly expected: ExpectedRevision; readonly actual: number }
  | { readonly kind: 'id-taken'; readonly eventId: Uuid };

/** Streams whose last revision is remembered; the one first remembered is the first forgotten. */
const rememberedStreams = 20_000;
/** Pages the write-ahead log may grow by before they are copied into the main file. */
const checkpointPages = 1000;

/** The one connection that writes to a log. Synchronous: a group of appends is one transaction and one fsync. */
export class LogWriter {
  readonly #database: Database;
  readonly #insert: Statement;
  readonly #lastRevision: Statement;
  readonly #place: Statement;
  readonly #walSize: Statement;
  /** Last revisions, also of what the open transaction has written. */
  readonly #revisions = new Map<string, number>();
  #head: number;
  #recordedAt: Instant;

  constructor(database: Database) {
    this.#database = database;
    this.#insert = database.prepare('INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
    this.#lastRevision = database.prepare('SELECT max(revision) AS last FROM event WHERE stream = ?');
    this.#place = database.prepare('SELECT stream, revision, position, type, recorded_at AS recordedAt FROM event WHERE event_id = ?');
    this.#walSize = database.prepare('PRAGMA wal_checkpoint(NOOP)');
    // Done by hand below: inside a commit SQLite would hide the I/O errors of copying.
    database.exec('PRAGMA wal_autocheckpoint = 0');
    this.#head = Number(read(database, 'SELECT coalesce(max(position), 0) FROM event'));
    this.#recordedAt = String(read(database, 'SELECT recorded_at FROM event ORDER BY position DESC LIMIT 1') ?? '');
  }

  get head(): number {
    return this.#head;
  }

  /**
   * Record a group of appends in one transaction; each of them wholly or not at all.
   * @param now what the clock says; never taken below the last event's time
   * @throws the driver's error: the log is in doubt and must not be written again before a restart
   */
  commit(appends: readonly PreparedAppend[], now: Instant): readonly Outcome[] {
    const at = now > this.#recordedAt ? now : this.#recordedAt;
    const before = this.#head;
    let outcomes: readonly Outcome[];
    try {
      this.#begin();
      outcomes = appends.map((append) => this.#record(append, at));
    } catch (error) {
      if (resultCode(error) !== sqliteConstraint) throw error;
      // An id of the group is in the log already. Rare: find out which by going one by one.
      this.#database.exec('ROLLBACK');
      this.#head = before;
      this.#revisions.clear();
      this.#begin();
      outcomes = appends.map((append) => this.#recordApart(append, at));
    }
    crashPoint('append-before-commit');
    this.#database.exec('COMMIT');
    crashPoint('append-after-commit');
    if (this.#head > before) this.#recordedAt = at;
    return outcomes;
  }

  /** Copy the write-ahead log into the main file once it has grown. @throws as {@link commit} */
  checkpointIfDue(): void {
    const { log, checkpointed } = this.#walSize.get() as { readonly log: number; readonly checkpointed: number };
    if (log - checkpointed < checkpointPages) return;
    crashPoint('checkpoint-before');
    this.#database.exec('PRAGMA wal_checkpoint(PASSIVE)');
    crashPoint('checkpoint-after');
  }

  /** Leave everything in the main file and close. */
  close(): void {
    this.#database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    this.#database.close();
  }

  #begin(): void {
    this.#database.exec('BEGIN IMMEDIATE');
    crashPoint('append-after-begin');
  }

  #record(append: PreparedAppend, at: Instant): Outcome {
    const firsts: number[] = [];
    for (const { stream, expected } of append) {
      const actual = this.#revision(stream);
      if (!isExpected(expected, actual)) return this.#repetition(append) ?? { kind: 'wrong-revision', stream, expected, actual };
      firsts.push(actual + 1);
    }
    let position = this.#head;
    for (const [w, { stream, events }] of append.entries()) {
      let revision = firsts[w]!;
      for (const event of events) {
        position += 1;
        this.#insert.run(position, bytesOf(event.id), stream, revision, event.type, event.schema, event.data, event.meta, at);
        revision += 1;
        crashPoint('append-after-insert');
      }
    }
    const revisions = append.map(({ events }, w) => firsts[w]! + events.length - 1);
    for (const [w, { stream }] of append.entries()) this.#remember(stream, revisions[w]!);
    this.#head = position;
    return { kind: 'appended', result: { position, revisions, recordedAt: at, repeated: false } };
  }

  #recordApart(append: PreparedAppend, at: Instant): Outcome {
    this.#database.exec('SAVEPOINT one');
    try {
      const outcome = this.#record(append, at);
      this.#database.exec('RELEASE one');
      return outcome;
    } catch (error) {
      if (resultCode(error) !== sqliteConstraint) throw error;
      this.#database.exec('ROLLBACK TO one; RELEASE one');
      const repetition = this.#repetition(append);
      // No id is known, so a revision or a position was taken: the tables are not what this writer left.
      if (!repetition) throw new Error('the log changed under its writer', { cause: error });
      return repetition;
    }
  }

  #repetition(append: PreparedAppend): Outcome | undefined {
    try {
      const result = findRepetition(append, (id) => this.#place.get(bytesOf(id)) as Place | undefined);
      return result && { kind: 'appended', result };
    } catch (error) {
      if (error instanceof EventIdTaken) return { kind: 'id-taken', eventId: error.eventId };
      throw error;
    }
  }

  #revision(stream: string): number {
    const known = this.#revisions.get(stream);
    if (known !== undefined) return known;
    const { last } = this.#lastRevision.get(stream) as { readonly last: number | null };
    return last ?? -1;
  }

  #remember(stream: string, revision: number): void {
    this.#revisions.set(stream, revision);
    if (this.#revisions.size <= rememberedStreams) return;
    for (const oldest of this.#revisions.keys()) {
      this.#revisions.delete(oldest);
      return;
    }
  }
}

/** The 16 bytes of a UUID. */
export function bytesOf(id: Uuid): Buffer {
  return Buffer.from(id.replaceAll('-', ''), 'hex');
}
