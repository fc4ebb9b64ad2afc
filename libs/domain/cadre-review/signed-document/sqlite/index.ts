export { SqliteDossierKeys } from './sqlite-dossier-keys.js';
