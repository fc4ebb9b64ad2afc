import { join } from 'node:path';
import type { EventMeta, JsonObject } from '#engine/kernel';
import type { EventToAppend } from '#engine/event-store';
import { SqliteEventStore } from '#engine/event-store/sqlite';
import { systemClock } from '#engine/kernel';
import type { SeededRandom } from '#engine/testing';
import { seededRandom } from '#engine/testing';

export const seed = 20_250_630;
export const eventType = 'reporting.IndicatorReported';

/** About 330 bytes as JSON. */
export function someData(random: SeededRandom): JsonObject {
  return {
    period: `2025-Q${random.int(1, 4)}`,
    value: `${random.int(0, 99)}.${random.int(10, 99)}`,
    amount: random.int(1, 1000),
    note: '本季度产品质量监督抽查合格率较上季度提高,已附抽样检验报告与整改情况说明。',
    evidence: [random.uuid().replaceAll('-', '').repeat(2)],
    source: '区市场监督管理局质量发展科',
  };
}

/** About 140 bytes as JSON. */
export function someMeta(random: SeededRandom): EventMeta {
  return { actor: `user-${random.int(1000, 9999)}`, unit: '320102', correlation: random.uuid(), causation: random.uuid() };
}

export function someEvent(random: SeededRandom): EventToAppend {
  return { id: random.uuid(), type: eventType, schema: 1, data: someData(random), meta: someMeta(random) };
}

/** Ids for as many events as any run can append. */
const supplied = 200_000;
/** Different contents; few, so that the bench itself leaves the garbage collector little to look through. */
const contents = 1_000;

/** Events made before the clock starts: each with an id of its own, contents in turn. */
export function eventSupply(): () => EventToAppend {
  const random = seededRandom(seed);
  const events = Array.from({ length: contents }, () => someEvent(random));
  const ids = Array.from({ length: supplied }, () => random.uuid());
  let next = 0;
  return () => {
    const id = ids[next];
    if (!id) throw new Error('the bench ran out of events; make more');
    const { type, schema, data, meta } = events[next % contents]!;
    next += 1;
    return { id, type, schema, data, meta };
  };
}

/** The row of an event, ready for an insert: JSON and id bytes made beforehand. */
export type RawRow = readonly [id: Uint8Array, stream: string, type: string, data: string, meta: string];

/** The same events as {@link eventSupply}'s, as rows. */
export function rowSupply(eventsOfAppend: number): () => RawRow {
  const random = seededRandom(seed);
  const stream = streamSupply(eventsOfAppend);
  const texts = Array.from({ length: contents }, () => someEvent(random)).map(({ data, meta }) => [JSON.stringify(data), JSON.stringify(meta)] as const);
  const ids = Buffer.from(Array.from({ length: supplied }, () => random.uuid().replaceAll('-', '')).join(''), 'hex');
  let next = 0;
  return () => {
    const [data, meta] = texts[next % contents]!;
    const id = ids.subarray(next * 16, next * 16 + 16);
    next += 1;
    return [id, stream(), eventType, data, meta];
  };
}

/** A stream at random out of five thousand, another one after so many calls. */
export function streamSupply(calls = 1): () => string {
  const random = seededRandom(seed + 1);
  let stream = '';
  let left = 0;
  return () => {
    if (left === 0) {
      stream = `report-${random.int(1, 5000)}`;
      left = calls;
    }
    left -= 1;
    return stream;
  };
}

export const warmUpMs = 300;
export const measureMs = 1500;

/** Count how much is done in {@link measureMs} after a warm-up. `work` does one step and says how much it did. */
export async function closedLoop(workers: number, work: () => Promise<number>): Promise<{ readonly perSecond: number; readonly latencies: readonly number[] }> {
  const started = performance.now();
  const [from, until] = [started + warmUpMs, started + warmUpMs + measureMs];
  const latencies: number[] = [];
  let done = 0;
  await Promise.all(
    Array.from({ length: workers }, async () => {
      for (let before = started; before < until; ) {
        const amount = await work();
        const after = performance.now();
        if (after > from && after <= until) {
          done += amount;
          latencies.push(after - before);
        }
        before = after;
      }
    }),
  );
  return { perSecond: (done / measureMs) * 1000, latencies };
}

export const logEvents = 100_000;
export const eventsPerStream = 100;
const streams = logEvents / eventsPerStream;
export const streamOf = (n: number): string => `report-${n % streams}`;
/** Events of a stream that lie side by side: every store's log is filled in the same order. */
const eventsAtOnce = 20;

/** The order in which a log is filled: twenty events to each stream in turn, until each has a hundred. */
export function* fillingOrder(): Generator<{ readonly stream: string; readonly events: readonly EventToAppend[] }> {
  const random = seededRandom(seed);
  for (let n = 0; n < logEvents / eventsAtOnce; n += 1) {
    yield { stream: streamOf(n), events: Array.from({ length: eventsAtOnce }, () => someEvent(random)) };
  }
}

export const openStore = (folder: string, writer: 'main' | 'thread'): Promise<SqliteEventStore> =>
  SqliteEventStore.open({ path: join(folder, 'log.db'), clock: systemClock, writer });

/** A log of {@link logEvents} events. */
export async function fillLog(folder: string): Promise<void> {
  const store = await openStore(folder, 'main');
  for (const { stream, events } of fillingOrder()) await store.append([{ stream, expected: 'any', events }]);
  await store.close();
}
