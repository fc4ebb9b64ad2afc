import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { CommandEngine } from '#engine/commands';
import { MemoryEventStore } from '#engine/event-store/memory';
import { isRefusal } from '#engine/kernel';
import { MessageReader, type Arrival } from '#engine/intake';
import { appendTo, TestClock } from '#engine/testing';
import { planEvents, planStream } from '#domain/plan';
import { unitEvents, unitStream } from '#domain/units';
import { periodEvents, periodStream } from '../period.events.js';
import { streamOf } from '../report-key.js';
import { reportEvents, type ReportEvent } from '../report.events.js';
import { about, closedPeriod, definedCard, openedPeriod, plan, registeredUnit, reported, verified } from '../reporting-examples.js';
import { indicatorFeedHandler, type FeedSource } from './indicator-feed.js';
import { indicatorFeed } from './indicator-feed.topics.js';
import { isLater } from './take-feed-value.js';

const source = '/nanjing/statistics';
const sources: Readonly<Record<string, FeedSource>> = { [source]: { units: 'all', indicators: 'all' }, '/nanjing/science': { units: ['qinhuai'], indicators: ['tech-incubators'] } };
const reader = new MessageReader(indicatorFeed);

interface Sent {
  readonly id: string;
  readonly minute?: number;
  readonly value?: string;
  readonly source?: string;
  readonly data?: object;
}
const arrival = ({ id, minute = 0, value = '12', source: from = source, data = {} }: Sent): Arrival => {
  const time = `2025-04-10T01:${String(minute).padStart(2, '0')}:00Z`;
  const body = Buffer.from(JSON.stringify({ specversion: '1.0', id, source: from, type: indicatorFeed.topic, ...(minute < 0 ? {} : { time }), data: { ...about, value, ...data } }));
  const read = reader.read({ topic: indicatorFeed.topic, place: '0@0', key: about.unit, headers: {}, body });
  if (isRefusal(read)) throw new Error(JSON.stringify(read));
  return read;
};

async function city(...past: readonly ReportEvent[]) {
  const store = new MemoryEventStore({ clock: new TestClock('2025-04-10T02:00:00.000Z') });
  await appendTo(store, planStream(plan), definedCard());
  for (const unit of ['xuanwu', 'qinhuai']) await appendTo(store, unitStream(unit), registeredUnit(unit));
  await appendTo(store, periodStream(plan, about.period), openedPeriod());
  if (past.length > 0) await appendTo(store, streamOf(about), ...past);
  const engine = new CommandEngine(store, { ...planEvents, ...unitEvents, ...periodEvents, ...reportEvents }, new TestClock('2025-04-10T02:00:00.000Z'));
  const handler = indicatorFeedHandler({ sources, send: (definition, command, envelope) => engine.execute(definition, command, envelope) });
  const facts = async () => (await store.readStream(streamOf(about))).filter(({ type }) => type === 'reporting.IndicatorReported');
  return { store, take: (sent: Sent) => handler.take(arrival(sent)), facts, latest: async () => (await facts()).at(-1)?.data['value'] };
}

describe('a value that a statistics system sends', () => {
  test('is recorded for the unit, on behalf of the system, with the statement it rests on', async () => {
    const { take, facts } = await city();
    expect(await take({ id: 'm-1' })).toBe('recorded');
    const [fact] = await facts();
    expect([fact!.data, fact!.meta]).toMatchObject([{ ...about, value: '12', source: 'feed', statement: { source, id: 'm-1', at: '2025-04-10T01:00:00.000Z' } }, { actor: `feed:${source}` }]);
  });

  test('is recorded once, however often it comes', async () => {
    const { take, facts } = await city();
    expect([await take({ id: 'm-1' }), await take({ id: 'm-1' }), await take({ id: 'm-1' })]).toEqual(['recorded', 'repeated', 'repeated']);
    expect(await facts()).toHaveLength(1);
  });

  test('replaces what was there before, and is not replaced by an earlier statement that arrives late', async () => {
    const { take, latest } = await city(reported({ value: '9' }));
    expect([await take({ id: 'm-2', minute: 2, value: '13' }), await take({ id: 'm-1', minute: 1 }), await latest()]).toEqual(['recorded', 'unchanged', '13']);
  });

  test('that was verified meanwhile changes nothing when it is the same, and is refused when it is another', async () => {
    const { take } = await city(reported(), verified());
    expect(await take({ id: 'm-1' })).toBe('unchanged');
    expect(await take({ id: 'm-2', value: '13' })).toMatchObject({ refused: 'reporting.already-verified' });
  });

  test.each<[string, Sent, string]>([
    ['an unknown source', { id: 'm', source: '/somebody' }, 'reporting.feed-unknown-source'], ['a source named like a property', { id: 'm', source: 'constructor' }, 'reporting.feed-unknown-source'],
    ['an indicator that is not the source’s', { id: 'm', source: '/nanjing/science', data: { indicator: 'gdp' } }, 'reporting.feed-not-its-indicator'],
    ['a unit that is not the source’s', { id: 'm', source: '/nanjing/science' }, 'command.forbidden'], ['a statement without a time', { id: 'm', minute: -1 }, 'reporting.feed-undated'],
    ['an unknown indicator', { id: 'm', data: { indicator: 'gdp' } }, 'reporting.unknown-indicator'], ['an unknown unit', { id: 'm', data: { unit: 'nowhere' } }, 'reporting.unknown-unit'],
    ['a period that was not opened', { id: 'm', data: { period: '2024-Q4' } }, 'reporting.period-not-opened'], ['a value out of range', { id: 'm', value: '10001' }, 'reporting.out-of-range'],
  ])('of %s is refused', async (_, sent, code) => {
    const { take, facts } = await city();
    expect(await take(sent)).toMatchObject({ refused: code });
    expect(await facts()).toEqual([]);
  });

  test('for a closed period is refused', async () => {
    const { store, take } = await city();
    await appendTo(store, periodStream(plan, about.period), closedPeriod());
    expect(await take({ id: 'm' })).toMatchObject({ refused: 'reporting.period-closed' });
  });

  test('leaves one and the same value whatever the order and however many the repetitions', async () => {
    const statements = fc.uniqueArray(fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd', 'e'), minute: fc.integer({ min: 0, max: 3 }), value: fc.constantFrom('11', '12', '13') }), { minLength: 1, maxLength: 5, selector: ({ id }) => id });
    const delivered = statements.chain((all) => fc.tuple(fc.constant(all), fc.array(fc.constantFrom(...all), { maxLength: 8 }).chain((again) => fc.shuffledSubarray([...all, ...again], { minLength: all.length + again.length }))));
    await fc.assert(fc.asyncProperty(delivered, async ([all, messages]) => {
      const last = all.reduce((one, other) => (isLater(statementOf(other), statementOf(one)) ? other : one));
      const { take, latest } = await city();
      for (const message of messages) expect(isRefusal(await take(message))).toBe(false);
      expect(await latest()).toBe(last.value);
    }), { numRuns: 150 });
  });
});

const statementOf = ({ id, minute }: { readonly id: string; readonly minute: number }) => ({ source, id, at: `2025-04-10T01:0${minute}:00.000Z` });

test('examples of the schema are messages of it', () => {
  for (const data of indicatorFeed.schema['examples'] as object[]) expect(arrival({ id: 'x', data })).toMatchObject({ data });
});
