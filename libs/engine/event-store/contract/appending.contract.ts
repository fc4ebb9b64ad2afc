import { describe, expect, test } from '@jest/globals';
import { newId } from '#engine/kernel';
import type { StreamWrite } from '../event-store.js';
import { BadAppend, StoreStopped, WrongRevision } from '../event-store.js';
import type { OpenStore } from './harness.contract.js';
import { everything, fact, upwards, withStore, write } from './harness.contract.js';

/** The refusals among some settled appends. */
function losers(results: readonly PromiseSettledResult<unknown>[]): readonly unknown[] {
  return results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []));
}

export function appendingContract(open: OpenStore): void {
  describe('appending', () => {
    expectedRevisions(open);
    atomicity(open);
    badAppends(open);

    test('the time of recording never runs backwards, even when the clock does', () =>
      withStore(open, async ({ store, clock, reopen }) => {
        clock.set('2025-07-01T00:00:00.000Z');
        await store.append([write('a-1', 'any')]);
        clock.set('2025-06-29T00:00:00.000Z');
        const second = await store.append([write('a-1', 'any')]);
        expect(second.recordedAt).toBe('2025-07-01T00:00:00.000Z');
        const later = (await reopen?.()) ?? store;
        expect((await later.append([write('a-1', 'any')])).recordedAt).toBe('2025-07-01T00:00:00.000Z');
        clock.set('2025-07-02T00:00:00.000Z');
        expect((await later.append([write('a-1', 'any')])).recordedAt).toBe('2025-07-02T00:00:00.000Z');
        expect((await everything(later)).map(({ recordedAt }) => recordedAt.slice(5, 10))).toEqual(['07-01', '07-01', '07-01', '07-02']);
        await later.close();
      }));

    test('a closed store refuses, and says so', () =>
      withStore(open, async ({ store }) => {
        await store.append([write('a-1', 'any')]);
        await store.close();
        await expect(store.append([write('a-1', 'any')])).rejects.toBeInstanceOf(StoreStopped);
      }));

    test('appends that wait when the store closes are still recorded', () =>
      withStore(open, async ({ store }) => {
        const waiting = upwards(1, 50).map((n) => store.append([write(`a-${n}`, 'no-stream')]));
        await store.close();
        const positions = (await Promise.all(waiting)).map(({ position }) => position);
        expect(positions).toEqual(upwards(1, 50));
      }));
  });
}

function expectedRevisions(open: OpenStore): void {
  test('of two writers who both expect no stream, one wins', () =>
    withStore(open, async ({ store }) => {
      const refused = losers(await Promise.allSettled([store.append([write('a-1', 'no-stream')]), store.append([write('a-1', 'no-stream')])]));
      expect(refused).toEqual([new WrongRevision('a-1', 'no-stream', 0)]);
      expect(await store.head()).toBe(1);
    }));

  test('of two writers who expect the same revision, one wins', () =>
    withStore(open, async ({ store }) => {
      await store.append([write('a-1', 'no-stream', fact(), fact())]);
      const refused = losers(await Promise.allSettled([store.append([write('a-1', 1)]), store.append([write('a-1', 1)])]));
      expect(refused).toEqual([expect.objectContaining({ name: 'WrongRevision', stream: 'a-1', expected: 1, actual: 2 })]);
      expect(await store.head()).toBe(3);
    }));

  test('of two writers who expect an existing stream, both win, and both lose while there is none', () =>
    withStore(open, async ({ store }) => {
      const both = (): Promise<PromiseSettledResult<unknown>[]> =>
        Promise.allSettled([store.append([write('a-1', 'exists')]), store.append([write('a-1', 'exists')])]);
      expect(losers(await both())).toEqual([
        expect.objectContaining({ name: 'WrongRevision', actual: -1 }),
        expect.objectContaining({ name: 'WrongRevision', actual: -1 }),
      ]);
      await store.append([write('a-1', 'no-stream')]);
      expect(losers(await both())).toEqual([]);
      expect((await store.readStream('a-1')).map(({ revision }) => revision)).toEqual([0, 1, 2]);
    }));

  test('of two writers who expect nothing, both win', () =>
    withStore(open, async ({ store }) => {
      const results = await Promise.all([store.append([write('a-1', 'any')]), store.append([write('a-1', 'any')])]);
      expect(results.map(({ revisions }) => revisions).sort()).toEqual([[0], [1]]);
    }));

  test('a revision the stream has passed or not reached is refused', () =>
    withStore(open, async ({ store }) => {
      await store.append([write('a-1', 'no-stream', fact(), fact(), fact())]);
      for (const expected of [0, 1, 3, 'no-stream'] as const) {
        await expect(store.append([write('a-1', expected)])).rejects.toMatchObject({ name: 'WrongRevision', expected, actual: 2 });
      }
      await expect(store.append([write('b-1', 0)])).rejects.toMatchObject({ name: 'WrongRevision', expected: 0, actual: -1 });
      expect(await store.head()).toBe(3);
    }));

  test('of sixty-four writers on one revision exactly one wins, twenty times over', () =>
    withStore(open, async ({ store }) => {
      await store.append([write('a-1', 'no-stream')]);
      for (const revision of upwards(0, 19)) {
        const results = await Promise.allSettled(upwards(1, 64).map(() => store.append([write('a-1', revision)])));
        expect(losers(results)).toHaveLength(63);
      }
      expect((await everything(store)).map(({ position }) => position)).toEqual(upwards(1, 21));
    }));
}

function atomicity(open: OpenStore): void {
  test('writes to several streams are recorded together, side by side', () =>
    withStore(open, async ({ store }) => {
      await store.append([write('b-1', 'any')]);
      const appended = await store.append([write('a-1', 'no-stream', fact(), fact()), write('b-1', 0), write('c-1', 'any')]);
      expect(appended).toEqual({ position: 5, revisions: [1, 1, 0], recordedAt: expect.any(String), repeated: false });
      expect((await everything(store)).map((e) => [e.position, e.stream, e.revision])).toEqual([
        [1, 'b-1', 0],
        [2, 'a-1', 0],
        [3, 'a-1', 1],
        [4, 'b-1', 1],
        [5, 'c-1', 0],
      ]);
    }));

  test('one write out of place and none is recorded, nor is a position used up', () =>
    withStore(open, async ({ store }) => {
      await store.append([write('a-1', 'no-stream')]);
      await expect(store.append([write('b-1', 'no-stream', fact(), fact()), write('a-1', 'no-stream')])).rejects.toBeInstanceOf(WrongRevision);
      expect(await store.readStream('b-1')).toEqual([]);
      expect((await store.append([write('b-1', 'no-stream')])).position).toBe(2);
    }));

  test('of two writers who need the same two streams in opposite order, one wins both', () =>
    withStore(open, async ({ store }) => {
      const results = await Promise.allSettled([
        store.append([write('a-1', 'no-stream'), write('b-1', 'no-stream')]),
        store.append([write('b-1', 'no-stream'), write('a-1', 'no-stream')]),
      ]);
      expect(losers(results)).toHaveLength(1);
      expect(await store.head()).toBe(2);
    }));

  test('a thousand events in one append stay together among other writers', () =>
    withStore(open, async ({ store }) => {
      const many = upwards(1, 1000).map((n) => fact({ n }));
      const others = upwards(1, 40).map((n) => () => store.append([write(`b-${n}`, 'any')]));
      const appends = [...others.slice(0, 20), () => store.append([write('a-1', 'no-stream', ...many)]), ...others.slice(20)];
      await Promise.all(appends.map((append) => append()));
      const positions = (await store.readStream('a-1')).map(({ position }) => position);
      expect(positions).toEqual(upwards(positions[0]!, positions[0]! + 999));
      expect(await store.head()).toBe(1040);
    }));
}

function badAppends(open: OpenStore): void {
  const id = newId();
  const bad: readonly (readonly [string, readonly StreamWrite[]])[] = [
    ['no writes', []],
    ['a write without events', [{ stream: 'a-1', expected: 'any', events: [] }]],
    ['a stream without a name', [write('', 'any')]],
    ['a stream name with a lone surrogate', [write('a-\ud800', 'any')]],
    ['a stream name with a NUL', [write('a-1\u0000b', 'any')]],
    ['an endless stream name', [write('a'.repeat(501), 'any')]],
    ['a stream named twice', [write('a-1', 'any'), write('a-1', 'any')]],
    ['an id used twice', [write('a-1', 'any', fact({}, 'testing.FactStated', id)), write('b-1', 'any', fact({}, 'testing.FactStated', id))]],
    ['an id that is not a UUID', [write('a-1', 'any', fact({}, 'testing.FactStated', 'one'))]],
    ['an id in capitals', [write('a-1', 'any', fact({}, 'testing.FactStated', newId().toUpperCase()))]],
    ['a type with a space', [write('a-1', 'any', fact({}, 'testing.Fact Stated'))]],
    ['a type that is not ASCII', [write('a-1', 'any', fact({}, 'testing.事实'))]],
    ['a schema version of nought', [write('a-1', 'any', { ...fact(), schema: 0 })]],
    ['a negative revision', [write('a-1', -1)]],
    ['a broken revision', [write('a-1', 0.5)]],
  ];
  test.each(bad)('%s is refused and leaves nothing behind', (_name, writes) =>
    withStore(open, async ({ store }) => {
      await expect(store.append(writes)).rejects.toBeInstanceOf(BadAppend);
      expect(await store.head()).toBe(0);
    }),
  );
}
