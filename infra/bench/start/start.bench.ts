// A stranger's first minutes: fresh clone of the last commit → `npm start` until it serves a page, a second start, `npm test`.
// npm's own cache is whatever this machine has: the result says whether it held packages.
// node infra/tasks/build.mjs && node dist/infra/bench/start/start.bench.js [--without-tests] [--uncommitted]
// With --uncommitted it is the working tree as it stands: the last commit, with files changed and added since.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileContext, isProgram, repository, type BenchContext } from '../measurements/results.js';
import { rounded } from '../measurements/spread.js';

/** Pages that show that the server serves, the best first. */
const pages = ['/', '/api/system'];
const patienceMs = 600_000;

interface Started {
  readonly seconds: number;
  readonly page: string;
  readonly demoAccountsPrinted: boolean;
}

/** Run `npm start` in a clone until a page is served and the demo is there, then stop it. */
async function start(clone: string): Promise<Started> {
  const began = performance.now();
  // A group of its own: npm, the start script and the server are ended together.
  const npm = spawn('npm', ['start'], { cwd: clone, env: environment(), stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const output = gathered(npm);
  try {
    while (performance.now() - began < patienceMs) {
      if (npm.exitCode !== null) throw new Error(`npm start ended with ${npm.exitCode}:\n${output()}`);
      const address = /http:\/\/[^\s/]+/.exec(output())?.[0];
      const page = address && output().includes('--as leader') ? await served(address) : undefined;
      if (page !== undefined) return { seconds: rounded((performance.now() - began) / 1_000), page, demoAccountsPrinted: output().includes('演示账号') };
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`nothing was served:\n${output()}`);
  } finally {
    await ended(npm);
  }
}

async function served(address: string): Promise<string | undefined> {
  for (const page of pages) if ((await fetch(address + page).catch(() => undefined))?.ok) return page;
  return undefined;
}

function gathered({ stdout, stderr }: ChildProcess): () => string {
  let text = '';
  for (const stream of [stdout, stderr]) stream?.setEncoding('utf8').on('data', (chunk: string) => { text += chunk; });
  return () => text;
}

function ended(npm: ChildProcess): Promise<void> {
  if (npm.exitCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    npm.on('exit', () => resolve());
    process.kill(-npm.pid!, 'SIGTERM');
  });
}

/** The caller's environment without what npm and Jest hand down to their children. */
function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(npm_|NODE_OPTIONS|JEST_|ZHIHENG_)/.test(name));
  return { ...Object.fromEntries(kept), ZHIHENG_PORT: '0' };
}

function test(clone: string): { readonly seconds: number; readonly exitCode: number | null; readonly summary: string } {
  const began = performance.now();
  const { status, stderr } = spawnSync('npm', ['test'], { cwd: clone, env: environment(), encoding: 'utf8', maxBuffer: 256 * 1_048_576 });
  const summary = stderr.split('\n').filter((line) => /^(Test Suites|Tests|Time):/.test(line)).join('; ');
  return { seconds: rounded((performance.now() - began) / 1_000), exitCode: status, summary };
}

/** Put what was changed since the last commit over a clone. */
function overlay(clone: string): void {
  const list = (...options: string[]): string[] =>
    spawnSync('git', ['ls-files', '-z', ...options], { cwd: repository, encoding: 'utf8', maxBuffer: 64 * 1_048_576 }).stdout.split('\0').filter((file) => file !== '');
  for (const file of list('--modified', '--others', '--exclude-standard')) {
    if (existsSync(join(repository, file))) cpSync(join(repository, file), join(clone, file));
    else rmSync(join(clone, file), { force: true });
  }
}

interface Options {
  readonly tests: boolean;
  readonly uncommitted: boolean;
}

export default async function bench(context: BenchContext, { tests, uncommitted }: Options = { tests: true, uncommitted: false }): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'zhiheng-clone-'));
  const clone = join(folder, 'zhiheng');
  try {
    const cloned = spawnSync('git', ['clone', '--quiet', repository, clone], { encoding: 'utf8' });
    if (cloned.status !== 0) throw new Error(cloned.stderr);
    if (uncommitted) overlay(clone);
    const commit = spawnSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: clone, encoding: 'utf8' }).stdout.trim();
    const cache = spawnSync('npm', ['config', 'get', 'cache'], { encoding: 'utf8' }).stdout.trim();
    const conditions = { commit, uncommitted, npmCacheHeldPackages: existsSync(join(cache, '_cacache')) && readdirSync(join(cache, '_cacache')).length > 0, loadAverageBefore: rounded(loadavg()[0] ?? 0) };
    context.say(JSON.stringify(conditions));
    const first = await start(clone);
    context.say(`first start: ${JSON.stringify(first)}`);
    const second = await start(clone);
    context.say(`second start: ${JSON.stringify(second)}`);
    const tested = tests ? test(clone) : null;
    if (tested) context.say(`npm test: ${JSON.stringify(tested)}`);
    context.keep('start', { conditions, firstStart: first, secondStart: second, test: tested });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (isProgram(import.meta.url)) await bench(fileContext(), { tests: !process.argv.includes('--without-tests'), uncommitted: process.argv.includes('--uncommitted') });
