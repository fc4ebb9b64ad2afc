import { chmodSync, closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { openDatabase, read, resultCode, type Database } from '#engine/event-store/sqlite';
import type { DataCopies, LogStanding } from '../data-copies.js';
import { setBack } from './set-back.js';

const copiedAtOnce = 5_000;
const sqliteFull = 13;
const small = { cacheKiB: 8_192 };

/** Copies of SQLite databases by SQLite's own means: never of the bytes of a file that somebody writes. */
export const sqliteCopies: DataCopies = {
  copy(from, to) {
    const database = openDatabase(from, { ...small, readOnly: true });
    try {
      // The copy is another file; the connection still cannot change the database it reads.
      database.exec('PRAGMA query_only = OFF');
      database.prepare('VACUUM INTO ?').run(to);
    } finally {
      database.close();
    }
    chmodSync(to, 0o600);
  },

  fault: (file) => using(file, (database) => {
    const found = read(database, 'PRAGMA integrity_check(1)');
    return found === 'ok' ? undefined : String(found);
  }),

  standing: (file) => using(file, standingOf),

  positionAt: (file, instant) => using(file, (database) => Number(database.prepare('SELECT coalesce(max(position), 0) AS position FROM event WHERE recorded_at <= ?').get(instant)?.['position'])),

  copyLog: async (from, to, upTo, onCopied) => {
    closeSync(openSync(to, 'ax', 0o600));
    const source = openDatabase(from, small);
    try {
      const target = openDatabase(to, small);
      try {
        await copyPrefix(source, target, upTo, onCopied);
      } finally {
        settle(target, to);
      }
    } finally {
      settle(source, from);
    }
  },

  setBack: (file, back) => using(file, (database) => setBack(database, back)),

  isFull: (error) => resultCode(error) === sqliteFull || (error as { readonly code?: unknown } | null)?.code === 'ENOSPC',
};

const versionsOffset = 18;
const writeAheadLog = Buffer.from([2, 2]);

/**
 * Close a database so that everything is in its one file, whatever name it gets next: a statement may keep a closed connection,
 * and with it a write-ahead log, alive for a while. Readers want a file that says it has a write-ahead log, which two bytes of
 * SQLite's file format do without one being there.
 */
export function settle(database: Database, file: string): void {
  const journal = read(database, 'PRAGMA journal_mode = DELETE');
  database.close();
  if (journal !== 'delete') throw new Error(`${file} is held by somebody else (${String(journal)})`);
  const handle = openSync(file, 'r+');
  try {
    writeSync(handle, writeAheadLog, 0, writeAheadLog.length, versionsOffset);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function using<T>(file: string, act: (database: Database) => T): T {
  const database = openDatabase(file, small);
  try {
    return act(database);
  } finally {
    settle(database, file);
  }
}

function standingOf(database: Database): LogStanding {
  const { origin, format } = database.prepare('SELECT origin, format FROM log').get() as { readonly origin: string; readonly format: number };
  const { head, last } = database.prepare('SELECT coalesce(max(position), 0) AS head, (SELECT recorded_at FROM event ORDER BY position DESC LIMIT 1) AS last FROM event').get() as { readonly head: number; readonly last: string | null };
  return { origin, format, head, lastRecordedAt: last };
}

/** Tables, indexes and triggers as the source has them, so that the copy is of whatever format the source is. */
async function copyPrefix(source: Database, target: Database, upTo: number, onCopied: (position: number) => void): Promise<void> {
  const parts = source.prepare("SELECT type, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY type <> 'table'").all() as unknown as readonly { readonly type: string; readonly sql: string }[];
  for (const { sql } of parts.filter(({ type }) => type === 'table')) target.exec(sql);
  target.exec(`PRAGMA application_id = ${Number(read(source, 'PRAGMA application_id'))}; PRAGMA user_version = ${Number(read(source, 'PRAGMA user_version'))}`);
  copyRows(source, target, 'log', 'TRUE', []);
  for (let after = 0; after < upTo; ) {
    const next = Math.min(upTo, after + copiedAtOnce);
    copyRows(source, target, 'event', 'position > ? AND position <= ?', [after, next]);
    onCopied(next);
    after = next;
    await nextTurn();
  }
  for (const { sql } of parts.filter(({ type }) => type !== 'table')) target.exec(sql);
}

function copyRows(source: Database, target: Database, table: string, where: string, values: readonly number[]): void {
  const columns = source.prepare(`SELECT name FROM pragma_table_info('${table}') ORDER BY cid`).all().map((row) => String(row['name']));
  const insert = target.prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`);
  target.exec('BEGIN IMMEDIATE');
  try {
    const rows = source.prepare(`SELECT ${columns.join(', ')} FROM ${table} WHERE ${where} ORDER BY rowid`).all(...values);
    for (const row of rows) insert.run(...columns.map((name) => row[name] as string | number | Uint8Array | null));
    target.exec('COMMIT');
  } catch (error) {
    if (target.isTransaction) target.exec('ROLLBACK');
    throw error;
  }
}
