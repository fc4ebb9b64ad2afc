import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Instant } from '#engine/kernel';
import type { Database, Statement } from '#engine/event-store/sqlite';
import { RecordContradicts, tableRecords, type HandsOver, type KeptRecord, type RecordKind } from '#engine/hand-over';
import {
  behind, ChainCheck, chainHash, entryText,
  type AccessEntry, type AccessFilter, type AccessHead, type AccessLog, type AccessVerification, type KeptAccess, type KeptHeads, type RecordedAccess,
} from '../access-log.js';
import { adopt, baseOf, beginGeneration, endGeneration, headAt, headOf, identityOf, openAccessFile, removeGeneration } from './access-file.js';
import { verifyAccessLog } from './verify-access-log.js';

interface Waiting {
  readonly entry: AccessEntry;
  readonly resolve: (recorded: RecordedAccess) => void;
  readonly reject: (error: unknown) => void;
}

const copiedAtOnce = 2_000;
const insertion = 'INSERT INTO access_log (seq, text, hash) VALUES (?, ?, ?)';

/** The file that was opened is no longer the one of its name: it was removed or put in another's place. */
export class AccessFileGone extends Error {
  override readonly name = 'AccessFileGone';
}

/** The access log in a SQLite file of its own. Entries that arrive together share one fsync. */
export class SqliteAccessLog implements AccessLog, HandsOver {
  /** Where the log begins, once entries have been removed; then the entries. */
  readonly records: readonly RecordKind[];
  private database: Database;
  private file: string;
  private identity: string | undefined;
  private insert: Statement;
  private waiting: Waiting[] = [];
  private closed = false;
  /** The second in which something was last written for certain. */
  private written = '';
  private removing = false;

  constructor(private readonly path: string) {
    const { database, file } = openAccessFile(path);
    this.database = database;
    this.file = file;
    this.identity = identityOf(file);
    this.insert = database.prepare(insertion);
    const entries = tableRecords<{ readonly text: string; readonly hash: string }, KeptAccess>({
      kind: 'access-entry', database: () => this.database, from: 'access_log', key: ['seq'], numbered: true, contentOf: ({ text, hash }) => ({ text, hash }),
      insert: ({ text, hash }, key) => {
        behind(headOf(this.database), [{ seq: Number(key), text, hash }]);
        this.insert.run(Number(key), text, hash);
      },
    });
    this.records = [this.baseRecord(), entries];
  }

  append(entry: AccessEntry): Promise<RecordedAccess> {
    return new Promise((resolve, reject) => {
      if (this.closed) return reject(new Error('the access log is closed'));
      this.waiting.push({ entry, resolve, reject });
      if (this.waiting.length === 1) setImmediate(() => this.flush());
    });
  }

  async pulse(now: Instant): Promise<void> {
    if (this.closed) throw new Error('the access log is closed');
    this.requireFile();
    if (secondOf(now) === this.written) return;
    this.database.prepare('INSERT OR REPLACE INTO access_pulse VALUES (1, ?)').run(now);
    this.written = secondOf(now);
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
    return headOf(this.database);
  }

  async base(): Promise<AccessHead> {
    return baseOf(this.database);
  }

  async headAt(seq: number): Promise<AccessHead | undefined> {
    return headAt(this.database, seq);
  }

  async lastBefore(instant: Instant): Promise<number> {
    const row = this.database.prepare('SELECT min(seq) AS first FROM access_log WHERE at >= ?').get(instant) as { readonly first: number | null };
    return row.first === null ? headOf(this.database).seq : row.first - 1;
  }

  async timeOf(seq: number): Promise<Instant | undefined> {
    return this.database.prepare('SELECT at FROM access_log WHERE seq = ?').get(seq)?.['at'] as Instant | undefined;
  }

  verify(kept?: KeptHeads): Promise<AccessVerification> {
    // A connection of its own: the check goes on while the file changes.
    return verifyAccessLog(this.path, kept);
  }

  async removeUpTo(head: AccessHead): Promise<void> {
    if (this.removing) throw new Error('entries are being removed already');
    if (headAt(this.database, head.seq)?.hash !== head.hash) throw new RangeError(`the access log has no entry ${head.seq} with that hash`);
    if (baseOf(this.database).seq === head.seq) return;
    this.removing = true;
    try {
      await this.goOnAfter(head);
    } finally {
      this.removing = false;
    }
  }

  async close(): Promise<void> {
    this.flush();
    this.closed = true;
    this.database.close();
  }

  /** Copy what stays while entries keep coming; the last of them, the closing and the change of files happen in one go. */
  private async goOnAfter(base: AccessHead): Promise<void> {
    const next = beginGeneration(this.path, base);
    const check = new ChainCheck({ heads: [] }, base);
    try {
      const insert = next.database.prepare(insertion);
      const page = this.database.prepare('SELECT seq, text, hash FROM access_log WHERE seq > ? ORDER BY seq LIMIT ?');
      next.database.exec('BEGIN IMMEDIATE');
      for (let after = base.seq; ; ) {
        const rows = page.all(after, copiedAtOnce).map((row) => ({ seq: Number(row['seq']), text: String(row['text']), hash: String(row['hash']) }));
        for (const row of rows) {
          check.next(row);
          insert.run(row.seq, row.text, row.hash);
        }
        if (!check.fits) throw new Error(`the access log is damaged after entry ${base.seq}: nothing was removed`);
        if (rows.length === 0) break;
        after = rows.at(-1)!.seq;
        await nextTurn();
        if (this.closed) throw new Error('the access log is closed');
      }
      next.database.exec('COMMIT');
      endGeneration(next.database);
    } catch (error) {
      if (next.database.isOpen) next.database.close();
      throw error;
    }
    this.change(adopt(this.path, next.building));
  }

  private change(file: string): void {
    const old = this.file;
    this.database.close();
    const opened = openAccessFile(this.path);
    if (opened.file !== file) throw new AccessFileGone(`expected ${file}, found ${opened.file}`);
    this.database = opened.database;
    this.file = file;
    this.identity = identityOf(file);
    this.insert = this.database.prepare(insertion);
    removeGeneration(old);
  }

  /** A file that was removed under the server takes entries and forgets them: that is the same as taking none. */
  private requireFile(): void {
    if (identityOf(this.file) !== this.identity) throw new AccessFileGone(`${this.file} was removed or put in another's place`);
  }

  private baseRecord(): RecordKind {
    const records = async (): Promise<KeptRecord[]> => {
      const { seq, hash } = baseOf(this.database);
      return seq === 0 ? [] : [{ key: 'base', content: { seq, hash } }];
    };
    return {
      kind: 'access-base',
      count: async () => (await records()).length,
      page: async (after) => (after === undefined ? records() : []),
      found: records,
      add: async ([base]) => {
        if (headOf(this.database).seq !== 0) throw new RecordContradicts('access-base', 'base');
        const next = beginGeneration(this.path, base!.content as unknown as AccessHead);
        endGeneration(next.database);
        this.change(adopt(this.path, next.building));
      },
    };
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
    this.requireFile();
    this.database.exec('BEGIN IMMEDIATE');
    try {
      let { seq, hash } = headOf(this.database);
      const recorded = entries.map((entry) => {
        seq += 1;
        const text = entryText(seq, entry);
        hash = chainHash(hash, text);
        this.insert.run(seq, text, hash);
        return { ...entry, seq, hash };
      });
      this.database.exec('COMMIT');
      this.written = secondOf(entries.at(-1)!.at);
      return recorded;
    } catch (error) {
      this.written = '';
      // Some errors, a full disk among them, have rolled back already.
      if (this.database.isTransaction) this.database.exec('ROLLBACK');
      throw error;
    }
  }
}

const secondOf = (instant: Instant): string => instant.slice(0, 19);

function conditions({ user, kind, address, from, to }: AccessFilter): { readonly where: string; readonly values: string[] } {
  const given: Readonly<Record<string, string | undefined>> = { 'user = ?': user, 'kind = ?': kind, 'address = ?': address, 'at >= ?': from, 'at <= ?': to };
  const used = Object.entries(given).flatMap(([text, value]) => (value === undefined ? [] : [{ text, value }]));
  return { where: ['TRUE', ...used.map(({ text }) => text)].join(' AND '), values: used.map(({ value }) => value) };
}
