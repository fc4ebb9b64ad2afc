import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteEventStore } from '#engine/event-store/sqlite';
import type { EventToAppend } from '#engine/event-store';
import { newId, systemClock, type Uuid } from '#engine/kernel';
import { SqliteReactionState } from '#engine/reactions/sqlite';
import { silentLog, type Log } from '#engine/telemetry';
import { RelayRunner, type TopicDefinition } from '../index.js';
import { KafkaSink, type KafkaSinkOptions } from './index.js';

export const topic: TopicDefinition = {
  topic: 'quality.fault-trial.v1',
  title: { zh: '故障试验', en: 'Fault trial' },
  events: ['trial.'],
  schema: { type: 'object', required: ['n'], properties: { n: { type: 'integer' }, text: { type: 'string' } } },
  map: ({ stream, data }) => [{ key: stream, subject: stream, data: { n: data['n']!, text: data['text'] ?? '' } }],
};

/** A log in a file and a relay that carries it to Kafka. */
export async function relayedLog(connection: KafkaSinkOptions['connection'], options: Partial<KafkaSinkOptions> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'zhiheng-kafka-relay-'));
  const store = await SqliteEventStore.open({ path: join(folder, 'log.db'), clock: systemClock, writer: 'main', pollMs: 20 });
  const state = SqliteReactionState.open(join(folder, 'reactions.db'));
  const faults: string[] = [];
  const log: Log = { ...silentLog, error: (_message, fields) => void faults.push(String(fields?.['err'])) };
  const sink = new KafkaSink({ connection: { connectionTimeoutMs: 1_000, requestTimeoutMs: 3_000, ...connection }, topics: { partitions: 3, replicationFactor: -1 }, ...options });
  const runner = new RelayRunner({ store, state, sink, clock: systemClock, topics: [topic], origin: 'trial', log, backOff: { firstMs: 50, longestMs: 500 } });
  let n = 0;
  return {
    store, sink, runner,
    /** Faults of the relay, in order. */
    faults,
    /** Facts in turn on some streams, each with a number of its own; returns their ids. */
    append: async (count: number, { streams = 7, text = '' } = {}): Promise<readonly Uuid[]> => {
      const ids: Uuid[] = [];
      const writes = new Map<string, EventToAppend[]>();
      for (let left = count; left > 0; left--) {
        const [id, at] = [newId(), n++];
        ids.push(id);
        const stream = `unit-${at % streams}`;
        const events = writes.get(stream) ?? [];
        writes.set(stream, events);
        events.push({ id, type: 'trial.Happened', schema: 1, data: { n: at, text }, meta: { actor: 'trial', correlation: id, causation: id } });
      }
      await store.append([...writes].map(([stream, events]) => ({ stream, expected: 'any' as const, events })));
      return ids;
    },
    status: async () => (await runner.status())[0]!,
    close: async () => {
      await runner.stop();
      await sink.close();
      await state.close();
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export type RelayedLog = Awaited<ReturnType<typeof relayedLog>>;
