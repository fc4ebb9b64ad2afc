import type { JsonObject } from '#engine/kernel';
import { openDatabase, type Database } from '#engine/event-store/sqlite';
import { checkSpec, specText } from '../fields.js';
import { changePageOf, checkAt, checkChangeQuery, checkQuery, checkWhere, pageOf } from '../query.js';
import { BadRowQuery, BadTable, StaleLease, type ChangePage, type ChangeQuery, type Commit, type Condition, type Lease, type ReadStore, type Row, type RowPage, type RowQuery, type RowWrite, type StoredRow, type TableRef } from '../read-store.js';
import { changedSql, countSql, list, pageSql } from './query-sql.js';
import { changeOf, stored, type ChangeRecord, type RowRecord } from './row-records.js';
import { RowWriter } from './row-writer.js';
import { Statements } from './statements.js';
import { catalogueName, creation, removal, rowsTable, versionsTable } from './table-layout.js';
import { digestOf } from './table-snapshot.js';

const keysTogether = 256;

/**
 * Rows in a SQLite file of their own.
 *
 * Durability: rows are committed without an fsync each (`synchronous=NORMAL`). After a power cut the file holds a
 * prefix of the commits, and as checkpoint and rows share a transaction, the projection goes on from there. Rows are
 * never ahead of the durable log: the log shows an event to readers only after its fsync. Notes, which are not
 * derived from the log, are committed with an fsync.
 */
export class SqliteReadStore implements ReadStore {
  private readonly database: Database;
  private readonly statements: Statements;
  private readonly writers = new Map<string, RowWriter>();

  constructor(private readonly path: string) {
    this.database = openDatabase(path);
    this.statements = new Statements(this.database);
    this.database.exec('PRAGMA synchronous = NORMAL');
    this.transaction(() =>
      this.database.exec(
        `CREATE TABLE IF NOT EXISTS catalogue (name TEXT PRIMARY KEY, specification TEXT NOT NULL) WITHOUT ROWID;
         CREATE TABLE IF NOT EXISTS checkpoints (projection TEXT NOT NULL, generation INTEGER NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (projection, generation)) WITHOUT ROWID;
         CREATE TABLE IF NOT EXISTS notes (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
         CREATE TABLE IF NOT EXISTS leases (name TEXT PRIMARY KEY, owner TEXT NOT NULL, epoch INTEGER NOT NULL, until REAL NOT NULL) WITHOUT ROWID`,
      ),
    );
  }

  async ensure(table: TableRef): Promise<void> {
    checkSpec(table.spec);
    const wanted = specText(table.spec);
    this.transaction(() => {
      const there = this.one<{ specification: string }>('SELECT specification FROM catalogue WHERE name = ?', catalogueName(table));
      if (there && there.specification !== wanted) throw new BadTable(`${catalogueName(table)} is there with another specification`);
      if (there) return;
      for (const statement of creation(table)) this.database.exec(statement);
      this.run('INSERT INTO catalogue VALUES (?, ?)', catalogueName(table), wanted);
    });
  }

  async drop(table: TableRef): Promise<void> {
    this.writers.delete(catalogueName(table));
    this.statements.clear();
    this.transaction(() => {
      for (const statement of removal(table)) this.database.exec(statement);
      this.run('DELETE FROM catalogue WHERE name = ?', catalogueName(table));
    });
  }

  async commit({ checkpoint, rows, lease }: Commit): Promise<void> {
    const { projection, generation, position } = checkpoint;
    this.transaction(() => {
      if (lease) {
        const held = this.one<{ owner: string; epoch: number }>('SELECT owner, epoch FROM leases WHERE name = ?', lease.name);
        if (held?.owner !== lease.owner || held.epoch !== lease.epoch) throw new StaleLease(`lease ${lease.name} was taken over`);
      }
      if (position <= (this.position(projection, generation) ?? -1)) return;
      for (const [name, writes] of byTable(rows)) this.writer(name, writes[0]!.table).write(writes);
      this.run('INSERT INTO checkpoints VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET position = excluded.position', projection, generation, position);
    });
  }

  async checkpoint(projection: string, generation: number): Promise<number | undefined> {
    return this.position(projection, generation);
  }

  async forget(projection: string, generation: number): Promise<void> {
    this.run('DELETE FROM checkpoints WHERE projection = ? AND generation = ?', projection, generation);
  }

  async get<R extends Row>(table: TableRef, key: string, at?: number): Promise<StoredRow<R> | undefined> {
    if (at !== undefined) checkAt(table.spec, at);
    return this.reading(table, () => {
      const found =
        at === undefined
          ? this.one<RowRecord>(`SELECT key, position, row FROM ${rowsTable(table)} WHERE key = ?`, key)
          : this.one<RowRecord>(`SELECT key, position, row FROM ${versionsTable(table)} WHERE key = ? AND position <= ? ORDER BY position DESC LIMIT 1`, key, at);
      return found && found.row !== null ? stored<R>(found) : undefined;
    });
  }

  async getMany<R extends Row>(table: TableRef, keys: readonly string[]): Promise<readonly StoredRow<R>[]> {
    return this.reading(table, () => {
      const found: StoredRow<R>[] = [];
      const wanted = [...new Set(keys)];
      for (let i = 0; i < wanted.length; i += keysTogether) {
        const { text, values } = list(wanted.slice(i, i + keysTogether));
        for (const record of this.all(`SELECT key, position, row FROM ${rowsTable(table)} WHERE key IN ${text}`, ...values)) found.push(stored<R>(record));
      }
      return found;
    });
  }

  async query<R extends Row>(table: TableRef, query: RowQuery): Promise<RowPage<R>> {
    const checked = checkQuery(table.spec, query);
    return this.reading(table, () => {
      const rows: StoredRow<R>[] = [];
      for (const { text, values } of pageSql(table, checked)) {
        const missing = checked.limit + 1 - rows.length;
        if (missing > 0) for (const record of this.all(text, ...values, missing)) rows.push(stored<R>(record));
      }
      return pageOf<R>(table.spec, rows, checked);
    });
  }

  async count(table: TableRef, where?: readonly Condition[], at?: number): Promise<number> {
    const { text, values } = countSql(table, checkWhere(table.spec, where), at === undefined ? undefined : checkAt(table.spec, at));
    return this.reading(table, () => this.one<{ n: number }>(text, ...values)!.n);
  }

  async versions<R extends Row>(table: TableRef, key: string): Promise<readonly { readonly position: number; readonly row?: R }[]> {
    checkAt(table.spec, 0);
    const text = `SELECT key, position, row FROM ${versionsTable(table)} WHERE key = ? ORDER BY position`;
    return this.reading(table, () => this.all(text, key).map(({ position, row }) => (row === null ? { position } : { position, row: JSON.parse(row) as R })));
  }

  async changes<R extends Row>(table: TableRef, after: number, limit: number): Promise<readonly { readonly key: string; readonly position: number; readonly row?: R }[]> {
    checkAt(table.spec, 0);
    const text = `SELECT key, position, row FROM ${versionsTable(table)} WHERE position > ? ORDER BY position, key LIMIT ?`;
    return this.reading(table, () => this.all(text, after, limit).map(({ key, position, row }) => (row === null ? { key, position } : { key, position, row: JSON.parse(row) as R })));
  }

  async changedBetween<R extends Row>(table: TableRef, query: ChangeQuery): Promise<ChangePage<R>> {
    const checked = checkChangeQuery(table.spec, query);
    const { text, values } = changedSql(table, checked);
    return this.reading(table, () => {
      const found = this.statements.get(text).all(...values, checked.limit + 1) as ChangeRecord[];
      return changePageOf(found.map((record) => changeOf<R>(record)), checked.limit);
    });
  }

  async digest(table: TableRef): Promise<string> {
    this.reading(table, () => undefined);
    return digestOf(this.path, table);
  }

  async note<T extends JsonObject>(name: string): Promise<T | undefined> {
    const found = this.one<{ value: string }>('SELECT value FROM notes WHERE name = ?', name);
    return found && (JSON.parse(found.value) as T);
  }

  async putNote(name: string, value: JsonObject | undefined): Promise<void> {
    this.database.exec('PRAGMA synchronous = FULL');
    try {
      if (value === undefined) this.run('DELETE FROM notes WHERE name = ?', name);
      else this.run('INSERT INTO notes VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value', name, JSON.stringify(value));
    } finally {
      this.database.exec('PRAGMA synchronous = NORMAL');
    }
  }

  async lease(name: string, owner: string, now: number, forMs: number): Promise<Lease | undefined> {
    return this.transaction(() => {
      const held = this.one<{ owner: string; epoch: number; until: number }>('SELECT owner, epoch, until FROM leases WHERE name = ?', name);
      if (held && held.owner !== owner && held.until > now) return undefined;
      const epoch = held === undefined ? 1 : held.owner === owner ? held.epoch : held.epoch + 1;
      const text = 'INSERT INTO leases VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET owner = excluded.owner, epoch = excluded.epoch, until = excluded.until';
      this.run(text, name, owner, epoch, now + forMs);
      return { name, owner, epoch };
    });
  }

  async close(): Promise<void> {
    this.statements.clear();
    this.writers.clear();
    if (this.database.isOpen) this.database.close();
  }

  private position(projection: string, generation: number): number | undefined {
    return this.one<{ position: number }>('SELECT position FROM checkpoints WHERE projection = ? AND generation = ?', projection, generation)?.position;
  }

  private writer(name: string, table: TableRef): RowWriter {
    const known = this.writers.get(name);
    if (known) return known;
    return this.reading(table, () => {
      const writer = new RowWriter(table, this.statements);
      this.writers.set(name, writer);
      return writer;
    });
  }

  private reading<T>(table: TableRef, read: () => T): T {
    if (this.one('SELECT 1 FROM catalogue WHERE name = ?', catalogueName(table))) return read();
    throw new BadRowQuery(`there is no table ${table.spec.name} of generation ${table.generation}`);
  }

  private transaction<T>(work: () => T): T {
    this.database.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.database.exec('COMMIT');
      return result;
    } catch (error) {
      if (this.database.isTransaction) this.database.exec('ROLLBACK');
      throw error;
    }
  }

  private run(text: string, ...values: readonly unknown[]): void {
    this.statements.get(text).run(...values);
  }

  private one<T>(text: string, ...values: readonly unknown[]): T | undefined {
    return this.statements.get(text).get(...values) as T | undefined;
  }

  private all(text: string, ...values: readonly unknown[]): RowRecord[] {
    return this.statements.get(text).all(...values) as RowRecord[];
  }
}

function byTable(rows: readonly RowWrite[]): Map<string, RowWrite[]> {
  const tables = new Map<string, RowWrite[]>();
  for (const row of rows) {
    const name = catalogueName(row.table);
    const writes = tables.get(name);
    if (writes) writes.push(row);
    else tables.set(name, [row]);
  }
  return tables;
}
