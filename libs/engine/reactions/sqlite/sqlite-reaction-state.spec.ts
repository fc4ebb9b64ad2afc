import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reactionStateContract } from '../reaction-state.contract.js';
import { SqliteReactionState } from './index.js';

reactionStateContract('SQLite', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'zhiheng-reactions-'));
  const path = join(folder, 'reactions.db');
  return {
    state: SqliteReactionState.open(path),
    reopen: async () => SqliteReactionState.open(path),
    dispose: () => rm(folder, { recursive: true }),
  };
});
