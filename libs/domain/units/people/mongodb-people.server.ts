import { afterAll } from '@jest/globals';
import { freshDatabases, onMongo } from '../../../engine/mongodb/server-examples.js';
import { MongoPeople } from './mongodb-people.js';
import { describePeopleRegistry } from './people-registry.contract.js';

const databases = freshDatabases();
afterAll(databases.end);

onMongo('registry of persons: MongoDB', () => describePeopleRegistry('MongoDB', async () => MongoPeople.open(await databases.next())));
