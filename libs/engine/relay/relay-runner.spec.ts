import { afterEach, describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { MemoryEventStore } from '#engine/event-store/memory';
import { derivedId, type DomainEvent, type JsonObject, type RecordedEvent } from '#engine/kernel';
import { realWait } from '#engine/reactions';
import { MemoryReactionState } from '#engine/reactions/memory';
import { appendTo, TestClock } from '#engine/testing';
import { MemorySink } from './memory/index.js';
import { BadTopic, MessageRejected, RelayRunner, type CloudEvent, type RelayRunnerOptions, type TopicDefinition } from './index.js';

const schema: JsonObject = {
  type: 'object', required: ['unit', 'n'], additionalProperties: false, properties: { unit: { type: 'string' }, n: { type: 'integer' }, part: { type: 'integer' } },
};
const title = { zh: '分数', en: 'Scores' };
const scores: TopicDefinition = {
  topic: 'quality.score.current.v1', title, schema, events: ['score.'],
  map: ({ stream, data, type }) => {
    if (type === 'score.Broken') throw new TypeError('no unit');
    if (type === 'score.Misfit') return [{ key: stream, data: { unit: stream } }];
    const parts = (data['parts'] as number | undefined) ?? 1;
    const one = { key: stream, subject: stream, data: { unit: stream, n: data['n']! } };
    return parts === 1 ? [one] : Array.from({ length: parts }, (_, part) => ({ ...one, data: { ...one.data, part } }));
  },
};

const changed = (n: number, parts = 1): DomainEvent => ({ type: 'score.Changed', data: { n, parts } });

const runners: RelayRunner[] = [];
afterEach(async () => {
  await Promise.all(runners.splice(0).map((runner) => runner.stop()));
});

function setting(overrides: Partial<RelayRunnerOptions> = {}) {
  const clock = new TestClock();
  const store = new MemoryEventStore({ clock });
  const [state, sink] = [new MemoryReactionState(), new MemorySink()];
  const open = (more: Partial<RelayRunnerOptions> = {}): RelayRunner => {
    const runner = new RelayRunner({ store, state, sink, clock, topics: [scores], origin: 'nanjing', backOff: { firstMs: 1, longestMs: 2 }, wait: realWait, ...overrides, ...more });
    runners.push(runner);
    runner.start();
    return runner;
  };
  const ns = (key?: string): unknown[] => sink.messages.filter((message) => key === undefined || message.key === key).map(({ event }) => event.data['n']);
  return { clock, store, state, sink, open, ns };
}

const record = async (): Promise<void> => undefined;

/** The JSON Schema that CloudEvents 1.0.2 publishes, without `data_base64`, and its rules for attribute names. */
const cloudEventSchema = {
  type: 'object', required: ['id', 'source', 'specversion', 'type'],
  properties: {
    id: { type: 'string', minLength: 1 }, source: { type: 'string', minLength: 1 }, specversion: { const: '1.0' }, type: { type: 'string', minLength: 1 },
    datacontenttype: { type: 'string', minLength: 1 }, dataschema: { type: 'string', minLength: 1 }, subject: { type: 'string', minLength: 1 },
    time: { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?Z$' },
  },
  patternProperties: { '^(?!data$)[a-z0-9]+$': { type: ['string', 'integer', 'boolean'], maximum: 2_147_483_647 } },
  propertyNames: { pattern: '^[a-z0-9]+$' },
};

describe('what leaves', () => {
  test('is a well-formed CloudEvent for each message, with ids that never change', async () => {
    const { store, sink, open } = setting({ dataschema: (topic) => `https://zhiheng.example/schemas/${topic}.json` });
    await appendTo(store, 'unit-a', changed(1), changed(2, 3));
    await open().whenProcessed(2);
    const [one, two] = (await store.readAll({ after: 0, limit: 2 })).events as [RecordedEvent, RecordedEvent];
    const valid = new Ajv2020({ strict: false }).compile(cloudEventSchema);
    for (const { event } of sink.messages) expect([valid(event), valid.errors]).toEqual([true, null]);
    expect(sink.messages[0]).toEqual({
      topic: scores.topic, key: 'unit-a',
      event: {
        specversion: '1.0', id: one.id, source: '/zhiheng/nanjing', type: scores.topic, subject: 'unit-a', time: one.recordedAt, datacontenttype: 'application/json',
        dataschema: `https://zhiheng.example/schemas/${scores.topic}.json`, zhihengposition: 1, data: { unit: 'unit-a', n: 1 },
      },
    });
    expect(sink.messages.slice(1).map(({ event }) => event.id)).toEqual([0, 1, 2].map((part) => derivedId(two.id, `${scores.topic}/${part}`)));
    expect(sink.messages.slice(1).map(({ event }) => event.data['part'])).toEqual([0, 1, 2]);
  });

  test('carries the trace of the request that caused it', async () => {
    const { store, sink, open } = setting();
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
    const id = derivedId('6ba7b811-9dad-11d1-80b4-00c04fd430c8', 'e');
    await store.append([{ stream: 's', expected: 'any', events: [{ id, type: 'score.Changed', schema: 1, data: { n: 1 }, meta: { actor: 'a', correlation: id, causation: id, traceparent } }] }]);
    await open().whenProcessed(1);
    expect(sink.messages[0]!.event['traceparent']).toBe(traceparent);
  });

  test('starts with the first fact, or with the next one when told so', async () => {
    const { store, ns, open } = setting();
    await appendTo(store, 's', changed(1));
    await open().whenProcessed(1);
    expect(ns()).toEqual([1]);
    const late = setting({ fromHead: [scores.topic] });
    await appendTo(late.store, 's', changed(1));
    const runner = late.open();
    await runner.whenProcessed(1);
    await appendTo(late.store, 's', changed(2));
    await runner.whenProcessed(2);
    expect(late.ns()).toEqual([2]);
  });
});

describe('a topic that cannot work', () => {
  const refused = (topic: Partial<TopicDefinition>, more: Partial<RelayRunnerOptions> = {}) => () => new RelayRunner({ ...setting(), topics: [{ ...scores, ...topic }], origin: 'nanjing', ...more });

  test('is refused when the relay is made', () => {
    expect(refused({ schema: { type: 'objekt' } })).toThrow(BadTopic);
    expect(refused({ schema: { type: 'object', requird: [] } })).toThrow(BadTopic);
    expect(refused({ topic: 'quality.score' })).toThrow(BadTopic);
    expect(refused({ topic: '../x.v1' })).toThrow(BadTopic);
    expect(refused({}, { topics: [scores, scores] })).toThrow(BadTopic);
    expect(refused({}, { topics: [{ topic: 'a.v1', title, schema, table: 'board', map: () => [] }] })).toThrow(BadTopic);
    expect(refused({}, { origin: 'nan jing/..' })).toThrow(RangeError);
  });
});

describe('a message that cannot leave', () => {
  test.each(['score.Broken', 'score.Misfit'])('(%s) parks its stream, and the others flow on', async (type) => {
    const { store, ns, open } = setting();
    await appendTo(store, 'unit-a', changed(1), { type, data: {} }, changed(3));
    await appendTo(store, 'unit-b', changed(4));
    const runner = open();
    await runner.whenProcessed(4);
    await appendTo(store, 'unit-a', changed(5));
    await runner.whenProcessed(5);
    expect(ns()).toEqual([1, 4]);
    const [parked] = await runner.parked();
    expect(parked).toMatchObject({ process: `relay/${scores.topic}`, stream: 'unit-a', position: 2, waiting: 2, reason: expect.stringMatching(/no unit|required property 'n'/) });
    expect(await runner.retry(parked!, record)).toMatchObject({ handled: 0, parkedAgain: expect.any(String) });
    expect(await runner.discard(parked!, 'was entered twice', record)).toMatchObject({ handled: 2, event: { type: 'reactions.ParkedDiscarded' } });
    expect(ns('unit-a')).toEqual([1, 3, 5]);
    expect(await runner.parked()).toEqual([]);
  });

  test('because the receiving side will never take it parks its stream too', async () => {
    const { store, sink, ns, open } = setting();
    sink.fault = (messages) => {
      const big = messages.find(({ event }) => event.data['n'] === 2);
      if (big) throw new MessageRejected(big.event.id, 'message is too large');
    };
    for (const n of [1, 2, 3, 4]) await appendTo(store, n === 4 ? 'unit-b' : 'unit-a', changed(n));
    const runner = open();
    await runner.whenProcessed(4);
    expect(ns()).toEqual([1, 4]);
    expect(await runner.parked()).toMatchObject([{ stream: 'unit-a', position: 2, waiting: 1, reason: 'MessageRejected: message is too large' }]);
  });
});

describe('a sink that is away', () => {
  test('is waited for; the backlog stays in the log, is visible, and drains in order in bounded batches', async () => {
    const { clock, store, sink, ns, open } = setting();
    const batches: number[] = [];
    let away = true;
    sink.fault = (messages) => {
      batches.push(messages.length);
      if (away) throw new Error('ECONNREFUSED');
    };
    const runner = open();
    for (let n = 1; n <= 3_000; n += 100) await appendTo(store, `unit-${n % 7}`, ...Array.from({ length: 100 }, (_, i) => changed(n + i)));
    clock.advance({ minutes: 5 });
    const deadline = Date.now() + 10_000;
    while ((batches.length < 4 || (await runner.status())[0]!.state !== 'backing-off') && Date.now() < deadline) await new Promise((resolve) => setImmediate(resolve));
    expect(await runner.status()).toMatchObject([{ topic: scores.topic, state: 'backing-off', position: 0, lag: 3_000, lagMs: 300_000, sent: 0, fault: { reason: 'Error: ECONNREFUSED' } }]);
    away = false;
    await runner.whenProcessed(3_000);
    expect(ns()).toEqual(Array.from({ length: 3_000 }, (_, i) => i + 1));
    expect(Math.max(...batches)).toBeLessThanOrEqual(256);
    expect(await runner.status()).toMatchObject([{ state: 'live', lag: 0, lagMs: 0, sent: 3_000 }]);
  });
});

describe('however often the relay dies between sending and remembering', () => {
  test('messages repeat but none is lost or overtakes another of its key', async () => {
    const { store, state, sink, open } = setting();
    for (let n = 1; n <= 60; n++) await appendTo(store, `unit-${n % 4}`, changed(n, (n % 3) + 1));
    let lives = 0;
    for (let doneTo = 0; doneTo < 60 && lives < 500; lives++) {
      // Each life commits a few times, then dies: sometimes with the commit, sometimes just before it.
      let left = lives % 3;
      const mortal = new Proxy(state, {
        get: (target, name) => async (...args: unknown[]) => {
          if (name === 'commit' && left-- <= 0) throw new Error('the process is dead');
          return (Reflect.get(target, name) as (...given: unknown[]) => Promise<unknown>).apply(target, args);
        },
      });
      const small = new Proxy(store, {
        get: (target, name) => {
          const member = Reflect.get(target, name) as unknown;
          if (name === 'follow') return (options: object) => target.follow({ ...(options as Parameters<typeof target.follow>[0]), pageSize: 5 });
          return typeof member === 'function' ? (member as () => unknown).bind(target) : member;
        },
      });
      const runner = open({ state: mortal, store: small });
      const deadline = Date.now() + 5_000;
      while (left >= 0 && Date.now() < deadline && (await runner.status())[0]!.position < 60) await new Promise((resolve) => setImmediate(resolve));
      await runner.stop();
      doneTo = (await state.standing(`relay/${scores.topic}`))?.position ?? 0;
    }
    const first = [...new Map(sink.messages.map(({ event }) => [event.id, event])).values()] as CloudEvent[];
    expect(sink.messages.length).toBeGreaterThan(first.length);
    expect(first).toHaveLength(20 * 1 + 20 * 2 + 20 * 3);
    for (let unit = 0; unit < 4; unit++) {
      const places = first.filter(({ subject }) => subject === `unit-${unit}`).map((event) => [event.zhihengposition, event.data['part'] ?? 0] as const);
      expect(places).toEqual([...places].sort(([p, a], [q, b]) => p - q || Number(a) - Number(b)));
    }
  });
});
