import { homedir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { newId, systemClock } from '#engine/kernel';
import { runCommandLine } from './command-line/run.js';
import { commandTree } from './commands.js';
import type { Host } from './terminal/host.js';

const stop = new AbortController();
const host: Host = {
  stdin: process.stdin, stdout: process.stdout, stderr: process.stderr, env: process.env, platform: process.platform, home: homedir(),
  clock: systemClock, newId, signal: stop.signal, sleep: async (ms, signal) => void (await sleep(ms, undefined, { signal })),
};

let unread = false;
// A reader that has seen enough (`| head`) is no error: stop working, say nothing.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    unread = true;
    stop.abort();
  });
}

// The first Ctrl-C ends the work in hand cleanly, a second one ends the program.
process.once('SIGINT', () => stop.abort());
process.once('SIGTERM', () => stop.abort());

const code = await runCommandLine(commandTree, process.argv.slice(2), host);
process.exitCode = unread ? 0 : code;
