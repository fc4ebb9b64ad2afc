import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { BackupProgress } from './back-up.js';
import { filesBelow, hashFile } from './files.js';
import { DamagedBackup, manifestName, NotABackup, parseManifest, type Manifest } from './manifest.js';

/**
 * Read a whole backup and compare it with its manifest; every file that is not what was written is an error, and so is one too many.
 * @throws NotABackup · NewerBackup · DamagedBackup
 */
export async function checkBackup(from: string, { onProgress, signal }: { readonly onProgress?: ((progress: BackupProgress) => void) | undefined; readonly signal?: AbortSignal | undefined } = {}): Promise<Manifest> {
  const file = join(from, manifestName);
  if (!existsSync(file)) throw new NotABackup(from);
  const manifest = parseManifest(readFileSync(file, 'utf8'));
  const known = new Set([manifestName, ...manifest.files.map(({ name }) => name)]);
  const stranger = filesBelow(from).find((name) => !known.has(name));
  if (stranger !== undefined) throw new DamagedBackup(stranger, 'unexpected');
  if (!manifest.files.some(({ name }) => name === manifest.log.file)) throw new DamagedBackup(manifest.log.file, 'missing');
  const of = manifest.files.reduce((sum, { size }) => sum + size, 0);
  let bytes = 0;
  for (const { name, size, sha256 } of manifest.files) {
    signal?.throwIfAborted();
    const path = join(from, name);
    const found = statSync(path, { throwIfNoEntry: false });
    if (!found?.isFile()) throw new DamagedBackup(name, 'missing');
    if (found.size !== size) throw new DamagedBackup(name, 'size');
    const read = await hashFile(path, (more) => onProgress?.({ step: 'checking', bytes: (bytes += more), of }));
    if (read.sha256 !== sha256) throw new DamagedBackup(name, 'content');
  }
  return manifest;
}
