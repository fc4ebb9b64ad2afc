import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { readFileSync } from 'node:fs';
import { checkScheme, type Catalogue } from './check.js';
import type { FindingCode } from './finding.js';
import { parseScheme, schemeJsonSchema, schemeSchema, type LeafText, type NodeText, type SchemeText } from './scheme.js';

type GroupText = SchemeText['groups'][number];

const t = (text: string) => ({ zh: text, en: text });
const percent: LeafText['method'] = { type: 'goalposts', min: '0', max: '100' };
const leaf = (code: string, more: Partial<LeafText> = {}): LeafText => ({ code, title: t(code), indicator: code, points: '50', method: percent, ...more });
const bands = [{ code: 'A', title: t('A'), from: '90' }, { code: 'B', title: t('B'), to: '90' }];
const sumOf = (children: NodeText[], more: object = {}): NodeText => ({ code: 'total', title: t('total'), aggregate: 'sum-of-points', children, ...more });
const text = (more: Partial<GroupText> = {}): SchemeText => ({
  schemaVersion: 1, id: 'test', title: t('test'),
  groups: [{ code: 'g', title: t('g'), units: '*', rounding: { places: 2 }, bands, tree: sumOf([leaf('x'), leaf('y')]), ...more }],
});
const codes = (more: Partial<GroupText>, catalogue?: Catalogue): FindingCode[] => checkScheme(schemeSchema.parse(text(more)), catalogue).map((found) => found.code);
const weighted = (aggregate: 'weighted-arithmetic' | 'weighted-geometric', weights: string[], more: object = {}): NodeText => ({
  code: 'total', title: t('total'), aggregate,
  children: weights.map((weight, i) => ({ ...leaf(`x${i}`), points: undefined, weight, ...more })),
});
const withMethod = (method: LeafText['method'], more: Partial<LeafText> = {}) => codes({ tree: sumOf([leaf('x', { method, ...more }), leaf('y')]) });

describe('reading a scheme', () => {
  test('fills in defaults', () => {
    const read = parseScheme(text());
    expect('scheme' in read && read.scheme.groups[0]).toMatchObject({ scale: '100', gradeOn: 'published', ranks: { ties: 'competition' }, rounding: { mode: 'half-up', applies: 'total' } });
  });

  test('refuses unknown keys and names the place inside the node that was meant', () => {
    const wrong = text({ tree: sumOf([leaf('x'), { ...leaf('y'), wieght: '3' } as LeafText]) });
    const read = parseScheme(wrong);
    expect('problems' in read && read.problems).toEqual([{ path: 'groups.0.tree.children.1', message: expect.stringContaining('wieght') }]);
  });

  test('refuses numbers where exact decimals are due, and texts that are none', () => {
    const path = (points: unknown) => {
      const read = parseScheme(text({ tree: sumOf([{ ...leaf('x'), points } as LeafText, leaf('y')]) }));
      return 'problems' in read ? [...new Set(read.problems.map((problem) => problem.path))] : [];
    };
    for (const bad of [50, '1e3', 'NaN', '１００', '-0', '-5', '0.1234567890123']) expect(path(bad)).toEqual(['groups.0.tree.children.0.points']);
  });

  test('refuses an unknown method', () => {
    const read = parseScheme(text({ tree: sumOf([leaf('x', { method: { type: 'magic' } as unknown as LeafText['method'] }), leaf('y')]) }));
    expect('problems' in read && read.problems[0]!.path).toContain('method');
  });
});

describe('the published JSON Schema', () => {
  const validate = new Ajv2020({ strict: false }).compile(schemeJsonSchema());

  test('accepts the example schemes', () => {
    for (const name of ['human-development-index', 'nanjing-districts', 'nanjing-departments']) {
      const example: unknown = JSON.parse(readFileSync(new URL(`../examples/${name}.json`, import.meta.url), 'utf8'));
      expect([name, validate(example), validate.errors]).toEqual([name, true, null]);
    }
  });

  test('refuses what the reader refuses', () => {
    expect(validate({ ...text(), extra: 1 })).toBe(false);
    expect(validate(text({ tree: sumOf([{ ...leaf('x'), points: 50 } as unknown as LeafText]) }))).toBe(false);
  });
});

describe('the x-ray of a scheme', () => {
  test('finds nothing wrong with a sound one', () => {
    expect(codes({})).toEqual([]);
  });

  test('weights and points that do not add', () => {
    expect(codes({ tree: weighted('weighted-arithmetic', ['60', '30']) })).toContain('weights-do-not-add');
    expect(codes({ tree: weighted('weighted-arithmetic', ['0.6', '0.4']) })).not.toContain('weights-do-not-add');
    expect(codes({ tree: sumOf([leaf('x'), leaf('y')], { points: '90' }) })).toContain('points-do-not-add');
    expect(codes({ tree: sumOf([leaf('x'), leaf('y', { points: '40' })]) })).toContain('points-not-scale');
  });

  test('missing, doubled, mixed and zero weights', () => {
    expect(codes({ tree: sumOf([leaf('x'), leaf('y', { points: undefined })]) })).toContain('no-weight');
    expect(codes({ tree: sumOf([leaf('x'), leaf('y', { weight: '1' })]) })).toContain('weight-and-points');
    expect(codes({ tree: sumOf([leaf('x'), leaf('y', { points: undefined, weight: '50' })]) })).toContain('mixed-shares');
    expect(codes({ tree: sumOf([leaf('x', { points: '100' }), leaf('y', { points: '0' })]) })).toContain('zero-weight');
  });

  test('duplicate codes, single children, too many indicators', () => {
    expect(codes({ tree: sumOf([leaf('x'), leaf('x', { indicator: 'y' })]) })).toContain('duplicate-code');
    expect(codes({ tree: sumOf([leaf('x'), leaf('y', { indicator: 'x' })]) })).toContain('indicator-twice');
    expect(codes({ tree: sumOf([leaf('x', { points: '100' })]) })).toContain('single-child');
    expect(codes({ tree: sumOf(Array.from({ length: 41 }, (_, i) => leaf(`x${i}`))) })).toContain('too-many-indicators');
  });

  test('unknown indicators and units, and targets that nobody set', () => {
    const catalogue = { indicators: [{ code: 'x', target: { value: null } }], units: [{ code: 'luhe' }] };
    const tree = sumOf([leaf('x', { method: { type: 'completion-ratio', target: { from: 'target' } } }), leaf('y')]);
    const found = checkScheme(schemeSchema.parse(text({ units: ['luhe', 'atlantis'], tree })), catalogue);
    expect(found.map((one) => [one.level, one.code, one.path])).toEqual(
      expect.arrayContaining([['error', 'unknown-indicator', 'g/y'], ['error', 'unknown-unit', 'g'], ['warning', 'target-not-set', 'g/x']]),
    );
    expect(found.find((one) => one.code === 'unknown-unit')).toMatchObject({ zh: '单位 atlantis 不在单位目录', en: 'unit atlantis is not in the catalogue' });
  });

  test('a unit listed twice, or in two groups', () => {
    expect(codes({ units: ['a', 'a'] })).toContain('duplicate-unit');
    const base = text({ units: ['a', 'b'] });
    const both = schemeSchema.parse({ ...base, groups: [base.groups[0]!, { ...base.groups[0]!, code: 'h' }] });
    expect(checkScheme(both).map((found) => found.code)).toContain('unit-in-two-groups');
  });

  test('gaps and overlaps between bands, bands out of order or not covering', () => {
    const of = (...list: [string, string | undefined, string | undefined][]) =>
      codes({ bands: list.map(([code, from, to]) => ({ code, title: t(code), ...(from ? { from } : {}), ...(to ? { to } : {}) })) });
    expect(of(['A', '90', undefined], ['B', undefined, '89'])).toContain('bands-gap');
    expect(of(['A', '90', undefined], ['B', undefined, '91'])).toContain('bands-overlap');
    expect(of(['A', '90', '80'], ['B', undefined, '90'])).toContain('bands-unordered');
    expect(of(['A', '90', '100'], ['B', '60', '90'])).toEqual(['bands-not-covering', 'bands-not-covering']);
    expect(codes({ bands: [] })).toContain('no-bands');
  });

  test('quotas above 100 %, empty, of no grade, or with nowhere to fall', () => {
    const of = (quota: object) => codes({ quotas: [quota as NonNullable<GroupText['quotas']>[number]] });
    expect(of({ grade: 'A', share: '1.2' })).toContain('quota-above-one');
    expect(of({ grade: 'A' })).toContain('quota-empty');
    expect(of({ grade: 'Z', share: '0.3' })).toContain('unknown-grade');
    expect(of({ grade: 'B', share: '0.3' })).toContain('quota-no-overflow');
  });

  test('vetoes without effect or grade, bonuses without cap or level', () => {
    expect(codes({ vetoes: [{ code: 'v', title: t('v'), grade: 'A' }] })).toContain('veto-not-lower');
    expect(codes({ vetoes: [{ code: 'v', title: t('v'), grade: 'Z' }] })).toContain('unknown-grade');
    const bonuses = { rules: [{ code: 'r', title: t('r'), documentTypes: ['d'], points: {} }] };
    expect(codes({ bonuses })).toEqual(expect.arrayContaining(['no-bonus-cap', 'rule-level-empty']));
  });

  test('deductions for a kind of fact that nobody records', () => {
    const of = (kind: string) => codes({ deductions: { rules: [{ code: 'r', title: t('r'), kind, points: '1' }] } });
    expect(of('overdo')).toContain('unknown-fact-kind');
    expect(of('overdue')).not.toContain('unknown-fact-kind');
  });

  test('a geometric mean that one zero decides, and rates without bounds', () => {
    const method: LeafText['method'] = { type: 'completion-ratio', target: '9' };
    expect(codes({ tree: weighted('weighted-geometric', ['50', '50'], { method }) })).toContain('geometric-zero');
    expect(codes({ tree: weighted('weighted-geometric', ['50', '50']) })).not.toContain('geometric-zero');
    expect(withMethod({ type: 'z-score' })).toContain('unbounded-in-mean');
    expect(withMethod({ type: 'z-score' }, { limits: { min: '0', max: '1' } })).not.toContain('unbounded-in-mean');
  });

  test('method parameters that cannot work', () => {
    expect(withMethod({ type: 'completion-ratio', target: '0' })).toContain('zero-target');
    expect(withMethod({ type: 'baseline-progress', baseline: '4', target: '4' })).toContain('same-anchors');
    expect(withMethod({ type: 'goalposts', min: '0', max: '9', transform: 'ln' })).toContain('log-not-positive');
    expect(withMethod({ type: 'piecewise-linear', points: [{ value: '9', score: '0' }, { value: '1', score: '9' }] })).toContain('corners-unordered');
    expect(withMethod({ type: 'static-dynamic', dynamic: 'growth', staticShare: '0.5' })).toContain('shares-not-one');
    expect(withMethod(percent, { treat: [{ type: 'winsorise-percentiles', low: '0.9', high: '0.1' }] })).toContain('percentiles-unordered');
    expect(withMethod(percent, { limits: { min: '1', max: '0' } })).toContain('limits-unordered');
    expect(withMethod({ type: 'raters' }, { missing: { notReleased: 'impute-group-mean' } })).toContain('impute-needs-number');
  });

  test('a comparison in a small group, and a coverage nobody can reach', () => {
    expect(codes({ units: ['a', 'b'], tree: sumOf([leaf('x', { method: { type: 'rank' } }), leaf('y')]) })).toContain('relative-small-group');
    expect(codes({ minimumCoverage: '1.5' })).toContain('coverage-above-one');
  });
});
