import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cityDate, daysOf, derivedId, parsePeriod, zhihengNamespace, type DomainEvent, type JsonObject, type Recorded } from '#engine/kernel';
import type { PlanEvent } from '#domain/plan';
import type { PeriodEvent, ReportEvent } from '#domain/reporting';
import { cardOf, closed, opened, reported, targetOf, verified } from '../scoring-examples.js';
import { PlanFacts } from './board-facts.js';
import { factOf } from './fact-of.js';
import { asOfText, boundsOf, calendarYear, liesIn, monthsInto, spanBetween, targetYear, yearOfInstant, yearOfPeriod } from './span.js';
import { interviewCalled, interviewHeld, issued } from './supervision-examples.js';
import { supervisionFactOf, type SupervisionEvent } from './supervision-fact-of.js';
import { unitFactKey, type UnitFact } from './supervision-facts.js';

const julyToJune = spanBetween('2024-07-01', '2025-06-30');

const factsOf = (events: readonly (DomainEvent & { readonly at?: string })[]): PlanFacts => {
  const facts = new PlanFacts();
  const known = new Map<string, UnitFact>();
  events.forEach(({ type, data, at }, n) => {
    const id = derivedId(zhihengNamespace, String(n));
    const recorded = { id, stream: 's', revision: n, position: n + 1, type, schema: 1, data: data as JsonObject, meta: { actor: 'spec', correlation: id, causation: id }, recordedAt: at ?? '2025-03-03T01:00:00.000Z' };
    if (!type.startsWith('supervision.')) {
      const fact = factOf(recorded as unknown as Recorded<PlanEvent | ReportEvent | PeriodEvent>, facts);
      if (fact) facts.put(fact);
      return;
    }
    const fact = supervisionFactOf(recorded as unknown as Recorded<SupervisionEvent>, known);
    if (!fact) return;
    known.set(unitFactKey(fact), fact);
    facts.put(fact);
  });
  return facts;
};

const values = (facts: PlanFacts, when: Parameters<PlanFacts['groupInput']>[2]) => facts.groupInput(['xuanwu'], ['q', 'y'], when).units['xuanwu']!;

describe('twelve months that are assessed', () => {
  test.each([
    ['2025-01-01', '2025-12-31', { year: 2025, lastMonth: 12 }, '2025'],
    ['2024-07-01', '2025-06-30', { year: 2025, lastMonth: 6 }, '2024-07/2025-06'],
    ['2023-09-01', '2024-08-31', { year: 2024, lastMonth: 8 }, '2023-09/2024-08'],
    ['2023-03-01', '2024-02-29', { year: 2024, lastMonth: 2 }, '2023-03/2024-02'],
  ])('%s to %s are a span named after the year that they end in', (from, to, span, text) => {
    expect(spanBetween(from, to)).toEqual(span);
    expect(boundsOf(span)).toEqual({ first: from, last: to });
    expect(asOfText(span)).toBe(text);
  });

  test.each([['2025-01-02', '2025-12-31'], ['2024-01-01', '2025-12-31'], ['2024-07-01', '2025-06-29'], ['2024-02-01', '2024-12-31']])('%s to %s are none', (from, to) => {
    expect(() => spanBetween(from, to)).toThrow(RangeError);
  });

  test('a period lies in the span in which its last day lies, and an instant in that of its day', () => {
    const period = fc.tuple(fc.integer({ min: 2020, max: 2030 }), fc.constantFrom('', '-H1', '-H2', '-Q1', '-Q2', '-Q3', '-Q4', ...Array.from({ length: 12 }, (_, m) => `-${String(m + 1).padStart(2, '0')}`))).map(([y, rest]) => `${y}${rest}`);
    const span = fc.record({ year: fc.integer({ min: 2020, max: 2030 }), lastMonth: fc.integer({ min: 1, max: 12 }) });
    fc.assert(fc.property(period, span, fc.date({ min: new Date('2020-01-01'), max: new Date('2030-12-31'), noInvalidDate: true }), (text, within, at) => {
      const { first, last } = boundsOf(within);
      const end = daysOf(parsePeriod(text)!).last;
      expect(liesIn(text, within)).toBe(end >= first && end <= last);
      expect(monthsInto(text, within)).toBeGreaterThanOrEqual(1);
      expect(monthsInto(text, within)).toBeLessThanOrEqual(12);
      const day = cityDate(at.toISOString());
      expect(yearOfInstant(at.toISOString(), within) === within.year).toBe(day >= first && day <= last);
    }), { numRuns: 500 });
  });

  test('in a calendar year everything is as boards have it', () => {
    expect([yearOfPeriod('2025-Q1', calendarYear(2025)), monthsInto('2025-Q3', calendarYear(2025)), targetYear('year', calendarYear(2025))]).toEqual([2025, 9, 2025]);
    const facts = factsOf([cardOf('q', ['xuanwu']), reported('q', 'xuanwu', '2025-Q1', '3'), verified('q', 'xuanwu', '2025-Q1', '3'), closed('2025-Q1')]);
    expect(facts.groupInput(['xuanwu'], ['q'], 2025, 4)).toEqual(facts.groupInput(['xuanwu'], ['q'], spanBetween('2025-01-01', '2025-12-31'), 4));
  });
});

describe('the figures of a span over two calendar years', () => {
  const city = [
    cardOf('q', ['xuanwu']), cardOf('y', ['xuanwu'], { frequency: 'year' }),
    targetOf('q', 'xuanwu', 2024, '10'), targetOf('q', 'xuanwu', 2025, '20'), targetOf('y', 'xuanwu', 2024, '100'), targetOf('y', 'xuanwu', 2025, '200'),
    ...['2023', '2024'].map((year) => verified('y', 'xuanwu', year, year)),
    ...['2024-Q1', '2024-Q2', '2024-Q3', '2025-Q1', '2025-Q2', '2025-Q3'].map((period, n) => verified('q', 'xuanwu', period, String(n + 1))),
  ];

  test('are the last ones that end inside, against the target of the year they are of', () => {
    const { values: of, targets, lastValues, history } = values(factsOf(city), julyToJune);
    expect([of['q'], of['y']]).toMatchObject([{ value: '5', period: '2025-Q2' }, { value: '2024', period: '2024' }]);
    expect([targets!['q'], targets!['y']]).toMatchObject([{ value: '20', period: '2025' }, { value: '100', period: '2024' }]);
    expect([lastValues!['q'], lastValues!['y']]).toMatchObject([{ value: '2', period: '2024-Q2' }, { value: '2023', period: '2023' }]);
    expect(history!['q']).toMatchObject([{ period: '2024-Q2' }]);
    expect(factsOf(city).groupInput([], [], julyToJune).asOf).toBe('2024-07/2025-06');
  });

  test('are missed once a period of their kind that ends inside has closed', () => {
    const state = (...events: DomainEvent[]) => values(factsOf([cardOf('q', ['xuanwu']), ...events]), julyToJune).values['q']!.state;
    expect(state(closed('2024-Q2'), closed('2025-Q3'))).toBe('not-released');
    expect(state(closed('2024-Q3'))).toBe('not-reported');
  });

  test('months have passed up to the last closed period inside', () => {
    const months = (...events: DomainEvent[]) => factsOf(events).groupInput([], [], julyToJune).monthsElapsed;
    expect(months()).toBe(0);
    expect(months(opened('2024-Q3'), opened('2025-Q1'))).toBe(3);
    expect(months(closed('2024-Q2'), closed('2024'), closed('2025-01'), closed('2025-Q3'))).toBe(7);
    expect(months(closed('2025-Q2'))).toBe(12);
  });

  test('findings, interviews and late reports count by their day', () => {
    const late = { ...reported('q', 'xuanwu', '2024-Q4', '3'), at: '2026-03-01T00:00:00.000Z' };
    const events = [
      cardOf('q', ['xuanwu']), opened('2024-Q4'), late,
      { ...issued('before'), at: '2024-06-30T15:59:59.999Z' }, { ...issued('first'), at: '2024-06-30T16:00:00.000Z' }, { ...issued('last'), at: '2025-06-30T15:59:59.999Z' }, { ...issued('after'), at: '2025-06-30T16:00:00.000Z' },
      { ...interviewCalled('i-1', ['first']), at: '2025-06-01T00:00:00.000Z' }, { ...interviewHeld('i-1', '2025-06-30T02:00:00.000Z'), at: '2025-07-02T00:00:00.000Z' },
    ];
    const matters = (when: Parameters<PlanFacts['groupInput']>[2]) => [...new Set(factsOf(events).supervisionInput('xuanwu', ['q'], when).map(({ matter }) => matter))].sort();
    expect(matters(julyToJune)).toEqual(['first', 'i-1', 'last', 'q/2024-Q4']);
    expect(matters(2025)).toEqual(['after', 'i-1', 'last']);
  });
});
