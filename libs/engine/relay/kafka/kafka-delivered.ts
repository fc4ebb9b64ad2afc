import kafkajs, { type Admin, type Consumer } from 'kafkajs';
import { newId, type Clock } from '#engine/kernel';
import { silentLog, type Log } from '#engine/telemetry';
import type { DeliveredMessages, KeptSince } from '../delivered.js';
import { faultOf, kafkaClient, type KafkaSettings } from './connection.js';
import { eventOf } from './event-record.js';

export interface KafkaDeliveredOptions {
  readonly connection: KafkaSettings;
  /** Consumer groups are named after it: `<group>-reading-<id>`, removed when they are done. */
  readonly group: string;
  readonly clock: Clock;
  readonly log?: Log;
}

/** The clocks of brokers and of the log's server may differ. */
const clockSpareMs = 3_600_000;
const triesOfTheDriver = 5;

/** What lies at the brokers, as a consumer group of its own reads it. */
export function kafkaDelivered(options: KafkaDeliveredOptions): DeliveredMessages {
  return {
    read: async (topic, take, signal) => {
      const kafka = kafkaClient(options.connection, options.log ?? silentLog, triesOfTheDriver);
      const admin = kafka.admin();
      const groupId = `${options.group}-reading-${newId()}`;
      const consumer = kafka.consumer({ groupId, maxWaitTimeInMs: 200, allowAutoTopicCreation: false });
      try {
        await admin.connect();
        if (!(await admin.listTopics()).includes(topic)) return {};
        const offsets = await admin.fetchTopicOffsets(topic);
        const ends = new Map(offsets.filter(({ high, low }) => Number(high) > Number(low)).map(({ partition, high }) => [partition, Number(high)]));
        const firsts = new Map<number, number>();
        if (ends.size > 0) await readTo(ends, { consumer, topic, signal, take, firsts });
        const cleared = offsets.filter(({ low }) => Number(low) > 0).map(({ partition }) => firsts.get(partition) ?? Infinity);
        return await keptSince(admin, topic, cleared, options.clock);
      } catch (error) {
        throw faultOf(error);
      } finally {
        await consumer.disconnect().catch(() => undefined);
        await admin.deleteGroups([groupId]).catch(() => undefined);
        await admin.disconnect().catch(() => undefined);
      }
    },
  };
}

interface Reading {
  readonly consumer: Consumer;
  readonly topic: string;
  readonly signal: AbortSignal;
  readonly take: Parameters<DeliveredMessages['read']>[1];
  /** Position of the first message that each partition still has. */
  readonly firsts: Map<number, number>;
}

async function readTo(ends: Map<number, number>, { consumer, topic, signal, take, firsts }: Reading): Promise<void> {
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  await new Promise<void>((resolve, reject) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
    consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error));
    void consumer.run({
      autoCommit: false,
      eachBatch: async ({ batch, heartbeat }) => {
        const { partition } = batch;
        if (!ends.has(partition)) return;
        const events = batch.messages.map(({ value, headers }) =>
          eventOf({ value: value ?? Buffer.from('null'), headers: Object.fromEntries(Object.entries(headers ?? {}).map(([name, text]) => [name, String(text)])) }));
        if (!firsts.has(partition) && events[0]) firsts.set(partition, events[0].zhihengposition);
        await take(events);
        await heartbeat();
        if (Number(batch.lastOffset()) + 1 >= ends.get(partition)!) ends.delete(partition);
        if (ends.size === 0) resolve();
      },
    }).catch(reject);
  });
}

/** What retention leaves: by time everything younger, by size what comes after the first message that each cleared partition still has. */
async function keptSince(admin: Admin, topic: string, cleared: readonly number[], clock: Clock): Promise<KeptSince> {
  if (cleared.length === 0) return {};
  const { resources } = await admin.describeConfigs({ includeSynonyms: false, resources: [{ type: kafkajs.ConfigResourceTypes.TOPIC, name: topic, configNames: ['retention.ms', 'retention.bytes', 'cleanup.policy'] }] });
  const config = Object.fromEntries((resources[0]?.configEntries ?? []).map(({ configName, configValue }) => [configName, configValue]));
  const byTime = Number(config['retention.ms'] ?? -1);
  const otherwise = Number(config['retention.bytes'] ?? -1) >= 0 || (config['cleanup.policy'] ?? 'delete') !== 'delete';
  return {
    ...(byTime < 0 ? {} : { recordedAt: new Date(Date.parse(clock.now()) - byTime + clockSpareMs).toISOString() }),
    ...(otherwise ? { position: Math.max(...cleared) } : {}),
  };
}
