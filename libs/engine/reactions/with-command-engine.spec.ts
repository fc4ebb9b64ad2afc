import { afterEach, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { CommandEngine } from '#engine/commands';
import { MemoryEventStore } from '#engine/event-store/memory';
import { cityPolicy, command, defineEvents, isRefusal, newId, refuse, type Decision, type EventsOf, type Fold } from '#engine/kernel';
import { FaultyEventStore, person, TestClock } from '#engine/testing';
import { MemoryReactionState } from './memory/index.js';
import { process, ReactionRunner, realWait, type SendCommand } from './index.js';

const events = defineEvents({
  'finding.Issued': { version: 1, title: { zh: '交办', en: 'Issue' }, data: z.strictObject({ dueAt: z.string() }) },
  'finding.Escalated': { version: 1, title: { zh: '升级', en: 'Escalation' }, data: z.strictObject({ level: z.number() }) },
});
type FindingEvent = EventsOf<typeof events>;

const finding: Fold<{ readonly level: number; readonly issued: boolean }, FindingEvent> = {
  name: 'finding',
  initial: { level: 0, issued: false },
  evolve: (state, event) => (event.type === 'finding.Issued' ? { ...state, issued: true } : { ...state, level: event.data.level }),
};
const policy = cityPolicy('finding.act', ['system']);
const issue = command({
  name: 'finding.Issue', stream: ({ id }: { id: string }) => `finding-${id}`, state: finding, policy,
  decide: (_state, _command, { now }): Decision<FindingEvent> => [{ type: 'finding.Issued', data: { dueAt: new Date(Date.parse(now) + 60_000).toISOString() } }],
});
const escalate = command({
  name: 'finding.Escalate', stream: ({ id }: { id: string }) => `finding-${id}`, state: finding, policy,
  decide: ({ level, issued }): Decision<FindingEvent> => (issued ? [{ type: 'finding.Escalated', data: { level: level + 1 } }] : refuse('finding.not-issued')),
});

const overdue = process<FindingEvent>({
  name: 'overdue',
  events: ['finding.Issued'],
  react: ({ stream, data }) => ('dueAt' in data ? [{ timer: stream, dueAt: data.dueAt, payload: { id: stream.slice('finding-'.length) } }] : []),
  due: ({ payload }) => [{ definition: escalate, command: { id: payload['id'] }, reason: '逾期 overdue' }],
});

let stop: () => Promise<void>;
afterEach(() => stop());

describe('a process on the real command engine', () => {
  test('records the escalation once, with its cause, although the answer to the append is lost', async () => {
    const clock = new TestClock();
    const store = new FaultyEventStore(new MemoryEventStore({ clock }));
    const engine = new CommandEngine(store, events, clock);
    const system = person('system:reactions', { roles: { system: 'all' } });
    const send: SendCommand = async ({ definition, command: content, reason }, { commandId, cause }) => {
      const { eventId: causation, correlation } = cause;
      const outcome = await engine.execute(definition, content, { commandId, retryable: true, actor: system, correlation, causation, ...(reason === undefined ? {} : { reason }) });
      return isRefusal(outcome) ? outcome : 'done';
    };
    const runner = new ReactionRunner({ store, state: new MemoryReactionState(), clock, send, processes: [overdue], timerPollMs: 3_600_000, backOff: { firstMs: 1, longestMs: 1 }, wait: realWait });
    runner.start();
    stop = () => runner.stop();
    await runner.whenProcessed(0);
    const correlation = newId();
    await engine.execute(issue, { id: '7' }, { commandId: newId(), retryable: false, actor: system, correlation });
    await runner.whenProcessed(1);
    clock.advance({ minutes: 2 });
    let lost = 0;
    store.faults = { append: () => (lost++ === 0 ? 'unacknowledged' : undefined) };
    await runner.fireDueTimers();
    await runner.fireDueTimers();
    expect(lost).toBe(1);
    const log = await store.readStream('finding-7');
    expect(log.map(({ type }) => type)).toEqual(['finding.Issued', 'finding.Escalated']);
    expect(log[1]!.meta).toMatchObject({ actor: 'system:reactions', correlation, causation: log[0]!.id, reason: '逾期 overdue' });
    expect(await runner.parked()).toEqual([]);
  });
});
