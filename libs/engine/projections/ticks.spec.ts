import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { Ticks } from './ticks.js';

const never = new AbortController().signal;

describe('ticks', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  test('wake all who wait at the same moment, whenever they came', async () => {
    const ticks = new Ticks(100);
    const woken: string[] = [];
    void ticks.next(never).then(() => woken.push('first'));
    await jest.advanceTimersByTimeAsync(90);
    void ticks.next(never).then(() => woken.push('second'));
    await jest.advanceTimersByTimeAsync(9);
    expect(woken).toEqual([]);
    await jest.advanceTimersByTimeAsync(1);
    expect(woken).toEqual(['first', 'second']);
  });

  test('come again for those who wait again, and not while nobody does', async () => {
    const ticks = new Ticks(100);
    let woken = 0;
    for (const expected of [1, 2]) {
      void ticks.next(never).then(() => (woken += 1));
      await jest.advanceTimersByTimeAsync(100);
      expect(woken).toBe(expected);
    }
    expect(jest.getTimerCount()).toBe(0);
  });

  test('let go who is told to end, at once, and leave nothing behind', async () => {
    const ticks = new Ticks(100);
    const ended = new AbortController();
    const waiting = ticks.next(ended.signal);
    ended.abort();
    await waiting;
    await ticks.next(ended.signal);
    expect(jest.getTimerCount()).toBe(0);
  });
});
