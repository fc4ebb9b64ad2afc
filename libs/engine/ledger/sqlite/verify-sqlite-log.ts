import { damage } from '../damage.js';
import type { InspectedLog } from '../verify/inspected-log.js';
import { verifyLog, type Verification, type VerifyOptions } from '../verify/verify-log.js';
import { inspectSqliteLog, type InspectOptions } from './inspected-sqlite-log.js';

/**
 * Verify a SQLite log in place, beside its writer or without one.
 * @param path the log's file
 * @throws CannotResume · the signal's reason
 */
export async function verifySqliteLog(path: string, options: VerifyOptions & InspectOptions): Promise<Verification> {
  let log: InspectedLog;
  try {
    log = inspectSqliteLog(path, options);
  } catch (error) {
    const found = damage('file-damaged', { reason: error instanceof Error ? error.message : String(error) });
    return { intact: false, first: found, damages: [found], head: 0, from: 0, provenTo: 0, checkpoints: 0, outside: 0 };
  }
  try {
    return await verifyLog(log, options);
  } finally {
    log.close();
  }
}
