import { freshDatabaseUrl, onMongo } from '../../mongodb/server-examples.js';
import { MongoDatabase } from '#engine/mongodb';
import { reactionStateContract } from '../reaction-state.contract.js';
import { MongoReactionState } from './mongo-reaction-state.js';

onMongo('reaction state: MongoDB', () =>
  reactionStateContract('MongoDB', async () => {
    const url = freshDatabaseUrl();
    let database = await MongoDatabase.connect(url);
    return {
      state: await MongoReactionState.open(database),
      reopen: async () => {
        await database.close();
        database = await MongoDatabase.connect(url);
        return MongoReactionState.open(database);
      },
      dispose: async () => {
        await database.destroy();
        await database.close();
      },
    };
  }),
);
