import { expect, test } from '@jest/globals';
import { weeksOf } from './weeks.js';

test('weeks begin on Monday, whether Sunday is 0 or 7, and miss no day', () => {
  // July 2025 begins on a Tuesday.
  const days = Array.from({ length: 31 }, (_, index) => ({ day: index + 1, weekday: (index + 2) % 7 }));
  const weeks = weeksOf(days);
  expect(weeks.map((week) => week.map((day) => day?.day ?? 0))).toEqual([
    [0, 1, 2, 3, 4, 5, 6], [7, 8, 9, 10, 11, 12, 13], [14, 15, 16, 17, 18, 19, 20], [21, 22, 23, 24, 25, 26, 27], [28, 29, 30, 31, 0, 0, 0],
  ]);
  expect(weeksOf(days.map((day) => ({ ...day, weekday: day.weekday === 0 ? 7 : day.weekday }))).map((week) => week.length)).toEqual([7, 7, 7, 7, 7]);
});
