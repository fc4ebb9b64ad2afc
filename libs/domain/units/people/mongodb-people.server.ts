import { afterAll } from '@jest/globals';
import { freshDatabases, onMongo } from '../../../engine/mongodb/server-examples.js';
import { MongoPeople } from './mongodb-people.js';
import { describePeopleHandOver, describePeopleRegistry } from './people-registry.contract.js';
import { newPlaces } from '../../../engine/hand-over/places-examples.js';
import { SqlitePeople } from './sqlite-people.js';

const databases = freshDatabases();
afterAll(databases.end);

onMongo('registry of persons: MongoDB', () => describePeopleRegistry('MongoDB', async () => MongoPeople.open(await databases.next())));

const newPlace = newPlaces();
onMongo('handing over: registry of persons: MongoDB', () => describePeopleHandOver('MongoDB and SQLite', async () => MongoPeople.open(await databases.next()), async () => new SqlitePeople(newPlace('people.db'))));
