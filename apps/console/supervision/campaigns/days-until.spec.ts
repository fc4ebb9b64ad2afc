import { expect, test } from '@jest/globals';
import { daysBetween } from './days-until.js';

test.each([
  ['2025-06-30', '2025-06-30', 0],
  ['2025-06-30', '2025-07-01', 1],
  ['2025-07-01', '2025-06-30', -1],
  ['2024-02-28', '2024-03-01', 2],
  ['2025-12-31', '2026-01-30', 30],
])('from %s to %s are %d calendar days', (from, to, days) => {
  expect(daysBetween(from, to)).toBe(days);
});
