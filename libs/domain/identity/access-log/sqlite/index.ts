export { AccessFileGone, SqliteAccessLog } from './sqlite-access-log.js';
export { currentFile } from './access-file.js';
export { verifyAccessLog } from './verify-access-log.js';
