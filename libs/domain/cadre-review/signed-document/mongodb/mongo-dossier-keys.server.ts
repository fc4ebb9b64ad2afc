import { afterAll } from '@jest/globals';
import { freshDatabases, onMongo } from '../../../../engine/mongodb/server-examples.js';
import { describeDossierKeys } from '../dossier-keys.contract.js';
import { MongoDossierKeys } from './mongo-dossier-keys.js';

const databases = freshDatabases();
afterAll(databases.end);

onMongo('signing keys: MongoDB', () => describeDossierKeys('MongoDB', async () => MongoDossierKeys.open(await databases.next())));
