import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { openDatabase, type Database } from '#engine/event-store/sqlite';
import type { DossierKey, DossierKeys } from '../dossier-keys.js';

/** Signing keys in a SQLite file that only its owner may read. */
export class SqliteDossierKeys implements DossierKeys {
  readonly #database: Database;

  /** @throws SqliteTooOld · UnsafeDatabase · the driver's error when the file cannot be opened */
  constructor(path: string) {
    mkdirSync(dirname(path), { recursive: true });
    // Created before SQLite opens it: the file, and the log beside it that takes its mode, are the owner's alone from the start.
    closeSync(openSync(path, 'a', 0o600));
    this.#database = openDatabase(path, { cacheKiB: 256 });
    this.#database.exec('CREATE TABLE IF NOT EXISTS keys (kid TEXT PRIMARY KEY, created_at TEXT NOT NULL, private_jwk TEXT NOT NULL) STRICT, WITHOUT ROWID');
  }

  async all(): Promise<readonly DossierKey[]> {
    const rows = this.#database.prepare('SELECT kid, created_at, private_jwk FROM keys ORDER BY created_at DESC, kid').all();
    return rows.map((row) => ({ kid: String(row['kid']), createdAt: String(row['created_at']), privateJwk: JSON.parse(String(row['private_jwk'])) as DossierKey['privateJwk'] }));
  }

  async add({ kid, createdAt, privateJwk }: DossierKey): Promise<void> {
    this.#database.prepare('INSERT OR IGNORE INTO keys VALUES (?, ?, ?)').run(kid, createdAt, JSON.stringify(privateJwk));
  }

  async close(): Promise<void> {
    if (this.#database.isOpen) this.#database.close();
  }
}
