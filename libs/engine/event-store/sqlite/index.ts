export { type Database, openDatabase, oldestSqlite, read, resultCode, sqliteBusy, sqliteConstraint, SqliteTooOld, type Statement, syncFolder, UnsafeDatabase } from './driver.js';
export { DamagedEvent } from './log-reader.js';
export { SqliteLeafReader } from './leaf-reader.js';
export { type LogInfo, newSchema, NotALog, type SchemaObject, schemaOf } from './log-schema.js';
export { SqliteEventStore, type SqliteEventStoreOptions, type SqliteLogOptions } from './sqlite-event-store.js';
