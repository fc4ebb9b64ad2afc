import { describe, expect, test } from '@jest/globals';
import { sumOf } from './decimals.js';
import { addendsOf, lossesOf, standingsOf, unmeasured, type ScoreSheet, type SheetNode } from './sheet.js';

const both = (text: string) => ({ zh: text, en: text });
const leaf = (code: string, of: Partial<SheetNode>): SheetNode => ({
  code, title: both(code), weight: '10', weightIs: 'points', share: '0.1', effectiveShare: '0.1', possible: '10', obtained: null, lost: null, rate: null, contribution: null, formula: null, notes: [],
  leaf: { indicator: code, method: { type: 'steps', version: 1, title: both('steps') }, state: 'reported', treatment: { code: 'scored', ...both('scored') }, reason: null, provisional: false, inputs: [] },
  ...of,
});

const sheet = (children: readonly SheetNode[], total: Partial<ScoreSheet['total']>, lines: ScoreSheet['lines'] = []): ScoreSheet => ({
  engineVersion: '1', scheme: { id: 's', version: 1, title: both('s'), hash: '' }, group: { code: 'g', title: both('g') }, unit: 'u', asOf: null, asKnownAt: 1, monthsElapsed: 9,
  tree: { ...leaf('total', {}), leaf: undefined, children } as unknown as SheetNode,
  lines,
  total: { scale: '100', base: null, bonus: '0', deduction: '0', raw: null, rounding: { places: 2, mode: 'half-up', applies: 'total' }, published: null, formula: { code: 'total', ...both('') }, ...total },
  grade: { byScore: null, final: null, formula: { code: 'grade', ...both('') }, vetoes: [], quota: null }, rank: { rank: 1, of: 1, ties: 'competition' }, coverage: '1', gaps: 0, provisional: false,
});

describe('the steps to a score', () => {
  test('add up to the published number, however they were shortened', () => {
    const given = sheet([leaf('a', { contribution: '34.48275862068965517241' }), leaf('b', { contribution: '26.82206896551724137931' }), leaf('c', {})], {
      base: '61.30482758620689655172', bonus: '1', deduction: '0.5', raw: '61.80482758620689655172', published: '61.80',
    });
    const steps = addendsOf(given);
    expect(steps.map(({ key, points }) => [key, points])).toEqual([['a', '34.4828'], ['b', '26.8221'], ['c', null], ['~bonus', '1.0000'], ['~deduction', '-0.5000'], ['~rounding', '-0.0049']]);
    expect(sumOf(steps.flatMap(({ points }) => points ?? []))).toBe('61.8000');
  });

  test('name what limits of the total took, and are none without a total', () => {
    const limited = sheet([leaf('a', { contribution: '99' })], { base: '99', bonus: '3', raw: '100', published: '100.00' });
    expect(addendsOf(limited).map(({ key, points }) => [key, points])).toEqual([['a', '99.0000'], ['~bonus', '3.0000'], ['~limits', '-2.0000']]);
    expect(addendsOf(sheet([leaf('a', {})], {}))).toEqual([]);
  });
});

describe('what a sheet tells', () => {
  test('losses come the most first, with deductions that counted; what was not measured is no loss', () => {
    const line = { kind: 'supervision', rule: 'late', title: both('late'), matter: 'm', points: '1', counted: '1', outcome: { code: 'counted', ...both('') } };
    const given = sheet([leaf('a', { lost: '0.5', rate: '0.95' }), leaf('b', { lost: '2', rate: '0.8' }), leaf('c', {}), leaf('d', { lost: '0', rate: '1' })], {}, [line, { ...line, kind: 'bonus' }, { ...line, counted: '0' }]);
    expect(lossesOf(given).map(({ key, points }) => [key, points])).toEqual([['b', '2'], ['line-0', '1'], ['a', '0.5']]);
    expect(unmeasured(given).map(({ code }) => code)).toEqual(['c']);
  });

  test('strengths are held against the mean of the group', () => {
    const one = sheet([leaf('a', { rate: '1' }), leaf('b', { rate: '0.5' })], {});
    const other = sheet([leaf('a', { rate: '0.5' }), leaf('b', { rate: '1' })], {});
    expect(standingsOf(one, [one, other]).map(({ node, ahead }) => [node.code, ahead])).toEqual([['a', 2.5], ['b', -2.5]]);
  });
});
