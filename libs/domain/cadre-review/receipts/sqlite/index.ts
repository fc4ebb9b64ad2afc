export { SqliteDeadLetters } from './sqlite-dead-letters.js';
