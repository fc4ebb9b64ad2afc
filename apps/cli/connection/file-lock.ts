import { closeSync, mkdirSync, openSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Host } from '../terminal/host.js';

const pauseMs = 100;
/** A lock this old was left behind by a process that was killed: what it guards takes a second. */
const abandonedMs = 30_000;

/** Do something while no other process of this user does it. The lock is a file that only one can make. */
export async function withLock<T>(host: Host, file: string, work: () => Promise<T>): Promise<T> {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  while (!taken(file)) {
    if (abandoned(file, Date.parse(host.clock.now()))) rmSync(file, { force: true });
    else await host.sleep(pauseMs, host.signal);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

function taken(file: string): boolean {
  try {
    closeSync(openSync(file, 'wx', 0o600));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function abandoned(file: string, now: number): boolean {
  try {
    return now - statSync(file).mtimeMs > abandonedMs;
  } catch {
    return false;
  }
}
