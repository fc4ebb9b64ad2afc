import { describe, expect, test } from '@jest/globals';
import { shippedYears } from '../calendar-examples.js';
import { emptyCalendar } from '../calendar.state.js';
import { countedDays } from './counted-days.js';

const counted = (...given: Parameters<typeof countedDays>) => {
  const result = countedDays(...given);
  if ('refused' in result) throw new Error(result.refused);
  return result;
};

describe('a deadline with the days on the way to it', () => {
  test('working days have numbers, the others say why they have none', () => {
    const { dueOn, days } = counted(shippedYears, '2025-04-30', { days: 2, kind: 'working' });
    expect(dueOn).toBe('2025-05-07');
    expect(days.map(({ date, kind, number }) => [date.slice(5), kind, number])).toEqual([
      ['05-01', 'day-off', null], ['05-02', 'day-off', null], ['05-03', 'day-off', null], ['05-04', 'day-off', null], ['05-05', 'day-off', null], ['05-06', 'working', 1], ['05-07', 'working', 2],
    ]);
    expect(days[0]).toEqual({ date: '2025-05-01', weekday: 4, kind: 'day-off', working: false, name: { zh: '劳动节', en: 'Labour Day' }, number: null });
  });

  test('a weekend day that is made up counts', () => {
    expect(counted(shippedYears, '2025-04-25', { days: 1, kind: 'working' }).days.map(({ date, kind, number }) => [date.slice(5), kind, number])).toEqual([['04-26', 'weekend', null], ['04-27', 'make-up', 1]]);
  });

  test('calendar days all count, also where no year was published', () => {
    const { dueOn, days } = counted(emptyCalendar, '2027-12-30', { days: 3, kind: 'calendar' });
    expect([dueOn, days.map(({ kind, number }) => [kind, number])]).toEqual(['2028-01-02', [[null, 1], [null, 2], [null, 3]]]);
    expect(counted(shippedYears, '2025-04-30', { days: 2, kind: 'calendar' }).days.map(({ number }) => number)).toEqual([1, 2]);
  });

  test('no time at all ends at once', () => {
    expect(countedDays(shippedYears, '2025-04-30', { days: 0, kind: 'working' })).toEqual({ dueOn: '2025-04-30', days: [] });
  });

  test('an unpublished year is refused', () => {
    expect(countedDays(emptyCalendar, '2025-04-30', { days: 1, kind: 'working' })).toMatchObject({ refused: 'calendar.year-not-published', values: { year: 2025 } });
  });
});
