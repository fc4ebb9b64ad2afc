import { describe, expect, test } from '@jest/globals';
import type { EventCatalogue, EventDefinition, JsonObject, RecordedEvent } from '#engine/kernel';
import { fact, followUntil, write } from './contract/harness.contract.js';
import type { EventStore } from './event-store.js';
import { MemoryEventStore } from './memory/memory-event-store.js';
import { BadCatalogue, UpcastFailed, withUpcasters } from './upcasting.js';

type Upcasters = NonNullable<EventDefinition['upcasters']>;

function kind(version: number, upcasters?: Upcasters): EventDefinition {
  return { version, title: { zh: '上报', en: 'Report' }, data: { parse: (value) => value }, ...(upcasters && { upcasters }) };
}

/** Values were numbers, then texts, then texts with a unit. */
const reporting: EventCatalogue = {
  'reporting.Reported': kind(3, {
    1: ({ value, ...rest }) => ({ ...rest, value: String(value) }),
    2: (data) => ({ ...data, unit: 'percent' }),
  }),
};

const versioned = (schema: number, data: JsonObject, type = 'reporting.Reported') => ({ ...fact(data, type), schema });

async function filled(): Promise<MemoryEventStore> {
  const store = new MemoryEventStore();
  await store.append([
    write('r-1', 'any', versioned(1, { value: 97, n: 1 }), versioned(2, { value: '98', n: 2 }), versioned(3, { value: '99', unit: 'per mille', n: 3 }), versioned(4, { worth: 1 })),
    write('r-2', 'any', versioned(1, { value: 1 }, 'units.Renamed')),
  ]);
  return store;
}

const brief = (events: readonly RecordedEvent[]): unknown => events.map(({ position, schema, data }) => [position, schema, data]);

const liftedReports = [
  [1, 3, { value: '97', unit: 'percent', n: 1 }],
  [2, 3, { value: '98', unit: 'percent', n: 2 }],
  [3, 3, { value: '99', unit: 'per mille', n: 3 }],
  [4, 4, { worth: 1 }],
];

describe('a store with upcasters', () => {
  test('delivers every event at its newest version, whichever way it is read', async () => {
    const store = withUpcasters(await filled(), [reporting]);
    expect(brief(await store.readStream('r-1'))).toEqual(liftedReports);
    expect(brief((await store.readAll({ after: 0, limit: 4 })).events)).toEqual(liftedReports);
    const { pages } = await followUntil(store, { after: 0, types: ['reporting.'], pageSize: 3 }, ({ positions }) => positions.length === 4);
    expect(brief(pages.flatMap(({ events }) => events))).toEqual(liftedReports);
    const [first] = await store.readStream('r-1');
    expect(await store.find('r-1', first!.id)).toEqual(first);
    expect(await store.find('r-2', first!.id)).toBeUndefined();
  });

  test('leaves newer versions, types it does not know and everything it writes untouched', async () => {
    const real = await filled();
    const store = withUpcasters(real, [reporting]);
    expect(brief(await store.readStream('r-2'))).toEqual([[5, 1, { value: 1 }]]);
    await store.append([write('r-3', 'no-stream', versioned(1, { value: 5 }))]);
    expect(brief(await real.readStream('r-3'))).toEqual([[6, 1, { value: 5 }]]);
    expect(brief(await store.readStream('r-3'))).toEqual([[6, 3, { value: '5', unit: 'percent' }]]);
  });

  test('passes the other questions on', async () => {
    const real = await filled();
    const store = withUpcasters(real, [reporting]);
    expect(await store.head()).toBe(5);
    expect(await store.positionAt('2999-01-01T00:00:00.000Z')).toBe(5);
    await store.close();
    await expect(real.append([write('r-9', 'any')])).rejects.toThrow('closed');
  });

  test('names the event that cannot be lifted, after delivering what comes before it', async () => {
    const failing: EventCatalogue = { 'reporting.Reported': kind(3, { ...reporting['reporting.Reported']!.upcasters, 2: onlyNumberOne }) };
    const store: EventStore = withUpcasters(await filled(), [failing]);
    await expect(store.readStream('r-1')).rejects.toBeInstanceOf(UpcastFailed);
    await expect(store.readAll({ after: 0, limit: 9 })).rejects.toMatchObject({ position: 2, type: 'reporting.Reported', schema: 2 });
    const seen: unknown[] = [];
    const following = (async () => {
      for await (const page of store.follow({ after: 0, signal: AbortSignal.timeout(10_000) })) seen.push([brief(page.events), page.scannedTo]);
    })();
    await expect(following).rejects.toMatchObject({ name: 'UpcastFailed', position: 2 });
    expect(seen).toEqual([[[[1, 3, { value: '97', n: 1 }]], 1]]);
  });

  test('is refused a catalogue with a gap between versions, or a type that two catalogues declare', () => {
    const store = new MemoryEventStore();
    expect(() => withUpcasters(store, [{ 'a.B': kind(3, { 1: (data) => data }) }])).toThrow(BadCatalogue);
    expect(() => withUpcasters(store, [{ 'a.B': kind(3, { 1: (data) => data }) }])).toThrow('a.B has no upcaster from version 2');
    expect(() => withUpcasters(store, [{ 'a.B': kind(1) }, { 'a.B': kind(1) }])).toThrow('a.B is declared twice');
  });
});

function onlyNumberOne(data: JsonObject): JsonObject {
  if (data['n'] !== 1) throw new RangeError('not number one');
  return data;
}
