// A clone of the committed tree, on its own: `npm start` has to serve, and the printed journey has to work.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './paths.mjs';

const folder = mkdtempSync(join(tmpdir(), 'zhiheng-clone-'));
const clone = join(folder, 'zhiheng');
const started = Date.now();
const seconds = () => ((Date.now() - started) / 1000).toFixed(1);
let server;

const fail = (message) => {
  console.error(message);
  if (server) stop('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
  process.exit(1);
};

/** npm, the start task and the server are one process group. */
const stop = (signal) => process.kill(-server.pid, signal);

const run = (command, args, options = {}) => {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: clone, encoding: 'utf8', env: { ...process.env, XDG_CONFIG_HOME: join(folder, 'config') }, ...options });
  if (status !== 0) fail(`${command} ${args.join(' ')} ended with ${status}:\n${stdout}\n${stderr}`);
  return stdout;
};

run('git', ['clone', '--quiet', '--no-hardlinks', root, clone], { cwd: folder });
server = spawn('npm', ['start'], { cwd: clone, env: { ...process.env, ZHIHENG_PORT: '0' }, stdio: ['ignore', 'pipe', 'inherit'], detached: true });
server.stdout.setEncoding('utf8');

const printed = await new Promise((resolve) => {
  let text = '';
  const limit = setTimeout(() => fail(`npm start printed no address within 180 s:\n${text}`), 180_000);
  server.stdout.on('data', (chunk) => {
    text += chunk;
    if (!text.includes('--as leader explain')) return;
    clearTimeout(limit);
    resolve(text);
  });
  server.on('exit', (code) => fail(`npm start ended with ${code}:\n${text}`));
});

const address = /http:\/\/\S+/.exec(printed)[0];
console.log(`npm start on a fresh clone served ${address} after ${seconds()} s`);
const health = await (await fetch(`${address}/health/ready`)).json();
if (!health.ready) fail(`not ready: ${JSON.stringify(health)}`);
for (const line of printed.split('\n').filter((text) => text.includes('npm run -s zhiheng'))) {
  const [command, ...args] = line.trim().split(/\s+/);
  const output = run(command, args);
  console.log(`$ ${line.trim()}\n${output.split('\n').slice(0, 6).join('\n')}`);
}
server.removeAllListeners('exit');
const left = new Promise((resolve) => server.on('exit', resolve));
stop('SIGTERM');
await left;
rmSync(folder, { recursive: true, force: true });
console.log(`a clone starts, serves and walks the journey: ${seconds()} s`);
process.exit(0);
