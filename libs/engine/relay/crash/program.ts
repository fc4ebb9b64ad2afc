// A whole embedded worker in one process, for specs that kill it: log, command engine, a process with a timer, a relay.
import { join } from 'node:path';
import { z } from 'zod';
import { CommandEngine } from '#engine/commands';
import { SqliteEventStore } from '#engine/event-store/sqlite';
import { cityPolicy, command, defineEvents, isRefusal, newId, systemClock, type Actor, type Decision, type EventsOf, type Fold } from '#engine/kernel';
import { process as reaction, ReactionRunner, type SendCommand } from '#engine/reactions';
import { SqliteReactionState } from '#engine/reactions/sqlite';
import { RelayRunner, type TopicDefinition } from '#engine/relay';
import { FileSink } from '#engine/relay/file';

const events = defineEvents({
  'order.Placed': { version: 1, title: { zh: '下达', en: 'Placing' }, data: z.strictObject({ n: z.number() }) },
  'order.Confirmed': { version: 1, title: { zh: '确认', en: 'Confirmation' }, data: z.strictObject({ n: z.number() }) },
  'order.Reminded': { version: 1, title: { zh: '催办', en: 'Reminder' }, data: z.strictObject({ n: z.number() }) },
});
type OrderEvent = EventsOf<typeof events>;
interface Order {
  readonly stream: string;
  readonly n: number;
}

const fold: Fold<number, OrderEvent> = { name: 'order', initial: 0, evolve: (count) => count + 1 };
const act = (name: string, type: OrderEvent['type']) =>
  command({
    name, state: fold, policy: cityPolicy('order.act', ['system']), stream: ({ stream }: Order) => stream,
    decide: (_state, { n }): Decision<OrderEvent> => [{ type, data: { n } }],
  });
const place = act('order.Place', 'order.Placed');
const confirm = act('order.Confirm', 'order.Confirmed');
const remind = act('order.Remind', 'order.Reminded');

const follow = reaction<OrderEvent>({
  name: 'follow-up',
  events: ['order.Placed'],
  react: ({ stream, recordedAt, data: { n } }) => [
    { definition: confirm, command: { stream: `${stream}-answers`, n } },
    { timer: `${stream}/${n}`, dueAt: recordedAt, payload: { stream: `${stream}-answers`, n } },
  ],
  due: ({ payload }) => [{ definition: remind, command: payload }],
});

const topic: TopicDefinition = {
  topic: 'quality.order.v1',
  title: { zh: '交办', en: 'Orders' },
  events: ['order.'],
  schema: { type: 'object', required: ['type', 'n'], properties: { type: { type: 'string' }, n: { type: 'integer' } } },
  map: ({ stream, type, data }) => [{ key: stream, data: { type, n: data['n']! } }],
};

const [, , folder = '', firstText = '0', countText = '0'] = process.argv;
const clock = systemClock;
const store = await SqliteEventStore.open({ path: join(folder, 'log.db'), clock, writer: 'main', pollMs: 5 });
const state = SqliteReactionState.open(join(folder, 'reactions.db'));
const sink = new FileSink({ folder: join(folder, 'out'), maxBytes: 20_000 });
const engine = new CommandEngine(store, events, clock);
const system: Actor = { id: 'system:reactions', grants: [{ role: 'system', units: 'all' }] };

const send: SendCommand = async ({ definition, command: content }, { commandId, cause: { eventId: causation, correlation } }) => {
  const outcome = await engine.execute(definition, content, { commandId, retryable: true, actor: system, correlation, causation });
  return isRefusal(outcome) ? outcome : 'done';
};
const reactions = new ReactionRunner({ store, state, clock, send, processes: [follow], fromBeginning: ['follow-up'], timerPollMs: 3 });
const relay = new RelayRunner({ store, state, sink, clock, topics: [topic], origin: 'test' });

reactions.start();
relay.start();
for (let n = Number(firstText); n < Number(firstText) + Number(countText); n++) {
  await engine.execute(place, { stream: `order-${n % 3}`, n }, { commandId: newId(), retryable: false, actor: system, correlation: newId() });
  process.stdout.write(`placed ${n}\n`);
}
await reactions.whenProcessed(await store.head());
while ((await state.timerCounts('follow-up', '9999-12-31T00:00:00.000Z')).pending > 0) await reactions.fireDueTimers();
await relay.whenProcessed(await store.head());
await Promise.all([reactions.stop(), relay.stop()]);
process.stdout.write(`parked ${(await reactions.parked()).length + (await relay.parked()).length}\n`);
await sink.close();
await state.close();
await store.close();
