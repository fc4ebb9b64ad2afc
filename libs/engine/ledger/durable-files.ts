import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { crashPoint } from '../testing/crash-point.js';

/** Make a file whole or not at all, on the disk before this returns. */
export function writeDurably(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  const beside = `${path}.part`;
  const file = openSync(beside, 'w');
  try {
    const bytes = Buffer.from(content as Uint8Array);
    for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  crashPoint('ledger-before-rename');
  renameSync(beside, path);
  syncFolders([dirname(path)]);
}

/** Make the names in folders durable. */
export function syncFolders(folders: Iterable<string>): void {
  // Windows keeps names by itself and has no way to ask.
  if (process.platform === 'win32') return;
  for (const folder of folders) {
    const opened = openSync(folder, 'r');
    try {
      fsyncSync(opened);
    } finally {
      closeSync(opened);
    }
  }
}

const atOnce = 16;

/** Bring written files to the disk, with the names of their folders up to the root they lie below. */
export async function syncFiles(paths: readonly string[], root: string): Promise<void> {
  const left = [...paths];
  const folders = new Set<string>();
  for (const path of paths) for (let folder = dirname(path); folder.length >= root.length; folder = dirname(folder)) folders.add(folder);
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let path = left.pop(); path !== undefined; path = left.pop()) {
        const file = await open(path, 'r+');
        try {
          await file.sync();
        } finally {
          await file.close();
        }
      }
    }),
  );
  syncFolders(folders);
}

/** Content of a file; undefined when there is none. */
export const readIfThere = (path: string): Buffer | undefined => (existsSync(path) ? readFileSync(path) : undefined);

/** Names in a folder; none when there is no folder. */
export const namesIn = (folder: string): readonly string[] => (existsSync(folder) ? readdirSync(folder) : []);
