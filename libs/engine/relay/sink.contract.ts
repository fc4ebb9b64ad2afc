import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { derivedId, zhihengNamespace } from '#engine/kernel';
import type { CloudEvent, MessageSink, OutboundMessage } from './relay.js';

export interface SinkUnderTest {
  readonly sink: MessageSink;
  /** What a receiver of the topic gets, from the beginning, in order. */
  readonly received: (topic: string) => Promise<readonly CloudEvent[]>;
  /** The sink again, as after a restart; absent for one that lives in memory only. */
  readonly reopen?: () => Promise<MessageSink>;
  readonly dispose?: () => Promise<void>;
}

const scores = 'quality.score.current.v1';
const findings = 'quality.supervision.finding.v1';

export function message(n: number, topic = scores, text = '玄武区'): OutboundMessage {
  const event: CloudEvent = {
    specversion: '1.0', id: derivedId(zhihengNamespace, `${topic}/${n}`), source: '/zhiheng/test', type: topic, subject: `unit-${n % 3}`,
    time: '2025-03-03T01:00:00.000Z', datacontenttype: 'application/json', zhihengposition: n, data: { n, text },
  };
  return { topic, key: `unit-${n % 3}`, event };
}

const eventsOf = (messages: readonly OutboundMessage[]): readonly CloudEvent[] => messages.map(({ event }) => event);
const numbers = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i);

/** What every sink must do. */
export function sinkContract(name: string, open: () => Promise<SinkUnderTest>): void {
  describe(`message sink: ${name}`, () => {
    let subject: SinkUnderTest;
    let sink: MessageSink;
    beforeEach(async () => {
      subject = await open();
      sink = subject.sink;
    });
    afterEach(async () => {
      await sink.close();
      await subject.dispose?.();
    });

    test('delivers batches whole and in order, each topic apart', async () => {
      const first = [message(1), message(2, findings), message(3)];
      await sink.send(first);
      await sink.send([message(4, findings), message(5)]);
      expect(await subject.received(scores)).toEqual(eventsOf([message(1), message(3), message(5)]));
      expect(await subject.received(findings)).toEqual(eventsOf([message(2, findings), message(4, findings)]));
    });

    test('takes an empty batch', async () => {
      await sink.send([]);
      await sink.send([message(1)]);
      expect(await subject.received(scores)).toHaveLength(1);
    });

    test('keeps the order of sends that were not awaited', async () => {
      await Promise.all(numbers(1, 40).map((n) => sink.send([message(n), message(n + 100)])));
      expect((await subject.received(scores)).map((event) => event.data['n'])).toEqual(numbers(1, 40).flatMap((n) => [n, n + 100]));
    });

    test('delivers a message sent again under the same id', async () => {
      await sink.send([message(1)]);
      await sink.send([message(1), message(2)]);
      const received = await subject.received(scores);
      expect([...new Map(received.map((event) => [event.id, event])).values()]).toEqual(eventsOf([message(1), message(2)]));
    });

    test('carries texts unchanged: rare characters, line breaks, 200 KB', async () => {
      const messages = ['𠮷田区', 'a\r\nb\u2028c', '质'.repeat(70_000), '"\\\u0000'].map((text, n) => message(n, scores, text));
      await sink.send(messages);
      expect(await subject.received(scores)).toEqual(eventsOf(messages));
    });

    test('goes on after a restart', async () => {
      if (!subject.reopen) return expect(subject.reopen).toBeUndefined();
      await sink.send([message(1)]);
      await sink.close();
      sink = await subject.reopen();
      await sink.send([message(2)]);
      expect(await subject.received(scores)).toEqual(eventsOf([message(1), message(2)]));
    });
  });
}
