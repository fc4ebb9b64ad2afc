import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Decimal, decimal, isRefusal, textOf, type JsonObject, type Refusal } from '#engine/kernel';
import { appendTo } from '#engine/testing';
import { calculate, parseScheme, schemeStream, type GroupInput, type IndicatorValue, type Scheme } from '#domain/scoring';
import { bonusDecided, content, deductionEntered, round, schemeId, schemeOf, schemePublished, scoreAdjusted, vetoEntered } from '../assessment-examples.js';
import { calculating, frozenLog, record } from '../calculation-examples.js';
import { schemeFrom } from '../round-facts.http.js';
import { comparing, type UnitComparison } from './compare-results.js';
import { movesBetween } from './compare-sheets.js';
import { sidesOf, underScheme, type Comparison } from './compare-sides.js';

const ok = <T>(answer: T | Refusal): T => {
  if (isRefusal(answer)) throw new Error(JSON.stringify(answer));
  return answer;
};
const Exact = Decimal.clone({ precision: 200 });
const sum = (texts: readonly string[]): string => textOf(texts.reduce((total, text) => total.plus(text), new Exact(0)));

/** Other points for the same leaves: the second version of the scheme. */
const reweighted = (): JsonObject => {
  const copy = structuredClone(content) as { groups: { tree: { children: { code: string; points: string }[] } }[] };
  const [, mechanism, , service] = copy.groups[0]!.tree.children;
  [mechanism!.points, service!.points] = ['20', '10'];
  return copy as unknown as JsonObject;
};

async function twice() {
  const log = await frozenLog();
  await appendTo(log, schemeStream(schemeId), schemePublished(2024, 2, reweighted()));
  const { calculate: run, calculator } = calculating(log);
  ok(await run());
  await record(log, bonusDecided(), deductionEntered(), scoreAdjusted({ delta: '8' }), vetoEntered({ unit: 'gulou' }));
  ok(await run());
  const compare = async (asked: Partial<Comparison> = {}): Promise<readonly UnitComparison[] | Refusal> => {
    const sides = await sidesOf(calculator, { round, ...asked }, async (id) => (await schemeFrom(log, id)).published);
    return isRefusal(sides) ? sides : [...comparing(sides[0].scores, sides[1].scores)];
  };
  return { compare, calculator, log };
}
const unitOf = (items: readonly UnitComparison[] | Refusal, unit: string): UnitComparison => ok(items).find((one) => one.unit === unit)!;

describe('two calculations of a round', () => {
  test('name what moved each unit, the strongest first', async () => {
    const { compare } = await twice();
    const xuanwu = unitOf(await compare(), 'xuanwu');
    expect(xuanwu).toMatchObject({ score: { from: '70.40', to: '79.90' }, delta: '9.5', group: { from: 'districts', to: 'districts' }, rank: { from: 2, to: 1 }, places: 1, overtook: { count: 1, units: ['gulou'] } });
    expect(xuanwu.reasons).toMatchObject([
      { kind: 'adjustment', code: 'incubators 口径不符', from: '0', to: '8', delta: '8' },
      { kind: 'bonus', code: 'award 中国质量奖提名奖', delta: '2' },
      { kind: 'manual-deduction', delta: '-0.5' },
    ]);
  });

  test('say when a veto and not the score moved a grade', async () => {
    const { compare } = await twice();
    expect(unitOf(await compare(), 'gulou')).toMatchObject({ delta: '0', grade: { from: 'C', to: 'D' }, reasons: [], gradeReasons: [{ kind: 'veto', rule: 'accident', matter: '某事故', side: 'to' }] });
  });

  test('of a unit that did not move have no reasons', async () => {
    const { compare } = await twice();
    expect(unitOf(await compare(), 'science-tech')).toMatchObject({ delta: '0', places: 0, reasons: [], gradeReasons: [], overtook: { count: 0 }, overtakenBy: { count: 0 } });
  });

  test('of which there is only one, or none of a number, cannot be compared', async () => {
    const { compare } = await twice();
    expect(await compare({ from: 2 })).toMatchObject({ refused: 'assessment.nothing-to-compare' });
    expect(await compare({ to: 3 })).toMatchObject({ refused: 'assessment.unknown-run' });
    expect(await compare({ from: 3 })).toMatchObject({ refused: 'assessment.unknown-run' });
    expect(await compare({ earlier: 'nowhere' })).toMatchObject({ refused: 'assessment.unknown-round' });
  });
});

describe('another scheme on the same data', () => {
  test('moves units by the nodes that weigh otherwise, and ranks with them', async () => {
    const { compare } = await twice();
    const items = ok(await compare({ scheme: { id: schemeId, version: 2 } }));
    const xuanwu = unitOf(items, 'xuanwu');
    expect(xuanwu.reasons).toMatchObject([{ kind: 'node', code: 'mechanism', from: '10', to: '20', delta: '10' }, { kind: 'node', code: 'service', from: '16.4', to: '8.2', delta: '-8.2' }]);
    expect(sum(xuanwu.reasons.map(({ delta }) => delta))).toBe(xuanwu.delta);
    expect(xuanwu.delta).toBe('1.8');
    const gulou = unitOf(items, 'gulou');
    expect(gulou.places! < 0).toBe(gulou.overtakenBy.count > 0);
  });

  test('that is not published is not found', async () => {
    const { compare } = await twice();
    expect(await compare({ scheme: { id: schemeId, version: 9 } })).toMatchObject({ refused: 'assessment.unknown-scheme-version', values: { scheme: schemeId, version: 9 } });
  });

  test('puts each unit where it is listed, or into the group for everybody else', async () => {
    const { calculator } = await twice();
    const { basis } = ok(await calculator.scored(round));
    const [districts, departments] = schemeOf().groups as [Scheme['groups'][number], Scheme['groups'][number]];
    const other: Scheme = { ...schemeOf(), groups: [{ ...districts, units: ['xuanwu', 'lishui'] }, { ...departments, units: '*' }, { ...districts, code: 'empty', units: ['lishui'] }] };
    expect(underScheme(basis, other).groups).toEqual([{ code: 'districts', units: ['xuanwu'] }, { code: 'departments', units: ['qinhuai', 'gulou', 'market-regulation', 'science-tech'] }]);
  });
});

describe('another round', () => {
  test('is compared unit by unit, also with units that only one of them has', async () => {
    const { calculator } = await twice();
    const { scores } = ok(await calculator.scored(round, 1));
    const fewer = { ...scores, units: scores.units.filter((unit) => unit !== 'gulou') };
    const items = [...comparing(fewer, scores)];
    expect(unitOf(items, 'gulou')).toMatchObject({ group: { from: null, to: 'districts' }, score: { from: null }, delta: null, places: null, reasons: [] });
    expect([...comparing(scores, fewer, (unit) => unit === 'gulou')]).toMatchObject([{ unit: 'gulou', score: { to: null }, rank: { to: null } }]);
  });
});

const number = fc.integer({ min: 1, max: 997 }).map((thousandths) => decimal(thousandths).div(7).toDecimalPlaces(3).toFixed());
const value: fc.Arbitrary<IndicatorValue> = fc.oneof({ weight: 5, arbitrary: number.map((v) => ({ state: 'reported' as const, value: v })) }, { weight: 1, arbitrary: fc.constantFrom<IndicatorValue>({ state: 'not-reported' }, { state: 'not-applicable' }, { state: 'not-released' }) });
const indicators = ['i0', 'i1', 'i2', 'i3'];
const t = (text: string) => ({ zh: text, en: text });

const schemes = fc.record({
  weights: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 4, maxLength: 4 }), top: fc.constantFrom('weighted-arithmetic', 'weighted-geometric', 'weighted-harmonic', 'min'), limits: fc.boolean(),
}).map(({ weights, top, limits }): Scheme => {
  const methods = [{ type: 'goalposts', min: '0', max: '150' }, { type: 'peer-min-max' }, { type: 'rank', step: '0.07' }, { type: 'goalposts', min: '3', max: '100' }];
  const parsed = parseScheme({
    schemaVersion: 1, id: 'random', title: t('random'),
    groups: [{
      code: 'g', title: t('g'), units: '*', rounding: { places: 2 }, bands: [{ code: 'A', title: t('A') }], ...(limits ? { totalLimits: { min: '20', max: '80' } } : {}),
      bonuses: { cap: '3', rules: [{ code: 'b', title: t('b'), documentTypes: ['d'], points: { x: '1.37', y: '2.41' } }] }, deductions: { cap: '4', rules: [{ code: 'o', title: t('o'), kind: 'overdue', points: '0.77' }] },
      tree: { code: 'total', title: t('total'), aggregate: top, children: indicators.map((indicator, n) => ({ code: `l${n}`, title: t(indicator), indicator, weight: String(weights[n]), method: methods[n] })) },
    }],
  });
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
  return parsed.scheme;
});
const unit = fc.record({
  values: fc.tuple(value, value, value, value).map((values) => Object.fromEntries(indicators.map((code, n) => [code, values[n]!]))),
  bonuses: fc.array(fc.record({ rule: fc.constant('b'), matter: fc.constantFrom('m1', 'm2'), level: fc.constantFrom('x', 'y'), documentType: fc.constant('d'), document: fc.constant('1') }), { maxLength: 3 }),
  supervision: fc.array(fc.record({ kind: fc.constant('overdue'), matter: fc.constantFrom('f1', 'f2', 'f3') }), { maxLength: 4 }),
  adjustments: fc.array(fc.record({ node: fc.constantFrom('l0', 'l1', 'total'), points: fc.integer({ min: -30, max: 30 }).map((n) => decimal(n).div(8).toFixed()), reason: fc.constantFrom('r1', 'r2') }), { maxLength: 3 }),
});
const inputs = fc.array(unit, { minLength: 1, maxLength: 4 }).map((units): GroupInput => ({ units: Object.fromEntries(units.map((of, n) => [`u${n}`, of])) }));

describe('for any two sheets', () => {
  test('what moved a total adds up to the move, to the last digit', () => {
    fc.assert(fc.property(schemes, schemes, inputs, inputs, (one, two, before, after) => {
      const [from, to] = [calculate(one, 'g', before).sheet('u0'), calculate(two, 'g', after).sheet('u0')];
      const moves = movesBetween(from, to);
      if (from.total.raw === null || to.total.raw === null) return expect(moves).toBeNull();
      expect(sum(moves!.map(({ delta }) => delta))).toBe(textOf(new Exact(to.total.raw).minus(from.total.raw)));
      // Each stated move is the difference of its own figures, but for what twenty places leave over.
      for (const { from: was, to: is, delta } of moves!) expect(new Exact(is).minus(was).minus(delta).abs().lt('1e-15')).toBe(true);
    }), { numRuns: 150 });
  });

  test('from a sheet to itself nothing moves', () => {
    fc.assert(fc.property(schemes, inputs, (scheme, input) => {
      const sheet = calculate(scheme, 'g', input).sheet('u0');
      expect(movesBetween(sheet, sheet) ?? []).toEqual([]);
    }), { numRuns: 60 });
  });
});
