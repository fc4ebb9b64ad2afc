import { afterAll, describe, expect, test } from '@jest/globals';
import { existsSync } from 'node:fs';
import { canonicalJson, type RecordedEvent } from '#engine/kernel';
import { TestClock } from '#engine/testing';
import { everything, fact, upwards, write } from '../contract/harness.contract.js';
import type { LogIdentity } from '../leaves.js';
import { SqliteEventStore } from '../sqlite/sqlite-event-store.js';
import { digestOf, leavesDigest, newReplicaPath, removeReplicas, withPeer } from './peer-examples.js';

afterAll(removeReplicas);

/** An embedded log with some years behind it. */
async function embedded(path = newReplicaPath()): Promise<{ readonly events: readonly RecordedEvent[]; readonly birth: LogIdentity; readonly digest: string }> {
  const clock = new TestClock('2023-01-01T00:00:00.000Z');
  const store = await SqliteEventStore.open({ path, clock, writer: 'main' });
  for (const n of upwards(1, 120)) {
    clock.advance({ days: 7 });
    await store.append([write(`s-${n % 7}`, 'any', fact({ n, text: '质量' })), ...(n % 5 === 0 ? [write(`t-${n}`, 'no-stream', fact(), fact()), write('u-1', 'any', fact())] : [])]);
  }
  const made = { events: await everything(store), birth: store.info, digest: leavesDigest(store) };
  await store.close();
  return made;
}

describe.each([[true], [false]])('a log that is imported (server takes records in any order: %s)', (recordsInAnyOrder) => {
  test('has the positions, times, leaves and identity that it had, in every process, and goes on from there', () =>
    withPeer(
      async ({ open }) => {
        const { events, birth, digest } = await embedded();
        expect(digestOf(events)).toBe(digest);
        const store = await open({ birth });
        expect(await store.importEvents(events.slice(0, 50))).toBe(50);
        expect(await store.importEvents(events)).toBe(events.length);
        const other = await open({ birth });
        await other.current();
        for (const each of [store, other]) {
          expect(leavesDigest(each)).toBe(digest);
          expect(await everything(each)).toEqual(events);
          expect(each.info).toEqual(birth);
        }
        expect(await other.append([write('s-1', 'any')])).toMatchObject({ position: events.length + 1 });
      },
      { recordsInAnyOrder },
    ));

  test('is finished after connections dropped and answers were lost in the middle of it', () =>
    withPeer(
      async ({ peer, open }) => {
        const { events, birth, digest } = await embedded();
        const store = await open({ birth });
        peer.faults.append = (call) => (call % 5 === 2 ? 'lose-answer' : call % 5 === 4 ? 'late' : undefined);
        expect(await store.importEvents(events)).toBe(events.length);
        expect(leavesDigest(store)).toBe(digest);
      },
      { recordsInAnyOrder },
    ));
});

describe('an import', () => {
  test('is refused into a log that holds something else, and when it leaves out positions', () =>
    withPeer(async ({ open }) => {
      const { events } = await embedded();
      const store = await open();
      await expect(store.importEvents(events.slice(3))).rejects.toMatchObject({ name: 'ImportRefused', position: 1, text: { zh: expect.stringContaining('不能导入'), en: expect.stringContaining('begins at 4') } });
      await store.append([write('a-1', 'any')]);
      await expect(store.importEvents(events)).rejects.toMatchObject({ name: 'ImportRefused', position: 1, text: { en: expect.stringContaining('another event') } });
      expect(await store.head()).toBe(1);
    }));

  test('of a log with another identity than the server’s is refused when it is opened', () =>
    withPeer(async ({ open }) => {
      const { birth } = await embedded();
      await open();
      const path = newReplicaPath();
      await expect(open({ birth, path })).rejects.toMatchObject({ name: 'ReplicaRefused', fault: 'other-log' });
      expect(existsSync(path)).toBe(false);
    }));

  test('leads back too: a replica is an embedded log, event for event', () =>
    withPeer(async ({ open }) => {
      const path = newReplicaPath();
      const store = await open({ path });
      for (const n of upwards(1, 20)) await store.append([write(`a-${n % 3}`, 'any', fact({ n }))]);
      const [events, digest, info] = [await everything(store), leavesDigest(store), store.info];
      await store.close();
      const back = await SqliteEventStore.open({ path, clock: new TestClock(), writer: 'main' });
      expect(await everything(back)).toEqual(events);
      expect(leavesDigest(back)).toBe(digest);
      expect(canonicalJson(back.info)).toBe(canonicalJson(info));
      expect(await back.append([write('a-1', 'exists')])).toMatchObject({ position: 21 });
      await back.close();
    }));
});
