import type { Instant, Uuid } from '#engine/kernel';
import { canonicalJson, newId } from '#engine/kernel';
import type { LogIdentity } from '../leaves.js';
import type { Database } from './driver.js';
import { openInMemory, read } from './driver.js';

/** Identity of a log, as it was born. */
export type LogInfo = LogIdentity;

/** The file is not a log of this product, or one of a later format than this version knows. */
export class NotALog extends Error {
  override readonly name = 'NotALog';
}

/** Format 2 keeps `data` and `meta` as canonical JSON; format 1 kept them as they were written. */
export const logFormat = 2;
// 'ZHlg': lets `file` and other tools tell what the database is.
const applicationId = 0x5a486c67;

const tables = `
CREATE TABLE event (
  position    INTEGER PRIMARY KEY,
  event_id    BLOB    NOT NULL UNIQUE CHECK (length(event_id) = 16),
  stream      TEXT    NOT NULL,
  revision    INTEGER NOT NULL,
  type        TEXT    NOT NULL,
  schema      INTEGER NOT NULL,
  data        TEXT    NOT NULL,
  meta        TEXT    NOT NULL,
  recorded_at TEXT    NOT NULL,
  UNIQUE (stream, revision)
) STRICT;
CREATE TABLE log (
  one        INTEGER PRIMARY KEY CHECK (one = 1),
  format     INTEGER NOT NULL,
  origin     TEXT    NOT NULL,
  created_at TEXT    NOT NULL
) STRICT;
`;
const neverChanged = "CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'events are never changed'); END";
const triggers = `
${neverChanged};
CREATE TRIGGER event_is_never_removed BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'events are never removed'); END;
CREATE TRIGGER log_is_never_removed BEFORE DELETE ON log BEGIN SELECT RAISE(ABORT, 'the log keeps its identity'); END;
`;

/** An object of a log's schema, as SQLite keeps it; the indexes it makes for itself have no text. */
export interface SchemaObject {
  readonly name: string;
  readonly type: string;
  readonly table: string;
  readonly sql: string | null;
}

/**
 * How far a log that is filled from a server has been filled. It lies in the log's file, so that it moves in one transaction with the
 * events; exactly this table may be there beside those of {@link newSchema}.
 */
export const replicaTable = `CREATE TABLE replica (
  one       INTEGER PRIMARY KEY CHECK (one = 1),
  commit_at TEXT    NOT NULL,
  prepare   TEXT    NOT NULL,
  filled_to INTEGER NOT NULL
) STRICT`;

/** The schema without a replica's table, when that is letter by letter as it was made. */
export function schemaOf(database: Database): readonly SchemaObject[] {
  const objects = database.prepare('SELECT name, type, tbl_name AS "table", sql FROM sqlite_schema ORDER BY name').all() as SchemaObject[];
  return objects.filter(({ name, type, sql }) => !(name === 'replica' && type === 'table' && sql === replicaTable)).map((object) => ({ ...object }));
}

/** The schema of a log as it is made: what an inspection compares with. */
export function newSchema(): readonly SchemaObject[] {
  const database = openInMemory();
  try {
    database.exec(`${tables}${triggers}`);
    return schemaOf(database);
  } finally {
    database.close();
  }
}

/**
 * Make the tables of a new log; leave those of an old one.
 * @param createdAt birth of a new log
 * @param origin id of a new log; only a copy of another is handed one
 * @throws NotALog
 */
export function ensureLog(database: Database, createdAt: Instant, origin: Uuid = newId()): LogInfo {
  if (read(database, 'PRAGMA application_id') === 0 && read(database, 'SELECT count(*) FROM sqlite_schema') === 0) {
    database.exec('BEGIN IMMEDIATE');
    database.exec(`${tables}${triggers} PRAGMA application_id = ${applicationId}`);
    database.prepare('INSERT INTO log VALUES (1, ?, ?, ?)').run(logFormat, origin, createdAt);
    database.exec('COMMIT');
  } else {
    respell(database);
  }
  return logInfo(database);
}

/**
 * Bring a log of format 1 to format 2: the same facts, spelt canonically. Such a log has no ledger yet, so no proof rests on the old
 * spelling. All or nothing.
 */
function respell(database: Database): void {
  if (read(database, 'PRAGMA application_id') !== applicationId || read(database, 'SELECT format FROM log') !== 1) return;
  const rows = database.prepare('SELECT position, data, meta FROM event WHERE position > ? ORDER BY position LIMIT 1000');
  database.exec('BEGIN IMMEDIATE; DROP TRIGGER event_is_never_changed');
  const change = database.prepare('UPDATE event SET data = ?, meta = ? WHERE position = ?');
  for (let page = rows.all(0) as StoredPair[]; page.length > 0; page = rows.all(page.at(-1)!.position) as StoredPair[]) {
    for (const { position, data, meta } of page) {
      const [canonicalData, canonicalMeta] = [canonicalJson(JSON.parse(data)), canonicalJson(JSON.parse(meta))];
      if (canonicalData !== data || canonicalMeta !== meta) change.run(canonicalData, canonicalMeta, position);
    }
  }
  database.exec(`${neverChanged}; UPDATE log SET format = ${logFormat}; COMMIT`);
}

type StoredPair = { readonly position: number; readonly data: string; readonly meta: string };

/** @throws NotALog */
export function logInfo(database: Database): LogInfo {
  const file = String(database.location());
  if (read(database, 'PRAGMA application_id') !== applicationId) {
    throw new NotALog(`${file} 不是质衡的事件日志。\n${file} is not an event log of Zhiheng.`);
  }
  const info = database.prepare('SELECT format, origin, created_at AS createdAt FROM log').get() as LogInfo | undefined;
  if (info?.format === 1) {
    throw new NotALog(
      `${file} 的日志格式为 1；请先用本版本启动一次服务器，日志即转为格式 ${logFormat}。\n` +
        `${file} has log format 1; start the server once with this version, which brings it to format ${logFormat}.`,
    );
  }
  if (info?.format !== logFormat) {
    throw new NotALog(
      `${file} 的日志格式为 ${info?.format}，本版本只认识格式 ${logFormat}；请使用较新的版本打开。\n` +
        `${file} has log format ${info?.format}, this version knows format ${logFormat}; open it with a newer version.`,
    );
  }
  return { ...info };
}
