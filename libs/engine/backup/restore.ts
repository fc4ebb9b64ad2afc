import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, rmdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Clock } from '#engine/kernel';
import { crashPoint } from '../testing/crash-point.js';
import { freeIn, NoRoom, requireRoom, TargetExists, type BackupProgress, type DataLayout } from './back-up.js';
import { checkBackup } from './check-backup.js';
import type { DataCopies } from './data-copies.js';
import { copyFile, syncFolders, syncPath } from './files.js';
import { DamagedBackup, type Manifest } from './manifest.js';

/** How a data folder is set back to an earlier position, besides its log. */
export interface EarlierPosition {
  readonly position: number;
  /** Databases with positions, timers and notices. */
  readonly setBack: readonly string[];
  /** Processes with timers, which begin again at the first event. */
  readonly fromBeginning: readonly string[];
}

export interface RestoreOptions {
  readonly from: string;
  readonly to: string;
  readonly layout: DataLayout;
  readonly copies: DataCopies;
  readonly clock: Clock;
  /** What the log is restored to; all of it when absent. */
  readonly upTo?: (manifest: Manifest, positionAt: (instant: string) => number) => EarlierPosition | undefined;
  /** Do what else a position means, such as set checkpoints of the ledger beyond it aside; `aside` is a folder that is kept. */
  readonly adjust?: (folder: string, position: number, aside: string) => void;
  /**
   * Prove the restored log. `whole` is the log as the backup has it, beside it `restored` up to `size`; both are the same file when all
   * of it is restored. @throws when they differ, or the log is not what the ledger's checkpoints in `folder` say
   */
  readonly prove: (logs: { readonly whole: string; readonly restored: string; readonly size: number; readonly folder: string }) => Promise<void>;
  readonly onProgress?: (progress: BackupProgress) => void;
  readonly signal?: AbortSignal;
}

/** What was restored. */
export interface Restored {
  readonly manifest: Manifest;
  /** The last event of the restored log. */
  readonly position: number;
  /** Events of the backup that were left out. */
  readonly leftOut: number;
}

/** The backup's log does not reach so far. */
export class BeyondBackup extends Error {
  override readonly name = 'BeyondBackup';
  constructor(
    readonly position: number,
    readonly head: number,
  ) {
    super(`the backup ends at position ${head}, not ${position}`);
  }
}

/** Name of the folder in which a restored data folder says where it came from. */
export const restoredName = 'restored';

/**
 * Make a data folder from a backup. Everything goes into a folder beside the target, is compared with the manifest, the log is
 * proven, and the target's name is given last. What follows from the log and was left out is made anew at the next start.
 * @throws TargetExists · NotABackup · NewerBackup · DamagedBackup · BeyondBackup · NoRoom · what `prove` throws
 */
export async function restore(options: RestoreOptions): Promise<Restored> {
  const to = resolve(options.to);
  if (existsSync(to) && readdirSync(to).length > 0) throw new TargetExists(to);
  const manifest = await checkBackup(options.from, options);
  const partial = `${to}.partial`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(dirname(to), { recursive: true });
  const needed = manifest.files.reduce((sum, { name, size }) => sum + (name === manifest.log.file && options.upTo ? 2 * size : size), 0);
  requireRoom(dirname(to), needed);
  mkdirSync(partial, { mode: 0o700 });
  try {
    const restored = await rebuild(options, manifest, partial);
    syncFolders(partial);
    crashPoint('restore-proven');
    if (existsSync(to)) rmdirSync(to);
    renameSync(partial, to);
    syncPath(dirname(to));
    return restored;
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    throw options.copies.isFull(error) ? new NoRoom(needed, freeIn(dirname(to))) : error;
  }
}

async function rebuild(options: RestoreOptions, manifest: Manifest, partial: string): Promise<Restored> {
  const { copies, layout, prove } = options;
  copyBack(options, manifest, partial);
  const log = join(partial, layout.log);
  const earlier = options.upTo?.(manifest, (instant) => copies.positionAt(log, instant));
  const { head } = manifest.log;
  if (earlier && earlier.position > head) throw new BeyondBackup(earlier.position, head);
  const position = earlier?.position ?? head;
  options.adjust?.(partial, position, join(partial, restoredName, accountName(options.clock)));
  const whole = earlier && position < head ? await cutBack(options, earlier, partial) : log;
  const { origin, head: found } = copies.standing(log);
  if (found !== position || origin !== manifest.log.origin) throw new DamagedBackup(layout.log, 'content');
  await prove({ whole, restored: log, size: position, folder: partial });
  if (whole !== log) rmSync(whole);
  // Reading left them; they hold nothing, and the file itself is complete.
  for (const file of [whole, log]) for (const suffix of ['-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
  writeAccount(options, manifest, partial, position);
  return { manifest, position, leftOut: head - position };
}

function copyBack({ from, onProgress, signal }: RestoreOptions, { files }: Manifest, partial: string): void {
  for (const { name, size, sha256 } of files) {
    signal?.throwIfAborted();
    onProgress?.({ step: 'copying', file: name });
    const copied = copyFile(join(from, name), join(partial, name));
    // What was checked a moment ago may have been read badly now.
    crashPoint('restore-copied');
    if (copied?.size !== size || copied.sha256 !== sha256) throw new DamagedBackup(name, 'content');
  }
}

/** Cut the log and set back what follows it; answers where the whole log lies now. */
async function cutBack({ copies, layout, onProgress }: RestoreOptions, earlier: EarlierPosition, partial: string): Promise<string> {
  const log = join(partial, layout.log);
  const whole = `${log}.whole`;
  const { position } = earlier;
  renameSync(log, whole);
  await copies.copyLog(whole, log, position, (at) => onProgress?.({ step: 'log', position: at, of: position }));
  for (const name of earlier.setBack) if (existsSync(join(partial, name))) copies.setBack(join(partial, name), earlier);
  syncPath(log);
  return whole;
}

const accountName = (clock: Clock): string => clock.now().replaceAll(':', '-');

/** The folder says where it came from, for whoever wonders later. */
function writeAccount({ clock }: RestoreOptions, { startedAt, product, log, checkpoint, digest }: Manifest, partial: string, position: number): void {
  const folder = join(partial, restoredName);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const account = { restoredAt: clock.now(), position, backup: { startedAt, product, log, checkpoint, digest } };
  const file = join(folder, `${accountName(clock)}.json`);
  writeFileSync(file, `${JSON.stringify(account, null, 2)}\n`, { mode: 0o600 });
  syncPath(file);
}
