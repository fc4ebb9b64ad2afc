import { describe, expect, test } from '@jest/globals';
import { schemeSchema, type NodeText, type Scheme, type SchemeText } from '../scheme/scheme.js';
import { calculate, sheetHash } from './calculate.js';
import type { GroupInput, IndicatorValue, UnitInput } from './input.js';
import type { SheetNode } from './score-sheet.js';

type GroupText = SchemeText['groups'][number];

const t = (text: string) => ({ zh: text, en: text });
const percent = { type: 'goalposts', min: '0', max: '100' } as const;
const leaf = (code: string, points: string, more: Partial<Extract<NodeText, { indicator: string }>> = {}): NodeText => ({
  code, title: t(code), indicator: code, points, method: percent, ...more,
});
const bands = [
  { code: 'A', title: t('A'), from: '90' }, { code: 'B', title: t('B'), from: '80', to: '90' },
  { code: 'C', title: t('C'), from: '60', to: '80' }, { code: 'D', title: t('D'), to: '60' },
];

function scheme(children: NodeText[], more: Partial<GroupText> = {}): Scheme {
  const tree: NodeText = { code: 'total', title: t('total'), aggregate: 'sum-of-points', children };
  return schemeSchema.parse({
    schemaVersion: 1, id: 'test', title: t('test'),
    groups: [{ code: 'g', title: t('g'), units: '*', rounding: { places: 2 }, bands, tree, ...more }],
  });
}

const reported = (value: string, position?: number): IndicatorValue => ({ state: 'reported', value, ...(position === undefined ? {} : { position }) });
const unit = (values: Record<string, IndicatorValue>, more: Partial<UnitInput> = {}): UnitInput => ({ values, ...more });
const group = (units: Record<string, UnitInput>): GroupInput => ({ asOf: '2025', asKnownAt: 99, units });
const node = (tree: SheetNode, code: string): SheetNode => [tree, ...(tree.children ?? [])].find((one) => one.code === code)!;

const two = scheme([leaf('x', '60'), leaf('y', '40')]);

describe('a score sheet', () => {
  const input = group({ a: unit({ x: reported('80', 11), y: { ...reported('50', 12), eventId: 'e-12', period: '2025' } }) });

  test('names the engine, the scheme by content, and the time basis', () => {
    const sheet = calculate(two, 'g', input).sheet('a');
    expect(sheet).toMatchObject({ engineVersion: '1.0.0', scheme: { id: 'test', version: 1 }, asOf: '2025', asKnownAt: 99 });
    expect(sheet.scheme.hash).toMatch(/^[0-9a-f]{64}$/);
  });

  test('shows each leaf’s formula with numbers, inputs with log position, and points won and lost', () => {
    const sheet = calculate(two, 'g', input).sheet('a');
    const y = node(sheet.tree, 'y');
    expect(y).toMatchObject({ possible: '40', obtained: '20', lost: '20', contribution: '20', rate: '0.5' });
    expect(y.leaf!.method).toMatchObject({ type: 'goalposts', version: 1 });
    expect(y.leaf!.inputs).toEqual([{ name: 'value', value: '50', position: 12, eventId: 'e-12', period: '2025' }]);
    expect(y.formula!.zh).toBe('(50 − 0) ÷ (100 − 0) = 0.5');
    expect(sheet.tree.formula!.en).toBe('Sum of points, rescaled for what does not apply: (60 × 0.8 + 40 × 0.5) ÷ 100 = 0.68');
    expect(sheet.total.formula.zh).toBe('指标得分 68 + 加分 0 − 扣分 0 = 68，四舍五入保留 2 位：68.00');
  });

  test('names a target that was changed during the year and uses it for the whole year', () => {
    const withTarget = scheme([leaf('x', '100', { method: { type: 'completion-ratio', target: { from: 'target' } } })]);
    const sheet = calculate(withTarget, 'g', group({ a: unit({ x: reported('9') }, { targets: { x: { value: '12', replaces: '15', position: 40 } } }) })).sheet('a');
    expect(sheet.total.published).toBe('75.00');
    expect(sheet.tree.children![0]!.leaf!.inputs).toContainEqual({ name: 'target', value: '12', replaces: '15', position: 40 });
  });

  test('has the same hash for the same content, whatever the order of units and keys', () => {
    const units = { b: unit({ x: reported('1'), y: reported('2') }), a: unit({ y: reported('50'), x: reported('80') }) };
    const turned = { a: unit({ x: reported('80'), y: reported('50') }), b: unit({ y: reported('2'), x: reported('1') }) };
    const hash = (of: Record<string, UnitInput>) => sheetHash(calculate(two, 'g', group(of)).sheet('a'));
    expect(hash(units)).toBe(hash(turned));
    expect(hash({ ...units, a: unit({ x: reported('80'), y: reported('51') }) })).not.toBe(hash(units));
  });
});

describe('values that are not there', () => {
  const a = (y: IndicatorValue, more: Partial<UnitInput> = {}) => unit({ x: reported('80'), y }, more);
  const result = (of: Scheme, input: UnitInput) => calculate(of, 'g', group({ a: input, b: unit({ x: reported('90'), y: reported('70') }) }));

  test('not reported counts zero', () => {
    const scored = result(two, a({ state: 'not-reported' }));
    expect(scored.unit('a')).toMatchObject({ published: '48.00', provisional: false, gaps: 1, coverage: '0.6' });
    expect(node(scored.sheet('a').tree, 'y').leaf!.treatment.code).toBe('zero');
  });

  test('an indicator nobody said anything about is not reported, and the sheet says so', () => {
    const scored = result(two, unit({ x: reported('80') }));
    expect(scored.unit('a').published).toBe('48.00');
    expect(node(scored.sheet('a').tree, 'y').leaf!.reason!.code).toBe('not-reported');
  });

  test('not applicable is removed and its points are rescaled, never counted 0', () => {
    const scored = result(two, a({ state: 'not-applicable' }));
    expect(scored.unit('a')).toMatchObject({ published: '80.00', provisional: false, coverage: '1' });
    const x = node(scored.sheet('a').tree, 'x');
    expect(x).toMatchObject({ share: '0.6', effectiveShare: '1', possible: '100' });
    expect(x.notes.map((note) => note.code)).toEqual(['rescaled']);
    expect(node(scored.sheet('a').tree, 'y')).toMatchObject({ possible: null, obtained: null, contribution: null });
  });

  test('not released is removed provisionally', () => {
    expect(result(two, a({ state: 'not-released' })).unit('a')).toMatchObject({ published: '80.00', provisional: true });
  });

  test('not released may carry the last value, or take the group’s mean, by the scheme’s policy', () => {
    const policy = (notReleased: 'carry-last' | 'impute-group-mean' | 'zero') => scheme([leaf('x', '60'), leaf('y', '40', { missing: { notReleased } })]);
    const input = a({ state: 'not-released' }, { lastValues: { y: { value: '60', position: 3, period: '2024' } } });
    expect(result(policy('carry-last'), input).unit('a').published).toBe('72.00');
    expect(node(result(policy('carry-last'), input).sheet('a').tree, 'y').leaf!.inputs).toContainEqual({ name: 'last', value: '60', position: 3, period: '2024' });
    expect(result(policy('impute-group-mean'), input).unit('a').published).toBe('76.00');
    expect(node(result(policy('impute-group-mean'), input).sheet('a').tree, 'y').notes[0]!.code).toBe('imputed-mean');
    expect(result(policy('zero'), input).unit('a').published).toBe('48.00');
  });

  test('awaiting verification is used provisionally, or held back where the scheme wants it', () => {
    const waiting = a({ state: 'awaiting-verification', value: '50' });
    expect(result(two, waiting).unit('a')).toMatchObject({ published: '68.00', provisional: true });
    const strict = scheme([leaf('x', '60'), leaf('y', '40')], { missing: { awaitingVerification: 'zero' } });
    expect(result(strict, waiting).unit('a').published).toBe('48.00');
  });

  test('a missing target removes the leaf, marks the result provisional and says why', () => {
    const withTarget = scheme([leaf('x', '60'), leaf('y', '40', { method: { type: 'completion-ratio', target: { from: 'target' } } })]);
    const scored = calculate(withTarget, 'g', group({ a: a(reported('50')) }));
    expect(scored.unit('a')).toMatchObject({ published: '80.00', provisional: true });
    expect(node(scored.sheet('a').tree, 'y').leaf!.reason).toMatchObject({ code: 'no-target', zh: '该单位未设目标值' });
  });

  test('no total is given when a required value is missing or coverage is too low', () => {
    const required = scheme([leaf('x', '60'), leaf('y', '40', { missing: { notReported: 'no-result' } })]);
    expect(result(required, a({ state: 'not-reported' })).unit('a')).toMatchObject({ published: null, rank: null, noTotal: 'required-value-missing' });
    const covered = scheme([leaf('x', '60'), leaf('y', '40')], { minimumCoverage: '0.8' });
    expect(result(covered, a({ state: 'not-reported' })).unit('a').noTotal).toBe('coverage-too-low');
    expect(result(two, unit({ x: { state: 'not-applicable' }, y: { state: 'not-applicable' } })).unit('a').noTotal).toBe('nothing-applies');
  });

  test('added points are rescaled over the whole sheet, weighted means within their branch', () => {
    const inner = (aggregate: 'sum-of-points' | 'weighted-arithmetic'): NodeText => ({
      code: 'inner', title: t('inner'), points: '50', aggregate,
      children: [leaf('y', '30'), leaf('z', '20')].map((child) => (aggregate === 'sum-of-points' ? child : { ...child, points: undefined, weight: child.points })),
    });
    const values = { x: reported('100'), y: reported('0'), z: { state: 'not-applicable' } as const };
    const total = (aggregate: 'sum-of-points' | 'weighted-arithmetic') => calculate(scheme([leaf('x', '50'), inner(aggregate)]), 'g', group({ a: unit(values) })).unit('a').published;
    expect(total('sum-of-points')).toBe('62.50');
    expect(total('weighted-arithmetic')).toBe('50.00');
  });
});

describe('treatments of values', () => {
  test('a denominator divides before the method sees the value', () => {
    const perHead = scheme([leaf('x', '100', { treat: [{ type: 'per', indicator: 'people', times: '10000' }] })]);
    const sheet = calculate(perHead, 'g', group({ a: unit({ x: reported('4500'), people: reported('900000', 5) }) })).sheet('a');
    expect(sheet.total.published).toBe('50.00');
    expect(sheet.tree.children![0]!.leaf!.inputs).toContainEqual({ name: 'denominator:people', value: '900000', position: 5 });
  });

  test('an outlier is winsorised while skew and kurtosis are too high: among 1 to 10, 30 and 100, the 100 becomes 30', () => {
    const treated = scheme([leaf('x', '100', { method: { type: 'peer-min-max', base: '0' }, treat: [{ type: 'winsorise-outliers' }] })]);
    const values = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 30, 100];
    const units = Object.fromEntries(values.map((value) => [`u${value}`, unit({ x: reported(String(value)) })]));
    const result = calculate(treated, 'g', group(units));
    const top = result.sheet('u100').tree.children![0]!;
    expect(top.notes.map((note) => note.code)).toContain('winsorise-outliers');
    expect(top.leaf!.inputs).toContainEqual({ name: 'value', value: '100' });
    expect(top.leaf!.peers!.max).toBe('30');
    expect(result.unit('u30').published).toBe('100.00');
  });

  test('percentile limits follow R’s type 7', () => {
    const treated = scheme([leaf('x', '100', { method: { type: 'peer-min-max', base: '0' }, treat: [{ type: 'winsorise-percentiles', low: '0.25', high: '0.75' }] })]);
    const units = Object.fromEntries([1, 2, 3, 4].map((value) => [`u${value}`, unit({ x: reported(String(value)) })]));
    expect(calculate(treated, 'g', group(units)).sheet('u1').tree.children![0]!.leaf!.peers).toMatchObject({ min: '1.75', max: '3.25' });
  });
});

describe('aggregation', () => {
  const of = (aggregate: 'weighted-geometric' | 'weighted-harmonic' | 'min', more: object = {}) => {
    const children = [leaf('x', '1'), leaf('y', '3')].map((child) => ({ ...child, points: undefined, weight: child.points }));
    return scheme([], { tree: { code: 'total', title: t('total'), aggregate, children, ...more } });
  };
  const scored = (which: Scheme, x: string, y: string) => calculate(which, 'g', group({ a: unit({ x: reported(x), y: reported(y) }) })).unit('a').published;

  test('geometric mean with unequal weights: 0.81^¼ × 0.16^¾ is 0.24', () => {
    expect(scored(of('weighted-geometric'), '81', '16')).toBe('24.00');
    expect(scored(of('weighted-geometric'), '0', '50')).toBe('0.00');
    expect(scored(of('weighted-geometric', { childFloor: '0.0001' }), '0', '100')).toBe('10.00');
  });

  test('harmonic mean and minimum', () => {
    expect(scored(of('weighted-harmonic'), '25', '75')).toBe('50.00');
    expect(scored(of('min'), '25', '75')).toBe('25.00');
  });
});
