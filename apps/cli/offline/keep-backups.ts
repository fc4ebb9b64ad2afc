import type { Clock } from '#engine/kernel';
import { backUp, checkBackup, restore, type BackupProgress, type Manifest, type Restored } from '#engine/backup';
import { sqliteCopies } from '../../../libs/engine/backup/sqlite/index.js';
import { version } from '../../server/version.js';
import { backupProblem } from './backup-problems.js';
import { logFile } from './data-folder.js';
import { dataLayout, followerFiles, timedProcesses } from './data-layout.js';
import { proveLog, setLedgerBack } from './log-proof.js';

interface Work {
  readonly to: string;
  readonly clock: Clock;
  readonly onProgress: (progress: BackupProgress) => void;
  readonly signal: AbortSignal;
}

/** Back up a data folder. @throws CliProblem */
export async function makeBackup({ folder, to, ...work }: Work & { readonly folder: string }): Promise<Manifest> {
  logFile(folder);
  try {
    return await backUp({ folder, to, layout: dataLayout, copies: sqliteCopies, product: version, ...work });
  } catch (error) {
    throw backupProblem(error, to);
  }
}

/** Compare a backup with its manifest. @throws CliProblem */
export async function verifyBackup(from: string, onProgress: (progress: BackupProgress) => void, signal: AbortSignal): Promise<Manifest> {
  try {
    return await checkBackup(from, { onProgress, signal });
  } catch (error) {
    throw backupProblem(error, from);
  }
}

/** Make a data folder from a backup, all of it, or up to a position or an instant. @throws CliProblem */
export async function restoreBackup({ from, to, position, instant, ...work }: Work & { readonly from: string; readonly position?: number; readonly instant?: string }): Promise<Restored> {
  const earlier = position !== undefined || instant !== undefined;
  try {
    return await restore({
      from, to, layout: dataLayout, copies: sqliteCopies, ...work,
      ...(earlier ? { upTo: (_: Manifest, positionAt: (instant: string) => number) => ({ position: position ?? positionAt(instant!), setBack: followerFiles, fromBeginning: timedProcesses }) } : {}),
      adjust: setLedgerBack,
      prove: async (logs) => void (await proveLog(logs)),
    });
  } catch (error) {
    throw backupProblem(error, to);
  }
}
