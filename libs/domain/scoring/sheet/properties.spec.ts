import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decimal, type Decimal } from '#engine/kernel';
import { LiveBoard } from '../board/live-board.js';
import type { IndicatorChange } from '../board/changed-input.js';
import { aggregates, schemeSchema, type LeafText, type NodeText, type Scheme } from '../scheme/scheme.js';
import { calculate, sheetHash } from './calculate.js';
import { contentHash } from '#engine/kernel';
import { valueStates, type GroupInput, type IndicatorValue, type UnitInput } from './input.js';
import type { SheetNode } from './score-sheet.js';

const t = (text: string) => ({ zh: text, en: text });
const fromTarget = { from: 'target' } as const;

const absolute: fc.Arbitrary<LeafText['method']> = fc.constantFrom<LeafText['method'][]>(
  { type: 'completion-ratio', target: fromTarget },
  { type: 'baseline-progress', baseline: { from: 'baseline' }, target: fromTarget },
  { type: 'efficacy', unacceptable: '10', satisfactory: '90', clamp: 'both' },
  { type: 'piecewise-linear', points: [{ value: '10', score: '0' }, { value: '50', score: '60' }, { value: '90', score: '100' }] },
  { type: 'goalposts', min: '0', max: '100' },
  { type: 'steps', steps: [{ from: '30', rate: '0.5' }, { from: '60', rate: '1' }] },
);
const relative: fc.Arbitrary<LeafText['method']> = fc.constantFrom<LeafText['method'][]>(
  { type: 'peer-min-max' }, { type: 'rank' }, { type: 'percentile-rank' }, { type: 'borda' }, { type: 'distance-to-best' }, { type: 'ratio-to-best' },
  { type: 'static-dynamic', dynamic: 'growth' },
);
const policies: fc.Arbitrary<LeafText['missing']> = fc.record({
  notReported: fc.constantFrom('zero', 'exclude', 'impute-group-mean', 'carry-last'),
  notReleased: fc.constantFrom('exclude', 'zero', 'impute-group-mean', 'carry-last'),
  awaitingVerification: fc.constantFrom('use', 'exclude', 'zero', 'carry-last'),
});

const indicators = ['i0', 'i1', 'i2', 'i3', 'i4', 'i5'];
const share = fc.integer({ min: 1, max: 9 }).map(String);

function leafArb(index: number, method: fc.Arbitrary<LeafText['method']>): fc.Arbitrary<LeafText & { size: string }> {
  return fc.record({ method, missing: policies, size: share, winsorise: fc.boolean() }).map(({ winsorise, ...rest }) => ({
    code: `l${index}`, title: t(`l${index}`), indicator: indicators[index]!, ...rest,
    ...(winsorise ? { treat: [{ type: 'winsorise-percentiles' as const, low: '0.1', high: '0.9' }] } : {}),
  }));
}

/** Three branches of two leaves, every kind of aggregation. */
function schemeArb(method: fc.Arbitrary<LeafText['method']>, allowed: readonly (typeof aggregates)[number][] = aggregates): fc.Arbitrary<Scheme> {
  const how = fc.constantFrom(...allowed);
  return fc.record({ leaves: fc.tuple(...indicators.map((_, i) => leafArb(i, method))), top: how, inner: fc.array(how, { minLength: 3, maxLength: 3 }), sizes: fc.array(share, { minLength: 3, maxLength: 3 }) }).map(
    ({ leaves, top, inner, sizes }) => {
      const sized = ({ size, ...leaf }: LeafText & { size: string }, parent: string): NodeText => ({ ...leaf, [parent === 'sum-of-points' ? 'points' : 'weight']: size });
      const children: NodeText[] = inner.map((aggregate, b) => ({
        code: `b${b}`, title: t(`b${b}`), aggregate, [top === 'sum-of-points' ? 'points' : 'weight']: sizes[b],
        children: leaves.slice(b * 2, b * 2 + 2).map((leaf) => sized(leaf, aggregate)),
      }));
      return schemeSchema.parse({
        schemaVersion: 1, id: 'random', title: t('random'),
        groups: [{
          code: 'g', title: t('g'), units: '*', rounding: { places: 2 },
          bands: [{ code: 'A', title: t('A'), from: '80' }, { code: 'B', title: t('B'), from: '50', to: '80' }, { code: 'C', title: t('C'), to: '50' }],
          quotas: [{ grade: 'A', share: '0.4' }],
          deductions: { rules: [{ code: 'falsified', title: t('f'), kind: 'falsified', points: '1', zeroesIndicator: true }] },
          tree: { code: 'total', title: t('total'), aggregate: top, children },
        }],
      });
    },
  );
}

const number = fc.integer({ min: 0, max: 1000 }).map((tenths) => decimal(tenths).div(10).toFixed());
const positive = fc.integer({ min: 1, max: 1000 }).map((tenths) => decimal(tenths).div(10).toFixed());
const valueArb: fc.Arbitrary<IndicatorValue> = fc.oneof(
  { weight: 4, arbitrary: number.map((value) => ({ state: 'reported' as const, value })) },
  { weight: 1, arbitrary: fc.record({ state: fc.constantFrom(...valueStates), value: number }) },
);
const each = <T>(arb: fc.Arbitrary<T>) => fc.tuple(...indicators.map(() => arb)).map((values) => Object.fromEntries(indicators.map((code, i) => [code, values[i]!])));
const unitArb: fc.Arbitrary<UnitInput> = fc.record({
  values: each(valueArb),
  targets: each(positive.map((value) => ({ value }))),
  baselines: each(positive.map((value) => ({ value }))),
  lastValues: each(positive.map((value) => ({ value }))),
});
const groupArb = fc.array(unitArb, { minLength: 1, maxLength: 6 }).map((units): GroupInput => ({ units: Object.fromEntries(units.map((unit, i) => [`u${i}`, unit])) }));

const leavesUnder = (node: SheetNode): SheetNode[] => (node.children ? node.children.flatMap(leavesUnder) : [node]);
const sum = (texts: readonly (string | null)[]): Decimal => texts.reduce((total, text) => total.plus(decimal(text ?? '0')), decimal('0'));
const anyMethod = fc.oneof(absolute, relative).map((method) => method);

describe('for any scheme and any facts', () => {
  test('the leaves’ contributions add up to the base score', () => {
    fc.assert(
      fc.property(schemeArb(anyMethod), groupArb, (scheme, input) => {
        const result = calculate(scheme, 'g', input);
        for (const { unit } of result.units) {
          const sheet = result.sheet(unit);
          if (sheet.total.base === null) continue;
          const gap = sum(leavesUnder(sheet.tree).map((leaf) => leaf.contribution)).minus(decimal(sheet.total.base)).abs();
          expect(gap.lt('1e-15')).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('effective shares add up to one', () => {
    fc.assert(
      fc.property(schemeArb(anyMethod), groupArb, (scheme, input) => {
        const sheet = calculate(scheme, 'g', input).sheet('u0');
        if (sheet.tree.rate === null) return;
        expect(sum(leavesUnder(sheet.tree).map((leaf) => leaf.effectiveShare)).minus(1).abs().lt('1e-15')).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test('the order of units and of facts never shows', () => {
    fc.assert(
      fc.property(schemeArb(anyMethod), groupArb, (scheme, input) => {
        const reverse = <T extends object>(map: T) => Object.fromEntries(Object.entries(map).reverse());
        const turned = { units: reverse(Object.fromEntries(Object.entries(input.units).map(([code, unit]) => [code, { ...unit, values: reverse(unit.values) } as UnitInput]))) };
        const [one, two] = [calculate(scheme, 'g', input), calculate(scheme, 'g', turned)];
        expect(contentHash(two.units)).toBe(contentHash(one.units));
        expect(sheetHash(two.sheet('u0'))).toBe(sheetHash(one.sheet('u0')));
      }),
      { numRuns: 40 },
    );
  });

  test('a better value never lowers the base score of its unit', () => {
    // Comparing methods move with the unit, but never against it.
    const rising = ['weighted-arithmetic', 'sum-of-points', 'min', 'weighted-geometric'] as const;
    const positiveOnly: fc.Arbitrary<LeafText['method']> = fc.oneof(
      relative.filter((method) => method.type !== 'static-dynamic'),
      absolute.filter((method) => method.type !== 'baseline-progress'),
    );
    fc.assert(
      fc.property(schemeArb(positiveOnly, rising), groupArb, fc.constantFrom(...indicators), number, (scheme, input, indicator, more) => {
        const before = input.units['u0']!.values[indicator]!;
        if (before.state !== 'reported') return;
        const value = decimal(before.value!).plus(decimal(more)).toFixed();
        const better = { units: { ...input.units, u0: { ...input.units['u0']!, values: { ...input.units['u0']!.values, [indicator]: { state: 'reported' as const, value } } } } };
        const bases = [input, better].map((which) => calculate(scheme, 'g', which).unit('u0').base);
        if (bases[0] !== null && bases[1] !== null) expect(decimal(bases[1]!).gte(decimal(bases[0]!).minus('1e-25'))).toBe(true);
      }),
      { numRuns: 80 },
    );
  });

  test('what stands in for a missing value never alters a value that is there', () => {
    fc.assert(
      fc.property(schemeArb(relative), groupArb, (scheme, input) => {
        const strip = (unit: UnitInput): UnitInput => ({ ...unit, lastValues: unit.lastValues });
        const withCarry = calculate(scheme, 'g', input);
        const gone = Object.fromEntries(
          Object.entries(input.units).map(([code, unit]) => [code, strip({
            ...unit,
            values: Object.fromEntries(Object.entries(unit.values).map(([key, value]) => [key, value.state === 'reported' || value.state === 'awaiting-verification' ? value : { state: 'not-applicable' as const }])),
          })]),
        );
        const without = calculate(scheme, 'g', { units: gone });
        for (const { unit } of withCarry.units) {
          const pairs = [withCarry, without].map((result) => new Map(leavesUnder(result.sheet(unit).tree).map((leaf) => [leaf.code, leaf])));
          for (const [code, leaf] of pairs[0]!) if (leaf.leaf!.treatment.code === 'scored') expect(pairs[1]!.get(code)!.rate).toBe(leaf.rate);
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('the live board', () => {
  const changeArb = fc.record({
    unit: fc.nat(), indicator: fc.constantFrom(...indicators), value: valueArb,
    target: fc.option(positive.map((value) => ({ value })), { nil: undefined }), falsified: fc.boolean(),
  });

  test('shows after any changes exactly what a full calculation gives', () => {
    fc.assert(
      fc.property(schemeArb(anyMethod), groupArb, fc.array(changeArb, { minLength: 1, maxLength: 6 }), (scheme, input, changes) => {
        const board = new LiveBoard(scheme, 'g', input);
        const units: Record<string, UnitInput> = { ...input.units };
        for (const { unit: pick, indicator, value, target, falsified } of changes) {
          const unit = `u${pick % Object.keys(units).length}`;
          const change: IndicatorChange = target ? { value, target } : { value };
          const supervision = falsified ? [{ kind: 'falsified', matter: 'm', indicator }] : [];
          const shownBefore = new Map(board.results.map((row) => [row.unit, row]));
          const answers = [...board.apply(unit, indicator, change), ...board.applyUnit(unit, { supervision })];
          const before = units[unit]!;
          units[unit] = {
            ...before, supervision, values: { ...before.values, [indicator]: value },
            ...(target ? { targets: { ...before.targets, [indicator]: target } } : {}),
          };
          const full = calculate(scheme, 'g', { units });
          expect(board.results).toEqual(full.units);
          const silent = full.units.filter((row) => !answers.some((answer) => answer.unit === row.unit));
          for (const row of silent) expect(shownBefore.get(row.unit)).toEqual(row);
        }
        const full = calculate(scheme, 'g', { units });
        expect(sheetHash(board.snapshot().sheet('u0'))).toBe(sheetHash(full.sheet('u0')));
      }),
      { numRuns: 60 },
    );
  });

  test('refuses a unit that is not in the group', () => {
    const [scheme] = fc.sample(schemeArb(absolute), { numRuns: 1, seed: 1 });
    const board = new LiveBoard(scheme!, 'g', { units: {} });
    expect(() => board.apply('nobody', 'i0', {})).toThrow(RangeError);
  });
});
