// How `npm run local -- stop` and `-- status` reach the command that runs: a socket named after its data folder. It is also the lock of the
// folder, and no file with a process number that may be another's by now.
import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const socketOf = (data) => join(tmpdir(), `zhiheng-local-${createHash('sha256').update(data).digest('hex').slice(0, 16)}.sock`);

/** Ask the command that runs on a data folder: `status` or `stop`. Resolves with its answer, or undefined where none runs. */
export function ask(data, question) {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(socketOf(data), () => socket.end(`${question}\n`));
    socket.setEncoding('utf8').on('data', (text) => (answer += text));
    socket.on('error', (error) => (['ENOENT', 'ECONNREFUSED'].includes(error.code) ? resolve(undefined) : reject(error)));
    socket.on('close', () => answer !== '' && resolve(JSON.parse(answer)));
  });
}

/**
 * Take a data folder and answer questions about it.
 * @param answers by question; each resolves with what is said
 * @returns how to let go of the folder; undefined where another command has it
 */
export async function hold(data, answers) {
  if ((await ask(data, 'status')) !== undefined) return undefined;
  const path = socketOf(data);
  rmSync(path, { force: true }); // left by one that was killed
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    let question = '';
    socket.on('error', () => undefined);
    socket.setEncoding('utf8').on('data', (text) => (question += text));
    socket.on('end', async () => socket.end(JSON.stringify((await answers[question.trim()]?.()) ?? { error: 'no such question' })));
  });
  await new Promise((resolve, reject) => server.once('error', reject).listen(path, resolve));
  return () => new Promise((resolve) => server.close(resolve));
}
