import type { LeafReader, LogIdentity, StoredLeaf, StoredTexts } from '../leaves.js';
import { openDatabase, type Database, type Statement } from './driver.js';

// Names are free of control characters, so these two are all that JSON escapes in them.
const quoted = (column: string): string => `'"' || replace(replace(${column}, '\\', '\\\\'), '"', '\\"') || '"'`;
const id = `lower(substr(hex(event_id), 1, 8) || '-' || substr(hex(event_id), 9, 4) || '-' || substr(hex(event_id), 13, 4) || '-' || substr(hex(event_id), 17, 4) || '-' || substr(hex(event_id), 21))`;

/**
 * SQLite puts the leaf together and hands it over as bytes: no JSON is parsed and no text converted, and a byte that is no
 * valid UTF-8 stays what it is. A row that lost a column to damage has an empty leaf: like none that was ever signed.
 */
const leaf =
  `coalesce(CAST(char(0) || '{"data":' || data || ',"id":"' || ${id} || '","meta":' || meta || ',"position":' || position || ',"recordedAt":' || ${quoted('recorded_at')} || ` +
  `',"revision":' || revision || ',"schema":' || schema || ',"stream":' || ${quoted('stream')} || ',"type":' || ${quoted('type')} || '}' AS BLOB), x'00')`;

/** Leaves of a SQLite log over a connection of their own. */
export class SqliteLeafReader implements LeafReader {
  readonly #database: Database;
  readonly #page: Statement;

  /** @throws SqliteTooOld · UnsafeDatabase · the driver's error */
  constructor(path: string) {
    this.#database = openDatabase(path, { readOnly: true, cacheKiB: 8_192 });
    this.#page = this.#database.prepare(`SELECT position, ${leaf}, json_valid(data) AND json_valid(meta) FROM event WHERE position > ? ORDER BY position LIMIT ?`);
    this.#page.setReturnArrays(true);
  }

  head(): number {
    return Number((this.#database.prepare('SELECT coalesce(max(position), 0) AS head FROM event').get() as { readonly head: number }).head);
  }

  identity(): LogIdentity {
    const found = this.#database.prepare('SELECT format, origin, created_at AS createdAt FROM log').get() as unknown as LogIdentity;
    return { ...found };
  }

  page(after: number, limit: number): readonly StoredLeaf[] {
    const rows = this.#page.all(after, limit) as unknown as (readonly [number, Uint8Array, number])[];
    return rows.map(([position, prefixed, valid]) => ({ position, prefixed, wellFormed: valid === 1 }));
  }

  texts(position: number): StoredTexts | undefined {
    const found = this.#database.prepare(`SELECT ${id} AS id, stream, revision, position, type, schema, data, meta, recorded_at AS recordedAt FROM event WHERE position = ?`).get(position);
    return found && ({ ...found } as unknown as StoredTexts);
  }

  close(): void {
    if (this.#database.isOpen) this.#database.close();
  }
}
