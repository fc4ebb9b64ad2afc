import { afterAll } from '@jest/globals';
import { freshDatabases, onMongo } from '../../../../engine/mongodb/server-examples.js';
import { describeDossierStore } from '../dossier-store.contract.js';
import { MongoDossierStore } from './mongo-dossier-store.js';

const databases = freshDatabases();
afterAll(databases.end);

onMongo('signed dossiers: MongoDB', () => describeDossierStore('MongoDB', async () => MongoDossierStore.open(await databases.next())));
