import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import type { Instant } from '#engine/kernel';
import type { LogHolder } from '../event-store.js';
import { LogInUse } from '../event-store.js';
import type { Database } from './driver.js';
import { openLockFile, resultCode, sqliteBusy } from './driver.js';

/** The right to write to a log, held until released or until the process ends, however it ends. */
export interface LogLock {
  release(): void;
}

/**
 * Take the right to write. It is a lock of the operating system on a file beside the log, so a killed process
 * never leaves it behind; the JSON file next to it only names the holder for the message.
 * @throws LogInUse
 */
export function lockLog(path: string, now: Instant): LogLock {
  const holderFile = `${path}.writer.json`;
  const lock = openLockFile(`${path}.writer.lock`);
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (resultCode(error) === sqliteBusy) throw inUse(path, readHolder(holderFile));
    throw error;
  }
  const holder: LogHolder = { pid: process.pid, host: hostname(), since: now };
  writeFileSync(holderFile, `${JSON.stringify(holder)}\n`);
  return { release: () => release(lock, holderFile) };
}

function release(lock: Database, holderFile: string): void {
  rmSync(holderFile, { force: true });
  lock.exec('ROLLBACK');
  lock.close();
}

function inUse(path: string, holder: LogHolder | undefined): LogInUse {
  const zh = holder ? `进程 ${holder.pid}（主机 ${holder.host}，自 ${holder.since}）` : '另一个进程';
  const en = holder ? `process ${holder.pid} on ${holder.host} (since ${holder.since})` : 'another process';
  return new LogInUse(
    {
      zh: `事件日志 ${path} 正由${zh}写入；一个日志只能有一个写入进程。请先停止该进程，或以只读方式打开。`,
      en: `The event log ${path} is being written by ${en}; a log has one writing process. Stop that process first, or open the log read-only.`,
    },
    holder,
  );
}

/** Best effort: the holder may be between taking the lock and writing its name. */
function readHolder(file: string): LogHolder | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as LogHolder;
  } catch {
    return undefined;
  }
}
