import { openDatabase, type Database } from '#engine/event-store/sqlite';
import { TableDigest } from '../digest.js';
import type { TableRef } from '../read-store.js';
import { rowsTable, versionsTable } from './table-layout.js';

interface StoredText {
  readonly key: string;
  readonly position: number;
  readonly row: string;
}

const pageSize = 1_000;

/**
 * Digest of a table from a connection and a read transaction of its own: commits go on beside it and are not seen.
 * Gives way to other work after each page.
 */
export async function digestOf(path: string, table: TableRef): Promise<string> {
  const database = openDatabase(path, { readOnly: true, cacheKiB: 2_048 });
  const digest = new TableDigest();
  try {
    database.exec('BEGIN');
    for await (const page of pages(database, rowsTable(table))) for (const { key, position, row } of page) digest.row(key, position, row);
    if (table.spec.temporal) {
      for await (const page of pages(database, versionsTable(table))) for (const { key, position, row } of page) digest.version(key, position, row);
    }
    return digest.hex();
  } finally {
    database.close();
  }
}

// Pages, not the driver's row iterator: that one does not keep its statement alive across an await.
async function* pages(database: Database, table: string): AsyncGenerator<StoredText[]> {
  const statement = database.prepare(`SELECT key, position, row FROM ${table} WHERE (key, position) > (?, ?) ORDER BY key, position LIMIT ${pageSize}`);
  let last: Pick<StoredText, 'key' | 'position'> | undefined = { key: '', position: -1 };
  while (last) {
    const page = statement.all(last.key, last.position) as StoredText[];
    yield page;
    last = page.at(-1);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
