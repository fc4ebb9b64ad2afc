import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { seededRandom } from '#engine/testing';
import { crashVariable } from '../../testing/crash-point.js';
import type { SpoolLine } from '../file/index.js';
import { SqliteInbox, SqliteNoticeOutbox } from '../sqlite/index.js';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..', '..', '..');
const program = join(root, 'dist', 'libs', 'engine', 'notices', 'crash', 'program.js');
const own = ['notices-after-queue', 'notices-after-deliver', 'notices-after-settle'];
const perLife = 10;

let folder: string;
const urged = new Set<number>();
let next = 0;

beforeAll(async () => {
  const built = spawnSync(process.execPath, [join(root, 'infra', 'tasks', 'build.mjs')], { encoding: 'utf8' });
  expect([built.status, built.stderr]).toEqual([0, '']);
  folder = await mkdtemp(join(tmpdir(), 'zhiheng-notices-crash-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Ending {
  readonly signal: string | null;
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

/** One life of the process; killed at a named point or after so many acknowledgements, if told so. */
function live(count: number, { crashAt, killAfter }: { readonly crashAt?: string; readonly killAfter?: number } = {}): Promise<Ending> {
  const child = spawn(process.execPath, [program, folder, String(next), String(count)], { env: { ...process.env, ...(crashAt ? { [crashVariable]: crashAt } : {}) } });
  next += count;
  let [output, errors] = ['', ''];
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
    if (killAfter !== undefined && output.split('\n').length > killAfter) child.kill('SIGKILL');
  });
  return new Promise((resolve) =>
    child.on('close', (code, signal) => {
      for (const [, n] of output.matchAll(/^urged (\d+)$/gm)) urged.add(Number(n));
      resolve({ signal, code, output, errors: errors.replace(/^.*(?:ExperimentalWarning|--trace-warnings).*\n/gm, '') });
    }),
  );
}

async function spooled(): Promise<SpoolLine[]> {
  const names = (await readdir(join(folder, 'spool'))).sort();
  const texts = await Promise.all(names.map((name) => readFile(join(folder, 'spool', name), 'utf8')));
  return texts.join('').split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as SpoolLine);
}

describe('a process that is killed while it tells people', () => {
  test.each([...own, 'follower-before-commit', 'follower-after-commit'])('dies at %s', async (label) => {
    for (const count of [1, 3]) expect(await live(perLife, { crashAt: `${label}:${count}` })).toMatchObject({ signal: 'SIGKILL', errors: '' });
  });

  test('dies after any number of acknowledged facts', async () => {
    const random = seededRandom(20_250_303);
    for (let life = 0; life < 4; life++) expect(await live(perLife, { killAfter: random.int(1, perLife) })).toMatchObject({ signal: 'SIGKILL' });
  });

  test('has every point that the sources name among those it dies at', async () => {
    const names = (await readdir(join(here, '..'))).filter((name) => /(?<!spec|contract)\.ts$/.test(name));
    const texts = await Promise.all(names.map((name) => readFile(join(here, '..', name), 'utf8')));
    expect(texts.flatMap((text) => [...text.matchAll(/crashPoint\('([^']+)'\)/g)].map(([, label]) => label)).sort()).toEqual([...own].sort());
  });

  test('in the end has told everybody of every fact, and nobody twice', async () => {
    expect(await live(3)).toMatchObject({ code: 0, output: expect.stringContaining('delivered true failed 0 parked 0'), errors: '' });
    const lines = await spooled();
    expect(new Set(lines.map(({ id }) => id)).size).toBe(lines.length);
    const roles = { reporter: 0, inspector: 0 };
    for (const { to } of lines) roles[(to as { role: keyof typeof roles }).role] += 1;
    const told = new Set(lines.map(({ text }) => Number(/第(\d+)号/.exec(text)?.[1])));
    expect([...urged].filter((n) => !told.has(n))).toEqual([]);
    expect(roles).toEqual({ reporter: told.size, inspector: told.size });

    const inbox = SqliteInbox.open(join(folder, 'notices.db'));
    const outbox = SqliteNoticeOutbox.open(join(folder, 'notices.db'));
    const reader = { id: 'li', grants: [{ role: 'reporter', units: ['xuanwu'] }, { role: 'inspector', units: 'all' as const }] };
    const { total } = await inbox.list(reader, {}, { limit: 1 });
    expect(total).toBe(lines.length);
    expect((await outbox.list({ state: 'delivered' }, { limit: 1 })).total).toBe(2 * lines.length);
    expect((await outbox.list({}, { limit: 1 })).total).toBe(2 * lines.length);
    await Promise.all([inbox.close(), outbox.close()]);
  });
});
