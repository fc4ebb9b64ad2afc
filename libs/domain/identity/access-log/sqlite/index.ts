export { SqliteAccessLog } from './sqlite-access-log.js';
