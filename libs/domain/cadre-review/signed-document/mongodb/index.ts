export { MongoDossierKeys } from './mongo-dossier-keys.js';
