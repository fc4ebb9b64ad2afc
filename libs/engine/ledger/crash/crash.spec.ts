import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { seededRandom } from '#engine/testing';
import { crashVariable } from '../../testing/crash-point.js';
import { verifySqliteLog } from '../sqlite/index.js';

const root = join(import.meta.dirname, '../../../..');
const program = join(root, 'dist/libs/engine/ledger/crash/program.js');
let folder: string;
/** Checkpoints that were answered, by size. */
const answered = new Map<number, string>();

beforeAll(() => {
  const built = spawnSync(process.execPath, [join(root, 'infra/tasks/build.mjs')], { encoding: 'utf8' });
  expect([built.status, built.stderr]).toEqual([0, '']);
  folder = mkdtempSync(join(tmpdir(), 'zhiheng-ledger-crash-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Ending {
  readonly signal: string | null;
  readonly code: number | null;
  readonly output: string;
}

/** One life: record and sign. Dies at a named place, or is killed after so many checkpoints and a moment. */
function live(rounds: number, { crashAt, killAfter, moment = 0 }: { readonly crashAt?: string; readonly killAfter?: number; readonly moment?: number } = {}): Promise<Ending> {
  const child = spawn(process.execPath, [program, folder, String(rounds)], { env: { ...process.env, ...(crashAt ? { [crashVariable]: crashAt } : {}) }, stdio: ['ignore', 'pipe', 'ignore'] });
  let output = '';
  let doomed = false;
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
    if (killAfter === undefined || doomed || [...output.matchAll(/^signed/gm)].length < killAfter) return;
    doomed = true;
    setTimeout(() => child.kill('SIGKILL'), moment);
  });
  return new Promise((resolve) =>
    child.on('close', (code, signal) => {
      for (const [, size, hash] of output.matchAll(/^signed (\d+) (\S+)$/gm)) {
        expect([size, answered.get(Number(size)) ?? hash]).toEqual([size, hash]);
        answered.set(Number(size), hash!);
      }
      resolve({ signal, code, output });
    }),
  );
}

/** The log verifies, with every checkpoint that was ever answered. */
async function requireIntact(): Promise<void> {
  const { damages, checkpoints, provenTo } = await verifySqliteLog(join(folder, 'events.db'), { folder: join(folder, 'ledger') });
  expect(damages).toEqual([]);
  expect(checkpoints).toBeGreaterThanOrEqual(answered.size);
  expect(provenTo).toBeGreaterThanOrEqual(Math.max(0, ...answered.keys()));
}

describe('a ledger whose process is killed', () => {
  test.each(['checkpoint-before-keeping', 'checkpoint-before-keeping:2', 'checkpoint-after-keeping', 'ledger-before-rename:2', 'ledger-before-rename:3', 'append-after-commit:2'])(
    'at %s keeps what it answered and goes on',
    async (crashAt) => {
      expect((await live(4, { crashAt })).signal).toBe('SIGKILL');
      await requireIntact();
      const next = await live(1);
      expect([next.code, next.output.split('\n')[0]]).toEqual([0, 'state live ']);
      await requireIntact();
    },
  );

  test('at any moment, again and again, keeps what it answered and goes on', async () => {
    const random = seededRandom(20_250_630);
    for (let life = 0; life < 12; life += 1) {
      await live(1_000, { killAfter: random.int(1, 3), moment: random.int(0, 25) });
      await requireIntact();
    }
    expect((await live(1)).output).toMatch(/^state live/);
    expect(answered.size).toBeGreaterThan(15);
  });
});
