export { rowCheck, specText } from './fields.js';
export * from './read-store.js';
