import { expect, test } from '@jest/globals';
import { begunPeriods } from './today.js';

test('only periods that have begun can be reported, the latest quarter first', () => {
  expect(begunPeriods('2025', '2025-05-10')).toEqual(['2025-Q2', '2025-Q1', '2025-H1', '2025', '2025-05', '2025-04', '2025-03', '2025-02', '2025-01']);
  expect(begunPeriods('2026', '2025-12-31')).toEqual([]);
  expect(begunPeriods('2024', '2025-01-01')[0]).toBe('2024-Q4');
});
