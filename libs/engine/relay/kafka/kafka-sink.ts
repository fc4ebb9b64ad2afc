import kafkajs, { type Admin, type ICustomPartitioner, type Kafka, type Producer } from 'kafkajs';
import { delayAfter, realWait } from '#engine/reactions';
import { silentLog, type Log } from '#engine/telemetry';
import { MessageRejected, type MessageSink, type OutboundMessage } from '../relay.js';
import { faultOf, KafkaFault, kafkaClient, type KafkaSettings } from './connection.js';
import { ensureTopics, type TopicSettings } from './declared-topics.js';
import { recordOf, sizeOf, type EventRecord } from './event-record.js';

export interface KafkaSinkOptions {
  readonly connection: KafkaSettings;
  readonly topics?: TopicSettings;
  /** Whether missing topics are made; true when absent. */
  readonly createTopics?: boolean;
  /** A message of more bytes is rejected without asking the broker; 1,000,000 when absent, a little below Kafka's own default. */
  readonly maxMessageBytes?: number;
  /** Messages are sent together up to this size; half of `maxMessageBytes` when absent. One message may be more. */
  readonly maxRequestBytes?: number;
  readonly compression?: 'none' | 'gzip';
  readonly log?: Log;
}

/** How the sink has fared since it was made. */
export interface KafkaSinkStanding {
  /** Producers begun: 1 more for each time that a delivery failed. */
  readonly producers: number;
  readonly delivered: number;
  readonly fault?: { readonly type: string; readonly reason: string };
}

interface Outgoing {
  readonly message: OutboundMessage;
  readonly record: EventRecord;
  readonly size: number;
}

interface Session {
  readonly producer: Producer;
  readonly admin: Admin;
  /** Topics that are there. */
  readonly known: Set<string>;
  /** `topic/partition` that the messages of the request in hand go to. */
  readonly addressed: Set<string>;
}

const tooLarge = new Set(['MESSAGE_TOO_LARGE', 'RECORD_LIST_TOO_LARGE']);
/** A topic has just been made, or its leader has changed: usually over within a second, and no matter for an operator. */
const moving = new Set(['NOT_LEADER_FOR_PARTITION', 'LEADER_NOT_AVAILABLE', 'UNKNOWN_TOPIC_OR_PARTITION']);
const attemptsWhileMoving = 6;

/**
 * Hands messages to Kafka: idempotent, acknowledged by all in-sync copies, one request at a time. Keys are spread by murmur2, as Java's
 * clients do it, so the messages of one key stay in order in one partition.
 *
 * After any failure the producer is thrown away. Its sequence numbers are then in doubt: another batch under numbers that the broker has
 * already seen would be taken for a repetition and lost. The next delivery begins with a new producer, and the relay repeats everything
 * since its checkpoint under the same message ids.
 */
export class KafkaSink implements MessageSink {
  private readonly kafka: Kafka;
  private readonly log: Log;
  private session: Session | undefined;
  private last: Promise<unknown> = Promise.resolve();
  private readonly closing = new AbortController();
  private readonly ending = new Set<Promise<void>>();
  private producers = 0;
  private delivered = 0;
  private fault: KafkaSinkStanding['fault'];

  /** Connects with the first message. @throws RangeError for settings that cannot be used */
  constructor(private readonly options: KafkaSinkOptions) {
    this.log = options.log ?? silentLog;
    this.kafka = kafkaClient(options.connection, this.log);
  }

  /** @throws KafkaFault · MessageRejected */
  send(messages: readonly OutboundMessage[]): Promise<void> {
    const sending = this.last.then(() => this.deliver(messages));
    this.last = sending.catch(() => undefined);
    return sending;
  }

  standing(): KafkaSinkStanding {
    const { producers, delivered, fault } = this;
    return { producers, delivered, ...(fault ? { fault } : {}) };
  }

  async close(): Promise<void> {
    this.closing.abort();
    await this.last;
    this.discard();
    await Promise.all(this.ending);
  }

  private async deliver(messages: readonly OutboundMessage[]): Promise<void> {
    const { maxMessageBytes = 1_000_000, maxRequestBytes = maxMessageBytes / 2 } = this.options;
    const outgoing = messages.map((message): Outgoing => {
      const record = recordOf(message);
      return { message, record, size: sizeOf(record) };
    });
    const big = outgoing.find(({ size }) => size > maxMessageBytes);
    if (big) throw new MessageRejected(big.message.event.id, `${big.message.topic}: the message has ${big.size} bytes, more than ${maxMessageBytes}`);
    for (const request of requestsOf(outgoing, maxRequestBytes)) await this.request(request);
  }

  private async request(outgoing: readonly Outgoing[]): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        await this.produce(outgoing);
        this.delivered += outgoing.length;
        this.fault = undefined;
        return;
      } catch (error) {
        const fault = faultOf(error);
        this.fault = { type: fault.type, reason: fault.message };
        this.discard();
        if (tooLarge.has(fault.type)) return this.inHalves(outgoing, fault);
        if (!moving.has(fault.type) || attempt === attemptsWhileMoving) throw fault;
        await realWait(delayAfter(attempt, { firstMs: 50, longestMs: 800 }), this.closing.signal);
      }
    }
  }

  /** The broker's limit is lower than ours, and may be for the whole of a request: the one message that is too large is found. */
  private async inHalves(outgoing: readonly Outgoing[], fault: KafkaFault): Promise<void> {
    const [only] = outgoing;
    if (outgoing.length === 1) throw new MessageRejected(only!.message.event.id, `${only!.message.topic}: the broker takes no message of ${only!.size} bytes (${fault.type})`);
    const half = outgoing.length >> 1;
    await this.request(outgoing.slice(0, half));
    await this.request(outgoing.slice(half));
  }

  private async produce(outgoing: readonly Outgoing[]): Promise<void> {
    const byTopic = new Map<string, EventRecord[]>();
    for (const { message: { topic }, record } of outgoing) {
      const records = byTopic.get(topic);
      if (records) records.push(record);
      else byTopic.set(topic, [record]);
    }
    const { producer, admin, known, addressed } = (this.session ??= await this.open());
    const unknown = [...byTopic.keys()].filter((topic) => !known.has(topic));
    if (unknown.length > 0) {
      await ensureTopics(admin, unknown, { settings: this.options.topics, create: this.options.createTopics, log: this.log });
      for (const topic of unknown) known.add(topic);
    }
    const { CompressionTypes } = kafkajs;
    addressed.clear();
    const acknowledged = await producer.sendBatch({
      acks: -1,
      timeout: this.options.connection.requestTimeoutMs ?? 30_000,
      compression: this.options.compression === 'gzip' ? CompressionTypes.GZIP : CompressionTypes.None,
      topicMessages: [...byTopic].map(([topic, messages]) => ({ topic, messages: messages.map(({ key, value, headers }) => ({ key, value, headers: { ...headers } })) })),
    });
    for (const { topicName, partition } of acknowledged) addressed.delete(`${topicName}/${partition}`);
    if (addressed.size > 0) throw new KafkaFault('NOT_ACKNOWLEDGED', `nothing was said of ${[...addressed].join(', ')}`);
  }

  private async open(): Promise<Session> {
    const addressed = new Set<string>();
    const createPartitioner: ICustomPartitioner = () => {
      const murmur2 = kafkajs.Partitioners.DefaultPartitioner();
      return (given) => {
        const partition = murmur2(given);
        addressed.add(`${given.topic}/${partition}`);
        return partition;
      };
    };
    // The driver insists on trying once more itself. That forgets partitions whose leader moved to a broker which had answered already:
    // hence the look at what was acknowledged.
    const producer = this.kafka.producer({ idempotent: true, maxInFlightRequests: 1, allowAutoTopicCreation: false, createPartitioner, retry: { retries: 1 } });
    const session: Session = { producer, admin: this.kafka.admin(), known: new Set(), addressed };
    try {
      await session.admin.connect();
      await producer.connect();
    } catch (error) {
      this.end(session);
      throw error;
    }
    this.producers += 1;
    this.log.info('a producer for Kafka begins', { producers: this.producers });
    return session;
  }

  private discard(): void {
    if (this.session) this.end(this.session);
    this.session = undefined;
  }

  /** A broker that is frozen may hold the farewell up: nobody waits for it but `close`. */
  private end({ producer, admin }: Session): void {
    const ended = Promise.allSettled([producer.disconnect(), admin.disconnect()]).then(() => void this.ending.delete(ended));
    this.ending.add(ended);
  }
}

function* requestsOf(outgoing: readonly Outgoing[], maxBytes: number): Generator<readonly Outgoing[]> {
  let [request, size]: [Outgoing[], number] = [[], 0];
  for (const each of outgoing) {
    if (request.length > 0 && size + each.size > maxBytes) {
      yield request;
      [request, size] = [[], 0];
    }
    request.push(each);
    size += each.size;
  }
  if (request.length > 0) yield request;
}
