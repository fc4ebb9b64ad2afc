import { describe, expect, it } from '@jest/globals';
import { monthly, monthsOf, type TrendPoint } from './monthly.js';

const points: readonly TrendPoint[] = [
  { recordedAt: '2025-01-29T01:00:00.000Z', published: null },
  { recordedAt: '2025-11-05T01:00:00.000Z', published: '90.00' },
  { recordedAt: '2025-11-30T16:30:00.000Z', published: '91.50' }, // in the city already December
  { recordedAt: '2026-02-01T01:00:00.000Z', published: '92.00' },
];

describe('scores by months', () => {
  it('runs from the first score to the last, across years, by the city’s calendar', () => {
    expect(monthsOf([points], 24)).toEqual(['2025-11', '2025-12', '2026-01', '2026-02']);
    expect(monthsOf([points], 2)).toEqual(['2026-01', '2026-02']);
    expect(monthsOf([[], [points[0]!]], 24)).toEqual([]);
  });

  it('keeps what stood at the end of each month', () => {
    expect(monthly(points, ['2025-10', '2025-11', '2025-12', '2026-01', '2026-02'])).toEqual([null, '90.00', '91.50', '91.50', '92.00']);
  });
});
