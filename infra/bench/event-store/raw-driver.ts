import { join } from 'node:path';
import type { Database } from '#engine/event-store/sqlite';
import { openDatabase } from '#engine/event-store/sqlite';
import type { RawRow } from './workload.js';
import { openStore } from './workload.js';

/** The bare driver on the store's own tables and settings: what is left when every line of the store is taken away. */
export async function openRaw(folder: string, options: { readonly readOnly?: boolean } = {}): Promise<Database> {
  if (!options.readOnly) await (await openStore(folder, 'main')).close();
  return openDatabase(join(folder, 'log.db'), options);
}

/**
 * Insert a group of rows in one transaction. Positions and revisions are counted by the loop itself.
 * @param withIds whether the table has its unique index over event ids, which makes a repeated append harmless
 */
export function rawGroups(database: Database, withIds = true): (rows: readonly RawRow[]) => void {
  if (!withIds) database.exec('CREATE TABLE bare AS SELECT * FROM event; CREATE UNIQUE INDEX bare_revision ON bare (stream, revision)');
  const insert = database.prepare(`INSERT INTO ${withIds ? 'event' : 'bare'} VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const revisions = new Map<string, number>();
  let position = 0;
  return (rows) => {
    database.exec('BEGIN IMMEDIATE');
    for (const [id, stream, type, data, meta] of rows) {
      position += 1;
      const revision = (revisions.get(stream) ?? -1) + 1;
      revisions.set(stream, revision);
      insert.run(position, id, stream, revision, type, 1, data, meta, '2025-06-30T16:00:00.000Z');
    }
    database.exec('COMMIT');
  };
}
