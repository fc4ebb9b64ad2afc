import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { seededRandom } from '#engine/testing';
import { crashVariable } from '../../../testing/crash-point.js';
import { buildPrograms, Life, Trial } from './trial.js';

const hosts = ['main', 'thread'] as const;
const killings = 60;
let folder: string;

beforeAll(() => {
  buildPrograms();
  folder = mkdtempSync(join(tmpdir(), 'zhiheng-crash-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Open the log once more, look at all of it, and go on writing for a while. */
async function lastLife(trial: Trial, life = new Life(folder)): Promise<void> {
  life.begin(trial.orders({ after: 0, most: 3 }));
  const ending = await life.ending;
  expect([ending.code, ending.errors]).toEqual([0, '']);
  expect(trial.take(ending)).toEqual([]);
}

describe('a log whose process is killed', () => {
  test.each(hosts)(
    `has every acknowledged command once and no half command, ${killings} times over (writer in: %s)`,
    async (host) => {
      const random = seededRandom(20_250_630);
      const trial = new Trial(join(folder, host, 'log.db'), host, 24);
      let waiting = new Life(folder);
      for (let killing = 1; killing <= killings; killing += 1) {
        const life = waiting;
        waiting = new Life(folder);
        life.begin(trial.orders({ padding: random.int(1, 300) }));
        // Some die while they open and recover, most in the middle of writing.
        if (!random.chance(0.1)) await life.writing;
        await pause(random.int(0, 25));
        life.kill();
        const ending = await life.ending;
        expect([ending.signal, ending.errors]).toEqual(['SIGKILL', '']);
        expect(trial.take(ending)).toEqual([]);
      }
      await lastLife(trial, waiting);
      expect(trial.acknowledged).toBeGreaterThan(killings * 20);
      // Commands that were recorded, but whose acknowledgement died with the process, and were sent again.
      expect(trial.repeated).toBeGreaterThan(0);
    },
    60_000,
  );
});

/** Every label in the sources of the store, so that none can be added without being crashed at. */
function crashLabels(): readonly string[] {
  const sources = dirname(dirname(fileURLToPath(import.meta.url)));
  const texts = readdirSync(sources).filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'));
  return texts.flatMap((name) => [...readFileSync(join(sources, name), 'utf8').matchAll(/crashPoint\('([^']+)'\)/g)].map(([, label]) => label!));
}

describe('a log whose process dies at a named point', () => {
  test('has such points at every step of an append and of copying the write-ahead log', () => {
    expect([...crashLabels()].sort()).toEqual([
      'append-after-begin',
      'append-after-commit',
      'append-after-insert',
      'append-before-acknowledgement',
      'append-before-commit',
      'checkpoint-after',
      'checkpoint-before',
    ]);
  });

  test.each(crashLabels().flatMap((label) => hosts.map((host) => [label, host] as const)))(
    'recovers from %s (writer in: %s)',
    async (label, host) => {
      const trial = new Trial(join(folder, `${label}-${host}`, 'log.db'), host, 8);
      for (const count of label.startsWith('checkpoint') ? [1, 2] : [1, 25]) {
        const life = new Life(folder, { [crashVariable]: `${label}:${count}` });
        life.begin(trial.orders({ most: 2000, padding: 800 }));
        const ending = await life.ending;
        // An exit of its own would mean that the point was never reached.
        expect([ending.code, ending.signal]).toEqual([null, 'SIGKILL']);
        expect(trial.take(ending)).toEqual([]);
      }
      await lastLife(trial);
      expect(trial.acknowledged).toBeGreaterThanOrEqual(8 * 3);
    },
    60_000,
  );
});
