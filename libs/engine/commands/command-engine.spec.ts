import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { cityPolicy, command, defineEvents, derivedId, isRefusal, newId, refuse, told, type Actor, type EventsOf, type Fold } from '#engine/kernel';
import { MemoryEventStore } from '#engine/event-store/memory';
import { WrongRevision, type EventStore } from '#engine/event-store';
import { TestClock } from '#engine/testing';
import { CommandEngine } from './command-engine.js';
import { PreconditionFailed, TooContended, type Envelope, type Receipt } from './envelope.js';

const events = defineEvents({
  'count.Added': { version: 1, title: { zh: '加', en: 'Added' }, data: z.strictObject({ counter: z.string(), by: z.int() }) },
});
type Added = EventsOf<typeof events>;
const total: Fold<number, Added> = { name: 'total', initial: 0, evolve: (sum, event) => sum + event.data.by };

interface Add { readonly counter: string; readonly by: number; readonly notAbove?: string }
const add = command({
  name: 'count.Add',
  policy: cityPolicy('count.add', ['counter']),
  stream: (c: Add) => `counter-${c.counter}`,
  state: total,
  told: (c) => ({ other: told(`counter-${c.notAbove ?? 'none'}`, total) }),
  decide: (sum, c, { told: { other } }) => {
    if (c.by === 0) return [];
    if (c.notAbove && sum + c.by > other) return refuse('count.above', { other });
    return [{ type: 'count.Added' as const, data: { counter: c.counter, by: c.by } }];
  },
});

const actor: Actor = { id: 'counter-li', unit: 'xuanwu', grants: [{ role: 'counter', units: 'all' }] };
const envelope = (more: Partial<Envelope> = {}): Envelope => {
  const commandId = newId();
  return { commandId, retryable: false, actor, correlation: commandId, ...more };
};
const open = (cachedStates = 100, wrap: (store: EventStore) => EventStore = (s) => s) => {
  const store = new MemoryEventStore({ clock: new TestClock() });
  return { store, engine: new CommandEngine(wrap(store), events, new TestClock(), { cachedStates }) };
};

describe.each([['with', 100], ['without', 0]])('the command engine %s cached states', (_, cached) => {
  test('records what a decision says, with who, why and what it was told', async () => {
    const { store, engine } = open(cached);
    await engine.execute(add, { counter: 'b', by: 5 }, envelope());
    const sent = envelope({ reason: '年度核增', authority: '宁质发〔2025〕3号' });
    const receipt = (await engine.execute(add, { counter: 'a', by: 3, notAbove: 'b' }, sent)) as Receipt;
    expect(receipt).toMatchObject({ stream: 'counter-a', revision: 0, position: 2, repeated: false, changed: true });
    const [recorded] = await store.readStream('counter-a');
    expect(recorded).toMatchObject({
      id: derivedId(sent.commandId, '0'), type: 'count.Added', schema: 1, data: { counter: 'a', by: 3 },
      meta: { actor: 'counter-li', unit: 'xuanwu', reason: '年度核增', authority: '宁质发〔2025〕3号', told: { 'counter-b': 0 } },
    });
  });

  test('a refusal records nothing', async () => {
    const { store, engine } = open(cached);
    expect(await engine.execute(add, { counter: 'a', by: 3, notAbove: 'b' }, envelope())).toMatchObject({ refused: 'count.above' });
    expect(await store.head()).toBe(0);
  });

  test('who is not covered by the policy is refused before anything is decided', async () => {
    const { store, engine } = open(cached);
    const outcome = await engine.execute(add, { counter: 'a', by: 3 }, envelope({ actor: { id: 'x', grants: [] } }));
    expect(outcome).toMatchObject({ refused: 'command.forbidden', values: { policy: 'count.add' } });
    expect(await store.head()).toBe(0);
  });

  test('a command that changes nothing is accepted and leaves no event', async () => {
    const { engine } = open(cached);
    expect(await engine.execute(add, { counter: 'a', by: 0 }, envelope())).toMatchObject({ changed: false, events: [] });
  });

  test('a retry under the same key is answered with the first receipt, also later and after other commands', async () => {
    const { store, engine } = open(cached);
    const sent = envelope({ retryable: true });
    const first = (await engine.execute(add, { counter: 'a', by: 3 }, sent)) as Receipt;
    await engine.execute(add, { counter: 'a', by: 4 }, envelope());
    const again = (await engine.execute(add, { counter: 'a', by: 3 }, sent)) as Receipt;
    expect(again).toEqual({ ...first, repeated: true });
    expect(await store.head()).toBe(2);
  });

  test('the same key with another body is refused', async () => {
    const { store, engine } = open(cached);
    const sent = envelope({ retryable: true });
    await engine.execute(add, { counter: 'a', by: 3 }, sent);
    expect(await engine.execute(add, { counter: 'a', by: 4 }, sent)).toMatchObject({ refused: 'command.idempotency-key-reused' });
    expect(await store.head()).toBe(1);
  });

  test('what the edge adds to a command does not make a retry another command', async () => {
    const { engine } = open(cached);
    const informed = command({ ...add, name: 'count.AddInformed', stated: ({ counter, by }: Add & { seen?: number }) => ({ counter, by }) });
    const sent = envelope({ retryable: true });
    const first = await engine.execute(informed, { counter: 'a', by: 3, seen: 1 }, sent);
    expect(await engine.execute(informed, { counter: 'a', by: 3, seen: 2 }, sent)).toEqual({ ...first, repeated: true });
  });

  test('64 racing commands of one stream all take effect, each once', async () => {
    const { store, engine } = open(cached);
    const outcomes = await Promise.allSettled(Array.from({ length: 64 }, () => engine.execute(add, { counter: 'a', by: 1 }, envelope())));
    const won = outcomes.filter((o) => o.status === 'fulfilled' && !isRefusal(o.value)).length;
    for (const lost of outcomes.filter((o) => o.status === 'rejected')) expect(lost.reason).toBeInstanceOf(TooContended);
    expect(won).toBeGreaterThan(0);
    expect((await store.readStream('counter-a', { limit: 100 })).map((e) => e.revision)).toEqual(Array.from({ length: won }, (__, i) => i));
  });

  test('with If-Match one of two racing writers wins and the other is told where the stream is', async () => {
    const { engine } = open(cached);
    await engine.execute(add, { counter: 'a', by: 1 }, envelope());
    const racing = await Promise.allSettled([1, 2].map((by) => engine.execute(add, { counter: 'a', by }, envelope({ ifMatch: 0 }))));
    expect(racing.map((r) => r.status).sort()).toEqual(['fulfilled', 'rejected']);
    const lost = racing.find((r) => r.status === 'rejected') as PromiseRejectedResult;
    expect(lost.reason).toBeInstanceOf(PreconditionFailed);
    expect(lost.reason).toMatchObject({ expected: 0, actual: 1 });
  });
});

test('what became of each command is told, with its time', async () => {
  const told: unknown[] = [];
  const store = new MemoryEventStore({ clock: new TestClock() });
  const engine = new CommandEngine(store, events, new TestClock(), { observe: (command, result, seconds) => told.push([command, result, seconds >= 0]) });
  const sent = envelope({ retryable: true });
  await engine.execute(add, { counter: 'a', by: 3 }, sent);
  await engine.execute(add, { counter: 'a', by: 3 }, sent);
  await engine.execute(add, { counter: 'a', by: 0 }, envelope());
  await engine.execute(add, { counter: 'a', by: 3, notAbove: 'b' }, envelope());
  await expect(engine.execute(add, { counter: 'a', by: 3 }, envelope({ ifMatch: 7 }))).rejects.toBeInstanceOf(PreconditionFailed);
  expect(told).toEqual(['accepted', 'repeated', 'unchanged', 'refused', 'conflict'].map((result) => ['count.Add', result, true]));
});

describe('a lost race', () => {
  test('is decided again on the new state, up to three more times', async () => {
    let losses = 2;
    const { engine, store } = open(10, (inner) => new Proxy(inner, {
      get: (target, name) => name !== 'append' ? Reflect.get(target, name).bind(target) : async (writes: never) => {
        if (losses-- > 0) throw new WrongRevision('counter-a', 'no-stream', 0);
        return target.append(writes);
      },
    }));
    expect(await engine.execute(add, { counter: 'a', by: 1 }, envelope())).toMatchObject({ revision: 0 });
    expect(await store.head()).toBe(1);
    losses = 99;
    await expect(engine.execute(add, { counter: 'a', by: 1 }, envelope())).rejects.toBeInstanceOf(TooContended);
  });
});

describe('many commands as one', () => {
  const items = (...adds: Add[]) => adds.map((c) => ({ definition: add, command: c }));

  test('each is decided on what those before it leave, and all are recorded together', async () => {
    const { engine, store } = open();
    const outcome = await engine.executeAll(items({ counter: 'b', by: 2 }, { counter: 'a', by: 1 }, { counter: 'a', by: 1 }), envelope());
    expect(outcome).toMatchObject({ accepted: 3, refused: [], receipt: { position: 3, events: 3 } });
    expect((await store.readStream('counter-a')).map((e) => e.revision)).toEqual([0, 1]);
  });

  test('one refusal and nothing is recorded; every refused item is named', async () => {
    const { engine, store } = open();
    const outcome = await engine.executeAll(items({ counter: 'a', by: 1 }, { counter: 'c', by: 1, notAbove: 'b' }, { counter: 'd', by: 2, notAbove: 'b' }), envelope());
    expect(outcome.refused.map((r) => r.index)).toEqual([1, 2]);
    expect(await store.head()).toBe(0);
  });

  test('a dry run decides and records nothing', async () => {
    const { engine, store } = open();
    expect(await engine.executeAll(items({ counter: 'a', by: 1 }), envelope(), { dryRun: true })).toEqual({ accepted: 1, refused: [] });
    expect(await store.head()).toBe(0);
  });

  test('a batch that another writer overtakes is decided again', async () => {
    let overtake = 1;
    const { engine, store } = open(10, (inner) => new Proxy(inner, {
      get: (target, name) => name !== 'append' ? Reflect.get(target, name).bind(target) : async (writes: never) => {
        if (overtake-- > 0) throw new WrongRevision('counter-a', 'no-stream', 0);
        return target.append(writes);
      },
    }));
    expect(await engine.executeAll(items({ counter: 'a', by: 1 }), envelope())).toMatchObject({ accepted: 1, receipt: { events: 1 } });
    overtake = 99;
    await expect(engine.executeAll(items({ counter: 'a', by: 1 }), envelope())).rejects.toBeInstanceOf(TooContended);
    expect(await store.head()).toBe(1);
  });

  test('a repeated batch under the same key has the effect of one', async () => {
    const { engine, store } = open();
    const sent = envelope({ retryable: true });
    await engine.executeAll(items({ counter: 'a', by: 0 }, { counter: 'b', by: 1 }), sent);
    expect(await engine.executeAll(items({ counter: 'a', by: 0 }, { counter: 'b', by: 1 }), sent)).toMatchObject({ accepted: 2, receipt: { repeated: true } });
    expect(await store.head()).toBe(1);
    expect((await engine.executeAll(items({ counter: 'a', by: 0 }, { counter: 'b', by: 9 }), sent)).refused[0]?.refusal.refused).toBe('command.idempotency-key-reused');
  });
});

describe('a command with others that it rests on', () => {
  const numbered = command({
    name: 'count.AddNumber', policy: cityPolicy('count.add', ['counter']), stream: (c: { counter: string; from: string }) => `counter-${c.counter}`, state: total,
    told: (c) => ({ given: told(`counter-${c.from}`, total) }),
    decide: (_, c, { told: { given } }) => (given > 3 ? refuse('count.above', { other: given }) : [{ type: 'count.Added' as const, data: { counter: c.counter, by: given } }]),
  });
  const one = { definition: add, command: { counter: 'series', by: 1 } };
  const main = { definition: numbered, command: { counter: 'a', from: 'series' } };

  test('is told what they leave, is recorded with them, and answers for itself', async () => {
    const { store, engine } = open();
    const receipt = (await engine.executeWith([one], main, envelope())) as Receipt;
    expect(receipt).toMatchObject({ stream: 'counter-a', revision: 0, position: 2, repeated: false, changed: true, events: [{ type: 'count.Added' }] });
    expect((await store.readStream('counter-a'))[0]).toMatchObject({ data: { counter: 'a', by: 1 }, meta: { told: { 'counter-series': 0 } } });
  });

  test('a refusal of it records none of them', async () => {
    const { store, engine } = open();
    await engine.execute(add, { counter: 'series', by: 3 }, envelope());
    expect(await engine.executeWith([one], main, envelope())).toMatchObject({ refused: 'count.above' });
    expect(await store.head()).toBe(1);
  });

  test('repeated under its key, it gives the same answer and records nothing more', async () => {
    const { store, engine } = open();
    const sent = envelope({ retryable: true });
    const first = (await engine.executeWith([one], main, sent)) as Receipt;
    expect(await engine.executeWith([one], main, sent)).toEqual({ ...first, repeated: true });
    expect(await store.head()).toBe(2);
  });

  test('racing, each is told its own', async () => {
    const { store, engine } = open();
    await Promise.all(['a', 'b', 'c'].map((counter) => engine.executeWith([one], { definition: numbered, command: { counter, from: 'series' } }, envelope())));
    const given = await Promise.all(['a', 'b', 'c'].map(async (counter) => (await store.readStream(`counter-${counter}`))[0]!.data['by']));
    expect([...given].sort()).toEqual([1, 2, 3]);
  });

  test('If-Match is about its own stream', async () => {
    const { engine } = open();
    await engine.execute(add, { counter: 'a', by: 1 }, envelope());
    await expect(engine.executeWith([one], main, envelope({ ifMatch: 5 }))).rejects.toThrow(PreconditionFailed);
    expect(await engine.executeWith([one], main, envelope({ ifMatch: 0 }))).toMatchObject({ stream: 'counter-a', revision: 1 });
  });
});
