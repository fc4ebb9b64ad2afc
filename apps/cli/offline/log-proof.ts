import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { SqliteEventStore } from '#engine/event-store/sqlite';
import { Frontier, readCheckpoint, treeHash } from '#engine/ledger';
import { ledgerFolder } from './data-layout.js';

const leavesAtOnce = 2_000;

/** A log is not what a checkpoint of its ledger says, or a copy not the beginning of its original. */
export class LogNotProven extends Error {
  override readonly name = 'LogNotProven';
  constructor(
    /** Size of the tree whose root differs. */
    readonly size: number,
    readonly against: 'checkpoint' | 'original' | 'shorter',
  ) {
    super(`the root of the first ${size} events differs (${against})`);
  }
}

/**
 * Roots of the ledger's tree (RFC 6962, SHA-256) over the first events of a log, read from its file in one go.
 * @param sizes how many events each root covers
 * @throws LogNotProven when the log has fewer
 */
export async function logRoots(file: string, sizes: readonly number[]): Promise<ReadonlyMap<number, Buffer>> {
  const wanted = new Set(sizes);
  const largest = Math.max(0, ...sizes);
  const hash = treeHash('sha256');
  const tree = new Frontier(hash);
  const found = new Map<number, Buffer>(wanted.has(0) ? [[0, tree.root()]] : []);
  const store = SqliteEventStore.openReadOnly({ path: file });
  const leaves = store.openLeaves();
  try {
    while (tree.size < largest) {
      const page = leaves.page(tree.size, Math.min(leavesAtOnce, largest - tree.size));
      if (page.length === 0) throw new LogNotProven(tree.size + 1, 'shorter');
      for (const { position, prefixed } of page) {
        if (position !== tree.size + 1) throw new LogNotProven(tree.size + 1, 'shorter');
        tree.push(hash.prefixedLeaf(prefixed));
        if (wanted.has(position)) found.set(position, tree.root());
      }
      await nextTurn();
    }
    return found;
  } finally {
    leaves.close();
    await store.close();
  }
}

/** Root over the first `size` events of a log. */
export const logRoot = async (file: string, size: number): Promise<Buffer> => (await logRoots(file, [size])).get(size)!;

const noteFolder = join(ledgerFolder, 'checkpoints');

/** Kept checkpoints of a data folder: size and file name. */
function notesIn(folder: string): { readonly size: number; readonly name: string }[] {
  const names = existsSync(join(folder, noteFolder)) ? readdirSync(join(folder, noteFolder)) : [];
  return names.flatMap((name) => (/^\d+\.note$/.test(name) ? [{ size: Number.parseInt(name, 10), name }] : [])).sort((a, b) => a.size - b.size);
}

/**
 * Prove a restored log: it is the beginning of the whole one, and every checkpoint that lies in the folder is one of it.
 * @throws LogNotProven
 */
export async function proveLog({ whole, restored, size, folder }: { readonly whole: string; readonly restored: string; readonly size: number; readonly folder: string }): Promise<number> {
  const notes = notesIn(folder).filter((note) => note.size <= size);
  const roots = await logRoots(restored, [...notes.map((note) => note.size), size]);
  for (const { size: covered, name } of notes) {
    if (!readCheckpoint(readFileSync(join(folder, noteFolder, name))).root.equals(roots.get(covered)!)) throw new LogNotProven(covered, 'checkpoint');
  }
  if (whole !== restored && !(await logRoot(whole, size)).equals(roots.get(size)!)) throw new LogNotProven(size, 'original');
  return notes.length;
}

/**
 * Set the ledger of a data folder back: checkpoints beyond a position go aside, where they stay as a record of what was signed,
 * and the latest of the others is the latest again. Tiles of a tree that was larger are made anew at the next start, proven by it.
 */
export function setLedgerBack(folder: string, position: number, aside: string): void {
  const notes = notesIn(folder);
  const beyond = notes.filter(({ size }) => size > position);
  if (beyond.length > 0) mkdirSync(join(aside, 'checkpoints'), { recursive: true, mode: 0o700 });
  for (const { name } of beyond) renameSync(join(folder, noteFolder, name), join(aside, 'checkpoints', name));
  const last = notes.filter(({ size }) => size <= position).at(-1);
  const latest = join(folder, ledgerFolder, 'checkpoint');
  rmSync(latest, { force: true });
  if (last) copyFileSync(join(folder, noteFolder, last.name), latest);
  // Whole folders were copied one after another: where nothing went aside, the ledger mends what is missing by itself.
  if (beyond.length > 0) for (const tiles of tileFolders(join(folder, ledgerFolder))) rmSync(tiles, { recursive: true });
}

/** Folders of tiles in a ledger's folder: that of the first tree, and those of trees with another hash below it. */
function tileFolders(ledger: string): string[] {
  const folders = existsSync(ledger) ? readdirSync(ledger, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name) : [];
  return ['tile', ...folders.map((name) => join(name, 'tile'))].map((name) => join(ledger, name)).filter((path) => existsSync(path));
}
