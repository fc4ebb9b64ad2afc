import { describe, expect, test } from '@jest/globals';
import { monthAfter, monthOr, weeksOf } from './month-grid.js';

describe('the weeks of a month', () => {
  test('begin on Monday and hold every day of it', () => {
    const weeks = weeksOf('2026-11');
    expect([weeks[0]![0], weeks.at(-1)!.at(-1), weeks.length]).toEqual(['2026-10-26', '2026-12-06', 6]);
    expect(weeks.flat().filter((day) => day.startsWith('2026-11'))).toHaveLength(30);
  });

  test('are four where February begins on a Monday', () => expect(weeksOf('2027-02')).toHaveLength(4));
});

test.each([['2026-11', 1, '2026-12'], ['2026-12', 1, '2027-01'], ['2026-01', -1, '2025-12']])('%s and %i months is %s', (month, step, expected) => expect(monthAfter(month, step)).toBe(expected));

test('an address that names no month means the present one', () => {
  expect(monthOr('2025-02', '2026-11-23')).toBe('2025-02');
  for (const text of [null, '', '2025-13', 'now']) expect(monthOr(text, '2026-11-23')).toBe('2026-11');
});
