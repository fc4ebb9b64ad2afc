import { describe, expect, test } from '@jest/globals';
import { decimal } from '#engine/kernel';
import { schemeSchema, type SchemeText } from '../scheme/scheme.js';
import { calculate, type GroupResult } from './calculate.js';
import type { UnitInput } from './input.js';
import { ranksOf } from './standing.js';

type GroupText = SchemeText['groups'][number];

const t = (text: string) => ({ zh: text, en: text });
const bands = [
  { code: 'A', title: t('A'), from: '90' }, { code: 'B', title: t('B'), from: '80', to: '90' },
  { code: 'C', title: t('C'), from: '60', to: '80' }, { code: 'D', title: t('D'), to: '60' },
];

/** Units scored by one indicator that is already a score of 100. */
function graded(scores: Record<string, string | [string, Partial<UnitInput>]>, more: Partial<GroupText> = {}): GroupResult {
  const scheme = schemeSchema.parse({
    schemaVersion: 1, id: 'grading', title: t('grading'),
    groups: [{
      code: 'g', title: t('g'), units: '*', rounding: { places: 2 }, bands,
      tree: { code: 'x', title: t('x'), indicator: 'x', points: '100', method: { type: 'goalposts', min: '0', max: '100' } }, ...more,
    }],
  });
  const units = Object.fromEntries(
    Object.entries(scores).map(([unit, entry]) => {
      const [value, facts] = typeof entry === 'string' ? [entry, {}] : entry;
      return [unit, { values: { x: { state: 'reported' as const, value } }, ...facts }];
    }),
  );
  return calculate(scheme, 'g', { units });
}
const grades = (result: GroupResult) => Object.fromEntries(result.units.map((unit) => [unit.unit, unit.grade]));

describe('rounding and bands', () => {
  test('a total is rounded once, half up, and bands are half-open on it', () => {
    const result = graded({ a: '89.995', b: '89.994', c: '90', d: '59.99', e: '80' });
    expect(result.units.map((unit) => unit.published)).toEqual(['90.00', '89.99', '90.00', '59.99', '80.00']);
    expect(grades(result)).toEqual({ a: 'A', b: 'B', c: 'A', d: 'D', e: 'B' });
    expect(result.unit('a').raw).toBe('89.995');
  });

  test('a scheme may grade on the exact figure instead', () => {
    expect(grades(graded({ a: '89.995' }, { gradeOn: 'raw' }))).toEqual({ a: 'B' });
  });

  test('modes: half to even and cut off', () => {
    const rounded = (mode: 'half-even' | 'down') => graded({ a: '70.125', b: '70.135' }, { rounding: { places: 2, mode } }).units.map((unit) => unit.published);
    expect(rounded('half-even')).toEqual(['70.12', '70.14']);
    expect(rounded('down')).toEqual(['70.12', '70.13']);
  });
});

describe('ranks', () => {
  test('ties on the published figure share the better rank and the next is skipped', () => {
    const result = graded({ a: '80.004', b: '80.001', c: '90', d: '70' });
    expect(Object.fromEntries(result.units.map((unit) => [unit.unit, unit.rank]))).toEqual({ a: 2, b: 2, c: 1, d: 4 });
  });

  test('dense ranks are available, and units without a figure have none', () => {
    const figures = ['3', '2', undefined, '2', '1'].map((text) => (text === undefined ? undefined : decimal(text)));
    expect(ranksOf(figures, 'dense')).toEqual([1, 2, undefined, 2, 3]);
    expect(ranksOf(figures)).toEqual([1, 2, undefined, 2, 4]);
  });

  test('figures that differ only beyond double precision are told apart', () => {
    expect(ranksOf([decimal('0.12345678901234567891'), decimal('0.12345678901234567892')])).toEqual([2, 1]);
  });
});

describe('quotas', () => {
  const ten = Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`u${i}`, String(99 - i)]));

  test('30 % of ten units lets three have grade A; the others fall to the next band', () => {
    const result = graded(ten, { quotas: [{ grade: 'A', share: '0.3' }] });
    expect(result.units.filter((unit) => unit.grade === 'A').map((unit) => unit.unit)).toEqual(['u0', 'u1', 'u2']);
    expect(result.unit('u3')).toMatchObject({ scoreGrade: 'A', grade: 'B', quota: 'pushed-out' });
    expect(result.sheet('u3').grade.quota).toEqual({ grade: 'A', places: 3, candidates: 10, outcome: 'pushed-out' });
  });

  test('a tie across the edge goes in together or stays out together', () => {
    const tied = { a: '99', b: '95', c: '95', d: '92' };
    const inside = (ties: 'all-in' | 'all-out') => Object.values(grades(graded(tied, { quotas: [{ grade: 'A', count: 2, ties }] }))).filter((grade) => grade === 'A').length;
    expect([inside('all-in'), inside('all-out')]).toEqual([3, 1]);
  });

  test('fractions of a place follow the quota’s rounding', () => {
    const places = (rounding: 'half-up' | 'down' | 'up') => graded({ ...ten, u10: '50', u11: '40' }, { quotas: [{ grade: 'A', share: '0.3', rounding }] }).units.filter((unit) => unit.grade === 'A').length;
    expect([places('half-up'), places('down'), places('up')]).toEqual([4, 3, 4]);
  });
});

describe('vetoes', () => {
  const vetoes = [
    { code: 'accident', title: t('accident'), grade: 'D' },
    { code: 'criticised', title: t('criticised'), grade: 'B', effect: 'at-most' as const },
  ];

  test('a veto sets the grade and keeps the score and the rank', () => {
    const result = graded({ a: ['95', { vetoes: [{ rule: 'accident', matter: 'm-1', document: '宁质委〔2025〕3号', position: 9 }] }], b: '85' }, { vetoes });
    expect(result.unit('a')).toMatchObject({ published: '95.00', rank: 1, scoreGrade: 'A', grade: 'D', vetoed: true });
    expect(result.sheet('a').grade.vetoes[0]).toMatchObject({ document: '宁质委〔2025〕3号', position: 9 });
  });

  test('a bar on the best grade lowers it only where it was higher', () => {
    const barred = { vetoes: [{ rule: 'criticised', matter: 'm' }] };
    expect(grades(graded({ a: ['95', barred], b: ['70', barred] }, { vetoes }))).toEqual({ a: 'B', b: 'C' });
  });

  test('a vetoed unit takes no place of the quota', () => {
    const result = graded({ a: ['99', { vetoes: [{ rule: 'accident', matter: 'm' }] }], b: '95', c: '94' }, { vetoes, quotas: [{ grade: 'A', count: 1 }] });
    expect(grades(result)).toEqual({ a: 'D', b: 'A', c: 'B' });
  });
});

describe('bonuses', () => {
  const bonuses = {
    cap: '3',
    rules: [
      { code: 'award', title: t('award'), documentTypes: ['state-council'], points: { national: '2', provincial: '1', municipal: '0.5' } },
      { code: 'monthly', title: t('monthly'), documentTypes: ['circular'], points: { first: '0.5' }, cap: '1' },
    ],
  };
  const claim = (matter: string, level: string, more: object = {}) => ({ rule: 'award', matter, level, documentType: 'state-council', document: 'doc', ...more });
  const bonusOf = (...claims: ReturnType<typeof claim>[]) => graded({ a: ['80', { bonuses: claims }] }, { bonuses });
  const outcomes = (result: GroupResult) => result.sheet('a').lines.map((line) => line.outcome.code).sort();

  test('the same matter counts once, at its highest level', () => {
    const result = bonusOf(claim('m', 'provincial'), claim('m', 'national'), claim('m', 'municipal'));
    expect(result.unit('a')).toMatchObject({ bonus: '2', published: '82.00' });
    expect(outcomes(result)).toEqual(['counted', 'same-matter-counted-higher', 'same-matter-counted-higher']);
  });

  test('the total is capped, and the sheet says which claim was cut', () => {
    const result = bonusOf(claim('m1', 'national'), claim('m2', 'national'), claim('m3', 'provincial'));
    expect(result.unit('a').bonus).toBe('3');
    expect(outcomes(result)).toEqual(['counted', 'total-cap-reached', 'total-cap-reached']);
  });

  test('claims without a document, of an unlisted kind or level, or under no rule, count nothing and are shown', () => {
    const result = bonusOf(claim('a', 'national', { document: '' }), claim('b', 'national', { documentType: 'letter' }), claim('c', 'world'), claim('d', 'national', { rule: 'none' }));
    expect(result.unit('a').bonus).toBe('0');
    expect(outcomes(result)).toEqual(['document-missing', 'document-type-not-listed', 'level-not-listed', 'no-such-rule']);
  });

  test('being first in a month earns half a point each time, up to the rule’s cap', () => {
    const first = (month: string) => claim(month, 'first', { rule: 'monthly', documentType: 'circular' });
    expect(bonusOf(first('2025-03'), first('2025-04'), first('2025-07')).unit('a').bonus).toBe('1');
  });
});

describe('deductions', () => {
  const deductions = {
    cap: '5',
    manual: { allowed: true, cap: '2' },
    rules: [
      { code: 'overdue', title: t('overdue'), kind: 'overdue', points: { general: '0.5', serious: '2' }, cap: '3' },
      { code: 'late', title: t('late'), kind: 'late-report', points: '0.2' },
      { code: 'falsified', title: t('falsified'), kind: 'falsified', points: '3', zeroesIndicator: true },
    ],
  };
  const deducted = (facts: Partial<UnitInput>) => graded({ a: ['80', facts] }, { deductions });

  test('supervision facts deduct by severity, once per matter and rule, up to the cap', () => {
    const fact = (matter: string, severity: string) => ({ kind: 'overdue', matter, severity, position: 5 });
    const result = deducted({ supervision: [fact('f1', 'serious'), fact('f1', 'serious'), fact('f2', 'serious'), fact('f3', 'general')] });
    expect(result.unit('a')).toMatchObject({ deduction: '3', published: '77.00' });
    expect(result.sheet('a').lines.map((line) => [line.matter, line.counted])).toEqual([['f1', '2'], ['f1', '0'], ['f2', '1'], ['f3', '0']]);
  });

  test('late reporting deducts beside the zero of the item', () => {
    const result = deducted({ values: {}, supervision: [{ kind: 'late-report', matter: 'x/2025' }] });
    expect(result.unit('a').raw).toBe('-0.2');
  });

  test('falsified data lose the item and three points', () => {
    const result = deducted({ supervision: [{ kind: 'falsified', matter: 'm', indicator: 'x' }] });
    expect(result.unit('a').raw).toBe('-3');
    expect(result.sheet('a').tree.leaf!.reason!.code).toBe('falsified');
  });

  test('what a review lifted deducts nothing, zeroes nothing and fills no cap, but stays on the sheet', () => {
    const lifted = { position: 9, eventId: 'e-9', document: '宁质复〔2025〕1号' };
    const fact = (matter: string, more: object = {}) => ({ kind: 'overdue', matter, severity: 'serious', position: 5, ...more });
    const result = deducted({ supervision: [fact('f1', { lifted }), fact('f1', { position: 7 }), fact('f2', { lifted, severity: 'unheard-of' }), { kind: 'falsified', matter: 'm', indicator: 'x', lifted }] });
    expect(result.unit('a')).toMatchObject({ base: '80', deduction: '2', published: '78.00' });
    const lines = result.sheet('a').lines.map(({ matter, points, counted, outcome, lifted: by }) => [matter, points, counted, outcome.code, by?.document]);
    expect(lines).toEqual([['m', '3', '0', 'lifted', lifted.document], ['f1', '2', '0', 'lifted', lifted.document], ['f1', '2', '2', 'counted', undefined], ['f2', '0', '0', 'lifted', lifted.document]]);
    expect(result.sheet('a').lines[0]).toMatchObject({ lifted, outcome: { zh: '经复核取消（宁质复〔2025〕1号），不计' } });
    expect(deducted({ supervision: [fact('f1', { lifted: { position: 9 } })] }).sheet('a').lines[0]).toMatchObject({ lifted: { position: 9 }, outcome: { zh: '经复核取消，不计' } });
  });

  test('a manual deduction needs a document', () => {
    const reason = t('reason');
    expect(deducted({ deductions: [{ points: '1', reason }] }).unit('a').deduction).toBe('0');
    expect(deducted({ deductions: [{ points: '1', reason, document: '宁质委〔2025〕8号' }] }).unit('a').deduction).toBe('1');
  });

  test('the total can be kept from falling below zero', () => {
    const result = graded({ a: ['1', { supervision: [{ kind: 'falsified', matter: 'm' }] }] }, { deductions, totalLimits: { min: '0' } });
    expect(result.unit('a').published).toBe('0.00');
    expect(result.sheet('a').total.formula.en).toContain('limited to 0');
  });
});
