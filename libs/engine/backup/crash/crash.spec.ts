import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { crashVariable } from '../../testing/crash-point.js';
import { DataFolder } from '../backup-examples.js';
import { checkBackup } from '../index.js';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../../../..');
const program = join(root, 'dist/libs/engine/backup/crash/backing-up-program.js');
let folder: DataFolder;

beforeAll(async () => {
  execFileSync(process.execPath, [join(root, 'infra/tasks/build.mjs')], { cwd: root });
  folder = await DataFolder.make(30);
});
afterAll(() => folder.dispose());

const attempt = (act: string, from: string, to: string, crashAt?: string) => spawnSync(process.execPath, [program, act, from, to], { cwd: root, env: { ...process.env, ...(crashAt === undefined ? {} : { [crashVariable]: crashAt }) }, encoding: 'utf8' });

/** Labels in the sources, so that none can be added without being crashed at. */
function labels(prefix: string): string[] {
  const texts = readdirSync(dirname(here)).filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts')).map((name) => readFileSync(join(dirname(here), name), 'utf8'));
  return [...texts.join('\n').matchAll(/crashPoint\('([a-z-]+)'\)/g)].map(([, label]) => label!).filter((label) => label.startsWith(prefix)).sort();
}

describe('a backup whose process is killed', () => {
  test('is not there, or is whole; and the next attempt succeeds', async () => {
    expect(labels('backup')).toEqual(['backup-checked', 'backup-copied', 'backup-named', 'backup-written']);
    const to = folder.path('b');
    for (const crashAt of ['backup-copied', 'backup-copied:3', 'backup-copied:5', 'backup-written', 'backup-checked']) {
      expect([crashAt, attempt('back-up', folder.data, to, crashAt).signal]).toEqual([crashAt, 'SIGKILL']);
      expect([crashAt, existsSync(to)]).toEqual([crashAt, false]);
      if (/copied/.test(crashAt)) await expect(checkBackup(`${to}.partial`)).rejects.toMatchObject({ name: 'NotABackup' });
    }
    expect(attempt('back-up', folder.data, to, 'backup-named').signal).toBe('SIGKILL');
    expect(await checkBackup(to)).toMatchObject({ log: { head: 30 } });
    const next = attempt('back-up', folder.data, folder.path('b-2'));
    expect([next.status, next.stderr]).toEqual([0, '']);
    expect(readdirSync(folder.home).filter((name) => name.endsWith('.partial'))).toEqual([]);
  });

  test('and so is a restore', () => {
    expect(labels('restore')).toEqual(['restore-copied', 'restore-proven']);
    const [from, to] = [folder.path('b-2'), folder.path('r')];
    for (const crashAt of ['restore-copied', 'restore-copied:3', 'restore-proven']) {
      expect([crashAt, attempt('restore', from, to, crashAt).signal]).toEqual([crashAt, 'SIGKILL']);
      expect([crashAt, existsSync(to)]).toEqual([crashAt, false]);
    }
    const next = attempt('restore', from, to);
    expect([next.status, next.stderr]).toEqual([0, '']);
    expect(readdirSync(to)).toContain('events.db');
  });
});
