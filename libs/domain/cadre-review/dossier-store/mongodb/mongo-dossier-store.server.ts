import { afterAll } from '@jest/globals';
import { freshDatabases, onMongo } from '../../../../engine/mongodb/server-examples.js';
import { describeDossierStore, describeDossierStoreHandOver } from '../dossier-store.contract.js';
import { MongoDossierStore } from './mongo-dossier-store.js';
import { newPlaces } from '../../../../engine/hand-over/places-examples.js';
import { SqliteDossierStore } from '../sqlite/index.js';

const databases = freshDatabases();
afterAll(databases.end);

onMongo('signed dossiers: MongoDB', () => describeDossierStore('MongoDB', async () => MongoDossierStore.open(await databases.next())));

const newPlace = newPlaces();
onMongo('handing over: signed dossiers: MongoDB', () => describeDossierStoreHandOver('MongoDB and SQLite', async () => MongoDossierStore.open(await databases.next()), async () => new SqliteDossierStore(newPlace('dossiers.db'))));
