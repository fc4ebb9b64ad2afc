import { describe, expect, test } from '@jest/globals';
import type { UnitRobustness } from './simulations.js';
import { overlaps, verdictOf } from './verdicts.js';

const unit = (code: string, rank: number, rank5: number, rank95: number): UnitRobustness => ({ unit: code, rank, medianRank: rank, rank5, rank95, bestRank: rank5, worstRank: rank95, rankShares: [] });
const pairs = (...units: readonly UnitRobustness[]): readonly string[] => overlaps(units).map(([a, b]) => `${a.unit}–${b.unit}`);

test.each([
  [3, 3, 'firm'],
  [3, 4, 'firm'],
  [3, 5, 'fair'],
  [3, 6, 'fair'],
  [3, 7, 'loose'],
] as const)('an interval of %d to %d is %s', (rank5, rank95, verdict) => {
  expect(verdictOf({ rank5, rank95 })).toBe(verdict);
});

describe('neighbours overlap', () => {
  test('when one interval lies within reach of the other', () => {
    expect(pairs(unit('a', 1, 1, 3), unit('b', 2, 1, 2))).toEqual(['a–b']);
  });
  test('when the intervals only touch', () => {
    expect(pairs(unit('a', 1, 1, 2), unit('b', 2, 2, 3))).toEqual(['a–b']);
  });
  test('not when no rank is common to both', () => {
    expect(pairs(unit('a', 1, 1, 1), unit('b', 2, 2, 3), unit('c', 4, 4, 4))).toEqual([]);
  });
  test('not when they share their rank', () => {
    expect(pairs(unit('a', 1, 1, 2), unit('b', 1, 1, 2))).toEqual([]);
  });
});
