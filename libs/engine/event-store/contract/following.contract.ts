import { describe, expect, test } from '@jest/globals';
import type { EventStore } from '../event-store.js';
import { AheadOfLog } from '../event-store.js';
import type { Followed, OpenStore } from './harness.contract.js';
import { DeafWakeUps, everything, fact, followUntil, upwards, withStore, write } from './harness.contract.js';

export function followingContract(open: OpenStore): void {
  describe('following', () => {
    racingWriters(open);
    filtering(open);
    waking(open);
    ending(open);
  });
}

const scanned = (to: number) => (followed: Followed) => followed.pages.at(-1)?.scannedTo === to;

/** Some writers at once, on streams they share. */
function writers(store: EventStore, count: number, each: number): Promise<unknown> {
  return Promise.all(
    upwards(1, count).map(async (writer) => {
      for (const n of upwards(1, each)) {
        const size = 1 + (n % 3);
        await store.append([write(`s-${(writer + n) % 5}`, 'any', ...upwards(1, size).map(() => fact({ writer, n })))]);
        // A loser in between: its positions must not be missed.
        if (n % 4 === 0) await store.append([write('s-0', 'no-stream'), write('t-0', 'no-stream')]).catch(() => undefined);
      }
    }),
  );
}

function racingWriters(open: OpenStore): void {
  test('a follower from the beginning and one that joins late see every event once, in order, while writers race', () =>
    withStore(open, async ({ store }) => {
      const each = 24;
      const total = (events: number) => (followed: Followed) => followed.positions.length >= events;
      const recorded = 16 * 2 * each;
      const fromBeginning = followUntil(store, { after: 0, pageSize: 10 }, total(recorded));
      const writing = writers(store, 16, each);
      await followUntil(store, { after: 0 }, total(60));
      const late = followUntil(store, { after: 50, pageSize: 7 }, total(recorded - 50));
      await writing;
      const all = (await everything(store)).length;
      expect(all).toBeGreaterThanOrEqual(recorded);
      expect((await fromBeginning).positions).toEqual(upwards(1, (await fromBeginning).positions.length));
      expect((await late).positions).toEqual(upwards(51, 50 + (await late).positions.length));
      expect((await late).positions.length).toBeGreaterThanOrEqual(recorded - 50);
    }));

  test('what a follower sees is what a later reader sees', () =>
    withStore(open, async ({ store }) => {
      const following = followUntil(store, { after: 0, pageSize: 3 }, ({ positions }) => positions.length >= 300);
      await writers(store, 10, 15);
      const followed = (await following).pages.flatMap(({ events }) => events);
      expect(followed).toEqual((await everything(store)).slice(0, followed.length));
    }));

  test('pages are no larger than asked for, and each goes on where the last one ended', () =>
    withStore(open, async ({ store }) => {
      await store.append([write('a-1', 'any', ...upwards(1, 25).map(() => fact()))]);
      const { pages } = await followUntil(store, { after: 3, pageSize: 10 }, scanned(25));
      expect(pages.map(({ scannedTo }) => scannedTo)).toEqual([13, 23, 25]);
    }));
}

function filtering(open: OpenStore): void {
  test('a filter leaves events out but never the way that was looked through', () =>
    withStore(open, async ({ store }) => {
      for (const n of upwards(1, 30)) await store.append([write('a-1', 'any', fact({ n }, n % 10 === 0 ? 'plan.TargetSet' : 'units.UnitRenamed'))]);
      const { pages, positions } = await followUntil(store, { after: 0, types: ['plan.'], pageSize: 2 }, scanned(30));
      expect(positions).toEqual([10, 20, 30]);
      const ends = pages.map(({ scannedTo }) => scannedTo);
      expect(ends).toEqual([...ends].sort((a, b) => a - b));
      const none = await followUntil(store, { after: 0, types: ['scoring.'] }, scanned(30));
      expect(none.positions).toEqual([]);
      await store.append([write('a-1', 'any', fact({}, 'units.UnitRenamed'))]);
      expect((await followUntil(store, { after: 30, types: ['plan.'] }, scanned(31))).positions).toEqual([]);
    }));

  test('a follower with a filter sees each of its events once while writers race', () =>
    withStore(open, async ({ store }) => {
      const following = followUntil(store, { after: 0, types: ['plan.'], pageSize: 5 }, ({ positions }) => positions.length === 100);
      const writing = upwards(1, 10).map(async (writer) => {
        for (const n of upwards(1, 30)) await store.append([write(`s-${writer}`, 'any', fact({}, n % 3 === 0 ? 'plan.TargetSet' : 'units.UnitRenamed'))]);
      });
      await Promise.all(writing);
      const expected = (await everything(store)).filter(({ type }) => type.startsWith('plan.')).map(({ position }) => position);
      expect((await following).positions).toEqual(expected);
    }));
}

function waking(open: OpenStore): void {
  test('a waiting follower is woken by an append, long before the next poll', () =>
    withStore(
      open,
      async ({ store }) => {
        const following = followUntil(store, { after: 0 }, ({ positions }) => positions.length === 3);
        for (const n of upwards(1, 3)) {
          await store.append([write('a-1', 'any', fact({ n }))]);
          await followUntil(store, { after: n - 1 }, ({ positions }) => positions.length === 1);
        }
        expect((await following).positions).toEqual([1, 2, 3]);
      },
      { pollMs: 60_000 },
    ));

  test('a follower whose wake-up is lost finds the event by polling', () =>
    withStore(
      open,
      async ({ store }) => {
        const following = followUntil(store, { after: 0 }, ({ positions }) => positions.length === 2);
        await store.append([write('a-1', 'any')]);
        await followUntil(store, { after: 0 }, ({ positions }) => positions.length === 1);
        await store.append([write('a-1', 'any')]);
        expect((await following).positions).toEqual([1, 2]);
      },
      { wakeUps: new DeafWakeUps() },
    ));
}

function ending(open: OpenStore): void {
  test('an abort ends a follower that waits, one between pages, and one that has not begun', () =>
    withStore(open, async ({ store }) => {
      await store.append([write('a-1', 'any', fact(), fact(), fact())]);
      for (const abortAfter of [0, 1, 3]) {
        const abort = new AbortController();
        let pages = 0;
        if (abortAfter === 0) abort.abort();
        for await (const _page of store.follow({ after: 0, pageSize: 1, signal: abort.signal })) {
          pages += 1;
          if (pages === abortAfter) setImmediate(() => abort.abort());
        }
        expect(pages).toBeGreaterThanOrEqual(abortAfter);
        expect(pages).toBeLessThanOrEqual(3);
      }
    }));

  test('closing the store ends its followers', () =>
    withStore(
      open,
      async ({ store }) => {
        await store.append([write('a-1', 'any')]);
        const ended = (async () => {
          const seen: number[] = [];
          for await (const page of store.follow({ after: 0, signal: new AbortController().signal })) {
            seen.push(page.scannedTo);
            setImmediate(() => void store.close());
          }
          return seen;
        })();
        expect(await ended).toEqual([1]);
      },
      { pollMs: 60_000 },
    ));

  test('a follower that claims to have seen more than the log has is refused', () =>
    withStore(open, async ({ store }) => {
      await store.append([write('a-1', 'any')]);
      const following = followUntil(store, { after: 2 }, () => true);
      await expect(following).rejects.toBeInstanceOf(AheadOfLog);
      await expect(following).rejects.toMatchObject({ after: 2, head: 1 });
    }));
}
