import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { refuse, systemClock, type JsonObject } from '#engine/kernel';
import { silentLog } from '#engine/telemetry';
import type { LocalBroker } from '../../../../infra/local/kafka/kafka.mjs';
import { describeWithBrokers, eventually, headersOf, plainKafka, readTopic } from '../../relay/kafka/brokers-examples.js';
import { Intake, type Arrival, type InboundHandler, type InboundTopic, type Taken } from '../index.js';
import { deadLetterTopicOf, KafkaSource, type KafkaSourceOptions } from './index.js';

let topic: InboundTopic;
const schema: JsonObject = { type: 'object', required: ['unit', 'n'], additionalProperties: false, properties: { unit: { type: 'string' }, n: { type: 'integer' } } };
const structured = (unit: string, n: number, id = `${unit}/${n}`) => ({
  key: unit, value: JSON.stringify({ specversion: '1.0', id, source: '/trial', type: topic.topic, data: { unit, n } }), headers: { 'content-type': 'application/cloudevents+json' },
});

describeWithBrokers('messages from Kafka', { own: true }, (brokers) => {
  let broker: LocalBroker;
  let intakes: Intake[];
  /** What the effect of each message was, and in which order messages came for each unit. */
  let effects: Map<string, Set<number>>;
  let seen: Map<string, number[]>;
  let deliveries: number;
  let delay: (arrival: Arrival) => Promise<void>;

  beforeEach(() => {
    topic = { topic: `quality.trial.${randomUUID().slice(0, 8)}.v1`, title: { zh: '试', en: 'Trial' }, key: { zh: '单位', en: 'unit' }, schema };
    [broker, intakes, effects, seen, deliveries, delay] = [brokers.local.broker(1), [], new Map(), new Map(), 0, async () => undefined];
  });
  afterEach(async () => {
    broker.resume();
    await Promise.all(intakes.map((intake) => intake.stop()));
  });

  const handler = (): InboundHandler => ({
    topic,
    take: async (arrival): Promise<Taken | ReturnType<typeof refuse>> => {
      await delay(arrival);
      const { unit, n } = arrival.data as { unit: string; n: number };
      deliveries += 1;
      if (n < 0) return refuse('trial.negative', { n });
      const done = effects.get(unit) ?? effects.set(unit, new Set()).get(unit)!;
      if (done.has(n)) return 'repeated';
      done.add(n);
      seen.set(unit, [...(seen.get(unit) ?? []), n]);
      return 'recorded';
    },
  });
  const trialRefusals = { 'trial.negative': { kind: 'unprocessable', title: { zh: '{n} 为负', en: '{n} is negative' }, remedy: { zh: '改', en: 'Change it' } } } as const;
  const open = (options: Partial<KafkaSourceOptions> = {}): Intake => {
    const source = new KafkaSource({
      connection: { brokers: brokers.addresses, requestTimeoutMs: 4_000, connectionTimeoutMs: 1_000 }, topic: topic.topic, group: `group-of-${topic.topic}`, topics: { partitions: 3, replicationFactor: 1 }, clock: systemClock,
      sessionTimeoutMs: 6_000, stallMs: 4_000, ...options,
    });
    const intake = new Intake({ source, handler: handler(), refusals: trialRefusals, clock: systemClock, log: silentLog, backOff: { firstMs: 20, longestMs: 200 } });
    intakes.push(intake);
    intake.start();
    return intake;
  };
  const produce = async (messages: readonly { key: string; value: string; headers?: Record<string, string> }[]): Promise<void> => {
    const producer = plainKafka(brokers.addresses).producer();
    await producer.connect();
    for (let at = 0; at < messages.length; at += 200) await producer.send({ topic: topic.topic, acks: -1, messages: messages.slice(at, at + 200) });
    await producer.disconnect();
  };
  const ready = (intake: Intake) => eventually(async () => (await intake.status()).state === 'live', { what: 'a live consumer' });
  const numbers = (count: number, from = 1): number[] => Array.from({ length: count }, (_, i) => from + i);

  test('are taken once each, in order per key, as binary and as structured CloudEvents, and committed behind', async () => {
    const intake = open();
    await ready(intake);
    const binary = { key: 'a', value: '{"unit":"a","n":1}', headers: { 'content-type': 'application/json', ce_specversion: '1.0', ce_id: 'first', ce_source: '/trial', ce_type: topic.topic, ce_time: '2025-03-03T09:00:00+08:00' } };
    const more = numbers(300, 2).flatMap((n) => ['a', 'b', 'c', 'd'].map((unit) => structured(unit, n)));
    await produce([binary, ...more, ...more.slice(0, 100)]);
    await eventually(async () => (await intake.status()).lag === 0);
    expect(seen.get('a')).toEqual(numbers(301));
    for (const unit of ['b', 'c', 'd']) expect(seen.get(unit)).toEqual(numbers(300, 2));
    expect(await intake.status()).toMatchObject({ state: 'live', lag: 0, restarts: 0, taken: { recorded: 1_201, repeated: 100, unchanged: 0, refused: 0 } });
  });

  test('that are poison go to the dead-letter topic as they came, with the reason, and the rest goes on', async () => {
    const intake = open();
    await ready(intake);
    await produce([{ key: 'a', value: '{"unit":', headers: { sent: 'by hand' } }, structured('a', 1), structured('a', -5), { key: 'a', value: JSON.stringify({ specversion: '1.0', id: 'x', source: '/t', type: 'other', data: {} }) }, structured('a', 2)]);
    await eventually(async () => (await intake.status()).lag === 0);
    expect(seen.get('a')).toEqual([1, 2]);
    const letters = await readTopic(brokers.addresses, deadLetterTopicOf(topic.topic));
    expect(letters.map(({ message }) => headersOf(message)['dlq_code'])).toEqual(['intake.unreadable', 'trial.negative', 'intake.no-cloudevent']);
    const [torn, negative] = letters.map(({ message }) => message);
    expect([String(torn!.key), String(torn!.value), headersOf(torn!)]).toMatchObject(['a', '{"unit":', { sent: 'by hand', dlq_topic: topic.topic, dlq_offset: '0', dlq_reason_en: expect.stringContaining('not JSON') }]);
    expect(headersOf(negative!)).toMatchObject({ dlq_reason_zh: '-5 为负', dlq_reason_en: '-5 is negative', dlq_remedy_zh: '改', dlq_values: '{"n":-5}', dlq_offset: '2' });
  });

  test('wait for a fault of ours longer than a session, without losing the membership, and are shown as waiting', async () => {
    const intake = open();
    await ready(intake);
    let away = true;
    delay = async () => {
      if (away) throw new Error('the log is away');
    };
    await produce(numbers(20).map((n) => structured('a', n)));
    await new Promise((resolve) => setTimeout(resolve, 8_000));
    expect(await intake.status()).toMatchObject({ state: 'live', lag: 20, restarts: 0, trying: { reason: 'Error: the log is away' } });
    away = false;
    await eventually(async () => (await intake.status()).lag === 0);
    expect([seen.get('a'), await intake.status()]).toMatchObject([numbers(20), { restarts: 0, taken: { recorded: 20 } }]);
  });

  test('survive members that come and go, and slow ones: nothing is lost, and nothing is inverted', async () => {
    delay = () => new Promise((resolve) => setTimeout(resolve, 2));
    const steady = open();
    await ready(steady);
    const units = ['a', 'b', 'c', 'd', 'e', 'f'];
    const writing = produce(numbers(200).flatMap((n) => units.map((unit) => structured(unit, n))));
    for (let round = 0; round < 4; round++) {
      const guests = [open(), open()];
      await Promise.all(guests.map(ready));
      await Promise.all(guests.map((guest) => guest.stop()));
    }
    await writing;
    await eventually(async () => (await steady.status()).lag === 0, { withinMs: 60_000 });
    for (const unit of units) expect(seen.get(unit)).toEqual(numbers(200));
    process.stdout.write(`members came and went 8 times: ${deliveries} deliveries of 1,200 messages\n`);
  });

  test('go on after the broker froze: the watch begins the consumer anew', async () => {
    const intake = open();
    await ready(intake);
    await produce(numbers(10).map((n) => structured('a', n)));
    await eventually(async () => (await intake.status()).lag === 0);
    broker.pause();
    await eventually(async () => (await intake.status()).restarts > 0, { what: 'a restart' });
    broker.resume();
    await produce(numbers(10, 11).map((n) => structured('a', n)));
    await eventually(async () => (await intake.status()).lag === 0, { withinMs: 60_000 });
    expect(seen.get('a')).toEqual(numbers(20));
  });

  test('go on after the broker was killed', async () => {
    const intake = open();
    await ready(intake);
    await produce(numbers(10).map((n) => structured('a', n)));
    await eventually(async () => (seen.get('a') ?? []).length > 3);
    await broker.kill();
    broker.start();
    await brokers.local.ready();
    await produce(numbers(10, 11).map((n) => structured('a', n)));
    await eventually(async () => (await intake.status()).lag === 0, { withinMs: 60_000 });
    expect(seen.get('a')).toEqual(numbers(20));
  });
});
