import { afterEach, describe, expect, test } from '@jest/globals';
import { MemoryEventStore } from '#engine/event-store/memory';
import { MemoryReadStore } from '#engine/read-store/memory';
import { appendTo, TestClock } from '#engine/testing';
import { namedCheck } from './named-check.js';
import { mostNamed, type Check } from './reconciliation.js';
import { Reconciler, type ReconcilerOptions } from './reconciler.js';

const running: Reconciler[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((each) => each.stop()));
});

// 02:00 in the city.
const before = '2025-07-01T18:00:00.000Z';

function setting(checks: readonly Check[], more: Partial<ReconcilerOptions> = {}) {
  const clock = new TestClock(before);
  const store = new MemoryReadStore();
  const open = (options: Partial<ReconcilerOptions> = {}): Reconciler => {
    const reconciler = new Reconciler({ checks, store, clock, at: '02:30', pollMs: 2, share: 1, restMs: 0, ...more, ...options });
    running.push(reconciler);
    reconciler.start();
    return reconciler;
  };
  return { clock, store, open };
}

async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (const deadline = performance.now() + 20_000; ; ) {
    const found = await look();
    if (found !== undefined) return found;
    if (performance.now() > deadline) throw new Error('it did not come about in time');
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

const lastOf = (reconciler: Reconciler, wanted: (report: NonNullable<Awaited<ReturnType<Reconciler['status']>>['last']>) => boolean = () => true) =>
  until(async () => (await reconciler.status().then(({ last }) => last && wanted(last) ? last : undefined)));

const finding = (differing: number): Check => ({
  name: 'things',
  run: async ({ found, pace }) => {
    for (let n = 0; n < differing; n += 1) found({ kind: 'missing', place: 'things', key: `k-${n}`, position: n + 1 });
    await pace();
    return { compared: 1_000, position: 9 };
  },
});

/** A check that waits to be let go on, and says how often it began. */
function held() {
  let release: () => void = () => undefined;
  let begun = 0;
  const let_go = new Promise<void>((resolve) => (release = resolve));
  const check: Check = {
    name: 'held',
    run: async ({ pace, signal }) => {
      begun += 1;
      while (!signal.aborted && (await Promise.race([let_go.then(() => true), new Promise<boolean>((resolve) => setTimeout(resolve, 2, false))])) === false) await pace();
      await pace();
      return { compared: 1, position: 1 };
    },
  };
  return { check, release: () => release(), begun: () => begun };
}

describe('a reconciliation', () => {
  test('begins at its time of night, once a night, and never before', async () => {
    const { clock, open } = setting([finding(0)]);
    const reconciler = open();
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(await reconciler.status()).toEqual({});
    clock.advance({ minutes: 31 });
    const first = await lastOf(reconciler);
    expect(first).toMatchObject({ night: '2025-07-02', differing: 0, notCompared: 0, checks: [{ check: 'things', compared: 1_000, position: 9, differing: 0, differences: [] }] });
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect((await reconciler.status()).last!.id).toBe(first.id);
    clock.advance({ days: 1 });
    expect(await lastOf(reconciler, ({ id }) => id !== first.id)).toMatchObject({ night: '2025-07-03' });
  });

  test('waits until views had time to catch up after a start', async () => {
    const { clock, open } = setting([finding(0)], { restMs: 600_000 });
    clock.advance({ minutes: 31 });
    const reconciler = open();
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(await reconciler.status()).toEqual({});
    clock.advance({ minutes: 10 });
    expect(await lastOf(reconciler)).toMatchObject({ night: '2025-07-02' });
  });

  test('that was missed is not made up for in the working day, and with no time of night there is none', async () => {
    for (const at of ['02:30', undefined]) {
      const { clock, open } = setting([finding(0)], { at });
      clock.advance({ hours: at === undefined ? 1 : 8 });
      const reconciler = open();
      await new Promise((resolve) => setTimeout(resolve, 30));
      expect(await reconciler.status()).toEqual({});
    }
  });

  test('is made when somebody asks, and names what differs: the first hundred, and how many there are', async () => {
    const { open } = setting([finding(250)]);
    const reconciler = open();
    const asked = await reconciler.ask('operator');
    const report = await lastOf(reconciler);
    expect(report).toMatchObject({ id: asked.id, askedBy: 'operator', differing: 250 });
    expect(report).not.toHaveProperty('night');
    expect(report.checks[0]!.differences).toHaveLength(mostNamed);
    expect(report.checks[0]!.differences[0]).toEqual({ kind: 'missing', place: 'things', key: 'k-0', position: 1 });
    expect((await reconciler.status()).underway).toBeUndefined();
  });

  test('tells how far it is; who asks meanwhile is given another one, made after it', async () => {
    const hold = held();
    const { open } = setting([finding(0), hold.check]);
    const reconciler = open();
    const asked = await reconciler.ask('operator');
    const underway = await until(async () => (await reconciler.status()).underway?.check === 'held' ? (await reconciler.status()).underway : undefined);
    expect(underway).toMatchObject({ id: asked.id, done: 1, of: 2 });
    const other = await reconciler.ask('another');
    expect(other.id).not.toBe(asked.id);
    expect((await reconciler.ask('a third')).id).toBe(other.id);
    expect((await reconciler.status()).asked).toEqual(other);
    hold.release();
    expect(await lastOf(reconciler, ({ id }) => id === other.id)).toMatchObject({ askedBy: 'another' });
    expect(hold.begun()).toBe(2);
  });

  test('that is cut off by a stop begins anew with the next start', async () => {
    const hold = held();
    const { open } = setting([hold.check]);
    const first = open();
    const asked = await first.ask('operator');
    await until(async () => (hold.begun() === 1 ? true : undefined));
    await first.stop();
    expect((await first.status()).last).toBeUndefined();
    hold.release();
    expect((await lastOf(open())).id).toBe(asked.id);
    expect(hold.begun()).toBe(2);
  });

  test('is the work of one process at a time, and another takes it over', async () => {
    const hold = held();
    const { store, open } = setting([hold.check]);
    const [one, two] = [open({ lease: { leases: store, owner: 'one', forMs: 60_000 } }), open({ lease: { leases: store, owner: 'two', forMs: 60_000 } })];
    await one.ask('operator');
    await until(async () => (hold.begun() === 1 ? true : undefined));
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(hold.begun()).toBe(1);
    hold.release();
    expect(await lastOf(two)).toMatchObject({ askedBy: 'operator' });
  });

  test('says of a check that fails why, and makes the others', async () => {
    const away: Check = { name: 'away', run: async () => { throw new Error('no connection'); } };
    const { open } = setting([away, finding(1)]);
    const reconciler = open();
    await reconciler.ask('operator');
    const report = await lastOf(reconciler);
    expect(report).toMatchObject({ differing: 1, notCompared: 1 });
    expect(report.checks[0]!.notCompared!.en).toContain('no connection');
  });
});

describe('things that facts name', () => {
  test('are each looked at once; those that are not there, or not whole, are named with the first fact that names them', async () => {
    const clock = new TestClock();
    const log = new MemoryEventStore({ clock });
    await appendTo(log, 's-1', { type: 'a.Filed', data: { files: ['one', 'two'] } }, { type: 'b.Other', data: { files: ['nobody'] } }, { type: 'a.Filed', data: { files: ['two', 'three', 'one'] } }, { type: 'a.Filed', data: { files: ['late'] } });
    const looked: string[] = [];
    const check = namedCheck({
      name: 'files', log, types: ['a.'], upTo: async () => 3, openScratch: async () => ({ store: new MemoryReadStore(), remove: async () => undefined }),
      namesIn: ({ data }) => data['files'] as string[],
      look: async (key) => {
        looked.push(key);
        return key === 'two' ? 'missing' : key === 'three' ? 'damaged' : 'there';
      },
    });
    const found: unknown[] = [];
    const outcome = await check.run({ found: (difference) => found.push(difference), pace: async () => undefined, signal: new AbortController().signal });
    expect(looked).toEqual(['one', 'two', 'three']);
    expect(found).toEqual([{ kind: 'missing', place: 'files', key: 'two', position: 1 }, { kind: 'damaged', place: 'files', key: 'three', position: 3 }]);
    expect(outcome).toEqual({ compared: 3, position: 3 });
  });
});
