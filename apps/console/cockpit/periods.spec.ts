import { describe, expect, it } from '@jest/globals';
import { periodsOf } from './periods.js';

describe('the periods of a year', () => {
  it.each([
    ['quarter', ['2025-Q1', '2025-Q2', '2025-Q3', '2025-Q4']], ['half', ['2025-H1', '2025-H2']], ['year', ['2025']], ['event', ['2025']],
  ] as const)('by %s', (frequency, periods) => {
    expect(periodsOf(frequency, '2025')).toEqual(periods);
  });

  it('by month are twelve', () => {
    const months = periodsOf('month', '2025');
    expect([months.length, months[0], months[11]]).toEqual([12, '2025-01', '2025-12']);
  });
});
