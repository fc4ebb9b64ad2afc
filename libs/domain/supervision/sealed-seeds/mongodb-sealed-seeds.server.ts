import { afterAll } from '@jest/globals';
import { freshDatabases, onMongo } from '../../../engine/mongodb/server-examples.js';
import { MongoSealedSeeds } from './mongodb-sealed-seeds.js';
import { describeSealedSeeds, describeSealedSeedsHandOver } from './sealed-seeds.contract.js';
import { newPlaces } from '../../../engine/hand-over/places-examples.js';
import { SqliteSealedSeeds } from './sqlite-sealed-seeds.js';

const databases = freshDatabases();
afterAll(databases.end);

onMongo('sealed seeds: MongoDB', () => describeSealedSeeds('MongoDB', async () => MongoSealedSeeds.open(await databases.next())));

const newPlace = newPlaces();
onMongo('handing over: sealed seeds: MongoDB', () => describeSealedSeedsHandOver('MongoDB and SQLite', async () => MongoSealedSeeds.open(await databases.next()), async () => new SqliteSealedSeeds(newPlace('seeds.db'))));
