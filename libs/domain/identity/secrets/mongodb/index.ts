export { MongoSecretStore } from './mongo-secret-store.js';
