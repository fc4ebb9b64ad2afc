import { describe, expect, test } from '@jest/globals';
import { EventIdTaken } from '../event-store.js';
import type { OpenStore } from './harness.contract.js';
import { everything, fact, upwards, withStore, write } from './harness.contract.js';

export function repeatingContract(open: OpenStore): void {
  describe('appending the same ids again', () => {
    repetitions(open);
    takenIds(open);
  });
}

function repetitions(open: OpenStore): void {
  test('is answered with the first result, at once and after other appends', () =>
    withStore(open, async ({ store, clock }) => {
      const once = [write('a-1', 'no-stream', fact(), fact()), write('b-1', 'no-stream')];
      const first = await store.append(once);
      clock.set('2025-08-01T00:00:00.000Z');
      expect(await store.append(once)).toEqual({ ...first, repeated: true });
      await store.append([write('a-1', 'exists'), write('c-1', 'any')]);
      expect(await store.append(once)).toEqual({ ...first, repeated: true });
      expect(await store.head()).toBe(5);
    }));

  test('is a repetition whatever revision the second attempt expects', () =>
    withStore(open, async ({ store }) => {
      const event = fact();
      const first = await store.append([write('a-1', 'no-stream', event)]);
      for (const expected of ['no-stream', 'exists', 'any', 0, 7] as const) {
        expect(await store.append([write('a-1', expected, event)])).toEqual({ ...first, repeated: true });
      }
      expect(await store.head()).toBe(1);
    }));

  test('while the first attempt is still on its way gives one record and one answer', () =>
    withStore(open, async ({ store }) => {
      const once = [write('a-1', 'any', fact(), fact())];
      const answers = await Promise.all(upwards(1, 8).map(() => store.append(once)));
      expect(answers.filter(({ repeated }) => !repeated)).toHaveLength(1);
      expect(new Set(answers.map(({ position }) => position))).toEqual(new Set([2]));
      expect(await store.head()).toBe(2);
    }));

  test('among other appends disturbs none of them', () =>
    withStore(open, async ({ store }) => {
      const known = upwards(1, 5).map((n) => [write(`k-${n}`, 'any', fact(), fact())]);
      for (const append of known) await store.append(append);
      const results = await Promise.all(
        upwards(1, 40).map(async (n) => (n % 8 === 0 ? store.append(known[n / 8 - 1]!) : store.append([write(`a-${n % 3}`, 'any')]))),
      );
      expect(results.filter(({ repeated }) => repeated).map(({ position }) => position)).toEqual([2, 4, 6, 8, 10]);
      expect((await everything(store)).map(({ position }) => position)).toEqual(upwards(1, 45));
      const fresh = results.filter(({ repeated }) => !repeated).map(({ position }) => position);
      expect([...fresh].sort((a, b) => a - b)).toEqual(upwards(11, 45));
    }));

  test('is still a repetition after a restart', () =>
    withStore(open, async ({ store, reopen }) => {
      const once = [write('a-1', 'no-stream', fact(), fact())];
      const first = await store.append(once);
      const later = (await reopen?.()) ?? store;
      expect(await later.append(once)).toEqual({ ...first, repeated: true });
      await later.close();
    }));
}

function takenIds(open: OpenStore): void {
  test('beside a new one is refused, and nothing is written', () =>
    withStore(open, async ({ store }) => {
      const [one, two, three] = [fact(), fact(), fact()];
      await store.append([write('a-1', 'any', one, two)]);
      const attempts = [
        [write('a-1', 'any', one, two, three)],
        [write('a-1', 'any', three, one)],
        [write('a-1', 1, two, three)],
        [write('a-1', 'any', one), write('b-1', 'any', three)],
        [write('b-1', 'any', three), write('a-1', 'any', one)],
      ];
      for (const attempt of attempts) await expect(store.append(attempt)).rejects.toBeInstanceOf(EventIdTaken);
      expect(await store.head()).toBe(2);
    }));

  test('on another stream, under another type or in another order is refused, and the id is named', () =>
    withStore(open, async ({ store }) => {
      const [one, two] = [fact(), fact()];
      await store.append([write('a-1', 'any', one, two)]);
      const attempts = [
        [write('b-1', 'any', one, two)],
        [write('a-1', 'any', two, one)],
        [write('a-1', 'any', { ...one, type: 'testing.OtherStated' }, two)],
        [write('a-1', 'any', one), write('b-1', 'any', two)],
      ];
      for (const attempt of attempts) {
        await expect(store.append(attempt)).rejects.toMatchObject({ name: 'EventIdTaken', eventId: expect.stringMatching(`${one.id}|${two.id}`) });
      }
      expect(await store.head()).toBe(2);
    }));

  test('racing for two streams, one of the two wins and the other is told that the id is taken', () =>
    withStore(open, async ({ store }) => {
      const event = fact();
      const results = await Promise.allSettled([store.append([write('a-1', 'any', event)]), store.append([write('b-1', 'any', event)])]);
      expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect(results.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { name: 'EventIdTaken', eventId: event.id } });
      expect(await store.head()).toBe(1);
    }));
}
