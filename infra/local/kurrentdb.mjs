// The peer of the specs that speaks KurrentDB's protocol, as a process on a file: to try the distributed profile where KurrentDB cannot be had.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from '../tasks/paths.mjs';

const program = join(root, 'dist/libs/engine/event-store/kurrentdb/peer/program.js');
const longestStartMs = 60_000;

/**
 * Start the peer and wait until it has said its address. It must be built.
 * @throws Error when it does not start, with the end of its log
 */
export async function startPeer({ file, port = 0 }) {
  mkdirSync(dirname(file), { recursive: true });
  const child = spawn(process.execPath, [program, '--leashed', '--port', String(port), '--file', file], { cwd: root, stdio: ['pipe', 'pipe', 'pipe'] });
  let log = '';
  child.stdin.on('error', () => undefined);
  child.stderr.setEncoding('utf8').on('data', (text) => (log = (log + text).slice(-8_000)));
  const exited = once(child, 'exit');
  const url = await Promise.race([
    once(createInterface({ input: child.stdout }), 'line', { signal: AbortSignal.timeout(longestStartMs) }).then(([line]) => line, () => undefined),
    exited.then(() => undefined),
  ]);
  const end = async (signal) => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await exited;
  };
  if (url === undefined) {
    await end('SIGKILL');
    throw new Error(`the peer of KurrentDB does not start:\n${log}`);
  }
  return {
    url,
    pid: child.pid,
    get running() {
      return child.exitCode === null && child.signalCode === null;
    },
    log: () => log,
    stop: () => end('SIGTERM'),
  };
}
