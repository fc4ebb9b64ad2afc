import { describe, expect, test } from '@jest/globals';
import { chineseDate, cityDate, endOfCityDay, isDate, isInstant } from './time.js';
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
