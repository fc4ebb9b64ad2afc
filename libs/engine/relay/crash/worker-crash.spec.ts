import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { SqliteEventStore } from '#engine/event-store/sqlite';
import { systemClock, type RecordedEvent } from '#engine/kernel';
import { readFeed } from '#engine/relay/file';
import { seededRandom } from '#engine/testing';
import { crashVariable } from '../../testing/crash-point.js';
import type { CloudEvent } from '../relay.js';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..', '..', '..');
const program = join(root, 'dist', 'libs', 'engine', 'relay', 'crash', 'program.js');
const labels = ['follower-before-commit', 'follower-after-commit', 'timers-before-commit', 'timers-after-commit', 'relay-after-send'];
const perLife = 12;

let folder: string;
const placed = new Set<number>();
let next = 0;

beforeAll(async () => {
  const built = spawnSync(process.execPath, [join(root, 'infra', 'tasks', 'build.mjs')], { encoding: 'utf8' });
  expect([built.status, built.stderr]).toEqual([0, '']);
  folder = await mkdtemp(join(tmpdir(), 'zhiheng-worker-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Ending {
  readonly signal: string | null;
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

/** One life of the worker: place some orders, and everything that follows. Killed after so many acknowledgements, if told so. */
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
      for (const [, n] of output.matchAll(/^placed (\d+)$/gm)) placed.add(Number(n));
      resolve({ signal, code, output, errors: errors.replace(/^.*(?:ExperimentalWarning|--trace-warnings).*\n/gm, '') });
    }),
  );
}

async function wholeLog(): Promise<readonly RecordedEvent[]> {
  const store = await SqliteEventStore.open({ path: join(folder, 'log.db'), clock: systemClock, writer: 'main' });
  const { events } = await store.readAll({ after: 0, limit: 100_000 });
  await store.close();
  return events;
}

describe('a worker that is killed at every named point and at random moments', () => {
  test.each(labels)('dies at %s', async (label) => {
    for (const count of [1, 2]) expect(await live(perLife, { crashAt: `${label}:${count}` })).toMatchObject({ signal: 'SIGKILL', errors: '' });
  });

  test('dies after any number of acknowledged orders', async () => {
    const random = seededRandom(20_250_303);
    for (let life = 0; life < 5; life++) expect(await live(perLife, { killAfter: random.int(1, perLife) })).toMatchObject({ signal: 'SIGKILL' });
  });

  test('has every point that the sources name among those it dies at', async () => {
    const sources = [join(here, '..'), join(here, '..', '..', 'reactions')];
    const texts = await Promise.all(sources.map(async (path) => Promise.all((await readdir(path)).filter((name) => /(?<!spec)\.ts$/.test(name)).map((name) => readFile(join(path, name), 'utf8')))));
    const named = texts.flat().flatMap((text) => [...text.matchAll(/crashPoint\('([^']+)'\)/g)].map(([, label]) => label));
    expect([...named].sort()).toEqual([...labels].sort());
  });

  test('in the end each order is confirmed once and reminded once, and every fact was sent, in order, under one id', async () => {
    expect(await live(3)).toMatchObject({ code: 0, output: expect.stringContaining('parked 0'), errors: '' });
    const log = await wholeLog();
    const numbersOf = (type: string): number[] => log.filter((event) => event.type === type).map(({ data }) => data['n'] as number);
    const all = numbersOf('order.Placed');
    expect([...placed].filter((n) => !all.includes(n))).toEqual([]);
    const sorted = [...all].sort((a, b) => a - b);
    expect(numbersOf('order.Confirmed').sort((a, b) => a - b)).toEqual(sorted);
    expect(numbersOf('order.Reminded').sort((a, b) => a - b)).toEqual(sorted);
    for (const stream of ['order-0', 'order-1', 'order-2']) {
      const confirmed = log.filter((event) => event.stream === `${stream}-answers` && event.type === 'order.Confirmed').map(({ data }) => data['n']);
      expect(confirmed).toEqual(log.filter((event) => event.stream === stream).map(({ data }) => data['n']));
    }
    const { events } = await readFeed(join(folder, 'out'), 'quality.order.v1', { limit: 1_000_000 });
    const once = [...new Map([...events].map((event) => [event.id, event])).values()] as CloudEvent[];
    expect(once.map(({ id }) => id)).toEqual(log.map(({ id }) => id));
    expect(events.length).toBeGreaterThan(once.length);
  });
});
