export { settle, sqliteCopies } from './sqlite-copies.js';
