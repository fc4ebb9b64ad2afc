import type { Instant, Uuid } from '#engine/kernel';
import { derivedId } from '#engine/kernel';
import { crashPoint } from '../../testing/crash-point.js';
import type { Place } from '../append-rules.js';
import type { LogIdentity, StoredTexts } from '../leaves.js';
import { openDatabase, read, resultCode, sqliteBusy, sqliteConstraint, type Database, type Statement } from '../sqlite/driver.js';
import { ensureLog, NotALog, replicaTable } from '../sqlite/log-schema.js';
import { bytesOf } from '../sqlite/log-writer.js';
import { comparePlaces, type LogPlace } from './log-place.js';
import { refusals } from './refusals.js';
import type { IncomingEvent, PassedOver } from './server-events.js';

/** An event the replica has taken, with what it was given there. */
export interface FilledEvent extends StoredTexts {
  readonly attempt: string;
}

/** Streams whose last revision is remembered; the one first remembered is the first forgotten. */
const rememberedStreams = 20_000;
/** Pages the write-ahead log may grow by before they are copied into the main file. */
const checkpointPages = 1000;
/** Asking for its size costs as much as a small transaction, so it is asked after so many events only. */
const eventsBetweenLooks = 200;

/**
 * This process's copy of the log: a SQLite log, filled in the order of `$all`. What it makes of the server's events is a pure fold, so all
 * replicas of a log are equal: same positions, same times, same leaves.
 *
 * A lost file is filled anew from the server, so commits wait for no fsync (`synchronous=NORMAL`): after a power cut the replica may be
 * older than it was, but whole.
 */
export class Replica {
  readonly #path: string;
  readonly #database: Database;
  readonly #insert: Statement;
  readonly #lastRevision: Statement;
  readonly #placeOf: Statement;
  readonly #moveOn: Statement;
  readonly #walSize: Statement;
  readonly #revisions = new Map<string, number>();
  #head: number;
  #recordedAt: Instant;
  #place: LogPlace | undefined;
  #sinceLook = 0;

  /**
   * Open the replica of a log; made when it is not there.
   * @throws ReplicaRefused when it is another log's or cannot be read
   */
  constructor(path: string, identity: LogIdentity) {
    this.#path = path;
    this.#database = opened(path, identity);
    const database = this.#database;
    this.#insert = database.prepare('INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
    this.#lastRevision = database.prepare('SELECT max(revision) AS last FROM event WHERE stream = ?');
    this.#placeOf = database.prepare('SELECT stream, revision, position, type, recorded_at AS recordedAt FROM event WHERE event_id = ?');
    this.#moveOn = database.prepare('INSERT INTO replica VALUES (1, ?, ?, ?) ON CONFLICT (one) DO UPDATE SET commit_at = excluded.commit_at, prepare = excluded.prepare, filled_to = excluded.filled_to');
    this.#walSize = database.prepare('PRAGMA wal_checkpoint(NOOP)');
    this.#head = Number(read(database, 'SELECT coalesce(max(position), 0) FROM event'));
    this.#recordedAt = String(read(database, 'SELECT recorded_at FROM event ORDER BY position DESC LIMIT 1') ?? '');
    const found = database.prepare('SELECT commit_at AS at, prepare, filled_to AS filledTo FROM replica').get() as { readonly at: string; readonly prepare: string; readonly filledTo: number } | undefined;
    if ((found?.filledTo ?? 0) !== this.#head) {
      database.close();
      throw refusals.damagedReplica(path, `filled to ${found?.filledTo}, but the last event is ${this.#head}`);
    }
    this.#place = found && { commit: BigInt(found.at), prepare: BigInt(found.prepare) };
  }

  /** Position of the last event. */
  get head(): number {
    return this.#head;
  }

  /** Up to where `$all` has been taken in; undefined before the first event. */
  get place(): LogPlace | undefined {
    return this.#place;
  }

  /** Last revision of a stream, -1 when there is none. */
  revision(stream: string): number {
    const known = this.#revisions.get(stream);
    if (known !== undefined) return known;
    return (this.#lastRevision.get(stream) as { readonly last: number | null }).last ?? -1;
  }

  find(id: Uuid): Place | undefined {
    return this.#placeOf.get(bytesOf(id)) as Place | undefined;
  }

  /** The last event: by it one sees whether the server still has what the replica has. */
  last(): { readonly id: Uuid; readonly stream: string; readonly revision: number; readonly position: number } | undefined {
    const row = this.#database.prepare('SELECT lower(hex(event_id)) AS hex, stream, revision, position FROM event ORDER BY position DESC LIMIT 1').get() as { readonly hex: string; readonly stream: string; readonly revision: number; readonly position: number } | undefined;
    return row && { id: row.hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'), stream: row.stream, revision: row.revision, position: row.position };
  }

  /**
   * Take in what follows in `$all`, in one transaction with how far that is. What was taken in before is passed over.
   * @throws ReplicaRefused when a stream does not go on where it ended, or the file fails · the driver's error when it is locked for long;
   *   nothing is taken in then
   */
  fill(incoming: readonly (IncomingEvent | PassedOver)[]): readonly FilledEvent[] {
    const next = incoming.filter(({ place }) => this.#place === undefined || comparePlaces(place, this.#place) > 0);
    const place = next.at(-1)?.place;
    if (!place) return [];
    try {
      this.#database.exec('BEGIN IMMEDIATE');
      const filled = this.#record(next);
      const head = this.#head + filled.length;
      this.#moveOn.run(String(place.commit), String(place.prepare), head);
      crashPoint('replica-before-commit');
      this.#database.exec('COMMIT');
      crashPoint('replica-after-commit');
      this.#head = head;
      this.#place = place;
      this.#recordedAt = filled.at(-1)?.recordedAt ?? this.#recordedAt;
      this.#checkpointIfDue(filled.length);
      return filled;
    } catch (error) {
      this.#revisions.clear();
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      // Somebody else, such as a backup, holds the file for a while: no damage, the same events come again.
      throw resultCode(error) === undefined || resultCode(error) === sqliteBusy ? error : refusals.damagedReplica(this.#path, error);
    }
  }

  close(): void {
    if (!this.#database.isOpen) return;
    this.#database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    this.#database.close();
  }

  #record(events: readonly (IncomingEvent | PassedOver)[]): readonly FilledEvent[] {
    let at = this.#recordedAt;
    const taken: FilledEvent[] = [];
    for (const event of events) {
      if (!('id' in event)) {
        if (event.stream !== undefined && this.revision(event.stream) >= 0) throw refusals.foreignEvent(event.stream);
        continue;
      }
      const expected = this.revision(event.stream) + 1;
      if (event.revision !== expected) throw refusals.brokenStream(event.stream, expected, event.revision);
      if (event.recordedAt > at) at = event.recordedAt;
      const { stream, revision, type, schema, data, meta, attempt } = event;
      const filled = { id: event.id, stream, revision, position: this.#head + taken.length + 1, type, schema, data, meta, recordedAt: at, attempt };
      taken.push(this.#insertOnce(filled));
      this.#remember(stream, revision);
    }
    return taken;
  }

  /**
   * Ids are unique in the log, but at the server only in a stream: two processes may be made to record one id on two streams in the
   * same moment. What is recorded stays recorded, so the later event is kept, under an id that every replica derives alike.
   */
  #insertOnce(event: FilledEvent): FilledEvent {
    const { stream, revision, position, type, schema, data, meta, recordedAt } = event;
    const insert = (id: Uuid): unknown => this.#insert.run(position, bytesOf(id), stream, revision, type, schema, data, meta, recordedAt);
    try {
      insert(event.id);
      return event;
    } catch (error) {
      if (resultCode(error) !== sqliteConstraint) throw error;
      const id = derivedId(event.id, `${stream}\n${revision}`);
      insert(id);
      return { ...event, id };
    }
  }

  #remember(stream: string, revision: number): void {
    this.#revisions.set(stream, revision);
    if (this.#revisions.size <= rememberedStreams) return;
    const [oldest] = this.#revisions.keys();
    this.#revisions.delete(oldest!);
  }

  #checkpointIfDue(events: number): void {
    this.#sinceLook += events;
    if (this.#sinceLook < eventsBetweenLooks) return;
    this.#sinceLook = 0;
    const { log, checkpointed } = this.#walSize.get() as { readonly log: number; readonly checkpointed: number };
    if (log - checkpointed >= checkpointPages) this.#database.exec('PRAGMA wal_checkpoint(PASSIVE)');
  }
}

function opened(path: string, identity: LogIdentity): Database {
  let database: Database | undefined;
  try {
    database = openDatabase(path);
    const { origin } = ensureLog(database, identity.createdAt, identity.origin);
    if (origin !== identity.origin) throw refusals.otherLog(path, origin, identity.origin);
    if (!read(database, "SELECT count(*) FROM sqlite_schema WHERE name = 'replica'")) database.exec(replicaTable);
    // From here on a lock is waited for by coming again: waiting inside SQLite would hold the whole process.
    database.exec('PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 0; PRAGMA busy_timeout = 100');
    return database;
  } catch (error) {
    database?.close();
    const unreadable = resultCode(error) !== undefined && resultCode(error) !== sqliteBusy;
    throw unreadable || error instanceof NotALog ? refusals.damagedReplica(path, error) : error;
  }
}
