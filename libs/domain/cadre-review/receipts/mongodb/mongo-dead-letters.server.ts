import { afterAll } from '@jest/globals';
import { freshDatabases, onMongo } from '../../../../engine/mongodb/server-examples.js';
import { describeDeadLetters, describeDeadLettersHandOver } from '../dead-letters.contract.js';
import { MongoDeadLetters } from './mongo-dead-letters.js';
import { newPlaces } from '../../../../engine/hand-over/places-examples.js';
import { SqliteDeadLetters } from '../sqlite/index.js';

const databases = freshDatabases();
afterAll(databases.end);

onMongo('dead letters: MongoDB', () => describeDeadLetters('MongoDB', async () => MongoDeadLetters.open(await databases.next())));

const newPlace = newPlaces();
onMongo('handing over: dead letters: MongoDB', () => describeDeadLettersHandOver('MongoDB and SQLite', async () => MongoDeadLetters.open(await databases.next()), async () => new SqliteDeadLetters(newPlace('dead-letters.db'))));
