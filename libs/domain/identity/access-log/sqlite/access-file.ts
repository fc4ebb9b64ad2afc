import { closeSync, mkdirSync, openSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { openDatabase, read, syncFolder, type Database } from '#engine/event-store/sqlite';
import { chainStart, type AccessHead } from '../access-log.js';

// The columns that are searched are computed from the text that is hashed, so they cannot say something else.
const schema = `
CREATE TABLE access_log (
  seq INTEGER PRIMARY KEY, text TEXT NOT NULL, hash TEXT NOT NULL,
  at TEXT AS (json_extract(text, '$.at')), user TEXT AS (json_extract(text, '$.user')),
  kind TEXT AS (json_extract(text, '$.kind')), address TEXT AS (json_extract(text, '$.address'))
);
CREATE INDEX access_by_user ON access_log (user, seq);
CREATE INDEX access_by_kind ON access_log (kind, seq);
CREATE INDEX access_by_address ON access_log (address, seq);
CREATE INDEX access_by_time ON access_log (at, seq);
CREATE TABLE access_base (one INTEGER PRIMARY KEY CHECK (one = 1), seq INTEGER NOT NULL, hash TEXT NOT NULL) STRICT;
CREATE TABLE access_pulse (one INTEGER PRIMARY KEY CHECK (one = 1), at TEXT NOT NULL) STRICT;
CREATE TRIGGER access_log_keeps BEFORE UPDATE ON access_log BEGIN SELECT RAISE(ABORT, 'the access log is append-only'); END;
CREATE TRIGGER access_log_stays BEFORE DELETE ON access_log BEGIN SELECT RAISE(ABORT, 'the access log is append-only'); END;
CREATE TRIGGER access_log_follows BEFORE INSERT ON access_log
  WHEN NEW.seq IS NOT (SELECT coalesce((SELECT max(seq) FROM access_log), (SELECT seq FROM access_base)) + 1)
  BEGIN SELECT RAISE(ABORT, 'the access log is append-only'); END;
CREATE TRIGGER access_base_keeps BEFORE UPDATE ON access_base BEGIN SELECT RAISE(ABORT, 'the access log is append-only'); END;
CREATE TRIGGER access_base_stays BEFORE DELETE ON access_base BEGIN SELECT RAISE(ABORT, 'the access log is append-only'); END;
`;
// Files of the first format begin with entry 1, which their own trigger says.
const sinceFormat2 = `
CREATE TABLE access_base (one INTEGER PRIMARY KEY CHECK (one = 1), seq INTEGER NOT NULL, hash TEXT NOT NULL) STRICT;
CREATE TABLE access_pulse (one INTEGER PRIMARY KEY CHECK (one = 1), at TEXT NOT NULL) STRICT;
CREATE TRIGGER access_base_keeps BEFORE UPDATE ON access_base BEGIN SELECT RAISE(ABORT, 'the access log is append-only'); END;
CREATE TRIGGER access_base_stays BEFORE DELETE ON access_base BEGIN SELECT RAISE(ABORT, 'the access log is append-only'); END;
`;
const format = 2;
const cacheKiB = 4_096;
const atStart: AccessHead = { seq: 0, hash: chainStart };

/** The file of a generation: the path itself for the first, `access.2.db` beside `access.db` and so on. */
const generationPath = (path: string, generation: number): string => (generation === 1 ? path : path.replace(/(\.[^./\\]*)?$/, (extension) => `.${generation}${extension}`));

/** Numbers of the generations that lie in the folder, oldest first. */
function generationsOf(path: string): number[] {
  const name = basename(path).replace(/\.[^.]*$/, '');
  const extension = basename(path).slice(name.length);
  const numbers = readdirSync(dirname(path)).flatMap((file) => {
    if (file === basename(path)) return [1];
    if (!file.startsWith(`${name}.`) || !file.endsWith(extension)) return [];
    const number = file.slice(name.length + 1, file.length - extension.length);
    return /^[1-9]\d{0,8}$/.test(number) && Number(number) > 1 ? [Number(number)] : [];
  });
  return numbers.sort((a, b) => a - b);
}

/** The file that holds the access log of a path now: its newest generation. */
export const currentFile = (path: string): string => generationPath(path, generationsOf(path).at(-1) ?? 1);

/** Open the newest generation, made when there is none. Older ones that it continues are removed: a crash had kept them. */
export function openAccessFile(path: string): { readonly file: string; readonly database: Database } {
  mkdirSync(dirname(path), { recursive: true });
  const file = currentFile(path);
  closeSync(openSync(file, 'a', 0o600));
  const database = openDatabase(file, { cacheKiB, busyTimeoutMs: 2_000 });
  try {
    ensureTables(database, atStart);
    for (const older of generationsOf(path).slice(0, -1)) removeContinued(generationPath(path, older), baseOf(database));
    return { file, database };
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Open the newest generation for reading. @throws the driver's error, also when there is no file */
export const openAccessFileReadOnly = (path: string): Database => openDatabase(currentFile(path), { cacheKiB, readOnly: true });

/** A new generation that begins after a head. It counts once {@link adopt} has given it its name. */
export function beginGeneration(path: string, base: AccessHead): { readonly database: Database; readonly building: string } {
  const building = `${path}.building`;
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${building}${suffix}`, { force: true });
  closeSync(openSync(building, 'ax', 0o600));
  const database = openDatabase(building, { cacheKiB });
  ensureTables(database, base);
  return { database, building };
}

/** Close a generation so that everything is in its one file, under whatever name it gets. @throws when it is not */
export function endGeneration(database: Database): void {
  // A connection may outlive its closing for as long as a statement does, and would keep the write-ahead log under the old name.
  const journal = read(database, 'PRAGMA journal_mode = DELETE');
  database.close();
  if (journal !== 'delete') throw new Error(`the new file of the access log kept its journal (${String(journal)})`);
}

/** Make a generation that is written and closed the current one. */
export function adopt(path: string, building: string): string {
  const next = generationPath(path, (generationsOf(path).at(-1) ?? 1) + 1);
  renameSync(building, next);
  syncFolder(dirname(path));
  return next;
}

/** Remove a generation with what SQLite keeps beside it. */
export function removeGeneration(file: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
}

/** Where the entries of a file begin: after this head. A file of the first format begins with entry 1. */
export function baseOf(database: Database): AccessHead {
  if (read(database, "SELECT count(*) FROM sqlite_schema WHERE name = 'access_base'") === 0) return atStart;
  const { seq, hash } = database.prepare('SELECT seq, hash FROM access_base').get() as { readonly seq: number; readonly hash: string };
  return { seq: Number(seq), hash };
}

/** The last entry's head, or the base of a file without entries. */
export function headOf(database: Database): AccessHead {
  const row = database.prepare('SELECT seq, hash FROM access_log ORDER BY seq DESC LIMIT 1').get();
  return row ? { seq: Number(row['seq']), hash: String(row['hash']) } : baseOf(database);
}

/** The head after one entry; undefined where there is no such entry. */
export function headAt(database: Database, seq: number): AccessHead | undefined {
  const base = baseOf(database);
  if (seq === base.seq) return base;
  const row = database.prepare('SELECT hash FROM access_log WHERE seq = ?').get(seq);
  return row && { seq, hash: String(row['hash']) };
}

/** What tells one file from another of the same name; undefined when there is none. */
export function identityOf(file: string): string | undefined {
  const found = statSync(file, { throwIfNoEntry: false });
  return found && `${found.dev}:${found.ino}`;
}

function ensureTables(database: Database, base: AccessHead): void {
  const found = Number(read(database, 'PRAGMA user_version'));
  if (found >= format) return;
  database.exec(`BEGIN IMMEDIATE; ${found === 0 ? schema : sinceFormat2} PRAGMA user_version = ${format};`);
  database.prepare('INSERT INTO access_base VALUES (1, ?, ?)').run(base.seq, base.hash);
  database.exec('COMMIT');
}

function removeContinued(file: string, base: AccessHead): void {
  const older = openDatabase(file, { cacheKiB });
  const continued = read(older, "SELECT count(*) FROM sqlite_schema WHERE name = 'access_log'") === 1 && headAt(older, base.seq)?.hash === base.hash;
  older.close();
  if (continued) removeGeneration(file);
}
