export { MongoDeadLetters } from './mongo-dead-letters.js';
