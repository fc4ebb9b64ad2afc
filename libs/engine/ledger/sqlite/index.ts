export { inspectSqliteLog, type InspectOptions } from './inspected-sqlite-log.js';
export { SqliteLedgerKeys } from './sqlite-ledger-keys.js';
export { verifySqliteLog } from './verify-sqlite-log.js';
