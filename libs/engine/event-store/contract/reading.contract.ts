import { describe, expect, test } from '@jest/globals';
import type { JsonObject } from '#engine/kernel';
import { newId } from '#engine/kernel';
import type { EventStore } from '../event-store.js';
import type { OpenStore } from './harness.contract.js';
import { everything, fact, upwards, withStore, write } from './harness.contract.js';

const texts: readonly (readonly [string, string])[] = [
  ['rare characters beyond the basic plane', '𠀀𪚥𬼀𰻝 江宁区市场监督管理局'],
  ['emoji and joined emoji', '👩‍👩‍👧‍👦🏅🇨🇳'],
  ['lone surrogates', 'before\ud800between\udfffafter'],
  ['control characters and a NUL', 'a\u0000b\u0001\u001f\u007f\u2028\u2029'],
  ['quotes and backslashes', `'"\\\\"'; DROP TABLE event; --`],
  ['composed and combining forms', '\u00e9 e\u0301'],
  ['an empty text', ''],
];

export function readingContract(open: OpenStore): void {
  describe('reading', () => {
    roundTrips(open);
    streams(open);
    theWholeLog(open);
    positionsByTime(open);
  });
}

function roundTrips(open: OpenStore): void {
  test.each(texts)('%s come back as they were', (_name, text) =>
    withStore(open, async ({ store, reopen }) => {
      const event = { ...fact({ text, [text]: [text, { text }] }), meta: { ...fact().meta, reason: text } };
      await store.append([write('a-1', 'any', event)]);
      const [read] = await ((await reopen?.()) ?? store).readStream('a-1');
      expect(read?.data).toEqual(event.data);
      expect(read?.meta).toEqual(event.meta);
    }),
  );

  test('every field comes back, and what is absent stays absent', () =>
    withStore(open, async ({ store, clock }) => {
      const id = newId();
      const meta = { actor: 'user-0001', correlation: newId(), causation: newId(), told: { 'unit-320102': 3 }, validAt: '2025-06-30' };
      await store.append([{ stream: 'a-1', expected: 'any', events: [{ id, type: 'testing.FactStated', schema: 3, data: { n: 1, gone: undefined }, meta }] }]);
      expect(await everything(store)).toStrictEqual([
        { id, stream: 'a-1', revision: 0, position: 1, type: 'testing.FactStated', schema: 3, data: { n: 1 }, meta, recordedAt: clock.now() },
      ]);
    }));

  test('data of two million characters comes back whole', () =>
    withStore(open, async ({ store }) => {
      const note = '质量督查'.repeat(500_000);
      await store.append([write('a-1', 'any', fact({ note }))]);
      expect((await store.readStream('a-1'))[0]?.data['note']).toBe(note);
    }));

  test('an odd property name is a property like any other', () =>
    withStore(open, async ({ store }) => {
      const data = JSON.parse('{"__proto__":{"polluted":true},"constructor":1,"0":"nought"}') as JsonObject;
      await store.append([write('a-1', 'any', fact(data))]);
      const read = (await store.readStream('a-1'))[0]!.data;
      expect(JSON.stringify(read)).toBe(JSON.stringify(data));
      expect((read as { polluted?: unknown }).polluted).toBeUndefined();
    }));

  test('nobody can change the log through what it delivered or was given', () =>
    withStore(open, async ({ store }) => {
      const data = { inner: { value: '1' } };
      await store.append([write('a-1', 'any', fact(data))]);
      data.inner.value = '2';
      ((await everything(store))[0]!.data as unknown as typeof data).inner.value = '3';
      expect((await everything(store))[0]?.data).toEqual({ inner: { value: '1' } });
    }));
}

function streams(open: OpenStore): void {
  const filled = async (store: EventStore): Promise<void> => {
    for (const n of upwards(0, 9)) await store.append([write('a-1', 'any', fact({ n })), write('b-1', 'any')]);
  };
  const reads: readonly (readonly [string, object, readonly number[]])[] = [
    ['from its beginning', {}, upwards(0, 9)],
    ['from a revision', { from: 7 }, [7, 8, 9]],
    ['a page at a time', { from: 3, limit: 2 }, [3, 4]],
    ['from beyond its end', { from: 10 }, []],
    ['backwards', { backwards: true }, [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]],
    ['backwards, the last only', { backwards: true, limit: 1 }, [9]],
    ['backwards from a revision', { backwards: true, from: 2 }, [2, 1, 0]],
    ['not at all', { limit: 0 }, []],
  ];
  test.each(reads)('a stream is read %s', (_name, options, revisions) =>
    withStore(open, async ({ store }) => {
      await filled(store);
      const events = await store.readStream('a-1', options);
      expect(events.map(({ revision }) => revision)).toEqual(revisions);
      expect(events.map(({ data }) => data['n'])).toEqual(revisions);
    }),
  );

  test('a stream that is not there is empty', () =>
    withStore(open, async ({ store }) => {
      await filled(store);
      expect(await store.readStream('c-1')).toEqual([]);
      expect(await store.readStream('a-1 ')).toEqual([]);
      expect(await store.readStream('a-', { backwards: true })).toEqual([]);
    }));

  test('names that differ in case, blanks or composition are different streams', () =>
    withStore(open, async ({ store }) => {
      const names = ['unit-\u00e9', 'unit-e\u0301', 'unit-\u00c9', 'unit-\u00e9 ', 'unit-秦淮', 'unit-𠀀', "unit-'%_*"];
      for (const name of names) await store.append([write(name, 'no-stream')]);
      for (const name of names) expect((await store.readStream(name)).map(({ stream }) => stream)).toEqual([name]);
    }));

  test('an event is found by its id in its own stream only', () =>
    withStore(open, async ({ store }) => {
      const [one, two] = [fact({ n: 1 }), fact({ n: 2 })];
      await store.append([write('a-1', 'any', one), write('b-1', 'any', two)]);
      expect(await store.find('b-1', two.id)).toMatchObject({ id: two.id, stream: 'b-1', position: 2, data: { n: 2 } });
      expect(await store.find('a-1', two.id)).toBeUndefined();
      expect(await store.find('a-1', newId())).toBeUndefined();
    }));
}

function theWholeLog(open: OpenStore): void {
  const types = ['plan.PlanAdopted', 'plan.TargetSet', 'reporting.IndicatorReported', 'report.Other'];
  const filled = async (store: EventStore): Promise<void> => {
    for (const n of upwards(1, 20)) await store.append([write(`s-${n % 3}`, 'any', fact({ n }, types[n % 4]))]);
  };

  test('pages follow one another without a gap or an overlap', () =>
    withStore(open, async ({ store }) => {
      await filled(store);
      const positions: number[] = [];
      let after = 0;
      for (;;) {
        const page = await store.readAll({ after, limit: 7 });
        if (page.events.length === 0) break;
        expect(page.scannedTo).toBe(page.events.at(-1)?.position);
        positions.push(...page.events.map(({ position }) => position));
        after = page.scannedTo;
      }
      expect(positions).toEqual(upwards(1, 20));
      expect(await store.readAll({ after: 20, limit: 7 })).toEqual({ events: [], scannedTo: 20 });
    }));

  const filters: readonly (readonly [string, object, readonly number[], number])[] = [
    ['by one prefix', { types: ['plan.'] }, [1, 4, 5, 8, 9, 12, 13, 16, 17, 20], 20],
    ['by a prefix that is the beginning of two contexts', { types: ['report'] }, [2, 3, 6, 7, 10, 11, 14, 15, 18, 19], 20],
    ['by a context whose name begins another', { types: ['report.'] }, [3, 7, 11, 15, 19], 20],
    ['by a whole type', { types: ['plan.TargetSet'] }, [1, 5, 9, 13, 17], 20],
    ['by prefixes that overlap', { types: ['plan.', 'plan.TargetSet', 'report.'] }, [1, 3, 4, 5, 7, 8, 9, 11, 12, 13, 15, 16, 17, 19, 20], 20],
    ['by prefixes nothing has', { types: ['zzz.', 'a.'] }, [], 20],
    ['by no prefix at all', { types: [] }, [], 20],
    ['by a prefix up to a position', { types: ['plan.'], upTo: 7 }, [1, 4, 5], 7],
    ['by a prefix after a position', { types: ['plan.'], after: 9 }, [12, 13, 16, 17, 20], 20],
    ['by a prefix until the limit', { types: ['plan.'], limit: 3 }, [1, 4, 5], 5],
    ['up to a position', { upTo: 4 }, [1, 2, 3, 4], 4],
    ['up to a position beyond the end', { after: 18, upTo: 99 }, [19, 20], 20],
    ['by a prefix up to a position beyond the end', { types: ['plan.'], after: 17, upTo: 99 }, [20], 20],
  ];
  test.each(filters)('the log is read %s', (_name, options, positions, scannedTo) =>
    withStore(open, async ({ store }) => {
      await filled(store);
      const page = await store.readAll({ after: 0, limit: 100, ...options });
      expect(page.events.map(({ position }) => position)).toEqual(positions);
      expect(page.scannedTo).toBe(scannedTo);
    }),
  );

  test('whoever asks for what is current sees what was recorded before', () =>
    withStore(open, async ({ store }) => {
      for (const n of [1, 2, 3]) {
        await store.append([write(`s-${n}`, 'any')]);
        expect([await store.current(), await store.head()]).toEqual([n, n]);
      }
    }));

  test('a new log is empty', () =>
    withStore(open, async ({ store }) => {
      expect([await store.head(), await store.current()]).toEqual([0, 0]);
      expect(await store.readAll({ after: 0, limit: 10 })).toEqual({ events: [], scannedTo: 0 });
      expect(await store.readAll({ after: 0, limit: 10, types: ['plan.'] })).toEqual({ events: [], scannedTo: 0 });
    }));
}

function positionsByTime(open: OpenStore): void {
  test('the position at an instant is that of the last event recorded by then', () =>
    withStore(open, async ({ store, clock }) => {
      expect(await store.positionAt('2025-01-01T00:00:00.000Z')).toBe(0);
      for (const day of ['01', '01', '01', '03', '04', '04']) {
        clock.set(`2025-01-${day}T08:00:00.000Z`);
        await store.append([write('a-1', 'any')]);
      }
      const expected = { '2024-12-31T00:00:00.000Z': 0, '2025-01-01T07:59:59.999Z': 0, '2025-01-01T08:00:00.000Z': 3, '2025-01-02T00:00:00.000Z': 3 };
      for (const [instant, position] of Object.entries(expected)) expect(await store.positionAt(instant)).toBe(position);
      expect(await store.positionAt('2025-01-03T08:00:00.000Z')).toBe(4);
      expect(await store.positionAt('2025-01-04T08:00:00.000Z')).toBe(6);
      expect(await store.positionAt('2099-01-01T00:00:00.000Z')).toBe(6);
    }));
}
