import { afterAll, beforeAll, describe } from '@jest/globals';
import kafkajs, { type KafkaMessage } from 'kafkajs';
import { newId } from '#engine/kernel';
import type { CloudEvent } from '../relay.js';
import { givenBrokers, NotOnThisMachine, obtainKafka, startKafka, type LocalKafka, type LocalKafkaOptions } from '../../../../infra/local/kafka/kafka.mjs';
import { eventOf } from './event-record.js';

/** What a group of tests needs of its brokers: any, or brokers of its own that it may kill and freeze. */
export interface BrokersWanted extends LocalKafkaOptions {
  readonly own?: boolean;
}

/** The brokers of a group of tests, from its first test on: our own, or those of `KAFKA_BROKERS`. */
export class TestBrokers {
  private started: LocalKafka | undefined;

  constructor(private readonly given: readonly string[] | undefined) {}

  get addresses(): readonly string[] {
    return this.given ?? this.local.addresses;
  }

  /** Brokers of our own, which may be killed. */
  get local(): LocalKafka {
    if (!this.started) throw new Error('these brokers are not ours');
    return this.started;
  }

  async start(options: LocalKafkaOptions): Promise<void> {
    if (!this.given) this.started = await startKafka(options);
  }

  async stop(): Promise<void> {
    await this.started?.stop({ clean: false });
  }
}

/** A group of tests that need brokers. Without them it is left out, by name and with the reason. */
export function describeWithBrokers(name: string, { own = false, ...options }: BrokersWanted, body: (brokers: TestBrokers) => void): void {
  const given = givenBrokers();
  const reason = given ? (own ? 'KAFKA_BROKERS names brokers that are not ours to kill' : undefined) : reasonWithout();
  if (reason !== undefined) {
    process.stderr.write(`LEFT OUT · 未执行: ${name}: ${reason}\n`);
    // eslint-disable-next-line no-restricted-syntax -- without a broker there is nothing real to run it against; it is left out by name
    return describe.skip(`${name} (left out: ${reason})`, () => body(new TestBrokers(given)));
  }
  describe(name, () => {
    const brokers = new TestBrokers(given);
    beforeAll(() => brokers.start(options));
    afterAll(() => brokers.stop());
    body(brokers);
  });
}

/** Why there can be no brokers on this machine; undefined where there can. */
function reasonWithout(): string | undefined {
  try {
    obtainKafka();
    return undefined;
  } catch (error) {
    if (error instanceof NotOnThisMachine) return error.message;
    throw error;
  }
}

/** A driver of the spec's own, quiet and patient. */
export const plainKafka = (addresses: readonly string[]) =>
  new kafkajs.Kafka({ brokers: [...addresses], logLevel: kafkajs.logLevel.NOTHING, retry: { retries: 10, initialRetryTime: 50, maxRetryTime: 500 } });

/** A record with where it was. */
export interface ReadRecord {
  readonly partition: number;
  readonly offset: number;
  readonly message: KafkaMessage;
}

/** A topic from its beginning to its end as it is now, partition by partition in order. */
export async function readTopic(addresses: readonly string[], topic: string): Promise<readonly ReadRecord[]> {
  const kafka = plainKafka(addresses);
  const admin = kafka.admin();
  await admin.connect();
  const ends = new Map((await admin.fetchTopicOffsets(topic)).filter(({ high, low }) => Number(high) > Number(low)).map(({ partition, high }) => [partition, Number(high)]));
  const groupId = `reader-${newId()}`;
  const consumer = kafka.consumer({ groupId, maxWaitTimeInMs: 100 });
  const records: ReadRecord[] = [];
  try {
    if (ends.size === 0) return [];
    await consumer.connect();
    await consumer.subscribe({ topic, fromBeginning: true });
    await new Promise<void>((resolve, reject) => {
      consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error));
      void consumer.run({
        autoCommit: false,
        eachBatch: async ({ batch }) => {
          for (const message of batch.messages) records.push({ partition: batch.partition, offset: Number(message.offset), message });
          if (Number(batch.lastOffset()) + 1 >= (ends.get(batch.partition) ?? 0)) ends.delete(batch.partition);
          if (ends.size === 0) resolve();
        },
      }).catch(reject);
    });
  } finally {
    await consumer.disconnect();
    await admin.disconnect();
  }
  return records.sort((a, b) => a.partition - b.partition || a.offset - b.offset);
}

/** Headers as texts. */
export const headersOf = (message: KafkaMessage): Record<string, string> =>
  Object.fromEntries(Object.entries(message.headers ?? {}).map(([name, value]) => [name, String(value)]));

export const eventOfRecord = ({ message }: ReadRecord): CloudEvent => eventOf({ value: message.value ?? Buffer.alloc(0), headers: headersOf(message) });

/** The first delivery of each event, partition by partition: what a consumer that drops known ids sees. */
export function firstDeliveries(records: readonly ReadRecord[]): readonly CloudEvent[] {
  const seen = new Set<string>();
  return records.map(eventOfRecord).filter(({ id }) => !seen.has(id) && seen.add(id));
}

/** Wait for something that will be so. @throws Error after the deadline */
export async function eventually(condition: () => boolean | Promise<boolean>, { withinMs = 30_000, what = 'the condition' } = {}): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`${what} did not come about within ${withinMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
