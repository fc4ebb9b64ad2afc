import { afterAll, describe, expect, test } from '@jest/globals';
import { KurrentDBClient, jsonEvent } from '@kurrent/kurrentdb-client';
import { rmSync } from 'node:fs';
import { newId } from '#engine/kernel';
import { everything, fact, followUntil, upwards, write } from '../contract/harness.contract.js';
import { AheadOfLog, WrongRevision } from '../event-store.js';
import type { KurrentDbEventStore } from './kurrentdb-event-store.js';
import { leavesDigest, newReplicaPath, removeReplicas, until, withPeer } from './peer-examples.js';

afterAll(removeReplicas);

/** Both have the same log, leaf by leaf, and no position is missing. */
async function expectSameLog(...stores: readonly KurrentDbEventStore[]): Promise<number> {
  const heads = await Promise.all(stores.map((store) => store.current()));
  expect(new Set(heads).size).toBe(1);
  expect(new Set(stores.map(leavesDigest)).size).toBe(1);
  expect((await everything(stores[0]!)).map(({ position }) => position)).toEqual(upwards(1, heads[0]!));
  return heads[0]!;
}

/** Append, and again after losing a race, as a command does: load, decide, append. */
async function appendAnyhow(store: KurrentDbEventStore, stream: string): Promise<void> {
  for (;;) {
    const revision = (await store.readStream(stream, { backwards: true, limit: 1 })).at(0)?.revision;
    try {
      await store.append([write(stream, revision ?? 'no-stream')]);
      return;
    } catch (error) {
      if (!(error instanceof WrongRevision)) throw error;
      expect((await store.readStream(stream)).length).toBe(error.actual + 1);
    }
  }
}

describe('two processes on one server', () => {
  test.each([[true], [false]])('have the same order, positions and leaves after racing on shared and own streams (any order: %s)', (recordsInAnyOrder) =>
    withPeer(
      async ({ open }) => {
        const stores = [await open(), await open()];
        const racing = stores.flatMap((store, p) => upwards(1, 6).map(async (writer) => {
          for (const n of upwards(1, 8)) {
            if (n % 3 === 0) await store.append([write(`shared-${n}`, 'any', fact({ p, writer, n })), write(`own-${p}`, 'any', fact(), fact())]);
            else if (n % 3 === 1) await store.append([write('shared', 'any', fact({ p, writer, n }))]);
            else await appendAnyhow(store, 'counted');
          }
        }));
        await Promise.all(racing);
        const [first, second] = stores as [KurrentDbEventStore, KurrentDbEventStore];
        // Of 8 rounds, three write one event to `shared`, two write three events together, three write one to `counted`.
        expect(await expectSameLog(first, second)).toBe(12 * (3 + 2 * 3 + 3));
        expect(await first.readStream('counted')).toHaveLength(36);
        expect(second.info).toEqual(first.info);
      },
      { recordsInAnyOrder },
    ));

  test('agree on who was first for a stream, and the loser finds the winner’s facts at once', () =>
    withPeer(async ({ open }) => {
      const [one, two] = [await open(), await open()];
      for (const n of upwards(1, 15)) {
        const stream = `race-${n}`;
        const results = await Promise.allSettled([one, two].map((store) => store.append([write(stream, 'no-stream')])));
        expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
        const loser = results[0]!.status === 'rejected' ? one : two;
        expect(results.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { name: 'WrongRevision', actual: 0 } });
        expect(await loser.readStream(stream)).toHaveLength(1);
      }
      await expectSameLog(one, two);
    }));

  test('record a command that came to both of them once, and one of the two answers says that it is a repetition', () =>
    withPeer(async ({ open }) => {
      const [one, two] = [await open(), await open()];
      for (const n of upwards(1, 10)) {
        const append = [write(`k-${n}`, 'any', fact(), fact()), write('all', 'any', fact())];
        const answers = await Promise.all([one, two].map((store) => store.append(append)));
        expect(answers.map(({ repeated }) => repeated).sort()).toEqual([false, true]);
        expect(answers[0]).toEqual({ ...answers[1], repeated: answers[0]!.repeated });
      }
      expect(await expectSameLog(one, two)).toBe(30);
    }));

  test('told to record one id on two streams in the same moment, keep both facts, and agree on their ids', () =>
    withPeer(async ({ open, peer }) => {
      const [one, two] = [await open(), await open()];
      let together: (() => void) | undefined;
      const both = new Promise<void>((resolve) => (together = resolve));
      let asked = 0;
      peer.faults.beforeAppend = () => {
        asked += 1;
        if (asked === 2) together!();
        return both;
      };
      const event = fact();
      const answers = await Promise.all([one.append([write('a-1', 'any', event)]), two.append([write('b-1', 'any', event)])]);
      peer.faults.beforeAppend = undefined;
      expect(answers.map(({ position }) => position).sort()).toEqual([1, 2]);
      expect(await expectSameLog(one, two)).toBe(2);
      await expect(one.append([write('c-1', 'any', event)])).rejects.toMatchObject({ name: 'EventIdTaken', eventId: event.id });
    }));

  test('know what the other recorded once they ask for it, and a follower from the other is let wait, not refused', () =>
    withPeer(async ({ open, peer }) => {
      const ahead = await open();
      const behind = await open();
      let muted = true;
      peer.faults.muteBefore = () => muted && peer.sent >= 4;
      const events = upwards(1, 10).map(() => fact());
      const recording = ahead.append([write('a-1', 'no-stream', ...events)]);
      await until('the subscriptions fell silent', async () => peer.sent >= 4);
      const following = followUntil(behind, { after: 9 }, ({ positions }) => positions.length === 1);
      muted = false;
      expect((await following).positions).toEqual([10]);
      expect((await recording).position).toBe(10);
      expect(await behind.current()).toBe(10);
      await expect(followUntil(behind, { after: 11 }, () => true)).rejects.toBeInstanceOf(AheadOfLog);
      // What a lagging replica would deny is asked for first.
      await expect(behind.append([write('a-1', 12)])).rejects.toMatchObject({ name: 'WrongRevision', actual: 9 });
      expect((await behind.append([write('a-1', 9)])).revisions).toEqual([10]);
    }));

  test('pass over what other programs write beside the log, and stop when one writes into a stream of it', () =>
    withPeer(async ({ open, peer }) => {
      const [one, two] = [await open(), await open()];
      const client = KurrentDBClient.connectionString(peer.url);
      const foreign = (stream: string) => client.appendToStream(stream, jsonEvent({ id: newId(), type: 'others.Said', data: {} }), { streamState: 'any' });
      await one.append([write('a-1', 'any')]);
      await foreign('of-others');
      await one.append([write('a-1', 'any')]);
      expect(await expectSameLog(one, two)).toBe(2);
      await expect(one.append([write('of-others', 'any')])).rejects.toMatchObject({ name: 'WrongRevision', stream: 'of-others', actual: 0 });
      await foreign('a-1');
      await until('both stop', () => [one, two].every((store) => store.status().state === 'stopped'));
      expect(one.status()).toMatchObject({ position: 2, text: { zh: expect.stringContaining('a-1'), en: expect.stringContaining('Another program') } });
      await expect(one.append([write('a-1', 'any')])).rejects.toMatchObject({ name: 'StoreStopped' });
      await client.dispose();
    }));
});

describe('a replica that was lost', () => {
  test('is filled anew to the same leaves, by whichever process', () =>
    withPeer(async ({ open }) => {
      const path = newReplicaPath();
      const first = await open({ path });
      for (const n of upwards(1, 30)) await first.append([write(`s-${n % 4}`, 'any', fact({ n }), fact()), write('t', 'any')]);
      const digest = leavesDigest(first);
      const events = await everything(first);
      await first.close();
      for (const ending of ['', '-wal', '-shm']) rmSync(`${path}${ending}`, { force: true });
      const again = await open({ path });
      expect(await again.current()).toBe(90);
      expect(leavesDigest(again)).toBe(digest);
      expect(await everything(again)).toEqual(events);
    }));

  test('two logs lie side by side on one server, each with its own prefix and positions', () =>
    withPeer(async ({ open }) => {
      const [one, two] = [await open({ prefix: 'one~' }), await open({ prefix: 'two~' })];
      await Promise.all(upwards(1, 10).flatMap(() => [one.append([write('a-1', 'any')]), two.append([write('a-1', 'any'), write('b-1', 'any')])]));
      expect([await one.current(), await two.current()]).toEqual([10, 20]);
      expect(one.info.origin).not.toBe(two.info.origin);
    }));
});
