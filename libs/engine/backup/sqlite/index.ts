export { sqliteCopies } from './sqlite-copies.js';
