import { afterAll, describe, expect, test } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { newId } from '#engine/kernel';
import { fact, upwards, write } from '../contract/harness.contract.js';
import { openDatabase } from '../sqlite/driver.js';
import { backOffMs } from './filling.js';
import { newReplicaPath, removeReplicas, until, withPeer } from './peer-examples.js';
import { replicaStatus } from './status.js';

afterAll(removeReplicas);

const mebibyte = 1024 * 1024;

describe('filling a replica', () => {
  test('of fifty thousand events takes a bounded part of memory, and what is sent ahead of the disk is bounded too', () =>
    withPeer(async ({ peer, open }) => {
      const metadata = Buffer.from(JSON.stringify({ 'zhiheng.schema': '1', 'zhiheng.meta': JSON.stringify({ actor: 'user-0001', correlation: newId(), causation: newId() }) }));
      const data = Buffer.from(JSON.stringify({ text: '质'.repeat(200) }));
      for (const batch of upwards(0, 499)) {
        const stream = `s-${batch % 50}`;
        peer.log.append(upwards(1, 100).map(() => ({ id: newId(), stream, type: 'testing.FactStated', json: true, data, metadata })), []);
      }
      const before = process.memoryUsage().rss;
      const store = await open();
      let [largest, furthest] = [0, 0];
      while ((await store.head()) < 50_000) {
        largest = Math.max(largest, process.memoryUsage().rss);
        furthest = Math.max(furthest, peer.sent - store.status().position);
        await pause(10);
      }
      // Both ends live in this process; what the peer holds was there before.
      expect((largest - before) / mebibyte).toBeLessThan(250);
      expect(furthest).toBeLessThan(5_000);
      expect(await store.current()).toBe(50_000);
    }), 300_000);

  test('waits while somebody else holds the file, and goes on afterwards', () =>
    withPeer(async ({ open }) => {
      const path = newReplicaPath();
      const store = await open({ path });
      const holder = openDatabase(path);
      holder.exec('BEGIN IMMEDIATE');
      const appending = store.append([write('a-1', 'any', fact())]);
      await until('the lock is felt', () => store.status().state === 'disconnected');
      holder.exec('ROLLBACK');
      holder.close();
      expect((await appending).position).toBe(1);
    }));

  test('is tried again at once, then less and less often, but never later than in five seconds', () => {
    for (const failures of upwards(0, 40)) {
      const wait = backOffMs(failures);
      const most = Math.min(5_000, 50 * 2 ** failures);
      expect(wait).toBeGreaterThanOrEqual(Math.floor(most / 2));
      expect(wait).toBeLessThanOrEqual(most + 1);
    }
  });
});

describe('the status of a replica', () => {
  const parts = { position: 7, place: { commit: 100n, prepare: 100n }, serverPlace: { commit: 100n, prepare: 100n }, lastHeardAt: '2025-07-01T00:00:00.000Z', behindSince: undefined, everCurrent: true, trouble: undefined, refusal: undefined };

  test('is that of the worst that is known, and says in both languages what it means', () => {
    expect(replicaStatus(parts)).toEqual({ state: 'current', position: 7, lastHeardAt: '2025-07-01T00:00:00.000Z', text: { zh: expect.any(String), en: expect.any(String) } });
    expect(replicaStatus({ ...parts, everCurrent: false }).state).toBe('catching-up');
    const behind = { ...parts, behindSince: '2025-07-01T00:00:00.000Z', serverPlace: { commit: 5_100n, prepare: 5_000n } };
    expect(replicaStatus(behind)).toMatchObject({ state: 'catching-up', behindBytes: 5_000, behindSince: '2025-07-01T00:00:00.000Z' });
    expect(replicaStatus({ ...behind, trouble: 'ECONNREFUSED' })).toMatchObject({ state: 'disconnected', reason: 'ECONNREFUSED' });
    expect(replicaStatus({ ...behind, trouble: 'x', refusal: { zh: '停', en: 'stop' } })).toMatchObject({ state: 'stopped', text: { zh: '停', en: 'stop' } });
  });
});
