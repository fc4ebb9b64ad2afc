import kafkajs, { type Kafka, type Producer } from 'kafkajs';
import type { Log } from '#engine/telemetry';
import { faultOf } from '../../relay/kafka/connection.js';
import { ensureTopics, type TopicSettings } from '../../relay/kafka/declared-topics.js';
import type { DeadLetter } from '../intake.js';

export interface DeadLetterTopicOptions {
  /** The topic that the messages were for. */
  readonly topic: string;
  readonly settings?: TopicSettings | undefined;
  readonly create?: boolean | undefined;
  readonly log: Log;
}

export const deadLetterTopicOf = (topic: string): string => `${topic}.dlq`;

/** Kept until somebody removes them, and with room for the reasons beside a message of full size. */
const keeping = { 'retention.ms': '-1', 'max.message.bytes': '1200000' };

/**
 * `<topic>.dlq`: the messages that could not be taken, key and value as they came, with the reason in headers `dlq_…`. A crash can put a
 * letter there twice, under the same `dlq_id`.
 */
export class DeadLetterTopic {
  private producer: Promise<Producer> | undefined;
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly kafka: Kafka,
    private readonly options: DeadLetterTopicOptions,
  ) {}

  /** Make the topic and its dead-letter topic when they are not there. @throws KafkaFault */
  async ensure(): Promise<void> {
    const { topic, settings = {}, create, log } = this.options;
    const admin = this.kafka.admin();
    try {
      await admin.connect();
      await ensureTopics(admin, [topic], { settings, create, log });
      await ensureTopics(admin, [deadLetterTopicOf(topic)], { settings: { ...settings, partitions: 1, config: { ...settings.config, ...keeping } }, create, log });
    } finally {
      await admin.disconnect();
    }
  }

  /** @throws KafkaFault when it is not certain that the letter is there */
  put(letter: DeadLetter): Promise<void> {
    const putting = this.last.then(() => this.send(letter));
    this.last = putting.catch(() => undefined);
    return putting;
  }

  async close(): Promise<void> {
    const { producer } = this;
    this.producer = undefined;
    await producer?.then((each) => each.disconnect()).catch(() => undefined);
  }

  private async send(letter: DeadLetter): Promise<void> {
    const { message: { key, body } } = letter;
    try {
      const producer = await (this.producer ??= this.connected());
      await producer.send({ topic: deadLetterTopicOf(this.options.topic), acks: -1, messages: [{ key, value: body, headers: headersOf(letter) }] });
    } catch (error) {
      await this.close();
      throw faultOf(error);
    }
  }

  private async connected(): Promise<Producer> {
    const producer = this.kafka.producer({ idempotent: true, maxInFlightRequests: 1, allowAutoTopicCreation: false, createPartitioner: kafkajs.Partitioners.DefaultPartitioner, retry: { retries: 3 } });
    await producer.connect();
    return producer;
  }
}

function headersOf({ id, message, code, values, title, remedy, at }: DeadLetter): Record<string, string> {
  const [partition = '', offset = ''] = message.place.split('@');
  return {
    ...message.headers,
    dlq_id: id, dlq_at: at, dlq_code: code, dlq_values: JSON.stringify(values), dlq_topic: message.topic, dlq_partition: partition, dlq_offset: offset,
    dlq_reason_zh: title.zh, dlq_reason_en: title.en, dlq_remedy_zh: remedy.zh, dlq_remedy_en: remedy.en,
  };
}
