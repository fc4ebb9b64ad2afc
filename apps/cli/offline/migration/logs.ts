import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { KurrentDbEventStore } from '#engine/event-store/kurrentdb';
import { openDatabase, syncFolder, type SqliteEventStore } from '#engine/event-store/sqlite';
import { readCheckpoint } from '#engine/ledger';
import { settle, sqliteCopies } from '../../../../libs/engine/backup/sqlite/index.js';
import { crashPoint } from '../../../../libs/engine/testing/crash-point.js';
import { cliProblem } from '../../command-line/problem.js';
import { dataFiles, logFile } from '../data-folder.js';
import { dataLayout } from '../data-layout.js';
import { logRoots } from '../log-proof.js';
import type { Telling } from './kept-stores.js';
import { migrationProblemTexts as texts } from './problems.js';

const eventsAtOnce = 1_000;
const lookEveryMs = 250;

/** Record in the server's log what it has not yet. @throws CliProblem when it has more · ImportRefused when it has something else */
export async function copyLog(log: SqliteEventStore, copy: KurrentDbEventStore, head: number, { onProgress, signal }: Telling): Promise<void> {
  const reached = await copy.current(signal);
  if (reached > head) throw cliProblem('cli.target-ahead', 'refused', texts.ahead, { target: reached, source: head });
  // From the last event that is there, so that it is compared before anything is added.
  for (let after = Math.max(0, reached - 1); after < head; ) {
    signal.throwIfAborted();
    const { events, scannedTo } = await log.readAll({ after, limit: eventsAtOnce });
    await copy.importEvents(events);
    after = scannedTo;
    onProgress({ step: 'log', position: after, of: head });
    crashPoint('migrate-after-events');
  }
}

/** The ledger's root over all events is the same on both sides, and the copy is what the latest signed checkpoint says. @throws CliProblem */
export async function sameRoots(data: string, replica: string, head: number, { onProgress }: Telling): Promise<{ readonly root: string; readonly checkpoint: number | null }> {
  onProgress({ step: 'comparing', part: 'events' });
  const note = join(resolve(data), dataLayout.checkpoint!);
  const checkpoint = existsSync(note) ? readCheckpoint(readFileSync(note)) : undefined;
  const sizes = [head, ...(checkpoint ? [checkpoint.size] : [])];
  const [here, there] = [await logRoots(logFile(data), sizes), await logRoots(replica, sizes)];
  const different = sizes.find((size) => !here.get(size)!.equals(there.get(size)!)) ?? (checkpoint && !checkpoint.root.equals(there.get(checkpoint.size)!) ? checkpoint.size : undefined);
  if (different !== undefined) throw cliProblem('cli.migration-differs', 'different', texts.differs, { what: `root/${different}` });
  return { root: there.get(head)!.toString('base64'), checkpoint: checkpoint?.size ?? null };
}

/** Resolves with the position of the last event, once all are in the replica. */
export async function filled(log: KurrentDbEventStore, { onProgress, signal }: Telling): Promise<number> {
  const looking = setInterval(() => {
    const { position } = log.status();
    crashPoint('migrate-while-filling');
    onProgress({ step: 'log', position, of: position });
  }, lookEveryMs);
  try {
    return await log.current(signal);
  } finally {
    clearInterval(looking);
  }
}

/**
 * Make the log of an embedded folder from a replica: the same events in a file of their own, without the place in the server's log. The
 * replica is removed last, so a cut leaves it whole.
 */
export function makeLog(folder: string, replica: string): void {
  const building = join(folder, `${dataFiles.log}.building`);
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(`${building}${suffix}`, { force: true });
  sqliteCopies.copy(replica, building);
  const log = openDatabase(building);
  log.exec('DROP TABLE replica');
  settle(log, building);
  renameSync(building, join(folder, dataFiles.log));
  syncFolder(folder);
  crashPoint('migrate-after-making-log');
  for (const name of readdirSync(folder)) if (name.startsWith('replica.db')) rmSync(join(folder, name));
}
