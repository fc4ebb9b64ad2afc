import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { derivedId, zhihengNamespace, type Fold, type RecordedEvent } from '#engine/kernel';
import { MemoryEventStore } from '#engine/event-store/memory';
import type { EventStore } from '#engine/event-store';
import { FaultyEventStore, TestClock } from '#engine/testing';
import { StateCache } from './state-cache.js';

type Noted = { readonly type: 'spec.Noted'; readonly data: { readonly n: number } };

const numbers: Fold<readonly number[], Noted> = { name: 'numbers', initial: [], evolve: (list, event) => [...list, event.data.n] };
const count: Fold<number, Noted> = { name: 'count', initial: 0, evolve: (sum) => sum + 1 };
const choosy: Fold<number, Noted> = {
  name: 'choosy', initial: 0,
  evolve: (sum, event) => {
    if (event.data.n === 13) throw new Error('not this one');
    return sum + 1;
  },
};

/** A log that counts how it is read. */
class CountedLog {
  readonly log = new MemoryEventStore({ clock: new TestClock() });
  streamReads = 0;
  private n = 0;

  readonly store: Pick<EventStore, 'readStream' | 'readAll' | 'head'> = {
    readStream: (stream, options) => {
      this.streamReads += 1;
      return this.log.readStream(stream, options);
    },
    readAll: (options) => this.log.readAll(options),
    head: () => this.log.head(),
  };

  async note(stream: string, ...figures: number[]): Promise<void> {
    const events = figures.map((n) => {
      this.n += 1;
      return { id: derivedId(zhihengNamespace, `${this.n}`), type: 'spec.Noted', schema: 1, data: { n }, meta: { actor: 'spec', correlation: zhihengNamespace, causation: zhihengNamespace } };
    });
    await this.log.append([{ stream, expected: 'any', events }]);
  }
}

describe('states kept between commands', () => {
  test('a stream is read once; what is recorded later comes from one read of the log for all', async () => {
    const counted = new CountedLog();
    const cache = new StateCache(counted.store, 10);
    await counted.note('a', 1);
    for (let round = 2; round <= 5; round += 1) {
      await cache.catchUp();
      expect((await cache.load('a', numbers)).state).toHaveLength(round - 1);
      expect(await cache.load('none-yet', count)).toMatchObject(round <= 4 ? { state: 0, revision: -1 } : { state: 1, revision: 0 });
      await counted.note('a', round);
      if (round === 4) await counted.note('none-yet', 1);
    }
    expect(counted.streamReads).toBe(2);
  });

  test('far behind it forgets, and reads each stream anew', async () => {
    const counted = new CountedLog();
    const cache = new StateCache(counted.store, 10);
    await cache.catchUp();
    await cache.load('a', count);
    await counted.note('a', ...Array.from({ length: 1_200 }, (_, n) => n));
    await cache.catchUp();
    expect(await cache.load('a', count)).toMatchObject({ state: 1_200, revision: 1_199 });
  });

  test('an event that one fold cannot take fails whoever asks for that state, and nobody else', async () => {
    const counted = new CountedLog();
    const cache = new StateCache(counted.store, 10);
    await cache.catchUp();
    await cache.load('a', choosy);
    await cache.load('b', choosy);
    await counted.note('a', 13);
    await counted.note('b', 1);
    await cache.catchUp();
    await expect(cache.load('a', choosy)).rejects.toThrow('not this one');
    expect(await cache.load('b', choosy)).toMatchObject({ state: 1 });
  });

  test('where the log cannot be read as a whole, single streams still can', async () => {
    const counted = new CountedLog();
    const cache = new StateCache({ ...counted.store, readAll: () => Promise.reject(new Error('damaged')) }, 10);
    await cache.catchUp();
    await cache.load('a', count);
    await counted.note('a', 1);
    await cache.catchUp();
    expect(await cache.load('a', count)).toMatchObject({ state: 1 });
  });

  test('keeps no more states than it may', async () => {
    const counted = new CountedLog();
    const cache = new StateCache(counted.store, 2);
    await cache.catchUp();
    for (const stream of ['a', 'b', 'c', 'c', 'b', 'a']) await cache.load(stream, count);
    expect(counted.streamReads).toBe(4);
  });

  test('answers what the log says, whoever writes and catches up in between, in any order of reads', async () => {
    const step = fc.record({ stream: fc.constantFrom('a', 'b', 'c'), n: fc.nat(9), acts: fc.constantFrom('write', 'load', 'catch up and load') });
    await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 40 }), fc.scheduler(), fc.integer({ min: 0, max: 3 }), async (steps, scheduler, capacity) => {
      const counted = new CountedLog();
      const slow = new FaultyEventStore(counted.log, { delay: (operation) => (operation === 'read' ? scheduler.schedule(Promise.resolve()) : undefined) });
      const cache = new StateCache(slow, capacity);
      const acts = steps.map(async ({ stream, n, acts: act }) => {
        if (act === 'write') return counted.note(stream, n);
        await scheduler.schedule(Promise.resolve());
        const least = (await counted.log.readStream(stream)).length;
        if (act === 'load') {
          await cache.load(stream, numbers);
          return;
        }
        await cache.catchUp();
        const { state, revision } = await cache.load(stream, numbers);
        const events = (await counted.log.readStream(stream)) as unknown as readonly (RecordedEvent & Noted)[];
        expect(revision).toBeGreaterThanOrEqual(least - 1);
        expect(state).toEqual(events.slice(0, revision + 1).map((event) => event.data.n));
      });
      await scheduler.waitFor(Promise.all(acts));
      await scheduler.waitFor(cache.catchUp());
      for (const stream of ['a', 'b', 'c']) {
        const { state } = await scheduler.waitFor(cache.load(stream, numbers));
        expect(state).toEqual((await counted.log.readStream(stream)).map((event) => event.data['n']));
      }
    }), { numRuns: 200 });
  });
});
