export { MongoAccessLog } from './mongo-access-log.js';
