import type { Consumer, EachBatchPayload, Kafka } from 'kafkajs';
import type { Clock } from '#engine/kernel';
import { delayAfter, realWait, reasonOf, type Wait } from '#engine/reactions';
import { silentLog, type Log } from '#engine/telemetry';
import { faultOf, kafkaClient, KafkaFault, type KafkaSettings } from '../../relay/kafka/connection.js';
import type { TopicSettings } from '../../relay/kafka/declared-topics.js';
import type { DeadLetter, InboundSource, SourceStatus, Take } from '../intake.js';
import { BatchTaker } from './batch-taker.js';
import { DeadLetterTopic } from './dead-letter-topic.js';
import { GroupLag } from './group-lag.js';
import { standstill, type Signs } from './standstill.js';

export interface KafkaSourceOptions {
  readonly connection: KafkaSettings;
  readonly topic: string;
  /** Consumer group; all workers of an installation share it. */
  readonly group: string;
  /** How the topic and its dead-letter topic are made when they are not there. */
  readonly topics?: TopicSettings;
  readonly createTopics?: boolean;
  readonly clock: Clock;
  readonly log?: Log;
  /** Partitions taken side by side; 3 when absent. */
  readonly concurrency?: number;
  /** A member that is silent this long loses its partitions; 30 s when absent. */
  readonly sessionTimeoutMs?: number;
  /** Without a sign of life, or with messages waiting and none taken, for this long the consumer is begun anew; 60 s when absent. */
  readonly stallMs?: number;
  readonly wait?: Wait;
}

const restartBackOff = { firstMs: 250, longestMs: 30_000 };
const farewellMs = 5_000;
const triesOfTheDriver = 5;

/**
 * Messages of a Kafka topic, as a member of a consumer group. Offsets are committed after the effect, so a crash or a rebalance repeats
 * messages and loses none. Heartbeats go on while a message is taken or waits for a fault to pass. What cannot be taken goes to
 * `<topic>.dlq`. The driver is known to stop consuming without a word; a watch on progress begins it anew.
 */
export class KafkaSource implements InboundSource {
  private readonly kafka: Kafka;
  private readonly log: Log;
  private readonly wait: Wait;
  private readonly letters: DeadLetterTopic;
  private readonly lag: GroupLag;
  private readonly stopping = new AbortController();
  private readonly farewells = new Set<Promise<unknown>>();
  private running: Promise<void> | undefined;
  private state: SourceStatus['state'] = 'stopped';
  private restarts = 0;
  private failures = 0;
  private fault: SourceStatus['fault'];

  /** @throws RangeError for settings that cannot be used */
  constructor(private readonly options: KafkaSourceOptions) {
    this.log = (options.log ?? silentLog).child({ topic: options.topic, group: options.group });
    this.wait = options.wait ?? realWait;
    this.kafka = kafkaClient(options.connection, this.log, triesOfTheDriver);
    this.letters = new DeadLetterTopic(this.kafka, { topic: options.topic, settings: options.topics, create: options.createTopics, log: this.log });
    this.lag = new GroupLag(this.kafka, options);
  }

  get topic(): string {
    return this.options.topic;
  }

  start(take: Take): void {
    this.running ??= this.run(take);
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
    await Promise.all([this.letters.close(), this.lag.close(), ...this.farewells]);
  }

  putAside(letter: DeadLetter): Promise<void> {
    return this.letters.put(letter);
  }

  async status(): Promise<SourceStatus> {
    const lag = await this.lag.total().catch(() => undefined);
    return { state: this.state, restarts: this.restarts, ...(lag === undefined ? {} : { lag }), ...(this.fault ? { fault: this.fault } : {}) };
  }

  private async run(take: Take): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      try {
        this.state = 'starting';
        await this.consume(take);
      } catch (error) {
        this.failures += 1;
        this.restarts += 1;
        this.state = 'backing-off';
        this.fault = { reason: reasonOf(faultOf(error)), at: this.options.clock.now() };
        this.log.warn('a consumer is begun anew', { restarts: this.restarts, reason: this.fault.reason });
        await this.wait(delayAfter(this.failures, restartBackOff), signal);
      }
    }
    this.state = 'stopped';
  }

  /** One consumer's life: ends with the source, or throws. */
  private async consume(take: Take): Promise<void> {
    const { topic, group, concurrency = 3, sessionTimeoutMs = 30_000 } = this.options;
    const over = new AbortController();
    const end = (): void => over.abort();
    this.stopping.signal.addEventListener('abort', end);
    const consumer = this.kafka.consumer({
      groupId: group, sessionTimeout: sessionTimeoutMs, rebalanceTimeout: sessionTimeoutMs, heartbeatInterval: Math.ceil(sessionTimeoutMs / 10), allowAutoTopicCreation: false,
      maxWaitTimeInMs: Math.min(1_000, Math.ceil(sessionTimeoutMs / 10)), retry: { retries: 3, restartOnFailure: async () => false },
    });
    const taker = new BatchTaker(take, over.signal, Math.ceil(sessionTimeoutMs / 10));
    try {
      await this.letters.ensure();
      const failed = this.watched(consumer, taker, over.signal);
      // Whoever fails first ends the life; the other must not be an unhandled rejection meanwhile.
      failed.catch(() => undefined);
      const begun = (async () => {
        await consumer.connect();
        await consumer.subscribe({ topic, fromBeginning: true });
        await consumer.run({ autoCommit: false, eachBatchAutoResolve: false, partitionsConsumedConcurrently: concurrency, eachBatch: (payload: EachBatchPayload) => taker.takeBatch(payload) });
      })();
      begun.catch(() => undefined);
      await Promise.race([failed, begun]);
      await failed;
    } finally {
      this.stopping.signal.removeEventListener('abort', end);
      over.abort();
      await this.farewell(consumer);
    }
  }

  /** Resolves when the life is over; rejects when the driver gives up, or when nothing moves. */
  private watched(consumer: Consumer, taker: BatchTaker, signal: AbortSignal): Promise<void> {
    const signs: { -readonly [K in keyof Signs]: Signs[K] } = { fetchedAt: performance.now(), partitions: [] };
    return new Promise((resolve, reject) => {
      const { GROUP_JOIN, FETCH, CRASH } = consumer.events;
      signal.addEventListener('abort', () => resolve());
      consumer.on(GROUP_JOIN, ({ payload }) => {
        signs.partitions = payload.memberAssignment[this.topic] ?? [];
        signs.fetchedAt = performance.now();
        this.state = 'live';
        this.log.info('a member of the group', { partitions: signs.partitions.join(' ') });
      });
      consumer.on(FETCH, () => {
        signs.fetchedAt = performance.now();
        this.failures = 0;
        this.fault = undefined;
      });
      consumer.on(CRASH, ({ payload }) => reject(payload.error));
      this.watch(taker, signs, signal).catch(reject);
    });
  }

  private async watch(taker: BatchTaker, signs: Signs, signal: AbortSignal): Promise<void> {
    const { stallMs = 60_000 } = this.options;
    let [moved, waitingFor] = [taker.taken, performance.now()];
    while (!signal.aborted) {
      await this.wait(Math.ceil(stallMs / 4), signal);
      const now = performance.now();
      if (taker.taken !== moved || taker.busy) [moved, waitingFor] = [taker.taken, now];
      if (signal.aborted || taker.busy) continue;
      // Asked only when nothing was taken for a while; a broker that does not answer is told by the fetches that stay away.
      const idle = now - waitingFor > stallMs;
      const lag = idle ? await this.lag.of(signs.partitions).catch(() => undefined) : undefined;
      if (lag === 0) waitingFor = now;
      const reason = standstill({ silentMs: performance.now() - signs.fetchedAt, idleMs: now - waitingFor, lag, stallMs });
      if (reason !== undefined && taker.taken === moved && !taker.busy) throw new KafkaFault('NO_PROGRESS', reason);
    }
  }

  /** A broker that is frozen can hold the farewell up; the old consumer hands nothing over any more in any case. */
  private async farewell(consumer: Consumer): Promise<void> {
    const leaving = consumer.disconnect().catch(() => undefined);
    this.farewells.add(leaving);
    void leaving.then(() => this.farewells.delete(leaving));
    const enough = new AbortController();
    await Promise.race([leaving, this.wait(farewellMs, enough.signal)]);
    enough.abort();
  }
}
