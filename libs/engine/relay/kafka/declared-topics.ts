import type { Admin } from 'kafkajs';
import type { Log } from '#engine/telemetry';
import { faultOf, KafkaFault } from './connection.js';

/** How a topic is made when it is not there. What is there already is never changed: more partitions would break the order per key. */
export interface TopicSettings {
  /** 6 when absent. */
  readonly partitions?: number;
  /** Copies of each message; 3 when absent, or what the brokers have as their own with -1. */
  readonly replicationFactor?: number;
  /** More properties of Kafka's, such as `retention.ms`. */
  readonly config?: Readonly<Record<string, string>>;
}

export interface DeclaredTopicsOptions {
  readonly settings?: TopicSettings | undefined;
  /** False where topics are made by the operators of Kafka: then a missing one is a fault. */
  readonly create?: boolean | undefined;
  readonly log: Log;
}

/** Records are dated by the broker: retention counts from their arrival, so that a fact of last year is not thrown away at once. */
const always = { 'message.timestamp.type': 'LogAppendTime' };

/**
 * Make topics that are not there.
 * @throws KafkaFault `UNKNOWN_TOPIC_OR_PARTITION` for a missing one that may not be made; Kafka's own, such as `TOPIC_AUTHORIZATION_FAILED`
 */
export async function ensureTopics(admin: Admin, topics: readonly string[], { settings = {}, create = true, log }: DeclaredTopicsOptions): Promise<void> {
  try {
    const { partitions = 6, replicationFactor = 3, config = {} } = settings;
    const there = new Set(await admin.listTopics());
    const missing = topics.filter((topic) => !there.has(topic));
    if (missing.length > 0 && !create) throw new KafkaFault('UNKNOWN_TOPIC_OR_PARTITION', `there is no topic ${missing.join(', ')}, and it is not to be made here`);
    if (missing.length > 0) {
      const configEntries = Object.entries({ ...always, ...config }).map(([name, value]) => ({ name, value }));
      await admin.createTopics({ waitForLeaders: false, topics: missing.map((topic) => ({ topic, numPartitions: partitions, replicationFactor, configEntries })) });
      log.info('topics made', { topics: missing.join(', '), partitions, replicationFactor });
    }
  } catch (error) {
    // Another process made it meanwhile.
    if (faultOf(error).type !== 'TOPIC_ALREADY_EXISTS') throw faultOf(error);
  }
}
