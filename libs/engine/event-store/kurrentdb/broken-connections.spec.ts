import { afterAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { everything, fact, upwards, write } from '../contract/harness.contract.js';
import type { StreamWrite } from '../event-store.js';
import { leavesDigest, newReplicaPath, removeReplicas, until, withPeer } from './peer-examples.js';
import type { AppendFault } from './peer/faults.js';

afterAll(removeReplicas);

const faults: readonly AppendFault[] = ['unavailable', 'not-leader', 'unheard-of', 'wrong-revision', 'drop', 'lose-answer', 'late'];
const oddAppends: readonly (readonly [string, () => readonly StreamWrite[]])[] = [
  ['one stream', () => [write('a-1', 'any', fact({ n: 1 }), fact({ n: 2 }))]],
  ['two streams', () => [write('a-1', 'no-stream'), write('b-1', 'no-stream', fact(), fact())]],
  ['a revision', () => [write('r-1', 0)]],
];

describe.each([[false], [true]])('an append (server that forgets what it has recorded: %s)', (forgetful) => {
  test.each(faults.flatMap((fault) => oddAppends.map(([name, append]) => [fault, name, append] as const)))('that meets “%s”, to %s, is recorded once and answered rightly', (fault, _name, append) =>
    withPeer(async ({ peer, open }) => {
      const store = await open();
      await store.append([write('r-1', 'no-stream')]);
      const met = peer.appends + 1;
      peer.faults.forgetful = forgetful;
      peer.faults.append = (call) => (call === met ? fault : undefined);
      // Recorded only after the store has looked for it once: the worst moment.
      peer.faults.beforeLate = () => until('the retry', () => peer.appends > met);
      const writes = append();
      const count = writes.flatMap(({ events }) => events).length;
      const answer = await store.append(writes);
      expect(answer).toMatchObject({ position: 1 + count, repeated: false });
      expect(peer.appends).toBeGreaterThan(met - (fault === 'lose-answer' ? 1 : 0));
      expect(await store.append(writes)).toEqual({ ...answer, repeated: true });
      await store.append([write('after', 'any')]);
      expect((await everything(store)).slice(1, -1).map(({ id }) => id)).toEqual(writes.flatMap(({ events }) => events.map(({ id }) => id)));
      const fresh = await open();
      expect(await fresh.current()).toBe(count + 2);
      expect(leavesDigest(fresh)).toBe(leavesDigest(store));
    }),
  );
});

describe('a subscription', () => {
  test('that drops before each single event goes on where the replica ends: nothing lost, doubled or out of order', () =>
    withPeer(async ({ peer, open }) => {
      const store = await open();
      for (const n of upwards(1, 20)) {
        let dropped = false;
        const at = peer.sent + (n % 3);
        peer.faults.dropBefore = () => (!dropped && peer.sent >= at ? (dropped = true) : false);
        await store.append([write('a-1', 'any', fact({ n })), write(`b-${n}`, 'no-stream', fact(), fact())]);
      }
      peer.faults.dropBefore = undefined;
      expect(await store.current()).toBe(60);
      const fresh = await open();
      await fresh.current();
      expect(leavesDigest(fresh)).toBe(leavesDigest(store));
      expect((await everything(store)).map(({ position }) => position)).toEqual(upwards(1, 60));
    }));

  test('that dies quietly is noticed and taken up again', () =>
    withPeer(async ({ peer, open }) => {
      const store = await open();
      let mute = true;
      peer.faults.muteBefore = () => mute;
      const appending = store.append([write('a-1', 'any')]);
      await until('the subscription is found to be behind', () => store.status().behindSince !== undefined);
      expect(store.status().state).not.toBe('current');
      mute = false;
      expect((await appending).position).toBe(1);
      await until('all is well', () => store.status().state === 'current');
      expect(store.status()).toMatchObject({ position: 1, text: { zh: expect.stringContaining('一致'), en: expect.any(String) } });
    }));

  test('that leaves out an event of a stream stops the replica with a reason, and what came before is still served', () =>
    withPeer(async ({ peer, open }) => {
      const writer = await open();
      peer.faults.omit = (stream, revision) => stream === 'a-1' && revision === 3;
      await Promise.allSettled([writer.append([write('a-1', 'any', ...upwards(0, 2).map((n) => fact({ n })))])]);
      const stopped: string[] = [];
      const store = await open({ onStopped: ({ message }) => stopped.push(message) });
      await store.current();
      void writer.append([write('a-1', 'any', fact(), fact())]).catch(() => undefined);
      await until('the replica stops', () => stopped.length > 0);
      expect(stopped).toEqual([expect.stringMatching(/修订号应为 3[\s\S]*revision 3, the server gives 4/)]);
      expect(store.status()).toMatchObject({ state: 'stopped', text: { en: expect.stringContaining('events were removed') } });
      expect(await store.readStream('a-1')).toHaveLength(3);
      await expect(store.append([write('b-1', 'any')])).rejects.toMatchObject({ name: 'StoreStopped' });
      await expect(store.current()).rejects.toMatchObject({ name: 'ReplicaRefused', fault: 'broken-stream' });
    }));
});

describe('a network that keeps failing', () => {
  test('at random, in every phase, on two processes: every append that was answered is in the log once, in one order', () =>
    fc.assert(
      fc.asyncProperty(fc.array(fc.option(fc.constantFrom(...faults), { freq: 2 }), { minLength: 10, maxLength: 24 }), fc.uniqueArray(fc.nat(80), { maxLength: 8 }), fc.boolean(), (appendFaults, drops, forgetful) =>
        withPeer(async ({ peer, open }) => {
          // As long as it takes: after many faults in a row the pauses are of seconds.
          const stores = [await open({ appendWithinMs: 240_000 }), await open({ appendWithinMs: 240_000 })];
          const first = peer.appends;
          peer.faults.forgetful = forgetful;
          peer.faults.append = (call) => appendFaults[call - first] ?? undefined;
          let asked = 0;
          peer.faults.dropBefore = () => drops.includes((asked += 1));
          const answered = await Promise.all(
            upwards(1, 24).map(async (n) => {
              const writes = [write(`s-${n % 3}`, 'any', fact({ n })), ...(n % 4 === 0 ? [write(`t-${n}`, 'no-stream', fact(), fact())] : [])];
              return { writes, answer: await stores[n % 2]!.append(writes) };
            }),
          );
          peer.faults.append = undefined;
          peer.faults.dropBefore = undefined;
          const heads = await Promise.all(stores.map((store) => store.current()));
          expect(heads).toEqual([36, 36]);
          expect(new Set(stores.map(leavesDigest)).size).toBe(1);
          const places = new Map((await everything(stores[0]!)).map(({ id, position }) => [id, position]));
          for (const { writes, answer } of answered) {
            const positions = writes.flatMap(({ events }) => events.map(({ id }) => places.get(id)!));
            expect(positions).toEqual(upwards(answer.position - positions.length + 1, answer.position));
          }
        }),
      ),
      { numRuns: 10 },
    ), 300_000);
});

describe('a server that is away', () => {
  test('leaves reads as they are, lets appends wait until their time is over, and is seen in the status', () =>
    withPeer(async ({ peer, open }) => {
      const store = await open({ appendWithinMs: 1_000 });
      await store.append([write('a-1', 'any')]);
      await peer.refuse();
      const waiting = fact();
      await expect(store.append([write('a-1', 'any', waiting)])).rejects.toMatchObject({ name: 'StoreUnavailable' });
      await until('the status says so', () => store.status().state === 'disconnected');
      expect(store.status()).toMatchObject({ reason: expect.any(String), text: { zh: expect.stringContaining('重试'), en: expect.stringContaining('trying again') } });
      expect(await store.readStream('a-1')).toHaveLength(1);
      await peer.accept();
      await until('it is back', () => store.status().state === 'current');
      // The caller who was told that nobody knows asks again, under the same id, as often as it takes.
      await until('the append is answered', () => store.append([write('a-1', 'any', waiting)]).then(() => true, () => false));
      expect(await store.append([write('a-1', 'any', waiting)])).toMatchObject({ revisions: [1], repeated: true });
      expect(await store.readStream('a-1')).toHaveLength(2);
    }));

  test('while a process starts is waited for, then said', () =>
    withPeer(async ({ peer, open }) => {
      await peer.refuse();
      await expect(open({ openWithinMs: 500 })).rejects.toMatchObject({ name: 'StoreUnavailable' });
      const opening = open();
      await peer.accept();
      expect(await (await opening).head()).toBe(0);
    }));
});

describe('a server that is too old to record over several streams at once', () => {
  test('is refused when the store is opened, with the version that is needed', () =>
    withPeer(
      async ({ open }) => {
        await expect(open()).rejects.toMatchObject({ name: 'ReplicaRefused', fault: 'server-refuses', text: { zh: expect.stringContaining('25.1'), en: expect.stringContaining('25.1') } });
      },
      { atomicAppends: false },
    ));
});

describe('a server that was restored from an older copy', () => {
  test('is refused by the running process and by one that starts, also after others wrote to it again', () =>
    withPeer(async ({ peer, open }) => {
      const path = newReplicaPath();
      const store = await open({ path });
      await store.append([write('a-1', 'any', fact(), fact(), fact())]);
      const kept = peer.log.records.length;
      await store.append([write('a-1', 'any', fact(), fact())]);
      peer.log.rollBackTo(kept);
      peer.dropConnections();
      await until('the process stops', () => store.status().state === 'stopped');
      expect(store.status().text).toMatchObject({ zh: expect.stringContaining('较旧的备份'), en: expect.stringContaining('older backup') });
      expect(await store.head()).toBe(5);
      await expect(store.append([write('a-1', 'any')])).rejects.toMatchObject({ name: 'StoreStopped' });
      await store.close();
      const starting = () => open({ path });
      await expect(starting()).rejects.toMatchObject({ name: 'ReplicaRefused', fault: 'server-behind' });
      // Written to since, the server has other events at these revisions: that is no better.
      const astray = await open();
      await astray.append([write('a-1', 'any', fact(), fact(), fact())]);
      await expect(starting()).rejects.toMatchObject({ name: 'ReplicaRefused', fault: 'server-behind' });
    }));
});
