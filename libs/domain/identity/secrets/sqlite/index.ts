export { SqliteSecretStore } from './sqlite-secret-store.js';
