import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { SqliteEventStore } from '#engine/event-store/sqlite';
import { isRefusal, systemClock, type RecordedEvent } from '#engine/kernel';
import { seededRandom } from '#engine/testing';
import { round } from '../../assessment-examples.js';
import { reproduceRound } from '../../reproduce-round/reproduce-round.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', '..', '..');
const program = join(root, 'dist', 'libs', 'domain', 'assessment', 'calculate-round', 'crash', 'program.js');
const units = 150;
const lives = 6;

let folder: string;
beforeAll(async () => {
  const built = spawnSync(process.execPath, [join(root, 'infra', 'tasks', 'build.mjs')], { encoding: 'utf8' });
  expect([built.status, built.stderr]).toEqual([0, '']);
  folder = await mkdtemp(join(tmpdir(), 'zhiheng-round-crash-'));
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

/** One life of the process: killed so many milliseconds after it began a calculation. Resolves with the runs that it was told of. */
function live(path: string, calculations: number, milliseconds: number): Promise<{ readonly signal: string | null; readonly runs: readonly number[]; readonly errors: string }> {
  const child = spawn(process.execPath, [program, path, String(units)]);
  let [output, errors, doomed] = ['', '', false];
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
    if (doomed || output.split('calculating\n').length <= calculations) return;
    doomed = true;
    setTimeout(() => child.kill('SIGKILL'), milliseconds);
  });
  return new Promise((resolve) =>
    child.on('close', (_code, signal) => resolve({
      signal, runs: [...output.matchAll(/^calculated (\d+)$/gm)].map(([, run]) => Number(run)), errors: errors.replace(/^.*(?:ExperimentalWarning|--trace-warnings).*\n/gm, ''),
    })),
  );
}

async function everything(path: string): Promise<readonly RecordedEvent[]> {
  const log = await SqliteEventStore.open({ path, clock: systemClock, writer: 'main' });
  const { events } = await log.readAll({ after: 0, limit: 1_000_000, types: ['assessment.RoundCalculated', 'assessment.ResultCalculated'] });
  await log.close();
  return events;
}

describe('a process that is killed while it calculates a round', () => {
  test('leaves whole runs only, every one that it was told of, and they reproduce', async () => {
    const path = join(folder, 'events.db');
    const random = seededRandom(20_250_410);
    const told: number[] = [];
    for (let life = 0; life < lives; life += 1) {
      const ending = await live(path, random.int(1, 3), random.int(0, 120));
      expect(ending).toMatchObject({ signal: 'SIGKILL', errors: '' });
      told.push(...ending.runs);
      const events = await everything(path);
      const runs = events.filter(({ type }) => type === 'assessment.RoundCalculated').map(({ data }) => Number(data['run']));
      const results = events.filter(({ type }) => type === 'assessment.ResultCalculated');
      expect(runs).toEqual(runs.map((_, n) => n + 1));
      expect(results).toHaveLength(runs.length * units);
      for (const run of runs) expect(new Set(results.filter(({ data }) => data['run'] === run).map(({ data }) => data['unit'])).size).toBe(units);
      expect(told.filter((run) => !runs.includes(run))).toEqual([]);
    }
    const log = await SqliteEventStore.open({ path, clock: systemClock, writer: 'main' });
    const answer = await reproduceRound(log, round);
    await log.close();
    expect(isRefusal(answer) ? answer : [answer.equal, answer.units.length]).toEqual([true, units]);
  }, 60_000);
});
