import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { systemClock } from '#engine/kernel';
import { makeBackup, restoreBackup } from '../cli/offline/keep-backups.js';
import { RunningServer } from './running-server-examples.js';

const quiet = { clock: systemClock, onProgress: () => undefined, signal: new AbortController().signal };
const board = '/boards/nanjing-2023/2025/districts';
const folders = mkdtempSync(join(tmpdir(), 'zhiheng-restored-'));

let city: RunningServer;

// Killed a few times on its way, so that seeding has to go on where it stopped.
beforeAll(async () => {
  city = await RunningServer.killedWhileStarting([700, 1_500, 2_500]);
}, 120_000);
afterAll(async () => {
  await city.stop();
  rmSync(folders, { recursive: true, force: true });
}, 30_000);

const boardOf = async (server: RunningServer, query = '') => (await server.call('leader', 'GET', `${board}${query}`)).body;

describe('a demo city that was killed while it was made', () => {
  test('is the whole city, once', async () => {
    const { body } = await city.call('leader', 'GET', '/rounds');
    expect(body.items.map(({ round, step }: { round: string; step: string }) => [round, step])).toEqual(expect.arrayContaining([['2024-districts', 'closed'], ['2025-districts', 'self-assessment']]));
    const { body: drawn } = await city.call('bureau', 'GET', '/findings?limit=1');
    expect(drawn.total).toBe(13);
  });
});

describe('a folder that was restored from a backup', () => {
  test('serves what the city served, and signs on', async () => {
    const before = await boardOf(city);
    await makeBackup({ folder: city.data, to: join(folders, 'backup'), ...quiet });
    await restoreBackup({ from: join(folders, 'backup'), to: join(folders, 'whole'), ...quiet });
    const restored = await RunningServer.start(join(folders, 'whole'));
    try {
      const after = await boardOf(restored);
      expect({ ...after, position: 0 }).toEqual({ ...before, position: 0 });
      const { status, body } = await restored.call('bureau', 'POST', '/ledger/checkpoints', {});
      expect([status, body.size]).toEqual([200, expect.any(Number)]);
      expect((await fetch(`${restored.address}/health/ready`)).status).toBe(200);
    } finally {
      await restored.stop();
    }
  }, 120_000);

  test('and cut at a position serves what was known there', async () => {
    const asKnown = await boardOf(city, '?asKnownAt=3900');
    await restoreBackup({ from: join(folders, 'backup'), to: join(folders, 'earlier'), position: 3_900, ...quiet });
    const restored = await RunningServer.start(join(folders, 'earlier'));
    try {
      const after = await boardOf(restored, '?asKnownAt=3900');
      expect(after).toEqual(asKnown);
      expect((await restored.call('bureau', 'POST', '/ledger/checkpoints', {})).status).toBe(200);
      expect((await fetch(`${restored.address}/health/ready`)).status).toBe(200);
    } finally {
      await restored.stop();
    }
  }, 120_000);
});
