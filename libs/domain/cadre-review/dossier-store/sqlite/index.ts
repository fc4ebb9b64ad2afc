export { SqliteDossierStore } from './sqlite-dossier-store.js';
