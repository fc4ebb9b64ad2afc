import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reactionStateContract, reactionStateHandOver } from '../reaction-state.contract.js';
import { SqliteReactionState } from './index.js';
import { newPlaces } from '../../hand-over/places-examples.js';

reactionStateContract('SQLite', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'zhiheng-reactions-'));
  const path = join(folder, 'reactions.db');
  return {
    state: SqliteReactionState.open(path),
    reopen: async () => SqliteReactionState.open(path),
    dispose: () => rm(folder, { recursive: true }),
  };
});

const newPlace = newPlaces();
reactionStateHandOver('SQLite', async () => SqliteReactionState.open(newPlace('reactions.db')));
