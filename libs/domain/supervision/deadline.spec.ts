import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays, cityDate, endOfCityDay, isRefusal, type Instant } from '#engine/kernel';
import { deadlineOf, dueAtOf, daysLeft, kindOf } from './deadline.js';
import type { EscalationTrigger } from './escalation/escalation-policy.events.js';
import { acknowledgeBy, adoptedPolicy, calendar, calendarOf, dueAt, escalationRules, now, policy, policyOf, publishedYears } from './finding-examples.js';
import type { Deadline } from './finding.events.js';

const none = calendarOf([]);
const only2025 = calendarOf(publishedYears(2025));
const end = (date: string): Instant => endOfCityDay(date);
/** The first instant after the end of a date. */
const after = (date: string): Instant => new Date(Date.parse(end(date)) + 1).toISOString();
/** Nine in the morning of a date in the city. */
const nine = (date: string): Instant => `${date}T01:00:00.000Z`;

function deadline(due: Instant, { kind = 'calendar', from = now, acknowledge, triggers, days = calendar }: {
  readonly kind?: Deadline['kind']; readonly from?: Instant; readonly acknowledge?: Instant; readonly triggers?: readonly EscalationTrigger[]; readonly days?: typeof calendar;
} = {}): Deadline {
  const rules = triggers ? [{ ...escalationRules[0]!, level: 'yellow' as const, when: [...triggers] }] : undefined;
  const reckoned = deadlineOf(due, kind, from, { calendar: days, policy: rules ? policyOf(adoptedPolicy(rules)) : policy }, acknowledge);
  if (isRefusal(reckoned)) throw new Error(`${reckoned.refused} ${String(reckoned.values['year'])}`);
  return reckoned;
}

describe('when something is due', () => {
  test('a date means its end in the city; days are counted from the day after', () => {
    expect(dueAtOf({ on: '2025-03-31' }, now, none)).toBe('2025-03-31T15:59:59.999Z');
    expect(dueAtOf({ days: 30, kind: 'calendar' }, now, none)).toBe(end('2025-04-02'));
    // Half past midnight in Nanjing is still the day before in UTC.
    expect(dueAtOf({ days: 1, kind: 'calendar' }, '2025-03-03T16:30:00.000Z', none)).toBe(end('2025-03-05'));
  });

  test('working days pass over weekends and holidays and count the days that are made up', () => {
    expect(dueAtOf({ days: 2, kind: 'working' }, '2025-03-07T02:00:00.000Z', calendar)).toBe(end('2025-03-11'));
    // Sunday 27 April is worked; 1 to 5 May are off.
    expect(dueAtOf({ days: 1, kind: 'working' }, '2025-04-25T02:00:00.000Z', calendar)).toBe(end('2025-04-27'));
    expect(dueAtOf({ days: 5, kind: 'working' }, '2025-04-25T02:00:00.000Z', calendar)).toBe(end('2025-05-06'));
    expect(dueAtOf({ days: 2, kind: 'working' }, '2025-12-31T02:00:00.000Z', calendar)).toBe(end('2026-01-05'));
  });

  test('a year without a calendar is refused and named', () => {
    expect(dueAtOf({ days: 2, kind: 'working' }, '2025-12-31T02:00:00.000Z', only2025)).toMatchObject({ refused: 'calendar.year-not-published', values: { year: 2026 } });
  });

  test('a date counts calendar days', () => {
    expect([kindOf({ on: '2025-03-31' }), kindOf({ days: 5, kind: 'calendar' }), kindOf({ days: 5, kind: 'working' })]).toEqual(['calendar', 'calendar', 'working']);
  });
});

describe('a deadline', () => {
  test('has a time for each level: in the morning before it is due, and as soon as so many days have passed after it', () => {
    expect(deadline(dueAt, { acknowledge: acknowledgeBy })).toEqual({
      dueAt, kind: 'calendar', policy: { code: 'city', version: 1 },
      steps: [
        { level: 'yellow', at: after('2025-03-05'), trigger: 'not-acknowledged' },
        { level: 'reminder', at: nine('2025-03-26'), trigger: 'before-due' },
        { level: 'blue', at: nine('2025-03-28'), trigger: 'before-due' },
        { level: 'yellow', at: after('2025-03-31'), trigger: 'overdue' },
        { level: 'red', at: after('2025-04-07'), trigger: 'overdue' },
        { level: 'talk', at: after('2025-04-15'), trigger: 'overdue' },
        { level: 'listed', at: after('2025-04-30'), trigger: 'overdue' },
        { level: 'referred', at: after('2025-05-30'), trigger: 'overdue' },
      ],
    });
  });

  test('working days before and after it count days that are made up', () => {
    // Due on Tuesday 6 May: the working days before are 30, 29 and 28 April, then Sunday the 27th.
    expect(deadline(end('2025-05-06'), { triggers: [{ kind: 'before-due', days: 4, dayKind: 'working' }] }).steps).toEqual([{ level: 'yellow', at: nine('2025-04-27'), trigger: 'before-due' }]);
    expect(deadline(end('2025-05-06'), { triggers: [{ kind: 'before-due', days: 4, dayKind: 'calendar' }] }).steps).toEqual([{ level: 'yellow', at: nine('2025-05-02'), trigger: 'before-due' }]);
    // After Friday 26 September come Sunday the 28th, worked, and Monday the 29th.
    expect(deadline(end('2025-09-26'), { triggers: [{ kind: 'overdue', days: 2, dayKind: 'working' }] }).steps).toEqual([{ level: 'yellow', at: after('2025-09-29'), trigger: 'overdue' }]);
    expect(deadline(dueAt, { acknowledge: acknowledgeBy, triggers: [{ kind: 'not-acknowledged', days: 2, dayKind: 'working' }] }).steps).toEqual([{ level: 'yellow', at: after('2025-03-07'), trigger: 'not-acknowledged' }]);
  });

  test('leaves out what only reminds once its time has passed, and keeps what follows from being overdue', () => {
    const short = deadline(end('2025-03-05'), { from: '2025-03-05T02:00:00.000Z' });
    expect(short.steps.map(({ level, trigger }) => `${level} ${trigger}`)).toEqual(['yellow overdue', 'red overdue', 'talk overdue', 'listed overdue', 'referred overdue']);
    const atNine = deadline(end('2025-03-06'), { from: nine('2025-03-05') });
    expect(atNine.steps.map(({ level }) => level)).not.toContain('blue');
    expect(deadline(end('2025-03-06'), { from: '2025-03-05T00:59:59.999Z' }).steps.map(({ level }) => level)).toContain('blue');
    expect(deadline(end('2025-01-31')).steps.every(({ at, trigger }) => trigger === 'overdue' && at > end('2025-01-31'))).toBe(true);
  });

  test('asks for no receipt where none is awaited', () => {
    expect(deadline(dueAt).steps.some(({ trigger }) => trigger === 'not-acknowledged')).toBe(false);
  });

  test('has no time for what other facts set off', () => {
    expect(deadline(dueAt, { triggers: [{ kind: 'returned', times: 2 }, { kind: 'behind-months', months: 2 }, { kind: 'behind-quarter', quarter: 3 }] }).steps).toEqual([]);
  });

  test('names the version of the rules it was reckoned by', () => {
    const reckoned = deadlineOf(dueAt, 'working', now, { calendar, policy: policyOf(adoptedPolicy(), adoptedPolicy(escalationRules.slice(3, 4), 2)) });
    expect(reckoned).toEqual({ dueAt, kind: 'working', policy: { code: 'city', version: 2 }, steps: [{ level: 'red', at: after('2025-04-07'), trigger: 'overdue' }] });
  });

  test.each([
    ['before it', { kind: 'before-due', days: 3, dayKind: 'working' }, end('2026-01-05'), only2025, 2026],
    ['before it, at the turn of the year', { kind: 'before-due', days: 3, dayKind: 'working' }, end('2026-01-05'), calendarOf(publishedYears(2026)), 2025],
    ['after it', { kind: 'overdue', days: 1, dayKind: 'working' }, end('2025-12-31'), only2025, 2026],
    ['after the last day to acknowledge', { kind: 'not-acknowledged', days: 1, dayKind: 'working' }, dueAt, none, 2025],
  ] as const)('working days %s of a year without a calendar are refused', (_, trigger, due, days, year) => {
    expect(() => deadline(due, { triggers: [trigger], days, acknowledge: acknowledgeBy })).toThrow(`calendar.year-not-published ${year}`);
  });

  test('by calendar days touches no calendar', () => {
    expect(deadline(end('2030-01-31'), { triggers: [{ kind: 'before-due', days: 3, dayKind: 'calendar' }, { kind: 'overdue', days: 7, dayKind: 'calendar' }], days: none }).steps).toHaveLength(2);
  });

  test('whatever it is, its levels come in order of time: reminders before it is due, the others after', () => {
    const day = fc.integer({ min: 0, max: 200 }).map((days) => addDays('2025-03-01', days));
    fc.assert(
      fc.property(day, day, (due, from) => {
        const { steps } = deadline(end(due), { from: `${from}T02:00:00.000Z` });
        expect(steps.map(({ at }) => at)).toEqual(steps.map(({ at }) => at).sort());
        for (const { at, trigger } of steps) expect(trigger === 'before-due' ? at > `${from}T02:00:00.000Z` && at < end(due) : at > end(due)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});

describe('the days left', () => {
  test.each([
    ['2025-03-03', '2025-03-31', 'calendar', 28], ['2025-03-31', '2025-03-31', 'calendar', 0], ['2025-04-07', '2025-03-31', 'calendar', -7],
    ['2025-03-03', '2025-03-31', 'working', 20], ['2025-03-31', '2025-03-31', 'working', 0], ['2025-04-07', '2025-03-31', 'working', -4], ['2025-04-25', '2025-05-06', 'working', 5],
  ] as const)('on %s until %s in %s days are %i', (today, due, kind, left) => {
    expect(daysLeft(`${today}T02:00:00.000Z`, end(due), kind, calendar)).toBe(left);
  });

  test('are counted by the date in the city', () => {
    // Friday and the weekend after it: no working day lies between, and that is 0, not -0.
    expect(daysLeft('2025-09-06T02:00:00.000Z', end('2025-09-05'), 'working', calendar)).toBe(0);
    expect(daysLeft('2025-03-03T15:59:59.999Z', dueAt, 'calendar', none)).toBe(28);
    expect(daysLeft('2025-03-03T16:00:00.000Z', dueAt, 'calendar', none)).toBe(27);
  });

  test('in working days of a year without a calendar are refused, both ways', () => {
    for (const today of ['2025-03-03', '2025-04-07']) expect(daysLeft(`${today}T02:00:00.000Z`, dueAt, 'working', none)).toMatchObject({ refused: 'calendar.year-not-published' });
  });

  test('are what was allowed, on the day it was allowed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 1, max: 90 }), fc.constantFrom('calendar' as const, 'working' as const), (offset, days, kind) => {
        const from = `${addDays('2025-03-01', offset)}T02:00:00.000Z`;
        const due = dueAtOf({ days, kind }, from, calendar) as Instant;
        expect([daysLeft(from, due, kind, calendar), due]).toEqual([days, end(cityDate(due))]);
      }),
      { numRuns: 200 },
    );
  });
});
