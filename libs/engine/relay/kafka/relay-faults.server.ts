import { openSync, ftruncateSync, closeSync, readdirSync, rmSync, statSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { LocalBroker, LocalKafka } from '../../../../infra/local/kafka/kafka.mjs';
import { describeWithBrokers, eventually, firstDeliveries, plainKafka, readTopic, type TestBrokers } from './brokers-examples.js';
import { relayedLog, topic, type RelayedLog } from './relayed-log-examples.js';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** What is in use once the garbage is gone: on the heap and in buffers, MB. */
function liveMegabytes(): number {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1_000_000;
}

/** What every fault must leave behind: each fact once under its id, and no message before an earlier one of its key. */
async function expectWhole({ addresses }: TestBrokers, ids: readonly string[]): Promise<{ readonly repeated: number }> {
  const records = await readTopic(addresses, topic.topic);
  const events = firstDeliveries(records);
  expect(events).toHaveLength(ids.length);
  const wanted = new Set(ids);
  expect(events.filter(({ id }) => !wanted.has(id))).toEqual([]);
  const last = new Map<string, number>();
  let inversions = 0;
  for (const { subject = '', data } of events) {
    const n = data['n'] as number;
    if (n < (last.get(subject) ?? -1)) inversions += 1;
    last.set(subject, n);
  }
  expect(inversions).toBe(0);
  return { repeated: records.length - events.length };
}

async function removeTopic({ addresses }: TestBrokers): Promise<void> {
  const admin = plainKafka(addresses).admin();
  await admin.connect();
  if ((await admin.listTopics()).includes(topic.topic)) await admin.deleteTopics({ topics: [topic.topic] });
  await eventually(async () => !(await admin.listTopics()).includes(topic.topic));
  await admin.disconnect();
}

describeWithBrokers('a relay to one Kafka broker', { own: true }, (brokers) => {
  let local: LocalKafka;
  let broker: LocalBroker;
  let log: RelayedLog;
  beforeEach(async () => {
    [local, broker] = [brokers.local, brokers.local.broker(1)];
    log = await relayedLog({ brokers: brokers.addresses });
  });
  afterEach(async () => {
    broker.resume();
    await log.close();
    if (!broker.running) broker.start();
    await local.ready();
    await removeTopic(brokers);
  });

  test('whose broker is stopped while 100,000 facts are recorded goes on recording, shows its lag, and drains in order in flat memory', async () => {
    const ids: string[] = [...(await log.append(100))];
    log.runner.start();
    await log.runner.whenProcessed(100);
    await broker.stop();
    const text = '质'.repeat(400);
    const slowest = { ms: 0 };
    const append = async (): Promise<void> => {
      const started = performance.now();
      ids.push(...(await log.append(500, { text, streams: 50 })));
      slowest.ms = Math.max(slowest.ms, performance.now() - started);
    };
    await append();
    await eventually(async () => (await log.status()).state === 'backing-off');
    for (let batch = 1; batch < 200; batch++) await append();
    expect(await log.status()).toMatchObject({ lag: 100_000, position: 100, fault: { reason: expect.stringContaining('NO_CONNECTION') } });
    expect((await log.status()).lagMs).toBeGreaterThan(0);
    const live: number[] = [liveMegabytes()];
    const started = performance.now();
    broker.start();
    await local.ready();
    for (let position = 10_100; position <= 100_100; position += 15_000) {
      await log.runner.whenProcessed(position);
      live.push(liveMegabytes());
    }
    const seconds = (performance.now() - started) / 1_000;
    process.stdout.write(`100,000 facts of 1.2 KB drained in ${seconds.toFixed(1)} s with the broker's start; live memory ${live.map((mb) => mb.toFixed(0)).join(' ')} MB; slowest append of 500 ${slowest.ms.toFixed(0)} ms\n`);
    expect(await log.status()).toMatchObject({ lag: 0, lagMs: 0, state: 'live' });
    // The backlog itself is more than 120 MB of text: what is in hand is a part of it.
    expect(Math.max(...live) - Math.min(...live)).toBeLessThan(60);
    expect(slowest.ms).toBeLessThan(5_000);
    await expectWhole(brokers, ids);
  });

  test('whose broker is killed again and again while it produces loses nothing and inverts no key', async () => {
    const ids: string[] = [];
    log.runner.start();
    for (let cycle = 0; cycle < 4; cycle++) {
      const writing = (async () => {
        for (let batch = 0; batch < 12; batch++) ids.push(...(await log.append(100)));
      })();
      await eventually(async () => (await log.status()).sent > cycle * 1_200 + 150 * (cycle + 1));
      await broker.kill();
      await writing;
      broker.start();
      await local.ready();
    }
    await log.runner.whenProcessed(4_800);
    expect(log.sink.standing().producers).toBeGreaterThan(4);
    const { repeated } = await expectWhole(brokers, ids);
    process.stdout.write(`killed 4 times: ${repeated} of 4,800 messages were delivered again\n`);
  });

  test('that meets a fatal sequence error begins a new producer and goes on from its checkpoint', async () => {
    log.runner.start();
    const first = await log.append(3, { streams: 1 });
    await log.runner.whenProcessed(3);
    const lost: string[] = [];
    for (let n = 4; n <= 6; n++) {
      lost.push(...(await log.append(1, { streams: 1 })));
      await log.runner.whenProcessed(n);
    }
    // The broker comes back without the last batches that it acknowledged: for the producer's next number it has none before.
    await broker.stop();
    forgetLastBatch(join(local.folder, 'broker-1', 'data'));
    broker.start();
    await local.ready();
    const before = log.sink.standing().producers;
    const later = await log.append(2, { streams: 1 });
    await log.runner.whenProcessed(8);
    expect(log.faults.join('\n')).toContain('OUT_OF_ORDER_SEQUENCE_NUMBER');
    expect(log.sink.standing().producers).toBeGreaterThan(before);
    await expectWhole(brokers, [...first, ...lost.slice(0, -1), ...later]);
  });

  test('whose broker freezes says so, and goes on when it thaws', async () => {
    log.runner.start();
    const ids = [...(await log.append(50))];
    await log.runner.whenProcessed(50);
    broker.pause();
    ids.push(...(await log.append(50)));
    await eventually(async () => (await log.status()).fault !== undefined);
    expect((await log.status()).fault?.reason).toMatch(/NO_ANSWER|NO_CONNECTION/);
    broker.resume();
    await log.runner.whenProcessed(100);
    await expectWhole(brokers, ids);
    expect(await log.status()).toMatchObject({ lag: 0, state: 'live' });
  });
});

/** Take the last batch off the topic's log, as a machine that lost power before its disk had it. */
function forgetLastBatch(data: string): void {
  for (const name of readdirSync(data).filter((each) => each.startsWith(`${topic.topic}-`))) {
    const path = join(data, name, '00000000000000000000.log');
    const { size } = statSync(path);
    if (size === 0) continue;
    const file = openSync(path, 'r+');
    ftruncateSync(file, size - 10);
    closeSync(file);
    for (const other of readdirSync(join(data, name)).filter((each) => /\.(snapshot|index|timeindex)$/.test(each))) rmSync(join(data, name, other));
  }
  for (const mark of ['.kafka_cleanshutdown', 'recovery-point-offset-checkpoint', 'replication-offset-checkpoint']) {
    if (existsSync(join(data, mark))) rmSync(join(data, mark));
  }
}

describeWithBrokers('a relay to three Kafka brokers', { own: true, brokers: 3 }, (brokers) => {
  let log: RelayedLog | undefined;
  afterEach(() => log?.close());

  test('whose leader is killed while it produces goes on with the other two, loses nothing and inverts no key', async () => {
    const { local } = brokers;
    log = await relayedLog({ brokers: brokers.addresses });
    const ids: string[] = [];
    log.runner.start();
    const admin = plainKafka(brokers.addresses).admin();
    await admin.connect();
    for (let cycle = 0; cycle < 2; cycle++) {
      const from = ids.length;
      const writing = (async () => {
        for (let batch = 0; batch < 15; batch++) ids.push(...(await log!.append(100)));
      })();
      await eventually(async () => (await log!.status()).sent > from + 200, { what: 'the first messages of the cycle' });
      const { topics } = await admin.fetchTopicMetadata({ topics: [topic.topic] });
      const leader = local.broker(topics[0]!.partitions[0]!.leader);
      await leader.kill();
      await writing;
      await log.runner.whenProcessed(from + 1_500);
      expect(leader.running).toBe(false);
      leader.start();
      await local.ready({ count: 3 });
    }
    await admin.disconnect();
    await expectWhole(brokers, ids);
  });
});
