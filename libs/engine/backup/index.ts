export { backUp, NoRoom, TargetExists, TargetInside, type BackupProgress, type BackUpOptions, type DataLayout } from './back-up.js';
export { checkBackup } from './check-backup.js';
export type { DataCopies, LogStanding, SetBack } from './data-copies.js';
export { backupFormat, DamagedBackup, manifestName, NewerBackup, NotABackup, type BackedUpFile, type Manifest } from './manifest.js';
export { BeyondBackup, restore, restoredName, type EarlierPosition, type Restored, type RestoreOptions } from './restore.js';
