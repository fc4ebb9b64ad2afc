import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { openDatabase, read, type Database, type Statement } from '#engine/event-store/sqlite';
import {
  ChainCheck, chainHash, chainStart, entryText,
  type AccessEntry, type AccessFilter, type AccessHead, type AccessLog, type AccessVerification, type RecordedAccess,
} from '../access-log.js';

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
CREATE TRIGGER access_log_keeps BEFORE UPDATE ON access_log BEGIN SELECT RAISE(ABORT, 'the access log is append-only'); END;
CREATE TRIGGER access_log_stays BEFORE DELETE ON access_log BEGIN SELECT RAISE(ABORT, 'the access log is append-only'); END;
CREATE TRIGGER access_log_follows BEFORE INSERT ON access_log
  WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM access_log) BEGIN SELECT RAISE(ABORT, 'the access log is append-only'); END;
PRAGMA user_version = 1;
`;

interface Waiting {
  readonly entry: AccessEntry;
  readonly resolve: (recorded: RecordedAccess) => void;
  readonly reject: (error: unknown) => void;
}

const checkedAtOnce = 2_000;

/** The access log in a SQLite file of its own. Entries that arrive together share one fsync. */
export class SqliteAccessLog implements AccessLog {
  private readonly database: Database;
  private readonly insert: Statement;
  private waiting: Waiting[] = [];
  private closed = false;

  constructor(path: string) {
    mkdirSync(dirname(path), { recursive: true });
    closeSync(openSync(path, 'a', 0o600));
    this.database = openDatabase(path, { cacheKiB: 4_096 });
    if (read(this.database, 'PRAGMA user_version') === 0) this.database.exec(`BEGIN IMMEDIATE; ${schema} COMMIT;`);
    this.insert = this.database.prepare('INSERT INTO access_log (seq, text, hash) VALUES (?, ?, ?)');
  }

  append(entry: AccessEntry): Promise<RecordedAccess> {
    return new Promise((resolve, reject) => {
      if (this.closed) return reject(new Error('the access log is closed'));
      this.waiting.push({ entry, resolve, reject });
      if (this.waiting.length === 1) setImmediate(() => this.flush());
    });
  }

  writable(): boolean {
    return !this.closed;
  }

  async entries(filter: AccessFilter, limit: number, before = Number.MAX_SAFE_INTEGER): Promise<readonly RecordedAccess[]> {
    const { where, values } = conditions(filter);
    const found = this.database.prepare(`SELECT seq, text, hash FROM access_log WHERE ${where} AND seq < ? ORDER BY seq DESC LIMIT ?`).all(...values, before, limit);
    return found.map((row) => ({ ...(JSON.parse(String(row['text'])) as AccessEntry), seq: Number(row['seq']), hash: String(row['hash']) }));
  }

  async count(filter: AccessFilter): Promise<number> {
    const { where, values } = conditions(filter);
    return Number(this.database.prepare(`SELECT count(*) AS n FROM access_log WHERE ${where}`).get(...values)?.['n']);
  }

  async head(): Promise<AccessHead> {
    return this.lastOf();
  }

  async verify(kept?: AccessHead): Promise<AccessVerification> {
    const head = this.lastOf();
    const check = new ChainCheck(kept);
    const page = this.database.prepare('SELECT seq, text, hash FROM access_log WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ?');
    for (let after = -1; ; ) {
      const rows = page.all(after, head.seq, checkedAtOnce);
      for (const row of rows) check.next({ seq: Number(row['seq']), text: String(row['text']), hash: String(row['hash']) });
      if (rows.length < checkedAtOnce) return check.result(head);
      after = Number(rows.at(-1)!['seq']);
      // A long check must leave room for everything else this thread does.
      await nextTurn();
    }
  }

  async close(): Promise<void> {
    this.flush();
    this.closed = true;
    this.database.close();
  }

  private lastOf(): AccessHead {
    const row = this.database.prepare('SELECT seq, hash FROM access_log ORDER BY seq DESC LIMIT 1').get();
    return row ? { seq: Number(row['seq']), hash: String(row['hash']) } : { seq: 0, hash: chainStart };
  }

  private flush(): void {
    const batch = this.waiting;
    this.waiting = [];
    if (batch.length === 0) return;
    try {
      const recorded = this.write(batch.map(({ entry }) => entry));
      batch.forEach(({ resolve }, index) => resolve(recorded[index]!));
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }

  private write(entries: readonly AccessEntry[]): RecordedAccess[] {
    this.database.exec('BEGIN IMMEDIATE');
    try {
      let { seq, hash } = this.lastOf();
      const recorded = entries.map((entry) => {
        seq += 1;
        const text = entryText(seq, entry);
        hash = chainHash(hash, text);
        this.insert.run(seq, text, hash);
        return { ...entry, seq, hash };
      });
      this.database.exec('COMMIT');
      return recorded;
    } catch (error) {
      this.database.exec('ROLLBACK');
      throw error;
    }
  }
}

function conditions({ user, kind, address, from, to }: AccessFilter): { readonly where: string; readonly values: string[] } {
  const given: Readonly<Record<string, string | undefined>> = { 'user = ?': user, 'kind = ?': kind, 'address = ?': address, 'at >= ?': from, 'at <= ?': to };
  const used = Object.entries(given).flatMap(([text, value]) => (value === undefined ? [] : [{ text, value }]));
  return { where: ['TRUE', ...used.map(({ text }) => text)].join(' AND '), values: used.map(({ value }) => value) };
}
