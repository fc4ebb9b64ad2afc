import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { systemClock } from '#engine/kernel';
import { MemoryReadStore } from '#engine/read-store/memory';
import { kafkaDelivered } from '#engine/relay/kafka';
import { describeWithBrokers, headersOf, plainKafka, readTopic } from '../../relay/kafka/brokers-examples.js';
import { relayedLog, topic, type RelayedLog } from '../../relay/kafka/relayed-log-examples.js';
import { messagesCheck } from '../messages-check.js';
import type { Difference } from '../reconciliation.js';

describeWithBrokers('messages at Kafka against the log', {}, (brokers) => {
  describe('messages at Kafka against the log', () => {
    let relayed: RelayedLog;
    const withAdmin = async <T>(use: (admin: ReturnType<ReturnType<typeof plainKafka>['admin']>) => Promise<T>): Promise<T> => {
      const admin = plainKafka(brokers.addresses).admin();
      await admin.connect();
      return use(admin).finally(() => admin.disconnect());
    };
    beforeEach(async () => {
      relayed = await relayedLog({ brokers: brokers.addresses });
      relayed.runner.start();
      await relayed.append(50);
      await relayed.runner.whenProcessed(50);
    }, 60_000);
    afterEach(async () => {
      await relayed.close();
      await withAdmin(async (admin) => {
        if ((await admin.listTopics()).includes(topic.topic)) await admin.deleteTopics({ topics: [topic.topic] });
        while ((await admin.listTopics()).includes(topic.topic)) await new Promise((resolve) => setImmediate(resolve));
      });
    }, 60_000);

    async function compare() {
      const found: Difference[] = [];
      const delivered = kafkaDelivered({ connection: { brokers: brokers.addresses }, group: 'trial', clock: systemClock });
      const outcome = await messagesCheck(topic.topic, { log: relayed.store, relay: relayed.runner, delivered, openScratch: async () => ({ store: new MemoryReadStore(), remove: async () => undefined }) })
        .run({ found: (difference) => found.push(difference), pace: async () => undefined, signal: new AbortController().signal });
      return { outcome, found };
    }
    /** The first message of a partition, and its end. */
    const firstIn = async (partition: number) => (await readTopic(brokers.addresses, topic.topic)).find((one) => one.partition === partition)!;
    const removeUpTo = ({ partition, offset }: Awaited<ReturnType<typeof firstIn>>) => withAdmin(async (admin) => {
      await admin.fetchTopicOffsets(topic.topic); // the driver deletes only of topics that it has heard of
      await admin.deleteTopicRecords({ topic: topic.topic, partitions: [{ partition, offset: String(offset + 1) }] });
    });
    const idAndPosition = ({ message }: Awaited<ReturnType<typeof firstIn>>) => ({ key: headersOf(message)['ce_id'], position: Number(headersOf(message)['ce_zhihengposition']) });

    test('everything that was handed over is there, and no group is left behind', async () => {
      expect(await compare()).toEqual({ found: [], outcome: { compared: 50, position: 50 } });
      expect((await withAdmin((admin) => admin.listGroups())).groups.filter(({ groupId }) => groupId.startsWith('trial-reading'))).toEqual([]);
    }, 60_000);

    test('a message that was removed from a topic is named by its id and its fact', async () => {
      const gone = await firstIn(0);
      await removeUpTo(gone);
      expect((await compare()).found).toEqual([{ kind: 'missing', place: topic.topic, ...idAndPosition(gone) }]);
    }, 60_000);

    test('what the broker may clear away, because the topic keeps it no longer, is not asked for', async () => {
      const gone = await firstIn(0);
      await withAdmin((admin) => admin.alterConfigs({ validateOnly: false, resources: [{ type: 2, name: topic.topic, configEntries: [{ name: 'retention.ms', value: '1000' }] }] }));
      await removeUpTo(gone);
      expect((await compare()).found).toEqual([]);
    }, 60_000);

    test('a topic that is gone is named message by message', async () => {
      await withAdmin((admin) => admin.deleteTopics({ topics: [topic.topic] }));
      const { found } = await compare();
      expect(found).toHaveLength(50);
      expect(new Set(found.map(({ kind }) => kind))).toEqual(new Set(['missing']));
    }, 60_000);
  });
});
