export { MongoDossierStore } from './mongo-dossier-store.js';
