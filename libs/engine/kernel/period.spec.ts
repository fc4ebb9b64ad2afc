import { expect, test } from '@jest/globals';
import { periodName } from './period.js';

test.each([
  ['2025', '2025年', '2025'],
  ['2025-H1', '2025年上半年', 'H1 2025'],
  ['2025-H2', '2025年下半年', 'H2 2025'],
  ['2025-Q3', '2025年第三季度', 'Q3 2025'],
  ['2025-03', '2025年3月', 'March 2025'],
  ['no period', 'no period', 'no period'],
])('%s is called %s', (period, zh, en) => expect(periodName(period)).toEqual({ zh, en }));
