import { openDatabase, type Database } from '#engine/event-store/sqlite';
import { tableRecords, type HandsOver, type RecordKind } from '#engine/hand-over';
import type { Instant } from '#engine/kernel';
import type { DeadLetter, DeadLetterPage, DeadLetters } from '../dead-letters.js';

type LetterRow = { seq: number; id: string; via: DeadLetter['via']; source: string | null; text: string; code: string; given: string; first_at: string; last_at: string; times: number };

/** Dead letters in a SQLite file of their own. */
export class SqliteDeadLetters implements DeadLetters, HandsOver {
  readonly #database: Database;
  readonly records: readonly RecordKind[];

  /** @throws SqliteTooOld · UnsafeDatabase · the driver's error when the file cannot be opened */
  constructor(path: string) {
    this.#database = openDatabase(path, { cacheKiB: 1_024 });
    this.#database.exec(`CREATE TABLE IF NOT EXISTS letters (
      seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, via TEXT NOT NULL, source TEXT, text TEXT NOT NULL, code TEXT NOT NULL, given TEXT NOT NULL,
      first_at TEXT NOT NULL, last_at TEXT NOT NULL, times INTEGER NOT NULL
    ) STRICT`);
    this.records = [
      tableRecords<LetterRow, DeadLetter>({
        kind: 'dead-letter', database: () => this.#database, from: 'letters', key: ['seq'], numbered: true, contentOf: letterOf,
        insert: ({ id, via, source, text, code, values, firstAt, lastAt, times }, number) =>
          void this.#database.prepare('INSERT INTO letters VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)').run(Number(number), id, via, source, text, code, JSON.stringify(values), firstAt, lastAt, times),
      }),
    ];
  }

  async keep({ id, via, source, text, code, values, at }: Omit<DeadLetter, 'firstAt' | 'lastAt' | 'times'> & { readonly at: Instant }): Promise<void> {
    this.#database
      .prepare(`INSERT INTO letters (id, via, source, text, code, given, first_at, last_at, times) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7, 1)
        ON CONFLICT (id) DO UPDATE SET code = excluded.code, given = excluded.given, last_at = excluded.last_at, times = times + 1`)
      .run(id, via, source, text, code, JSON.stringify(values), at);
  }

  async list({ limit, after }: { readonly limit: number; readonly after?: string | undefined }): Promise<DeadLetterPage> {
    const before = after !== undefined && /^\d{1,15}$/.test(after) ? Number(after) : Number.MAX_SAFE_INTEGER;
    const rows = this.#database.prepare('SELECT * FROM letters WHERE seq < ? ORDER BY seq DESC LIMIT ?').all(before, limit + 1) as unknown as LetterRow[];
    const { total } = this.#database.prepare('SELECT count(*) AS total FROM letters').get() as { total: number };
    const items = rows.slice(0, limit).map(letterOf);
    return rows.length > limit ? { items, total, next: String(rows[limit - 1]!.seq) } : { items, total };
  }

  async close(): Promise<void> {
    if (this.#database.isOpen) this.#database.close();
  }
}

const letterOf = ({ id, via, source, text, code, given, first_at, last_at, times }: LetterRow): DeadLetter => ({
  id, via, source, text, code, values: JSON.parse(given) as DeadLetter['values'], firstAt: first_at, lastAt: last_at, times,
});
