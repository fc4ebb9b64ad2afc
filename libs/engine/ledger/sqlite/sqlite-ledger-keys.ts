import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { openDatabase, type Database } from '#engine/event-store/sqlite';
import type { LedgerKey, LedgerKeys } from '../keys.js';

/** Signing keys of the ledger in a SQLite file that only its owner may read. */
export class SqliteLedgerKeys implements LedgerKeys {
  readonly #database: Database;

  /** @throws SqliteTooOld · UnsafeDatabase · the driver's error when the file cannot be opened */
  constructor(path: string) {
    mkdirSync(dirname(path), { recursive: true });
    // Created before SQLite opens it: the file, and the log beside it that takes its mode, are the owner's alone from the start.
    closeSync(openSync(path, 'a', 0o600));
    this.#database = openDatabase(path, { cacheKiB: 256 });
    this.#database.exec(
      'CREATE TABLE IF NOT EXISTS keys (number INTEGER PRIMARY KEY, verifier_key TEXT NOT NULL UNIQUE, signer_key TEXT NOT NULL, valid_from TEXT NOT NULL, valid_until TEXT) STRICT',
    );
  }

  async all(): Promise<readonly LedgerKey[]> {
    const rows = this.#database.prepare('SELECT verifier_key, signer_key, valid_from, valid_until FROM keys ORDER BY number').all();
    return rows.map((row) => ({
      verifierKey: String(row['verifier_key']), signerKey: String(row['signer_key']), from: String(row['valid_from']),
      ...(row['valid_until'] === null ? {} : { until: String(row['valid_until']) }),
    }));
  }

  async introduce({ verifierKey, signerKey, from, until }: LedgerKey): Promise<void> {
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      const { changes } = this.#database.prepare('INSERT OR IGNORE INTO keys (verifier_key, signer_key, valid_from, valid_until) VALUES (?, ?, ?, ?)').run(verifierKey, signerKey, from, until ?? null);
      if (Number(changes) > 0) this.#database.prepare('UPDATE keys SET valid_until = ? WHERE valid_until IS NULL AND verifier_key <> ?').run(from, verifierKey);
      this.#database.exec('COMMIT');
    } catch (error) {
      this.#database.exec('ROLLBACK');
      throw error;
    }
  }

  async close(): Promise<void> {
    if (this.#database.isOpen) this.#database.close();
  }
}
