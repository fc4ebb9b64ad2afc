import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import type { Clock } from '#engine/kernel';
import { crashPoint } from '../testing/crash-point.js';
import { checkBackup } from './check-backup.js';
import type { DataCopies } from './data-copies.js';
import { copyFile, filesBelow, hashFile, syncFolders, syncPath } from './files.js';
import { backupFormat, DamagedBackup, manifestName, manifestText, type BackedUpFile, type Manifest } from './manifest.js';

/** How the files of a data folder hang together. Names are those below the folder; a folder is meant with all in it. */
export interface DataLayout {
  readonly log: string;
  /**
   * What follows from the log, in the order it is copied in: before the log, so that nothing is ahead of it; positions
   * before what was sent at them, so that something may be sent twice and nothing is lost.
   */
  readonly derived: readonly string[];
  /** What the program makes anew from the log: left out. */
  readonly rebuilt: readonly string[];
  /** The latest checkpoint of the ledger, where there is one. */
  readonly checkpoint?: string;
}

/** Where long work is. */
export type BackupProgress =
  | { readonly step: 'copying'; readonly file: string }
  | { readonly step: 'checking'; readonly bytes: number; readonly of: number }
  | { readonly step: 'log'; readonly position: number; readonly of: number };

export interface BackUpOptions {
  readonly folder: string;
  readonly to: string;
  readonly layout: DataLayout;
  readonly copies: DataCopies;
  readonly clock: Clock;
  /** Version of the product. */
  readonly product: string;
  readonly onProgress?: (progress: BackupProgress) => void;
  readonly signal?: AbortSignal;
}

/** There is something where the result should go. */
export class TargetExists extends Error {
  override readonly name = 'TargetExists';
}

/** The target lies inside what is to be copied. */
export class TargetInside extends Error {
  override readonly name = 'TargetInside';
}

/** The disk has no room; bytes that are needed and free. */
export class NoRoom extends Error {
  override readonly name = 'NoRoom';
  constructor(
    readonly needed: number,
    readonly free: number,
  ) {
    super(`${needed} bytes needed, ${free} free`);
  }
}

/**
 * Copy a data folder while its server runs. Everything goes into a folder beside the target, is read again from the disk
 * and gets the target's name last: a backup that was interrupted is never taken for one.
 * @throws TargetExists · TargetInside · NoRoom · DamagedBackup when what was written is not what was meant · the system's error
 */
export async function backUp(options: BackUpOptions): Promise<Manifest> {
  const to = resolve(options.to);
  const folder = resolve(options.folder);
  if (existsSync(to)) throw new TargetExists(to);
  if (`${to}${sep}`.startsWith(`${folder}${sep}`)) throw new TargetInside(to);
  const partial = `${to}.partial`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(dirname(to), { recursive: true });
  mkdirSync(partial, { mode: 0o700 });
  try {
    requireRoom(dirname(to), sizeOf(folder, copied(folder, options.layout)));
    const manifest = await copyAll({ ...options, folder }, partial);
    crashPoint('backup-written');
    await checkBackup(partial, options);
    syncFolders(partial);
    crashPoint('backup-checked');
    renameSync(partial, to);
    crashPoint('backup-named');
    syncPath(dirname(to));
    return manifest;
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    throw options.copies.isFull(error) ? new NoRoom(sizeOf(folder, copied(folder, options.layout)), freeIn(dirname(to))) : error;
  }
}

async function copyAll(options: BackUpOptions, partial: string): Promise<Manifest> {
  const { folder, layout, copies, clock, product } = options;
  const startedAt = clock.now();
  const done = new Map<string, BackedUpFile>();
  const copyOne = async (name: string): Promise<void> => {
    options.signal?.throwIfAborted();
    options.onProgress?.({ step: 'copying', file: name });
    const file = await copiedFile(copies, folder, partial, name);
    if (file) done.set(name, file);
    crashPoint('backup-copied');
  };
  const phase = async (wanted: (name: string) => boolean): Promise<void> => {
    // Files come and go while the server runs; what came meanwhile is copied too, what went is not missed.
    const tried = new Set<string>();
    for (let left: string[]; (left = copied(folder, layout).filter((name) => wanted(name) && !done.has(name) && !tried.has(name))).length > 0; ) {
      for (const name of left) {
        tried.add(name);
        await copyOne(name);
      }
    }
  };
  if (layout.checkpoint !== undefined) await phase((name) => name === layout.checkpoint);
  for (const part of layout.derived) await phase((name) => within(part, name));
  await copyOne(layout.log);
  await phase(() => true);
  const log = copies.standing(join(partial, layout.log));
  const checkpoint = layout.checkpoint !== undefined && done.has(layout.checkpoint) ? readFileSync(join(partial, layout.checkpoint), 'utf8') : null;
  // The log's own copy was opened once more: its bytes are those of now.
  done.set(layout.log, { ...done.get(layout.log)!, ...(await hashFile(join(partial, layout.log))) });
  const files = [...done.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  const text = manifestText({
    kind: 'zhiheng-backup', format: backupFormat, product, startedAt, finishedAt: clock.now(), log: { file: layout.log, ...log }, checkpoint, leftOut: [...layout.rebuilt], files,
  });
  writeFileSync(join(partial, manifestName), text, { mode: 0o600 });
  syncPath(join(partial, manifestName));
  return JSON.parse(text) as Manifest;
}

async function copiedFile(copies: DataCopies, folder: string, partial: string, name: string): Promise<BackedUpFile | undefined> {
  const [from, to] = [join(folder, name), join(partial, name)];
  if (!name.endsWith('.db')) {
    const copied = copyFile(from, to);
    return copied && { name, database: false, ...copied };
  }
  mkdirSync(dirname(to), { recursive: true, mode: 0o700 });
  try {
    copies.copy(from, to);
  } catch (error) {
    // A new file of the access log takes the place of the old one, which is then gone.
    if (!existsSync(from)) return undefined;
    throw error;
  }
  if (copies.fault(to) !== undefined) throw new DamagedBackup(name, 'database');
  syncPath(to);
  return { name, database: true, ...(await hashFile(to)) };
}

/** Whether a name is a part of the layout or lies in it. */
export const within = (part: string, name: string): boolean => name === part || name.startsWith(`${part}/`);

const copied = (folder: string, { rebuilt }: DataLayout): string[] => filesBelow(folder).filter((name) => !rebuilt.some((part) => within(part, name)));

const sizeOf = (folder: string, names: readonly string[]): number => names.reduce((sum, name) => sum + (statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0), 0);

export function freeIn(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

/** @throws NoRoom */
export function requireRoom(folder: string, needed: number): void {
  const free = freeIn(folder);
  if (free < needed) throw new NoRoom(needed, free);
}
