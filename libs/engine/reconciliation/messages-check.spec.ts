import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { MemoryEventStore } from '#engine/event-store/memory';
import type { DomainEvent, JsonObject } from '#engine/kernel';
import { MemoryReactionState } from '#engine/reactions/memory';
import { SqliteReadStore } from '#engine/read-store/sqlite';
import { RelayRunner, type DeliveredMessages, type TopicDefinition } from '#engine/relay';
import { fileDelivered, FileSink } from '#engine/relay/file';
import { appendTo, TestClock } from '#engine/testing';
import { reactionEvents, type ReactionEvent } from '#engine/reactions';
import { messagesCheck } from './messages-check.js';
import type { Difference } from './reconciliation.js';

const topic: TopicDefinition = {
  topic: 'quality.score.current.v1', title: { zh: '分数', en: 'Scores' }, events: ['score.'], schema: { type: 'object' },
  map: ({ stream, data, type }) => {
    if (type === 'score.Broken') throw new TypeError('no unit');
    return Array.from({ length: (data['parts'] as number | undefined) ?? 1 }, (_, part) => ({ key: stream, data: { n: data['n']!, part } as JsonObject }));
  },
};
const changed = (n: number, parts = 1): DomainEvent => ({ type: 'score.Changed', data: { n, parts } });

describe('messages against the log', () => {
  let folder: string;
  let relay: RelayRunner;
  let log: MemoryEventStore;
  let sink: FileSink;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'zhiheng-messages-'));
    const clock = new TestClock();
    log = new MemoryEventStore({ clock });
    sink = new FileSink({ folder: join(folder, 'outbox') });
    relay = new RelayRunner({ store: log, state: new MemoryReactionState(), sink, clock, topics: [topic], origin: 'nanjing', backOff: { firstMs: 1, longestMs: 2 } });
    await appendTo(log, 'unit-a', changed(1), changed(2, 3));
    await appendTo(log, 'unit-b', changed(3), { type: 'score.Broken', data: {} }, changed(5));
    relay.start();
    await relay.whenProcessed(5);
  });
  afterEach(async () => {
    await relay.stop();
    await sink.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const file = (): string => join(folder, 'outbox', `${topic.topic}.ndjson`);
  const lines = (): string[] => readFileSync(file(), 'utf8').trimEnd().split('\n');
  const rewrite = (change: (lines: string[]) => string[]): void => writeFileSync(file(), `${change(lines()).join('\n')}\n`);
  const idOf = (line: string): string => (JSON.parse(line) as { id: string }).id;

  let scratches = 0;
  async function compare(delivered: DeliveredMessages = fileDelivered(join(folder, 'outbox'))) {
    const found: Difference[] = [];
    const openScratch = async () => {
      const store = new SqliteReadStore(join(folder, `scratch-${(scratches += 1)}.db`));
      return { store, remove: () => store.close() };
    };
    const outcome = await messagesCheck(topic.topic, { log, relay, delivered, openScratch }).run({ found: (difference) => found.push(difference), pace: async () => undefined, signal: new AbortController().signal });
    return { outcome, found };
  }

  test('everything that was handed over is there; what waits behind a failure is not asked for', async () => {
    expect(await compare()).toEqual({ found: [], outcome: { compared: 5, position: 5 } });
  });

  test('a message that is gone is named by its id and its fact', async () => {
    const gone = idOf(lines()[2]!);
    rewrite((all) => all.filter((_, index) => index !== 2));
    expect((await compare()).found).toEqual([{ kind: 'missing', place: topic.topic, key: gone, position: 2 }]);
  });

  test('a message that says something else is named', async () => {
    rewrite((all) => all.map((line, index) => (index === 0 ? line.replace('"n":1', '"n":7') : line)));
    expect((await compare()).found).toEqual([{ kind: 'altered', place: topic.topic, key: idOf(lines()[0]!), position: 1 }]);
  });

  test('a message that no fact made is named; one that came twice is not', async () => {
    const slipped = '11111111-1111-4111-8111-111111111111';
    rewrite((all) => [...all, all[0]!, all[0]!.replace(idOf(all[0]!), slipped)]);
    expect((await compare()).found).toEqual([{ kind: 'surplus', place: topic.topic, key: slipped, position: 1 }]);
  });

  test('what an operator gave up is not asked for, and what waited behind it is', async () => {
    const [parked] = await relay.parked();
    await relay.discard(parked!, 'no unit', async (event: ReactionEvent) => appendTo(log, 'acts', { type: event.type, data: reactionEvents[event.type].data.parse(event.data) as unknown as JsonObject }));
    await relay.whenProcessed(6);
    expect(await compare()).toMatchObject({ found: [], outcome: { compared: 6 } });
    const gone = idOf(lines().at(-1)!);
    rewrite((all) => all.slice(0, -1));
    expect((await compare()).found).toEqual([{ kind: 'missing', place: topic.topic, key: gone, position: 5 }]);
  });

  test('messages that the broker was allowed to clear away are not asked for', async () => {
    const clearedTo = (position: number): DeliveredMessages => ({ read: async (name, take, signal) => ({ ...(await fileDelivered(join(folder, 'outbox')).read(name, take, signal)), position }) });
    rewrite((all) => all.slice(1));
    expect((await compare()).found).toHaveLength(1);
    expect((await compare(clearedTo(1))).found).toEqual([]);
    rewrite((all) => all.slice(1));
    expect((await compare(clearedTo(1))).found).toMatchObject([{ kind: 'missing', position: 2 }]);
  });
});
