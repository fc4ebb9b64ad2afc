import { openDatabase, type Database } from '#engine/event-store/sqlite';
import { tableRecords, type HandsOver, type RecordKind } from '#engine/hand-over';
import type { SealedSeed, SealedSeeds } from './sealed-seeds.js';

type SeedRow = { seed_hash: string; campaign: string; seed: string };

/**
 * Sealed seeds in a SQLite file of its own. Removed content is overwritten (`secure_delete`) and the write-ahead log is emptied, so
 * that nothing of it is left on the disk.
 */
export class SqliteSealedSeeds implements SealedSeeds, HandsOver {
  readonly #database: Database;
  readonly records: readonly RecordKind[];

  /** @throws SqliteTooOld · UnsafeDatabase · the driver's error when the file cannot be opened */
  constructor(path: string) {
    this.#database = openDatabase(path, { cacheKiB: 1_024 });
    this.#database.exec(`
      PRAGMA secure_delete = ON;
      CREATE TABLE IF NOT EXISTS seeds (seed_hash TEXT PRIMARY KEY, campaign TEXT NOT NULL, seed TEXT NOT NULL) STRICT, WITHOUT ROWID;
    `);
    this.records = [
      tableRecords<SeedRow, SealedSeed>({ kind: 'sealed-seed', database: () => this.#database, from: 'seeds', key: ['seed_hash'], contentOf: seedOf, insert: (seed) => this.insert(seed) }),
    ];
  }

  async keep(seed: SealedSeed): Promise<void> {
    this.insert(seed);
  }

  async find(seedHash: string): Promise<SealedSeed | undefined> {
    const row = this.#database.prepare('SELECT * FROM seeds WHERE seed_hash = ?').get(seedHash) as SeedRow | undefined;
    return row && seedOf(row);
  }

  async remove(seedHash: string): Promise<boolean> {
    const { changes } = this.#database.prepare('DELETE FROM seeds WHERE seed_hash = ?').run(seedHash);
    this.#database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    return Number(changes) > 0;
  }

  async close(): Promise<void> {
    if (this.#database.isOpen) this.#database.close();
  }

  private insert({ seedHash, campaign, seed }: SealedSeed): void {
    this.#database.prepare('INSERT OR IGNORE INTO seeds VALUES (?, ?, ?)').run(seedHash, campaign, seed);
  }
}

const seedOf = ({ seed_hash, campaign, seed }: SeedRow): SealedSeed => ({ seedHash: seed_hash, campaign, seed });
