import { afterAll } from '@jest/globals';
import { freshDatabases, onMongo } from '../../../engine/mongodb/server-examples.js';
import { MongoSealedSeeds } from './mongodb-sealed-seeds.js';
import { describeSealedSeeds } from './sealed-seeds.contract.js';

const databases = freshDatabases();
afterAll(databases.end);

onMongo('sealed seeds: MongoDB', () => describeSealedSeeds('MongoDB', async () => MongoSealedSeeds.open(await databases.next())));
