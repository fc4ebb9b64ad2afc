import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { newId } from '#engine/kernel';
import { SqliteReadStore } from '#engine/read-store/sqlite';
import type { OpenScratch } from '#engine/reconciliation';

/** Rows in SQLite files below a process's data folder, gone when they are done with; what a killed process left goes with the next start. */
export function scratchIn(data: string): OpenScratch {
  const folder = join(data, 'reconciliation');
  rmSync(folder, { recursive: true, force: true });
  return async () => {
    const own = join(folder, newId());
    mkdirSync(own, { recursive: true });
    const store = new SqliteReadStore(join(own, 'rows.db'));
    return {
      store,
      remove: async () => {
        await store.close();
        rmSync(own, { recursive: true, force: true });
      },
    };
  };
}
