import type { Instant, RecordedEvent, Uuid } from '#engine/kernel';
import type { Page, ReadStreamOptions } from '../event-store.js';
import type { Database, Statement } from './driver.js';
import { bytesOf } from './log-writer.js';

/** Columns in the order of {@link Columns}. The id becomes text in SQL: a byte array per row costs more than all other columns. */
const columns = 'lower(hex(event_id)), stream, revision, position, type, schema, data, meta, recorded_at';
type Columns = readonly [string, string, number, number, string, number, string, string, Instant];

/** How far one look goes past events that its filter leaves out. */
const furthestLook = 5_000;
// Event types are printable ASCII, so this is above every continuation of a prefix.
const afterEveryType = '\x7f';

/** A stored event is not what this product writes: the file was damaged or edited. */
export class DamagedEvent extends Error {
  override readonly name = 'DamagedEvent';
  constructor(
    readonly position: number,
    cause: unknown,
  ) {
    super(`the event at position ${position} cannot be read: ${String(cause)}`, { cause });
  }
}

/** Reads of a log over one connection that never writes. */
export class LogReader {
  readonly #database: Database;
  readonly #head: Statement;
  readonly #pages = new Map<number, Statement>();
  readonly #forward: Statement;
  readonly #backward: Statement;
  readonly #byId: Statement;
  readonly #timeAt: Statement;

  constructor(database: Database) {
    this.#database = database;
    this.#head = database.prepare('SELECT max(position) AS head FROM event');
    this.#forward = this.#rows(`SELECT ${columns} FROM event WHERE stream = ? AND revision >= ? ORDER BY revision LIMIT ?`);
    this.#backward = this.#rows(`SELECT ${columns} FROM event WHERE stream = ? AND revision <= ? ORDER BY revision DESC LIMIT ?`);
    this.#byId = this.#rows(`SELECT ${columns} FROM event WHERE event_id = ? AND stream = ?`);
    this.#timeAt = database.prepare('SELECT recorded_at AS at FROM event WHERE position = ?');
  }

  head(): number {
    return (this.#head.get() as { readonly head: number | null }).head ?? 0;
  }

  /**
   * One bounded look through the log: ends at the limit, at `upTo`, at the end of the log, before an event that
   * cannot be read, or after {@link furthestLook} filtered events.
   * @throws DamagedEvent when the first event it would deliver cannot be read
   */
  look(after: number, limit: number, types?: readonly string[], upTo = Infinity): Page {
    if (!types) return this.#unfiltered(after, limit, upTo);
    const end = Math.max(after, Math.min(this.head(), upTo, after + Math.max(limit, furthestLook)));
    if (types.length === 0) return { events: [], scannedTo: end };
    const ranges = types.flatMap((prefix) => [prefix, prefix + afterEveryType]);
    const rows = this.#page(types.length).all(after, end, ...ranges, limit) as Columns[];
    const events = toEventsBeforeDamage(rows);
    const whole = events.length === rows.length && rows.length < limit;
    return { events, scannedTo: whole ? end : (events.at(-1)?.position ?? after) };
  }

  stream(stream: string, { from, backwards = false, limit = -1 }: ReadStreamOptions): readonly RecordedEvent[] {
    const statement = backwards ? this.#backward : this.#forward;
    return toEvents(statement.all(stream, from ?? (backwards ? Number.MAX_SAFE_INTEGER : 0), limit) as Columns[]);
  }

  find(stream: string, id: Uuid): RecordedEvent | undefined {
    return toEvents(this.#byId.all(bytesOf(id), stream) as Columns[])[0];
  }

  /** Times never run backwards along the log, so halving finds the place without an index. */
  positionAt(instant: Instant): number {
    let atOrBefore = 0;
    let later = this.head() + 1;
    while (later - atOrBefore > 1) {
      const middle = Math.floor((atOrBefore + later) / 2);
      const { at } = this.#timeAt.get(middle) as { readonly at: Instant };
      if (at <= instant) atOrBefore = middle;
      else later = middle;
    }
    return atOrBefore;
  }

  close(): void {
    this.#database.close();
  }

  #unfiltered(after: number, limit: number, upTo: number): Page {
    const events = toEventsBeforeDamage(this.#page(0).all(after, Math.min(upTo, Number.MAX_SAFE_INTEGER), limit) as Columns[]);
    return { events, scannedTo: events.at(-1)?.position ?? after };
  }

  /** The statement for a page filtered by some type prefixes. */
  #page(prefixes: number): Statement {
    let statement = this.#pages.get(prefixes);
    if (!statement) {
      const ofTypes = prefixes === 0 ? '' : `AND (${Array(prefixes).fill('type >= ? AND type < ?').join(' OR ')})`;
      statement = this.#rows(`SELECT ${columns} FROM event WHERE position > ? AND position <= ? ${ofTypes} ORDER BY position LIMIT ?`);
      this.#pages.set(prefixes, statement);
    }
    return statement;
  }

  #rows(sql: string): Statement {
    const statement = this.#database.prepare(sql);
    // Arrays are a quarter faster than objects: no property names to make per row.
    statement.setReturnArrays(true);
    return statement;
  }
}

function toEvents(rows: readonly Columns[]): RecordedEvent[] {
  return rows.map(toEvent);
}

/** The events before one that cannot be read; throws when that is the first. So a page never hides what can be read. */
function toEventsBeforeDamage(rows: readonly Columns[]): RecordedEvent[] {
  const events: RecordedEvent[] = [];
  try {
    for (const row of rows) events.push(toEvent(row));
  } catch (error) {
    if (events.length === 0) throw error;
  }
  return events;
}

function toEvent([hex, stream, revision, position, type, schema, data, meta, recordedAt]: Columns): RecordedEvent {
  const id = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  try {
    return { id, stream, revision, position, type, schema, data: JSON.parse(data), meta: JSON.parse(meta), recordedAt };
  } catch (cause) {
    throw new DamagedEvent(position, cause);
  }
}
