import { afterEach, describe, expect, test } from '@jest/globals';
import { MemoryEventStore } from '#engine/event-store/memory';
import type { DomainEvent, JsonObject } from '#engine/kernel';
import { realWait } from '#engine/reactions';
import { MemoryReactionState } from '#engine/reactions/memory';
import { appendTo, TestClock } from '#engine/testing';
import { MemorySink } from './memory/index.js';
import { BadTopic, BodyGone, RelayRunner, type BodyLoader, type TopicDefinition } from './index.js';

const letters: TopicDefinition = {
  topic: 'city.letter.v1', title: { zh: '函件', en: 'Letters' }, events: ['letter.'],
  schema: { type: 'object', required: ['hash', 'text'], additionalProperties: false, properties: { hash: { type: 'string' }, text: { type: 'string' } } } satisfies JsonObject,
  map: ({ stream, data }) => [{ key: stream, data: { hash: data['hash']! } }],
};
const sent = (hash: string): DomainEvent => ({ type: 'letter.Sent', data: { hash } });

const runners: RelayRunner[] = [];
afterEach(async () => {
  await Promise.all(runners.splice(0).map((runner) => runner.stop()));
});

function setting(load: BodyLoader) {
  const clock = new TestClock();
  const store = new MemoryEventStore({ clock });
  const [state, sink] = [new MemoryReactionState(), new MemorySink()];
  const open = (): RelayRunner => {
    const runner = new RelayRunner({ store, state, sink, clock, topics: [letters], bodies: { [letters.topic]: load }, origin: 'nanjing', backOff: { firstMs: 1, longestMs: 2 }, wait: realWait });
    runners.push(runner);
    runner.start();
    return runner;
  };
  return { store, state, sink, clock, open, texts: () => sink.messages.map(({ event }) => event.data['text']) };
}

describe('what a message carries beside the log', () => {
  test('is loaded when it is sent, so that the log never has it', async () => {
    const { store, sink, open } = setting(async (message) => ({ ...message, data: { ...message.data, text: `text of ${String(message.data['hash'])}` } }));
    await appendTo(store, 'letter-1', sent('a'), sent('b'));
    await open().whenProcessed(2);
    expect(sink.messages.map(({ event }) => event.data)).toEqual([{ hash: 'a', text: 'text of a' }, { hash: 'b', text: 'text of b' }]);
    expect(JSON.stringify(await store.readAll({ after: 0, limit: 9 }))).not.toContain('text of');
  });

  test('is waited for while its store is away: nothing is parked, nothing lost, nothing out of order', async () => {
    let failures = 3;
    const { store, open, texts } = setting(async (message) => {
      if (message.data['hash'] === 'b' && failures-- > 0) throw new Error('the store is locked');
      return { ...message, data: { ...message.data, text: String(message.data['hash']) } };
    });
    await appendTo(store, 'letter-1', sent('a'), sent('b'), sent('c'));
    const runner = open();
    await runner.whenProcessed(3);
    expect([[...new Set(texts())], await runner.parked(), failures]).toEqual([['a', 'b', 'c'], [], -1]);
  });

  test('that is gone for ever parks its stream, the others flow on; what still misses a part is never sent', async () => {
    const { store, open, texts } = setting(async (message) => {
      if (message.data['hash'] === 'gone') throw new BodyGone('no document has this hash');
      return message.data['hash'] === 'empty' ? message : { ...message, data: { ...message.data, text: String(message.data['hash']) } };
    });
    await appendTo(store, 'letter-1', sent('gone'), sent('behind'));
    await appendTo(store, 'letter-2', sent('a'));
    await appendTo(store, 'letter-3', sent('empty'));
    const runner = open();
    await runner.whenProcessed(4);
    expect(texts()).toEqual(['a']);
    expect((await runner.parked()).map(({ stream, reason, waiting }) => [stream, reason, waiting])).toEqual([
      ['letter-1', 'BodyGone: no document has this hash', 1], ['letter-3', "city.letter.v1: data must have required property 'text'", 0],
    ]);
  });

  test('for a topic that is none is a mistake found at start', () => {
    const { store, state, sink, clock } = setting(async (message) => message);
    expect(() => new RelayRunner({ store, state, sink, clock, topics: [letters], bodies: { 'other.v1': async (message) => message }, origin: 'nanjing' })).toThrow(BadTopic);
  });
});
