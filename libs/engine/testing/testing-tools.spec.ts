import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { MemoryEventStore } from '#engine/event-store/memory';
import { decimalProblem, isUuid, newId, textProblem } from '#engine/kernel';
import { appendTo, FaultyEventStore, InjectedFault, plain, recorded, recordedLog, seededRandom, TestClock } from './index.js';
import { deepNesting, hostileNumber, hugeText, refusedText, unusualText } from './generators/index.js';

describe('the test clock', () => {
  test('stands still until it is moved, forward or back', () => {
    const clock = new TestClock('2025-06-30T15:59:59.000Z');
    expect(clock.now()).toBe(clock.now());
    expect(clock.advance({ seconds: 1 })).toBe('2025-06-30T16:00:00.000Z');
    expect(clock.advance({ days: -1, hours: -2, minutes: -3, ms: -4 })).toBe('2025-06-29T13:56:59.996Z');
    clock.set('2024-02-29T00:00:00.000Z');
    expect(clock.nowMs()).toBe(Date.parse('2024-02-29T00:00:00.000Z'));
    expect(() => clock.set('tomorrow')).toThrow(RangeError);
  });
});

describe('seeded random', () => {
  test('gives the same numbers for the same seed, in bounds', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: -5, max: 5 }), fc.nat(20), (seed, min, width) => {
        const [one, two] = [seededRandom(seed), seededRandom(seed)];
        const drawn = Array.from({ length: 50 }, () => one.int(min, min + width));
        expect(Array.from({ length: 50 }, () => two.int(min, min + width))).toEqual(drawn);
        expect(drawn.every((n) => n >= min && n <= min + width)).toBe(true);
        expect(isUuid(one.uuid())).toBe(true);
        expect([...one.shuffle([1, 2, 3, 4])].sort()).toEqual([1, 2, 3, 4]);
      }),
      { numRuns: 30 },
    );
    expect(() => seededRandom(1).pick([])).toThrow(RangeError);
  });
});

describe('event builders', () => {
  test('number facts per log and per stream and keep what was recorded', () => {
    const kept = recorded('a.B', { n: 1 }, { stream: 's-2', position: 5, revision: 0 });
    const log = recordedLog([{ type: 'a.B', data: {}, validAt: '2025-01-31' }, kept, { type: 'a.C', data: {} }], 's-1');
    expect(log.map(({ stream, position, revision }) => [stream, position, revision])).toEqual([['s-1', 1, 0], ['s-2', 5, 0], ['s-1', 6, 1]]);
    expect(log[0]?.meta.validAt).toBe('2025-01-31');
    expect(new Set(log.map((event) => event.id)).size).toBe(3);
  });

  test('call anything JSON cannot carry by its place', () => {
    expect(() => plain({ a: [1, Number.NaN] })).toThrow('value.a[1]');
    expect(() => plain({ at: new Date(0) })).toThrow('value.at');
    expect(() => plain({ zero: -0 })).toThrow('-0');
    expect(plain({ a: undefined, b: null })).toEqual({ b: null });
  });
});

describe('generators of bad input', () => {
  test('make texts that the text rules refuse, and unusual ones that they let through', () => {
    fc.assert(fc.property(refusedText, (text) => textProblem(text, { max: 300_000 }) !== undefined));
    fc.assert(fc.property(unusualText, (text) => textProblem(text, { max: 300_000 }) === undefined));
    fc.assert(fc.property(hugeText, (text) => Buffer.byteLength(text) >= 200_000 && textProblem(text, { max: 4_000 }) === 'too-long'), { numRuns: 4 });
  });

  test('make numbers that are no exact decimals', () => {
    fc.assert(fc.property(hostileNumber, (text) => decimalProblem(text) !== undefined));
  });

  test('nest deeper than a careless recursion survives', () => {
    fc.assert(
      fc.property(deepNesting, (value) => {
        let depth = 0;
        for (let at: unknown = value; typeof at === 'object' && at !== null; at = Object.values(at)[0]) depth++;
        return depth >= 1_000;
      }),
      { numRuns: 10 },
    );
  });
});

describe('the faulty event store', () => {
  const fact = { type: 'a.B', data: {} };
  const real = () => new MemoryEventStore({ clock: new TestClock() });

  test('loses an append, or only its answer, as told', async () => {
    const store = new FaultyEventStore(real(), { append: (call) => (call === 1 ? 'lost' : call === 2 ? 'unacknowledged' : undefined) });
    await expect(appendTo(store, 's', fact)).rejects.toThrow(InjectedFault);
    expect(await store.head()).toBe(0);
    await expect(appendTo(store, 's', fact)).rejects.toThrow(InjectedFault);
    expect(await store.head()).toBe(1);
    await appendTo(store, 's', fact);
    expect([await store.head(), store.appends]).toEqual([2, 3]);
  });

  test('holds reads and appends back, and lets them fail', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const store = new FaultyEventStore(real(), { delay: (operation) => (operation === 'append' ? held : Promise.reject(new InjectedFault('reads fail'))) });
    const appending = appendTo(store, 's', fact);
    await expect(store.readStream('s')).rejects.toThrow('reads fail');
    await expect(store.find('s', newId())).rejects.toThrow('reads fail');
    expect(await store.head()).toBe(0);
    release();
    await appending;
    expect(await store.head()).toBe(1);
  });

  test('delivers a followed page twice', async () => {
    const store = new FaultyEventStore(real(), { repeatPage: () => true });
    await appendTo(store, 's', fact, fact);
    const stop = new AbortController();
    const seen: number[] = [];
    for await (const { events } of store.follow({ after: 0, signal: stop.signal })) {
      seen.push(...events.map(({ position }) => position));
      if (seen.length >= 4) stop.abort();
    }
    expect(seen).toEqual([1, 2, 1, 2]);
  });
});
