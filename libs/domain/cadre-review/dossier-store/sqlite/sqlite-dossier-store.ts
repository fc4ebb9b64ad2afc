import { openDatabase, type Database } from '#engine/event-store/sqlite';
import { tableRecords, type HandsOver, type RecordKind } from '#engine/hand-over';
import type { DossierStore, KeptDocument, Taking } from '../dossier-store.js';

type DocumentRow = { hash: string; round: string; unit: string; version: number; jws: string; persons: string; kept_at: string; redacted_at: string | null };

/**
 * Signed dossiers in a SQLite file of their own. What is removed or redacted is overwritten (`secure_delete`) and the write-ahead log
 * is emptied, so that nothing of it is left on the disk.
 */
export class SqliteDossierStore implements DossierStore, HandsOver {
  readonly #database: Database;
  readonly records: readonly RecordKind[];

  /** @throws SqliteTooOld · UnsafeDatabase · the driver's error when the file cannot be opened */
  constructor(path: string) {
    this.#database = openDatabase(path, { cacheKiB: 4_096 });
    this.#database.exec(`
      PRAGMA secure_delete = ON;
      CREATE TABLE IF NOT EXISTS documents (
        hash TEXT PRIMARY KEY, round TEXT NOT NULL, unit TEXT NOT NULL, version INTEGER NOT NULL, jws TEXT NOT NULL, persons TEXT NOT NULL, kept_at TEXT NOT NULL, redacted_at TEXT
      ) STRICT;
      CREATE INDEX IF NOT EXISTS documents_by_version ON documents (round, unit, version);
      CREATE TABLE IF NOT EXISTS takings (receiver TEXT PRIMARY KEY, taken_to INTEGER NOT NULL, offered_to INTEGER NOT NULL, at TEXT NOT NULL) STRICT, WITHOUT ROWID;
    `);
    const database = (): Database => this.#database;
    this.records = [
      tableRecords<DocumentRow, KeptDocument>({
        kind: 'dossier', database, from: 'documents', key: ['hash'], contentOf: documentOf,
        insert: ({ hash, round, unit, version, jws, persons, keptAt, redactedAt }) => void this.#database.prepare('INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?)').run(hash, round, unit, version, jws, JSON.stringify(persons), keptAt, redactedAt),
      }),
      tableRecords<Readonly<Record<string, unknown>>, Taking>({ kind: 'taking', database, from: 'takings', key: ['receiver'], contentOf: takingOf, insert: (taking) => this.note(taking) }),
    ];
  }

  async keep({ hash, round, unit, version, jws, persons, keptAt }: Omit<KeptDocument, 'redactedAt'>): Promise<void> {
    this.#database.prepare('INSERT OR IGNORE INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, NULL)').run(hash, round, unit, version, jws, JSON.stringify(persons), keptAt);
  }

  async find(hash: string): Promise<KeptDocument | undefined> {
    return this.documents('hash = ?', hash)[0];
  }

  async remove(hash: string): Promise<void> {
    this.#database.prepare('DELETE FROM documents WHERE hash = ?').run(hash);
    this.#database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  }

  async ofVersion(round: string, unit: string, version: number): Promise<readonly KeptDocument[]> {
    return this.documents('round = ? AND unit = ? AND version = ?', round, unit, version);
  }

  async naming(person: string): Promise<readonly KeptDocument[]> {
    return this.documents('EXISTS (SELECT 1 FROM json_each(persons) WHERE value = ?)', person);
  }

  async redact(hash: string, { jws, persons, at }: Pick<KeptDocument, 'jws' | 'persons'> & { readonly at: string }): Promise<void> {
    this.#database.prepare('UPDATE documents SET jws = ?, persons = ?, redacted_at = ? WHERE hash = ?').run(jws, JSON.stringify(persons), at, hash);
    this.#database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  }

  async noteTaking(taking: Taking): Promise<void> {
    this.note(taking);
  }

  async takings(): Promise<readonly Taking[]> {
    const rows = this.#database.prepare('SELECT receiver, taken_to, offered_to, at FROM takings ORDER BY receiver').all();
    return rows.map(takingOf);
  }

  async close(): Promise<void> {
    if (this.#database.isOpen) this.#database.close();
  }

  private note({ receiver, takenTo, offeredTo, at }: Taking): void {
    this.#database
      .prepare(`INSERT INTO takings VALUES (?, ?, ?, ?) ON CONFLICT (receiver) DO UPDATE
        SET taken_to = max(taken_to, excluded.taken_to), offered_to = max(offered_to, excluded.offered_to), at = excluded.at`)
      .run(receiver, takenTo, offeredTo, at);
  }

  private documents(where: string, ...values: (string | number)[]): KeptDocument[] {
    const rows = this.#database.prepare(`SELECT * FROM documents WHERE ${where} ORDER BY round, unit, version, hash`).all(...values) as unknown as DocumentRow[];
    return rows.map(documentOf);
  }
}

const documentOf = ({ hash, round, unit, version, jws, persons, kept_at, redacted_at }: DocumentRow): KeptDocument => ({
  hash, round, unit, version, jws, persons: JSON.parse(persons) as string[], keptAt: kept_at, redactedAt: redacted_at,
});

const takingOf = (row: Readonly<Record<string, unknown>>): Taking => ({ receiver: String(row['receiver']), takenTo: Number(row['taken_to']), offeredTo: Number(row['offered_to']), at: String(row['at']) });
