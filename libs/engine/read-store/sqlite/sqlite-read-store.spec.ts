import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readStoreContract } from '../read-store.contract.js';
import { SqliteReadStore } from './sqlite-read-store.js';

readStoreContract('SQLite', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'zhiheng-rows-'));
  const path = join(folder, 'rows.db');
  let store = new SqliteReadStore(path);
  return {
    store,
    reopen: async () => {
      await store.close();
      store = new SqliteReadStore(path);
      return store;
    },
    discard: async () => {
      await store.close();
      rmSync(folder, { recursive: true });
    },
  };
});
