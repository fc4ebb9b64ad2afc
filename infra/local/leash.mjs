// node infra/local/leash.mjs <pid>: ends that process when the one that holds this program's standard input is gone, however it went.
// For programs that cannot watch it themselves, on kernels without a death signal (`setpriv --pdeathsig`).
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Tie a child to this process's life. Returns the end of the tie, for when the child is gone: its number may then be another's. */
export function tie(pid) {
  const watcher = spawn(process.execPath, [fileURLToPath(import.meta.url), String(pid)], { stdio: ['pipe', 'ignore', 'ignore'] });
  watcher.stdin.on('error', () => undefined);
  watcher.on('error', () => undefined).unref();
  watcher.stdin.unref?.();
  return () => watcher.kill('SIGKILL');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  // Ctrl-C reaches everyone at a terminal: this one stays until the other is gone.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined);
  process.stdin.on('end', () => {
    try {
      process.kill(Number(process.argv[2]), 'SIGKILL');
    } catch (error) {
      if (error.code !== 'ESRCH') throw error;
    }
    process.exit(0);
  }).resume();
}
