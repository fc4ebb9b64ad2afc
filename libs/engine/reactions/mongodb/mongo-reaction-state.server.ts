import { afterAll } from '@jest/globals';
import { freshDatabases, freshDatabaseUrl, onMongo } from '../../mongodb/server-examples.js';
import { MongoDatabase } from '#engine/mongodb';
import { reactionStateContract, reactionStateHandOver } from '../reaction-state.contract.js';
import { MongoReactionState } from './mongo-reaction-state.js';
import { newPlaces } from '../../hand-over/places-examples.js';
import { SqliteReactionState } from '../sqlite/index.js';

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

const databases = freshDatabases();
afterAll(databases.end);
const newPlace = newPlaces();
onMongo('handing over: reaction state: MongoDB', () => reactionStateHandOver('MongoDB and SQLite', async () => MongoReactionState.open(await databases.next()), async () => SqliteReactionState.open(newPlace('reactions.db'))));
