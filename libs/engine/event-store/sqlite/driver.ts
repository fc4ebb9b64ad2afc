import { closeSync, fsyncSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DatabaseSyncInstance, StatementSyncInstance } from '@photostructure/sqlite';

/** A connection: the `DatabaseSync` of `node:sqlite`, or of `@photostructure/sqlite`, which has the same interface. */
export type Database = DatabaseSyncInstance;
export type Statement = StatementSyncInstance;

type DatabaseClass = new (path: string, options: { readonly readOnly: boolean; readonly timeout: number }) => Database;

/**
 * The oldest SQLite that may touch a log. Before it, a connection that checkpoints while another writes
 * could silently lose commits (the WAL-reset race of 3.7.0 to 3.51.2).
 */
export const oldestSqlite = '3.51.3';

/** The SQLite that was found is older than {@link oldestSqlite}. */
export class SqliteTooOld extends Error {
  override readonly name = 'SqliteTooOld';
}

/** A connection did not take a setting that durability rests on. */
export class UnsafeDatabase extends Error {
  override readonly name = 'UnsafeDatabase';
}

/** Whether a dotted version is the same as another or newer. */
export function atLeast(version: string, oldest: string): boolean {
  const wanted = oldest.split('.').map(Number);
  const found = version.split('.').map(Number);
  for (const [i, part] of wanted.entries()) {
    const have = found[i] ?? 0;
    if (have !== part) return have > part;
  }
  return true;
}

/** @throws SqliteTooOld */
export function requireVersion(version: string): void {
  if (atLeast(version, oldestSqlite)) return;
  throw new SqliteTooOld(
    `SQLite ${version} 低于 ${oldestSqlite}，可能丢失已提交的数据，拒绝启动；请重新安装依赖或升级 Node。\n` +
      `SQLite ${version} is older than ${oldestSqlite} and may lose committed data; reinstall the dependencies or upgrade Node.`,
  );
}

// `node:sqlite` is absent in Node 20 and too old in some later releases, so it is asked for, not imported.
async function chooseDriver(): Promise<DatabaseClass> {
  if (atLeast(process.versions.sqlite ?? '0', oldestSqlite)) {
    const builtIn = process.getBuiltinModule('node:sqlite' as 'node:fs') as unknown as { DatabaseSync: DatabaseClass } | undefined;
    if (builtIn) return builtIn.DatabaseSync;
  }
  const { DatabaseSync } = await import('@photostructure/sqlite');
  return DatabaseSync as unknown as DatabaseClass;
}

const DatabaseSync = await chooseDriver();

export interface OpenDatabaseOptions {
  /** Open for reading only; the file must exist. */
  readonly readOnly?: boolean;
  /** Page cache of the connection in KiB; 64 MiB when absent. */
  readonly cacheKiB?: number;
  /** How long a statement waits for another connection's lock; 5 s when absent. */
  readonly busyTimeoutMs?: number;
}

/**
 * Open a database file with the settings every connection of the product has: write-ahead log, an fsync per
 * commit (`synchronous=FULL`, read back), no memory mapping, foreign keys on, schema not trusted.
 * The folder is created for a writing connection.
 * @throws SqliteTooOld · UnsafeDatabase when a setting did not take · the driver's error when the file cannot be opened
 */
export function openDatabase(path: string, options: OpenDatabaseOptions = {}): Database {
  const readOnly = options.readOnly ?? false;
  if (!readOnly) mkdirSync(dirname(path), { recursive: true });
  const database = new DatabaseSync(path, { readOnly, timeout: options.busyTimeoutMs ?? 5000 });
  try {
    requireVersion(String(read(database, 'SELECT sqlite_version()')));
    database.exec(`PRAGMA trusted_schema = OFF; PRAGMA foreign_keys = ON; PRAGMA mmap_size = 0; PRAGMA cache_size = -${options.cacheKiB ?? 65_536}`);
    if (readOnly) database.exec('PRAGMA query_only = ON');
    const journal = read(database, readOnly ? 'PRAGMA journal_mode' : 'PRAGMA journal_mode = WAL');
    // After an I/O error on the way SQLite answers `wal` without being there; only then the log's size is -1.
    const { log } = database.prepare('PRAGMA wal_checkpoint(NOOP)').get() as { readonly log: number };
    if (journal !== 'wal' || log < 0) throw new UnsafeDatabase(`${path}: the journal is not a write-ahead log (${String(journal)}, ${log})`);
    database.exec('PRAGMA synchronous = FULL');
    const level = read(database, 'PRAGMA synchronous');
    if (level !== 2) throw new UnsafeDatabase(`${path}: synchronous is ${String(level)}, not 2 (FULL)`);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/**
 * Make the names in a folder durable. SQLite asks for it too when it makes a file, but passes over the answer.
 * @throws the operating system's error
 */
export function syncFolder(path: string): void {
  // Windows keeps names by itself and has no way to ask.
  if (process.platform === 'win32') return;
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

/** A database that is gone when it is closed. */
export function openInMemory(): Database {
  return new DatabaseSync(':memory:', { readOnly: false, timeout: 0 });
}

/** Open a file that is only ever locked, never written; another holder's lock is an error at once. */
export function openLockFile(path: string): Database {
  mkdirSync(dirname(path), { recursive: true });
  return new DatabaseSync(path, { readOnly: false, timeout: 0 });
}

/** The first column of the first row. */
export function read(database: Database, sql: string): unknown {
  const row = database.prepare(sql).get() as Record<string, unknown> | undefined;
  return row && Object.values(row)[0];
}

/** The primary result code of a driver error (19 = constraint, 5 = busy, 10 = I/O …); undefined for any other error. */
export function resultCode(error: unknown): number | undefined {
  const code = (error as { readonly errcode?: unknown } | null | undefined)?.errcode;
  return typeof code === 'number' ? code & 0xff : undefined;
}

/** SQLite's primary result codes that the engine acts on. */
export const sqliteBusy = 5;
export const sqliteConstraint = 19;
