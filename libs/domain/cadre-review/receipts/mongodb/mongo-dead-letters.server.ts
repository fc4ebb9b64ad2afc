import { afterAll } from '@jest/globals';
import { freshDatabases, onMongo } from '../../../../engine/mongodb/server-examples.js';
import { describeDeadLetters } from '../dead-letters.contract.js';
import { MongoDeadLetters } from './mongo-dead-letters.js';

const databases = freshDatabases();
afterAll(databases.end);

onMongo('dead letters: MongoDB', () => describeDeadLetters('MongoDB', async () => MongoDeadLetters.open(await databases.next())));
