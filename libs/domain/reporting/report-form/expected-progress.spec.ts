import { describe, expect, test } from '@jest/globals';
import type { Target } from '#domain/plan';
import { card } from '../reporting-examples.js';
import { expectedShare, expectedValue } from './expected-progress.js';

const target = (profile: Target['profile'], value?: string): Target => ({ indicator: 'x', unit: 'xuanwu', year: 2025, comparator: '>=', profile, ...(value === undefined ? {} : { value }) });

describe('expected progress', () => {
  test.each([
    ['linear', '2025-Q1', '0.25'], ['linear', '2025-H1', '0.5'], ['linear', '2025-03', '0.25'], ['linear', '2025', '1'],
    ['year-end', '2025-Q3', '0'], ['year-end', '2025-11', '0'], ['year-end', '2025-12', '1'], ['year-end', '2025-Q4', '1'],
    [['0.1', '0.4', '0.7', '1'], '2025-Q2', '0.4'], [['0.1', '0.4', '0.7', '1'], '2025-05', '0.3'], [['0.3', '0.4', '0.7', '1'], '2025-02', '0.2'], [['0.1', '0.4', '0.7', '1'], '2025', '1'],
  ] as const)('by the profile %s is at the end of %s a share of %s', (profile, period, share) => {
    expect(expectedShare(typeof profile === 'string' ? profile : [...profile], period).toFixed()).toBe(share);
  });

  test('grows from nothing, from the baseline, or is the target each time, by how the figure accumulates', () => {
    const baseline = { year: 2024, value: '200' };
    expect(expectedValue(card({ accumulation: 'cumulative' }), target('linear', '260'), '2025-Q2')).toBe('130');
    expect(expectedValue(card({ accumulation: 'latest', baseline }), target('linear', '260'), '2025-Q2')).toBe('230');
    expect(expectedValue(card({ accumulation: 'latest', baseline: { year: 2024, value: '300' } }), target('linear', '260'), '2025-Q1')).toBe('290');
    expect(expectedValue(card({ accumulation: 'latest', baseline }), target('linear', '260'), '2025-Q2', target('linear', '240'))).toBe('250');
    expect(expectedValue(card({ accumulation: 'latest' }), target('linear', '260'), '2025-Q2', target('linear'))).toBeUndefined();
    expect(expectedValue(card({ accumulation: 'latest' }), target('linear', '260'), '2025-Q2')).toBeUndefined();
    expect(expectedValue(card({ accumulation: 'period' }), target('year-end', '96.5'), '2025-Q1')).toBe('96.5');
    expect(expectedValue(card(), target('linear'), '2025-Q2')).toBeUndefined();
  });
});
