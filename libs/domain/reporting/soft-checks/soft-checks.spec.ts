import { describe, expect, test } from '@jest/globals';
import type { ReportState } from '../report.state.js';
import { card } from '../reporting-examples.js';
import { softChecks, softCheckTexts, type SoftCheckInput } from './soft-checks.js';

const history = (values: Readonly<Record<string, string>>, status: 'reported' | 'verified' | 'returned' = 'reported'): ReportState => ({
  periods: Object.fromEntries(Object.entries(values).map(([period, value]) => [period, { status, value, evidence: [], reportedBy: 'r', reportedAt: '', verifiedBy: 'v', corrections: 0, returnReason: '' }])) as ReportState['periods'],
});
const checked = (changes: Partial<SoftCheckInput>) => softChecks({ card: card(), value: '12', period: '2025-Q4', state: { periods: {} }, lastYear: { periods: {} }, peers: [], ...changes });
const percent = card({ measurementUnit: '%', decimals: 2 });

describe('soft checks', () => {
  test('let an ordinary value pass', () => {
    expect(checked({ state: history({ '2025-Q1': '10', '2025-Q2': '11', '2025-Q3': '12' }), peers: ['10', '12', '11', '13', '12'], target: '15' })).toEqual([]);
  });

  test.each([
    ['0.96 where nothing is known', { card: percent, value: '0.96' }, true],
    ['0.96 after 95', { card: percent, value: '0.96', lastYear: history({ '2024-Q4': '95' }) }, true],
    ['0.96 after 0.9', { card: percent, value: '0.96', lastYear: history({ '2024-Q4': '0.9' }) }, false],
    ['96 as a percentage', { card: percent, value: '96' }, false],
    ['0 as a percentage', { card: percent, value: '0' }, false],
    ['ten thousand times the last value', { value: '120000', state: history({ '2025-Q3': '12' }) }, true],
    ['a ten-thousandth of it', { value: '0.001', card: card({ decimals: 3 }), state: history({ '2025-Q3': '12' }) }, true],
    ['a value after 0', { value: '120000', state: history({ '2025-Q3': '0' }) }, false],
    ['0 after a value', { value: '0', state: history({ '2025-Q3': '12' }) }, false],
  ] as const)('see a mix-up of units: %s', (_, changes, found) => {
    expect(checked(changes).includes('unit-mix-up')).toBe(found);
  });

  test.each([
    ['more than three times the usual change', '16', true],
    ['just three times', '15', false],
    ['far below', '8', true],
  ])('see a jump against the own history: %s', (_, value, found) => {
    expect(checked({ value, state: history({ '2025-Q1': '10', '2025-Q2': '11', '2025-Q3': '12' }) }).includes('far-from-history')).toBe(found);
  });

  test('compare with last year, need three values, look at no later period and at nothing returned', () => {
    const year = history({ '2024-Q2': '10', '2024-Q3': '11', '2024-Q4': '12' });
    expect(checked({ value: '30', period: '2025-Q1', lastYear: year, state: history({ '2025-Q2': '30' }) })).toEqual(['far-from-history']);
    expect(checked({ value: '30', lastYear: history({ '2024-Q3': '11', '2024-Q4': '12' }) })).toEqual([]);
    expect(checked({ value: '30', period: '2025-Q1', lastYear: history({ '2024-Q2': '10', '2024-Q3': '11', '2024-Q4': '12' }, 'returned') })).toEqual([]);
  });

  test('a small change is none, however steady the history', () => {
    expect(checked({ value: '101', state: history({ '2025-Q1': '100', '2025-Q2': '100', '2025-Q3': '100' }) })).toEqual([]);
    expect(checked({ value: '103', state: history({ '2025-Q1': '100', '2025-Q2': '100', '2025-Q3': '100' }) })).toEqual(['far-from-history']);
  });

  // Median 12, MAD 1: the modified z-score of x is 0.6745 (x − 12), above 3.5 from 17.19 on.
  test.each([['17', false], ['18', true], ['6', true], ['7', false]])('see an outlier among the peers: %s', (value, found) => {
    expect(checked({ value, peers: ['10', '11', '12', '13', '12', '13', '11'] }).includes('far-from-peers')).toBe(found);
  });

  test('need five peers that differ', () => {
    expect(checked({ value: '99', peers: ['10', '11', '12', '13'] })).toEqual([]);
    expect(checked({ value: '99', peers: ['12', '12', '12', '12', '12'] })).toEqual([]);
    expect(checked({ value: '99', peers: ['10', '11', '12', '13', '14', '15'] })).toEqual(['far-from-peers']);
  });

  test.each([['1.1', true], ['1.2', false], ['120', false], ['121', true], ['0', false]])('see what is far from the target 12: %s', (value, found) => {
    expect(checked({ value, target: '12', card: card({ decimals: 1 }) }).includes('far-from-target')).toBe(found);
    expect(checked({ value, target: '0', card: card({ decimals: 1 }) }).includes('far-from-target')).toBe(false);
  });

  test('count decimals, and say everything in a fixed order in both languages', () => {
    const all = checked({ card: card({ measurementUnit: '%', decimals: 1 }), value: '0.96', state: history({ '2025-Q1': '94', '2025-Q2': '95', '2025-Q3': '96' }), peers: ['94', '95', '96', '95', '94'], target: '96' });
    expect(all).toEqual(['unit-mix-up', 'far-from-history', 'far-from-peers', 'far-from-target', 'more-decimals']);
    expect(all.every((code) => softCheckTexts[code].zh !== '' && softCheckTexts[code].en !== '')).toBe(true);
  });
});
