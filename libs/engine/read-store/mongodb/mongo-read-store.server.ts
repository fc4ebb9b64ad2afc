import { freshDatabaseUrl, onMongo } from '../../mongodb/server-examples.js';
import { MongoDatabase } from '#engine/mongodb';
import { readStoreContract } from '../read-store.contract.js';
import { MongoReadStore } from './mongo-read-store.js';

onMongo('MongoDB as a read store', () =>
  readStoreContract('MongoDB', async () => {
    const url = freshDatabaseUrl();
    let database = await MongoDatabase.connect(url);
    return {
      store: await MongoReadStore.open(database),
      reopen: async () => {
        await database.close();
        database = await MongoDatabase.connect(url);
        return MongoReadStore.open(database);
      },
      discard: async () => {
        await database.destroy();
        await database.close();
      },
    };
  }),
);
