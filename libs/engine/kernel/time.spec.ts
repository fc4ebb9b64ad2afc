import { describe, expect, test } from '@jest/globals';
import { chineseDate, cityDate, endOfCityDay, isDate, isInstant, isMomentAgo, momentAgo } from './time.js';
import { daysOf, monthsElapsed, parsePeriod } from './period.js';

describe('dates and instants', () => {
  test('the city is eight hours ahead: its day begins while UTC is still on the one before', () => {
    expect(cityDate('2025-06-30T15:59:59.999Z')).toBe('2025-06-30');
    expect(cityDate('2025-06-30T16:00:00.000Z')).toBe('2025-07-01');
    expect(cityDate('2024-12-31T16:00:00.000Z')).toBe('2025-01-01');
  });

  test('due on a date means until its last millisecond in the city', () => {
    expect(endOfCityDay('2025-06-30')).toBe('2025-06-30T15:59:59.999Z');
    expect(endOfCityDay('2024-02-29')).toBe('2024-02-29T15:59:59.999Z');
  });

  test.each(['2025-02-30', '2025-02-29', '2025-13-01', '2025-1-1', '2025-06-31', 'yesterday', ''])('%s is no date', (text) => {
    expect(isDate(text)).toBe(false);
  });

  test('an instant is UTC and exists', () => {
    expect(isInstant('2025-06-30T16:00:00Z')).toBe(true);
    expect(isInstant('2025-06-30T16:00:00+08:00')).toBe(false);
    expect(isInstant('2025-06-31T16:00:00Z')).toBe(false);
  });

  test('officials write the date out', () => {
    expect(chineseDate('2025-06-03')).toBe('2025年6月3日');
  });
});

describe('moments by their distance from now', () => {
  // The first of April in the city, while UTC is still in March.
  const now = '2024-03-31T18:30:00.000Z';

  test.each([
    ['-15m', '2024-03-31T18:15:00.000Z'], ['-2h', '2024-03-31T16:30:00.000Z'], ['-7d', '2024-03-24T18:30:00.000Z'], ['-2w', '2024-03-17T18:30:00.000Z'], ['-1mo', '2024-02-29T18:30:00.000Z'],
    ['-1y', '2023-03-31T18:30:00.000Z'], ['-9999y', '1970-01-01T00:00:00.000Z'], ['-0d', now], ['yesterday', '2024-03-31'], ['last-week', '2024-03-31'], ['last-month', '2024-03-31'], ['last-quarter', '2024-03-31'],
    ['last-year', '2023-12-31'],
  ])('%s is %s', (text, moment) => {
    expect([isMomentAgo(text), momentAgo(text, now)]).toEqual([true, moment]);
  });

  test('a month back from the last day of a longer one is the last day of the shorter', () => {
    expect(momentAgo('-1mo', '2025-03-31T02:00:00.000Z')).toBe('2025-02-28T02:00:00.000Z');
    expect(momentAgo('last-quarter', '2025-06-30T02:00:00.000Z')).toBe('2025-03-31');
    expect(momentAgo('last-week', '2025-06-29T02:00:00.000Z')).toBe('2025-06-22');
  });

  test.each(['7d', '-7', '-d', '-7x', '-1.5d', '-99999d', '+7d', 'tomorrow', 'toString', '', '-7d '])('%j is none', (text) => {
    expect(isMomentAgo(text)).toBe(false);
    expect(() => momentAgo(text, now)).toThrow(RangeError);
  });
});

describe('periods', () => {
  test.each([
    ['2025', '2025-01-01', '2025-12-31', 12], ['2025-H2', '2025-07-01', '2025-12-31', 12], ['2025-Q1', '2025-01-01', '2025-03-31', 3], ['2024-02', '2024-02-01', '2024-02-29', 2],
  ])('%s runs from %s to %s', (text, first, last, months) => {
    const period = parsePeriod(text)!;
    expect(daysOf(period)).toEqual({ first, last });
    expect(monthsElapsed(period)).toBe(months);
  });

  test.each(['2025-Q5', '2025-00', '2025-13', '2025-h1', '25', '2025-Q', '２０２５'])('%s is no period', (text) => {
    expect(parsePeriod(text)).toBeUndefined();
  });
});
