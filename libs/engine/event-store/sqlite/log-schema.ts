import type { Instant, Uuid } from '#engine/kernel';
import { newId } from '#engine/kernel';
import type { Database } from './driver.js';
import { read } from './driver.js';

/** Identity of a log, as it was born. */
export interface LogInfo {
  /** Version of the tables below. */
  readonly format: number;
  /** Id of this log: no other log ever has it, copies of this one do. */
  readonly origin: Uuid;
  readonly createdAt: Instant;
}

/** The file is not a log of this product, or one of a later format than this version knows. */
export class NotALog extends Error {
  override readonly name = 'NotALog';
}

const format = 1;
// 'ZHlg': lets `file` and other tools tell what the database is.
const applicationId = 0x5a486c67;

const schema = `
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
CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;
CREATE TRIGGER event_is_never_removed BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'events are never removed'); END;
CREATE TRIGGER log_is_never_removed BEFORE DELETE ON log BEGIN SELECT RAISE(ABORT, 'the log keeps its identity'); END;
`;

/**
 * Make the tables of a new log; leave those of an old one.
 * @throws NotALog
 */
export function ensureLog(database: Database, now: Instant): LogInfo {
  if (read(database, 'PRAGMA application_id') === 0 && read(database, 'SELECT count(*) FROM sqlite_schema') === 0) {
    database.exec('BEGIN IMMEDIATE');
    database.exec(`${schema} PRAGMA application_id = ${applicationId}`);
    database.prepare('INSERT INTO log VALUES (1, ?, ?, ?)').run(format, newId(), now);
    database.exec('COMMIT');
  }
  return logInfo(database);
}

/** @throws NotALog */
export function logInfo(database: Database): LogInfo {
  const file = String(database.location());
  if (read(database, 'PRAGMA application_id') !== applicationId) {
    throw new NotALog(`${file} 不是质衡的事件日志。\n${file} is not an event log of Zhiheng.`);
  }
  const info = database.prepare('SELECT format, origin, created_at AS createdAt FROM log').get() as LogInfo | undefined;
  if (info?.format !== format) {
    throw new NotALog(
      `${file} 的日志格式为 ${info?.format}，本版本只认识格式 ${format}；请使用较新的版本打开。\n` +
        `${file} has log format ${info?.format}, this version knows format ${format}; open it with a newer version.`,
    );
  }
  return { ...info };
}
