// The command line with the receiver alone, for specs that kill it.
import { homedir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { newId, systemClock } from '#engine/kernel';
import { runCommandLine } from '../../command-line/run.js';
import { receive } from '../receive.js';

const stop = new AbortController();
process.exitCode = await runCommandLine({ version: '0', groups: [], chapters: [], commands: [receive] }, process.argv.slice(2), {
  stdin: process.stdin, stdout: process.stdout, stderr: process.stderr, env: process.env, platform: process.platform, home: homedir(), clock: systemClock, newId, signal: stop.signal,
  sleep: async (ms, signal) => void (await sleep(ms, undefined, { signal })),
});
