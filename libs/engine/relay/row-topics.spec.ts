import { afterEach, describe, expect, test } from '@jest/globals';
import { MemoryEventStore } from '#engine/event-store/memory';
import { isUuid } from '#engine/kernel';
import { realWait } from '#engine/reactions';
import { MemoryReactionState } from '#engine/reactions/memory';
import type { RowWrite, TableRef } from '#engine/read-store';
import { MemoryReadStore } from '#engine/read-store/memory';
import { appendTo, TestClock } from '#engine/testing';
import { MemorySink } from './memory/index.js';
import { RelayRunner, type ChangeFeed, type RowTopicDefinition } from './index.js';

const table: TableRef = { spec: { name: 'board', fields: {}, indexes: [], temporal: true }, generation: 1 };

const topic: RowTopicDefinition<{ readonly score?: string }> = {
  topic: 'quality.score.current.v1',
  title: { zh: '实时得分', en: 'Running score' },
  schema: { type: 'object', required: ['unit', 'score'], properties: { unit: { type: 'string' }, score: { type: ['string', 'null'], pattern: '^\\d+\\.\\d\\d$' } } },
  table: 'board',
  map: ({ key, row }) => [{ key, subject: key, data: { unit: key, score: row?.score ?? null } }],
};

const runners: RelayRunner[] = [];
afterEach(async () => {
  await Promise.all(runners.splice(0).map((runner) => runner.stop()));
});

async function setting() {
  const clock = new TestClock();
  const store = new MemoryEventStore({ clock });
  const [state, sink, rows] = [new MemoryReactionState(), new MemorySink(), new MemoryReadStore()];
  await rows.ensure(table);
  const feed: ChangeFeed = {
    changes: (after, limit) => rows.changes(table, after, limit),
    versions: (key) => rows.versions(table, key),
    position: async () => (await rows.checkpoint('board', 1)) ?? 0,
  };
  /** A fact, and the rows that a projection makes of it. */
  const change = async (scores: Readonly<Record<string, string | undefined>>): Promise<number> => {
    clock.advance({ seconds: 1 });
    const { position } = await appendTo(store, 'report-1', { type: 'reporting.ReportVerified', data: {} });
    const writes: RowWrite[] = Object.entries(scores).map(([key, score]) => ({ table, key, position, row: score === undefined ? undefined : { score } }));
    await rows.commit({ checkpoint: { projection: 'board', generation: 1, position }, rows: writes });
    return position;
  };
  const open = (): RelayRunner => {
    const runner = new RelayRunner({ store, state, sink, clock, topics: [topic], feeds: { board: feed }, origin: 'nanjing', rowPollMs: 2, backOff: { firstMs: 1, longestMs: 2 }, wait: realWait });
    runners.push(runner);
    runner.start();
    return runner;
  };
  return { store, sink, rows, change, open };
}

describe('a topic made of a table\'s changes', () => {
  test('sends each version of each row once, with the time of the fact behind it, also after a restart', async () => {
    const { store, sink, change, open } = await setting();
    await change({ a: '1.00', b: '2.00' });
    const first = open();
    await first.whenProcessed(1);
    await first.stop();
    await change({});
    const last = await change({ a: '1.50', b: undefined });
    await open().whenProcessed(last);
    const facts = (await store.readAll({ after: 0, limit: 9 })).events;
    expect(sink.messages.map(({ key, event }) => [key, event.data['score'], event.zhihengposition, event.time])).toEqual([
      ['a', '1.00', 1, facts[0]!.recordedAt], ['b', '2.00', 1, facts[0]!.recordedAt], ['a', '1.50', 3, facts[2]!.recordedAt], ['b', null, 3, facts[2]!.recordedAt],
    ]);
    const ids = sink.messages.map(({ event }) => event.id);
    expect(new Set(ids).size).toBe(4);
    expect(ids.every(isUuid)).toBe(true);
  });

  test('sends all rows of a fact that changes more of them than a page holds', async () => {
    const { sink, change, open } = await setting();
    const many = Object.fromEntries(Array.from({ length: 700 }, (_, i) => [`u${String(i).padStart(3, '0')}`, '1.00']));
    for (const scores of [{ a: '1.00' }, many, many, { a: '2.00' }]) await change(scores);
    await open().whenProcessed(4);
    expect(sink.messages).toHaveLength(1_402);
    expect(new Set(sink.messages.map(({ event }) => event.id)).size).toBe(1_402);
    const positions = sink.messages.map(({ event }) => event.zhihengposition);
    expect(positions).toEqual([...positions].sort((a, b) => a - b));
  });

  test('parks the row whose message does not fit, and sends what waited after a discard', async () => {
    const { sink, change, open } = await setting();
    for (const scores of [{ a: '1.00', b: '1.00' }, { a: 'NaN', b: '2.00' }, { a: '3.00' }]) await change(scores);
    const runner = open();
    await runner.whenProcessed(3);
    const sent = (key: string): unknown[] => sink.messages.filter((message) => message.key === key).map(({ event }) => event.data['score']);
    expect([sent('a'), sent('b')]).toEqual([['1.00'], ['1.00', '2.00']]);
    const [parked] = await runner.parked();
    expect(parked).toMatchObject({ stream: 'a', position: 2, waiting: 1, reason: expect.stringContaining('/score') });
    expect(await runner.discard(parked!, 'corrected since', async () => undefined)).toMatchObject({ handled: 1 });
    expect(sent('a')).toEqual(['1.00', '3.00']);
  });

  test('tells how far it is behind the table', async () => {
    const { sink, change, open } = await setting();
    sink.fault = () => { throw new Error('away'); };
    await change({ a: '1.00' });
    await change({ a: '2.00' });
    const runner = open();
    const deadline = Date.now() + 5_000;
    while ((await runner.status())[0]!.state !== 'backing-off' && Date.now() < deadline) await new Promise((resolve) => setImmediate(resolve));
    expect(await runner.status()).toMatchObject([{ state: 'backing-off', position: 0, lag: 2, lagMs: 1_000 }]);
  });
});
