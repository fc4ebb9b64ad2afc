import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { upwards } from '../../contract/harness.contract.js';
import type { Ending } from './trial.js';
import { buildPrograms, Life, Trial } from './trial.js';
import { notOpened, storeStopped } from './writing-program.js';

const hosts = ['main', 'thread'] as const;
let folder: string;

beforeAll(() => {
  buildPrograms();
  folder = mkdtempSync(join(tmpdir(), 'zhiheng-disk-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** One life on a disk that fails, one on a disk that works again: nothing acknowledged is lost, nothing was taken after the failure. */
async function failAndRecover(trial: Trial, life: Life, most = 3000): Promise<Ending> {
  life.begin(trial.orders({ most, padding: 300 }));
  const ending = await life.ending;
  expect(trial.take(ending)).toEqual([]);
  const after = new Life(folder);
  after.begin(trial.orders({ after: 0, most: 3 }));
  const recovered = await after.ending;
  expect([recovered.code, recovered.errors]).toEqual([0, '']);
  expect(trial.take(recovered)).toEqual([]);
  return ending;
}

/**
 * The store stopped at the failure, said so, acknowledged nothing any more, and could still be read.
 * @param onDisk appends that were on the disk before the failure, and whose callers may hear of it just after
 */
function expectStopped({ code, told, errors }: Ending, message: RegExp, onDisk = 0): void {
  expect([code, errors]).toEqual([storeStopped, '']);
  const stopped = told.findIndex(([what]) => what === 'stopped');
  expect(told.length - stopped - 2).toBeLessThanOrEqual(onDisk);
  expect(told.slice(stopped).filter(([what]) => what !== 'acknowledged').map(([what]) => what)).toEqual(['stopped', 'after the stop']);
  expect(told[stopped]![1]).toMatch(message);
  const [, appended, readable] = told.at(-1) as readonly ['after the stop', boolean, number];
  const acknowledged = told.flatMap((line) => (line[0] === 'acknowledged' ? [line[3]] : []));
  expect(appended).toBe(false);
  expect(readable).toBeGreaterThanOrEqual(Math.max(0, ...acknowledged));
}

describe('a log that may grow no further', () => {
  test.each(hosts)(
    'stops its writer without half an append, can be read on, and goes on when there is room again (writer in: %s)',
    async (host) => {
      const trial = new Trial(join(folder, `full-${host}`, 'log.db'), host, 16);
      // The shell's limit on file size makes the kernel refuse the write itself (EFBIG): no simulation.
      const life = new Life(folder, {}, ['bash', '-c', 'ulimit -f 900; exec "$@"', 'limited']);
      const ending = await failAndRecover(trial, life);
      expectStopped(ending, /takes no more appends: .*(disk I\/O error|full)/);
      expect(trial.acknowledged).toBeGreaterThan(16 * 3);
    },
    60_000,
  );
});

/** Runs a program so that its n-th call of a kind fails, and notes the file that was hit. */
const strace = (inject: string, notes = '/dev/null'): readonly string[] => [
  ...['strace', '-f', '--seccomp-bpf', '-qq', '-y', '-o', notes],
  ...['-e', `trace=${inject.split(':')[0]}`, '-e', `inject=${inject}`],
];
const canInject = spawnSync('strace', [...strace('fsync:error=EIO:when=1').slice(1), 'true']).status === 0;

describe('a disk that fails', () => {
  if (!canInject) {
    console.warn('strace cannot trace here: fsync and write errors were NOT injected, only the file size limit was tried.');
    return;
  }
  const faults: readonly (readonly [string, RegExp])[] = [
    ...[12, 17, 30, 60].map((n) => [`fsync,fdatasync:error=EIO:when=${n}`, /disk I\/O error/] as const),
    ['pwrite64:error=EIO:when=70', /disk I\/O error/],
    ['pwrite64:error=ENOSPC:when=75', /full/],
    ['pwrite64:error=ENOSPC:when=201', /full/],
  ];
  test.each(faults.flatMap(([inject, message], i) => [[inject, hosts[i % 2]!, message] as const]))(
    'stops the writer at the first error and loses nothing acknowledged: %s (writer in: %s)',
    async (inject, host, message) => {
      const trial = new Trial(join(folder, inject.replace(/\W/g, '-'), 'log.db'), host, 8);
      const ending = await failAndRecover(trial, new Life(folder, {}, strace(inject)));
      expectStopped(ending, message);
    },
    60_000,
  );

  test.each(hosts)('stops the writer also when it fails while the write-ahead log is copied (writer in: %s)', async (host) => {
    const path = join(folder, `copying-${host}`, 'log.db');
    const trial = new Trial(path, host, 8);
    const first = new Life(folder);
    first.begin(trial.orders({ most: 3 }));
    expect(trial.take(await first.ending)).toEqual([]);
    const ending = await failAndRecover(trial, new Life(folder, {}, [...strace('fsync,fdatasync:error=EIO:when=1'), '-P', path]));
    expectStopped(ending, /disk I\/O error/, 8);
    expect(trial.acknowledged).toBeGreaterThan(8 * 20);
  });

  test('is refused while the log is being made, whichever fsync fails', async () => {
    const hits: string[] = [];
    let folderRefused = 0;
    for (const n of upwards(1, 9)) {
      const notes = join(folder, `start-${n}.txt`);
      const trial = new Trial(join(folder, `start-${n}`, 'log.db'), 'main', 1);
      const ending = await failAndRecover(trial, new Life(folder, {}, strace(`fsync,fdatasync:error=EIO:when=${n}`, notes)), 1);
      const hit = /<([^>]*)>.*INJECTED/.exec(readFileSync(notes, 'utf8'))?.[1] ?? '';
      hits.push(basename(hit));
      // SQLite passes over a folder that cannot be synced; the store then syncs it itself before it opens.
      if (hit !== join(folder, `start-${n}`)) expect([n, ending.code]).toEqual([n, ending.told.some(([what]) => what === 'opened') ? storeStopped : notOpened]);
      else folderRefused += Number(ending.code === notOpened);
      if (ending.code !== 0) expect(ending.told.filter(([what]) => what === 'acknowledged')).toEqual([]);
    }
    expect(folderRefused).toBe(1);
    expect(new Set(hits.filter((hit) => !hit.startsWith('start-')))).toEqual(new Set(['log.db-journal', 'log.db', 'log.db-wal']));
  }, 60_000);
});
