import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '#engine/kernel';
import { shippedYears as calendar } from './calendar-examples.js';
import { datesOf, emptyCalendar } from './calendar.state.js';
import { addWorkingDays, dueAfter, isWorkingDay, workingDaysBetween } from './working-days.js';

const notPublished = (year: number) => ({ refused: 'calendar.year-not-published', values: { year } });

describe('working days', () => {
  test.each([
    ['an ordinary Monday', '2025-03-03', true],
    ['a Saturday', '2025-03-01', false],
    ['a holiday in the week', '2025-05-01', false],
    ['a Sunday made up', '2025-04-27', true],
    ['the Saturday before 2023, by no notice of its year', '2022-12-31', notPublished(2022)],
  ])('%s', (_, date, expected) => {
    expect(isWorkingDay(calendar, date)).toEqual(expected);
  });

  test.each([
    ['the date itself does not count', '2025-03-03', 1, '2025-03-04'],
    ['none', '2025-03-01', 0, '2025-03-01'],
    ['over a weekend', '2025-03-07', 2, '2025-03-11'],
    ['over a weekend of which a day is made up', '2025-04-25', 1, '2025-04-27'],
    ['over Labour Day', '2025-04-30', 1, '2025-05-06'],
    ['over the long holiday of October', '2025-09-26', 4, '2025-10-09'],
    ['over the turn of the year', '2025-12-31', 1, '2026-01-04'],
    ['from a year that was not published into one that was', '2022-12-31', 1, '2023-01-03'],
    ['a whole year', '2023-12-31', 251, '2024-12-31'],
  ])('%s', (_, from, n, expected) => {
    expect(addWorkingDays(calendar, from, n)).toBe(expected);
  });

  test('a year that was not published is an error, not a guess', () => {
    expect(addWorkingDays(calendar, '2026-12-30', 1)).toBe('2026-12-31');
    expect(addWorkingDays(calendar, '2026-12-30', 2)).toEqual(notPublished(2027));
    expect(addWorkingDays(calendar, '2022-12-30', 1)).toEqual(notPublished(2022));
    expect(addWorkingDays(emptyCalendar, '2025-03-03', 1)).toEqual(notPublished(2025));
    expect(workingDaysBetween(calendar, '2026-12-01', '2027-01-05')).toEqual(notPublished(2027));
    expect(workingDaysBetween(calendar, '2027-01-05', '2026-12-01')).toEqual(notPublished(2027));
    expect(workingDaysBetween(calendar, '2022-12-31', '2023-01-03')).toBe(1);
    expect(dueAfter(calendar, '2026-12-31T15:59:59.999Z', { days: 1, kind: 'working' })).toEqual(notPublished(2027));
  });

  test('a number of days that is none is a fault of the caller', () => {
    for (const n of [-1, 1.5, Number.NaN]) expect(() => addWorkingDays(calendar, '2025-03-03', n)).toThrow(RangeError);
  });

  test('a time allowed ends with the city’s day, counted from the city’s date', () => {
    expect(dueAfter(calendar, '2025-04-30T15:59:59.999Z', { days: 2, kind: 'working' })).toBe('2025-05-07T15:59:59.999Z');
    expect(dueAfter(calendar, '2025-04-30T16:00:00.000Z', { days: 2, kind: 'working' })).toBe('2025-05-07T15:59:59.999Z');
    expect(dueAfter(calendar, '2025-05-06T16:00:00.000Z', { days: 2, kind: 'working' })).toBe('2025-05-09T15:59:59.999Z');
    expect(dueAfter(emptyCalendar, '2025-04-30T15:59:59.999Z', { days: 30, kind: 'calendar' })).toBe('2025-05-30T15:59:59.999Z');
  });
});

describe('the arithmetic of working days, for any date', () => {
  const date = fc.integer({ min: 0, max: 3 * 365 }).map((n) => addDays('2023-01-01', n));

  test('adding and counting undo each other, and the day reached is worked', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: 1, max: 200 }), (from, n) => {
        const reached = addWorkingDays(calendar, from, n) as string;
        expect([workingDaysBetween(calendar, from, reached), workingDaysBetween(calendar, reached, from), isWorkingDay(calendar, reached)]).toEqual([n, -n, true]);
      }),
      { numRuns: 300 },
    );
  });

  test('counting is counting: the same as looking at every day', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: 0, max: 120 }), (from, length) => {
        const days = Array.from({ length }, (_, n) => addDays(from, n + 1));
        expect(workingDaysBetween(calendar, from, addDays(from, length))).toBe(days.filter((day) => isWorkingDay(calendar, day) === true).length);
      }),
      { numRuns: 100 },
    );
  });

  test('steps add up', () => {
    fc.assert(
      fc.property(date, fc.nat(90), fc.nat(90), (from, one, other) => {
        expect(addWorkingDays(calendar, addWorkingDays(calendar, from, one) as string, other)).toBe(addWorkingDays(calendar, from, one + other));
      }),
      { numRuns: 200 },
    );
  });

  test('more time never ends earlier', () => {
    for (const from of datesOf(2025)) {
      const [less, more] = [addWorkingDays(calendar, from, 5) as string, addWorkingDays(calendar, from, 6) as string];
      expect(less < more).toBe(true);
    }
  });
});
