import { openDatabase, type Database } from '#engine/event-store/sqlite';
import { RecordContradicts, tableRecords, type HandsOver, type RecordKind } from '#engine/hand-over';
import type { PeoplePage, PeopleRegistry, Person } from './people-registry.js';

type PersonRow = { reference: string; name: string; phone: string | null; unit: string | null; changed_at: string };

/**
 * The registry of persons in a SQLite file of its own. Deleted content is overwritten (`secure_delete`) and the
 * write-ahead log is emptied after an erasure, so that nothing of it is left on the disk.
 */
export class SqlitePeople implements PeopleRegistry, HandsOver {
  readonly #database: Database;
  readonly records: readonly RecordKind[];

  /** @throws SqliteTooOld · UnsafeDatabase · the driver's error when the file cannot be opened */
  constructor(path: string) {
    this.#database = openDatabase(path);
    this.#database.exec(`
      PRAGMA secure_delete = ON;
      CREATE TABLE IF NOT EXISTS people (reference TEXT PRIMARY KEY, name TEXT NOT NULL, phone TEXT, unit TEXT, changed_at TEXT NOT NULL) STRICT, WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS erased (reference TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
      CREATE INDEX IF NOT EXISTS people_by_unit ON people (unit, reference);
    `);
    const database = (): Database => this.#database;
    this.records = [
      tableRecords<PersonRow, Person>({
        kind: 'person', database, from: 'people', key: ['reference'], contentOf: personOf,
        insert: (person) => {
          if (!this.write(person)) throw new RecordContradicts('person', person.reference);
        },
      }),
      tableRecords<{ readonly reference: string }, { readonly reference: string }>({
        kind: 'erased-person', database, from: 'erased', key: ['reference'], contentOf: ({ reference }) => ({ reference }),
        insert: ({ reference }) => {
          const { changes } = this.#database.prepare('INSERT INTO erased SELECT ?1 WHERE NOT EXISTS (SELECT 1 FROM people WHERE reference = ?1)').run(reference);
          if (Number(changes) === 0) throw new RecordContradicts('erased-person', reference);
        },
      }),
    ];
  }

  async put(person: Person): Promise<boolean> {
    return this.write(person);
  }

  async get(reference: string): Promise<Person | undefined> {
    const row = this.#database.prepare('SELECT * FROM people WHERE reference = ?').get(reference) as PersonRow | undefined;
    return row && personOf(row);
  }

  async getMany(references: readonly string[]): Promise<readonly Person[]> {
    const found = this.#database.prepare('SELECT * FROM people WHERE reference IN (SELECT value FROM json_each(?)) ORDER BY reference').all(JSON.stringify(references));
    return (found as unknown as PersonRow[]).map(personOf);
  }

  async list({ limit, after, unit }: { readonly limit: number; readonly after?: string; readonly unit?: string }): Promise<PeoplePage> {
    const within = unit === undefined ? '' : 'unit = :unit AND ';
    const given = unit === undefined ? {} : { unit };
    const found = this.#database
      .prepare(`SELECT * FROM people WHERE ${within}reference > :after ORDER BY reference LIMIT :limit`)
      .all({ ...given, after: after ?? '', limit: limit + 1 }) as unknown as PersonRow[];
    const { total } = this.#database.prepare(`SELECT count(*) AS total FROM people WHERE ${within}true`).get(given) as { total: number };
    const people = found.slice(0, limit).map(personOf);
    return found.length > limit ? { people, total, next: people.at(-1)!.reference } : { people, total };
  }

  async erase(reference: string): Promise<boolean> {
    this.#database.prepare('INSERT OR IGNORE INTO erased VALUES (?)').run(reference);
    const { changes } = this.#database.prepare('DELETE FROM people WHERE reference = ?').run(reference);
    this.#database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    return Number(changes) > 0;
  }

  async close(): Promise<void> {
    if (this.#database.isOpen) this.#database.close();
  }

  private write({ reference, name, phone, unit, changedAt }: Person): boolean {
    const { changes } = this.#database
      .prepare('INSERT OR REPLACE INTO people SELECT ?1, ?2, ?3, ?4, ?5 WHERE NOT EXISTS (SELECT 1 FROM erased WHERE reference = ?1)')
      .run(reference, name, phone ?? null, unit ?? null, changedAt);
    return Number(changes) > 0;
  }
}

const personOf = ({ reference, name, phone, unit, changed_at }: PersonRow): Person => ({
  reference, name, changedAt: changed_at, ...(phone === null ? {} : { phone }), ...(unit === null ? {} : { unit }),
});
