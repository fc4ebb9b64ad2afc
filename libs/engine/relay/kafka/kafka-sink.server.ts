import { describe, expect, test } from '@jest/globals';
import { MessageRejected } from '../relay.js';
import { message, sinkContract } from '../sink.contract.js';
import { describeWithBrokers, eventOfRecord, headersOf, plainKafka, readTopic } from './brokers-examples.js';
import { KafkaSink, type KafkaSinkOptions } from './index.js';

const topic = 'quality.score.current.v1';
const findings = 'quality.supervision.finding.v1';

describeWithBrokers('Kafka', {}, (brokers) => {
  const copies = { replicationFactor: -1 };
  const newSink = (options: Partial<KafkaSinkOptions> = {}): KafkaSink => new KafkaSink({ connection: { brokers: brokers.addresses, requestTimeoutMs: 10_000 }, topics: { partitions: 1, ...copies }, ...options });

  const withAdmin = async <T>(use: (admin: ReturnType<ReturnType<typeof plainKafka>['admin']>) => Promise<T>): Promise<T> => {
    const admin = plainKafka(brokers.addresses).admin();
    await admin.connect();
    return use(admin).finally(() => admin.disconnect());
  };
  const removeTopics = (): Promise<void> => withAdmin(async (admin) => {
    const there = (await admin.listTopics()).filter((name) => name.startsWith('quality.'));
    if (there.length > 0) await admin.deleteTopics({ topics: there });
    while ((await admin.listTopics()).some((name) => name.startsWith('quality.'))) await new Promise((resolve) => setImmediate(resolve));
  });
  const received = async (name: string) => (await readTopic(brokers.addresses, name)).map(eventOfRecord);

  for (const compression of ['none', 'gzip'] as const) {
    sinkContract(`Kafka, compression ${compression}`, async () => {
      await removeTopics();
      return { sink: newSink({ compression }), reopen: async () => newSink({ compression }), received, dispose: removeTopics };
    });
  }

  describe('a message in Kafka', () => {
    test('has its data as value and every other attribute of the CloudEvent as a header, and is dated by the broker', async () => {
      const sink = newSink();
      await sink.send([message(1)]);
      const { message: record } = (await readTopic(brokers.addresses, topic))[0]!;
      const { event } = message(1);
      expect(JSON.parse(String(record.value))).toEqual(event.data);
      expect(String(record.key)).toBe('unit-1');
      expect(headersOf(record)).toEqual({
        'content-type': 'application/json', ce_specversion: '1.0', ce_id: event.id, ce_source: event.source, ce_type: topic, ce_subject: event.subject, ce_time: event.time, ce_zhihengposition: '1',
      });
      expect(Math.abs(Number(record.timestamp) - Date.now())).toBeLessThan(60_000);
      await sink.close();
      await removeTopics();
    });

    test('lies where Java\'s clients would put its key', async () => {
      const sink = newSink({ topics: { partitions: 6, ...copies } });
      // murmur2 of the keys, positive, modulo 6; from Kafka's own UtilsTest: murmur2("21") = -973932308, murmur2("foobar") = -790332482.
      const places = { '21': (-973_932_308 & 0x7fffffff) % 6, foobar: (-790_332_482 & 0x7fffffff) % 6 };
      await sink.send(Object.keys(places).map((key, n) => ({ ...message(n), key })));
      const found = Object.fromEntries((await readTopic(brokers.addresses, topic)).map(({ partition, message: { key } }) => [String(key), partition]));
      expect(found).toEqual(places);
      await sink.close();
      await removeTopics();
    });

    test('that is too large for us is rejected by name, before anything is sent', async () => {
      const sink = newSink({ maxMessageBytes: 10_000 });
      await expect(sink.send([message(1), message(2, topic, 'x'.repeat(20_000))])).rejects.toThrow(new MessageRejected(message(2).event.id, `${topic}: the message has 20356 bytes, more than 10000`));
      expect(sink.standing()).toEqual({ producers: 0, delivered: 0 });
      await sink.close();
    });

    test('that is too large for the broker is found among those sent with it, and what was before it is delivered', async () => {
      const sink = newSink({ maxMessageBytes: 8_000_000, topics: { partitions: 1, ...copies, config: { 'max.message.bytes': '50000' } } });
      const batch = [1, 2, 3, 4, 5, 6].map((n) => message(n, topic, n === 4 ? 'x'.repeat(60_000) : 'y'.repeat(15_000)));
      const rejection = await sink.send(batch).then(() => undefined, (error: unknown) => error);
      expect(rejection).toBeInstanceOf(MessageRejected);
      expect(rejection).toMatchObject({ messageId: message(4).event.id, message: expect.stringContaining('MESSAGE_TOO_LARGE') });
      await sink.send(batch.filter((_, index) => index !== 3));
      const ids = (await received(topic)).map(({ id }) => id);
      expect([...new Set(ids)]).toEqual(batch.filter((_, index) => index !== 3).map(({ event }) => event.id));
      await sink.close();
      await removeTopics();
    });
  });

  describe('topics', () => {
    test('are made as declared, and left alone when they are there', async () => {
      const first = newSink({ topics: { partitions: 3, ...copies, config: { 'retention.ms': '7776000000' } } });
      await first.send([message(1), message(2, findings)]);
      await first.close();
      const second = newSink({ topics: { partitions: 5, ...copies } });
      await second.send([message(3)]);
      await second.close();
      await withAdmin(async (admin) => {
        const { topics } = await admin.fetchTopicMetadata({ topics: [topic, findings] });
        expect(topics.map(({ name, partitions }) => [name, partitions.length]).sort()).toEqual([[topic, 3], [findings, 3]]);
        const { resources } = await admin.describeConfigs({ includeSynonyms: false, resources: [{ type: 2, name: topic, configNames: ['retention.ms', 'message.timestamp.type'] }] });
        expect(Object.fromEntries(resources[0]!.configEntries.map(({ configName, configValue }) => [configName, configValue]))).toEqual({ 'retention.ms': '7776000000', 'message.timestamp.type': 'LogAppendTime' });
      });
      await removeTopics();
    });

    test('that may not be made are named in the fault', async () => {
      const sink = newSink({ createTopics: false });
      await expect(sink.send([message(1)])).rejects.toThrow(`UNKNOWN_TOPIC_OR_PARTITION: there is no topic ${topic}`);
      expect(sink.standing().fault?.type).toBe('UNKNOWN_TOPIC_OR_PARTITION');
      await sink.close();
    });

    test('that somebody removed meanwhile are made again', async () => {
      const sink = newSink();
      await sink.send([message(1)]);
      await removeTopics();
      for (let tries = 0; tries < 50; tries++) {
        const fault = await sink.send([message(2)]).then(() => undefined, (error: unknown) => error);
        if (fault === undefined) break;
        expect(fault).toMatchObject({ name: 'KafkaFault' });
      }
      expect((await received(topic)).map(({ id }) => id)).toContain(message(2).event.id);
      await sink.close();
      await removeTopics();
    });
  });

  test('brokers that are not there are a fault with a name', async () => {
    const sink = newSink({ connection: { brokers: ['127.0.0.1:1'], connectionTimeoutMs: 1_000 } });
    await expect(sink.send([message(1)])).rejects.toMatchObject({ name: 'KafkaFault', type: 'NO_CONNECTION' });
    await sink.close();
  });
});
