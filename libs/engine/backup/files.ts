import { createHash } from 'node:crypto';
import { closeSync, createReadStream, fsyncSync, mkdirSync, openSync, readdirSync, readSync, statSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';

const chunkBytes = 1024 * 1024;

/** What a database or a writer keeps beside a file while it is open: it means nothing elsewhere. */
const ofTheMoment = /(-wal|-shm|-journal|\.writer\.lock|\.writer\.json|\.building)$/;

/** Names of the files below a folder, with forward slashes, in order; what belongs to a running process is passed over. */
export function filesBelow(folder: string, prefix = ''): string[] {
  const entries = readdirSync(join(folder, prefix), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const name = prefix === '' ? entry.name : `${prefix}/${entry.name}`;
    if (entry.isDirectory()) return filesBelow(folder, name);
    return entry.isFile() && !ofTheMoment.test(name) ? [name] : [];
  });
}

/** Copy a file as far as it goes now, with its hash; undefined when it is gone. A file that grows meanwhile is copied to the length it had. */
export function copyFile(from: string, to: string): { readonly size: number; readonly sha256: string } | undefined {
  let source: number;
  try {
    source = openSync(from, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    mkdirSync(dirname(to), { recursive: true, mode: 0o700 });
    const target = openSync(to, 'wx', 0o600);
    try {
      const hash = createHash('sha256');
      const chunk = Buffer.alloc(chunkBytes);
      let size = 0;
      for (let read: number; (read = readSync(source, chunk, 0, chunkBytes, size)) > 0; size += read) {
        const bytes = chunk.subarray(0, read);
        hash.update(bytes);
        for (let written = 0; written < read; ) written += writeSync(target, bytes, written, read - written);
      }
      fsyncSync(target);
      return { size, sha256: hash.digest('hex') };
    } finally {
      closeSync(target);
    }
  } finally {
    closeSync(source);
  }
}

/** Size and SHA-256 of a file, read from the disk. */
export async function hashFile(path: string, onBytes: (bytes: number) => void = () => undefined): Promise<{ readonly size: number; readonly sha256: string }> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: chunkBytes }) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    size += chunk.length;
    onBytes(chunk.length);
  }
  return { size, sha256: hash.digest('hex') };
}

/** Wait until the disk has a file, or the names in a folder. */
export function syncPath(path: string): void {
  // Windows keeps names by itself and has no way to ask.
  if (process.platform === 'win32' && statSync(path).isDirectory()) return;
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Make all names below a folder durable, its own last. */
export function syncFolders(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) if (entry.isDirectory()) syncFolders(join(folder, entry.name));
  syncPath(folder);
}
