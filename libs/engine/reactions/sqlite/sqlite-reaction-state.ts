import { openDatabase, type Database, type Statement } from '#engine/event-store/sqlite';
import { tableRecords, type HandsOver, type RecordKind } from '#engine/hand-over';
import type { Instant, JsonObject } from '#engine/kernel';
import { StaleLease } from '#engine/read-store';
import type { ParkedStream, ProcessPosition, ReactionState, ReactionStep, Standing, TimerChange, TimerCounts, TimerRow } from '../reaction-state.js';

const schema = `
  CREATE TABLE IF NOT EXISTS process (
    name TEXT PRIMARY KEY, position INTEGER, epoch INTEGER NOT NULL DEFAULT 0
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS parked (
    process TEXT NOT NULL, stream TEXT NOT NULL, position INTEGER NOT NULL, revision INTEGER NOT NULL, event_id TEXT NOT NULL,
    reason TEXT NOT NULL, parked_at TEXT NOT NULL, attempts INTEGER NOT NULL, waiting INTEGER NOT NULL,
    PRIMARY KEY (process, stream)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS timer (
    process TEXT NOT NULL, timer TEXT NOT NULL, due_at TEXT NOT NULL, position INTEGER NOT NULL,
    payload TEXT NOT NULL, cause TEXT NOT NULL, failure TEXT,
    PRIMARY KEY (process, timer)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS timer_due ON timer (process, due_at, position, timer) WHERE failure IS NULL;
  CREATE INDEX IF NOT EXISTS timer_failed ON timer (process, due_at, position, timer) WHERE failure IS NOT NULL;
`;

const parkedColumns = 'process, stream, position, revision, event_id AS eventId, reason, parked_at AS parkedAt, attempts, waiting';

interface TimerRecord {
  readonly process: string;
  readonly timer: string;
  readonly due_at: string;
  readonly payload: string;
  readonly cause: string;
  readonly failure: string | null;
}

/** What processes remember, in a SQLite file of its own beside the log. */
export class SqliteReactionState implements ReactionState, HandsOver {
  private readonly statements = new Map<string, Statement>();
  readonly records: readonly RecordKind[];

  private constructor(private readonly database: Database) {
    const open = (): Database => database;
    this.records = [
      tableRecords<ProcessPosition, ProcessPosition>({ kind: 'process', database: open, from: '(SELECT name AS process, position FROM process WHERE position IS NOT NULL)', key: ['process'], contentOf: ({ process, position }) => ({ process, position }), insert: (record) => this.advance(record) }),
      tableRecords<ParkedStream, ParkedStream>({ kind: 'parked', database: open, from: `(SELECT ${parkedColumns} FROM parked)`, key: ['process', 'stream'], contentOf: (row) => ({ ...row }), insert: (parked) => this.park(parked) }),
      tableRecords<TimerRecord, TimerRow>({ kind: 'timer', database: open, from: 'timer', key: ['process', 'timer'], contentOf: timerOf, insert: (row) => this.changeTimer(row.process, { kind: 'set', row }) }),
    ];
  }

  /** Open the file, or create it. */
  static open(path: string): SqliteReactionState {
    const database = openDatabase(path, { cacheKiB: 8_192 });
    database.exec(schema);
    return new SqliteReactionState(database);
  }

  async standing(process: string): Promise<Standing | undefined> {
    const row = this.sql('SELECT position FROM process WHERE name = ?').get(process) as { readonly position: number | null } | undefined;
    if (typeof row?.position !== 'number') return undefined;
    const parked = this.sql(`SELECT ${parkedColumns} FROM parked WHERE process = ? ORDER BY position`).all(process);
    return { position: row.position, parked: parked.map((stream) => ({ ...(stream as unknown as ParkedStream) })) };
  }

  async commit(step: ReactionStep): Promise<void> {
    this.sql('BEGIN IMMEDIATE').run();
    try {
      this.advance(step);
      for (const change of step.timers ?? []) this.changeTimer(step.process, change);
      for (const change of step.parking ?? []) {
        if (change.kind === 'park') this.park(change.parked);
        else this.sql('DELETE FROM parked WHERE process = ? AND stream = ?').run(step.process, change.stream);
      }
      this.sql('COMMIT').run();
    } catch (error) {
      if (this.database.isTransaction) this.sql('ROLLBACK').run();
      throw error;
    }
  }

  async due(process: string, until: Instant, limit: number): Promise<readonly TimerRow[]> {
    const rows = this.sql(
      'SELECT * FROM timer WHERE process = ? AND failure IS NULL AND due_at <= ? ORDER BY due_at, position, timer LIMIT ?',
    ).all(process, until, limit);
    return rows.map((row) => timerOf(row as unknown as TimerRecord));
  }

  async timer(process: string, timer: string): Promise<TimerRow | undefined> {
    const row = this.sql('SELECT * FROM timer WHERE process = ? AND timer = ?').get(process, timer);
    return row && timerOf(row as unknown as TimerRecord);
  }

  async failedTimers(process: string): Promise<readonly TimerRow[]> {
    const rows = this.sql('SELECT * FROM timer WHERE process = ? AND failure IS NOT NULL ORDER BY due_at, position, timer').all(process);
    return rows.map((row) => timerOf(row as unknown as TimerRecord));
  }

  async timerCounts(process: string, now: Instant): Promise<TimerCounts> {
    const row = this.sql(
      `SELECT count(*) FILTER (WHERE failure IS NULL) AS pending, count(*) FILTER (WHERE failure IS NULL AND due_at <= ?) AS due,
         count(failure) AS failed FROM timer WHERE process = ?`,
    ).get(now, process);
    return { ...(row as unknown as TimerCounts) };
  }

  async close(): Promise<void> {
    this.statements.clear();
    this.database.close();
  }

  private advance({ process, position, lease }: ReactionStep): void {
    const row = this.sql('SELECT position, epoch FROM process WHERE name = ?').get(process) as { readonly position: number | null; readonly epoch: number } | undefined;
    const epoch = row?.epoch ?? 0;
    if (lease && lease.epoch < epoch) throw new StaleLease(`${process}: epoch ${lease.epoch} was followed by ${epoch}`);
    if (position !== undefined && position < (row?.position ?? 0)) {
      throw new RangeError(`${process} is at ${row?.position}, it cannot go back to ${position}`);
    }
    if (position === undefined && (!lease || lease.epoch === epoch)) return;
    this.sql('INSERT INTO process (name, position, epoch) VALUES (?, ?, ?) ON CONFLICT (name) DO UPDATE SET position = excluded.position, epoch = excluded.epoch').run(
      process,
      position ?? row?.position ?? null,
      lease?.epoch ?? epoch,
    );
  }

  private park(parked: ParkedStream): void {
    this.sql(
      `INSERT OR REPLACE INTO parked (process, stream, position, revision, event_id, reason, parked_at, attempts, waiting)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ).run(
      parked.process, parked.stream, parked.position, parked.revision, parked.eventId, parked.reason, parked.parkedAt, parked.attempts, parked.waiting,
    );
  }

  private changeTimer(process: string, change: TimerChange): void {
    if (change.kind === 'set') {
      const { timer, dueAt, payload, cause, failure } = change.row;
      this.sql('INSERT OR REPLACE INTO timer (process, timer, due_at, position, payload, cause, failure) VALUES (?, ?, ?, ?, ?, ?, ?)').run(
        process, timer, dueAt, cause.position, JSON.stringify(payload), JSON.stringify(cause), failure ? JSON.stringify(failure) : null,
      );
    } else if (change.kind === 'cancel') {
      this.sql('DELETE FROM timer WHERE process = ? AND timer = ?').run(process, change.timer);
    } else if (change.kind === 'fired') {
      this.sql('DELETE FROM timer WHERE process = ? AND timer = ? AND due_at = ?').run(process, change.timer, change.dueAt);
    } else {
      this.sql('UPDATE timer SET failure = ? WHERE process = ? AND timer = ? AND due_at = ?').run(JSON.stringify(change.failure), process, change.timer, change.dueAt);
    }
  }

  /** Statements are prepared once. */
  private sql(text: string): Statement {
    let statement = this.statements.get(text);
    if (!statement) {
      statement = this.database.prepare(text);
      this.statements.set(text, statement);
    }
    return statement;
  }
}

function timerOf(row: TimerRecord): TimerRow {
  const { process, timer, due_at: dueAt } = row;
  const payload = JSON.parse(row.payload) as JsonObject;
  const cause = JSON.parse(row.cause) as TimerRow['cause'];
  return { process, timer, dueAt, payload, cause, ...(row.failure === null ? {} : { failure: JSON.parse(row.failure) as NonNullable<TimerRow['failure']> }) };
}
