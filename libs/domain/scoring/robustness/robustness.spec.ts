import { describe, expect, test } from '@jest/globals';
import { schemeSchema, type LeafText, type Scheme } from '../scheme/scheme.js';
import { calculate } from '../sheet/calculate.js';
import type { GroupInput } from '../sheet/input.js';
import { correlation } from './effective-weights.js';
import { Random } from './random.js';
import { robustness } from './robustness.js';

const t = (text: string) => ({ zh: text, en: text });
const leaf = (code: string, weight: string): LeafText => ({ code, title: t(code), indicator: code, weight, method: { type: 'goalposts', min: '0', max: '100' } });
const scheme = (aggregate: 'weighted-arithmetic' | 'weighted-geometric' | 'weighted-harmonic' | 'min'): Scheme =>
  schemeSchema.parse({
    schemaVersion: 1, id: 'robust', title: t('robust'),
    groups: [{
      code: 'g', title: t('g'), units: '*', rounding: { places: 2 },
      tree: { code: 'total', title: t('total'), aggregate, children: [leaf('x', '50'), leaf('y', '30'), leaf('flat', '20')] },
    }],
  });
const rows = { a: ['90', '88'], b: ['80', '60'], c: ['60', '83'], d: ['20', '10'] };
const input: GroupInput = {
  units: Object.fromEntries(
    Object.entries(rows).map(([unit, [x, y]]) => [unit, { values: Object.fromEntries([['x', x], ['y', y], ['flat', '70']].map(([code, value]) => [code, { state: 'reported' as const, value: value! }])) }]),
  ),
};

describe('robustness', () => {
  const result = robustness(scheme('weighted-arithmetic'), 'g', input, { seed: 7, draws: 500, vary: { type: 'share', share: 0.5 } });
  const of = (unit: string) => result.units.find((one) => one.unit === unit)!;

  test('a unit ahead in everything is first in every draw, one behind in everything last', () => {
    expect(of('a')).toMatchObject({ rank: 1, rank5: 1, rank95: 1, worstRank: 1 });
    expect(of('d')).toMatchObject({ rank: 4, bestRank: 4 });
  });

  test('units whose order is a matter of weights share their places', () => {
    expect(of('b').rankShares[1]).toBeGreaterThan(0);
    expect(of('c').rankShares[1]).toBeGreaterThan(0);
    expect(of('b').rank5).toBeLessThan(of('b').rank95 + 1);
    for (const unit of result.units) expect(unit.rankShares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
  });

  test('the same seed gives the same result, another seed another', () => {
    const again = (seed: number) => robustness(scheme('weighted-arithmetic'), 'g', input, { seed, draws: 200, vary: { type: 'dirichlet', concentration: 20 } });
    expect(again(1)).toEqual(again(1));
    expect(again(1).units).not.toEqual(again(2).units);
  });

  test('its own ranks are those of the exact calculation, for every kind of mean', () => {
    for (const aggregate of ['weighted-arithmetic', 'weighted-geometric', 'weighted-harmonic', 'min'] as const) {
      const exact = calculate(scheme(aggregate), 'g', input).units.map((unit) => unit.rank);
      expect(robustness(scheme(aggregate), 'g', input, { seed: 1, draws: 1 }).units.map((unit) => unit.rank)).toEqual(exact);
    }
  });

  test('a leaf in which all units are alike weighs nothing, whatever its nominal weight', () => {
    const flat = result.effectiveWeights.find((weight) => weight.leaf === 'flat')!;
    expect(flat).toMatchObject({ nominal: 0.2, correlation: null, effective: null });
    expect(result.effectiveWeights.reduce((sum, weight) => sum + (weight.effective ?? 0), 0)).toBeCloseTo(1, 12);
  });

  test('refuses no draws and no variation', () => {
    expect(() => robustness(scheme('min'), 'g', input, { seed: 1, draws: 0 })).toThrow(RangeError);
    expect(() => robustness(scheme('min'), 'g', input, { seed: 1, vary: { type: 'share', share: 0 } })).toThrow(RangeError);
  });
});

describe('the generator', () => {
  test('gives the known sequence of mulberry32', () => {
    const random = new Random(1);
    expect([random.next(), random.next(), random.next()]).toEqual([0.6270739405881613, 0.002735721180215478, 0.5274470399599522]);
  });

  test('has the mean and spread of a gamma distribution', () => {
    for (const shape of [0.5, 3]) {
      const random = new Random(42);
      const draws = Array.from({ length: 20_000 }, () => random.gamma(shape));
      const mean = draws.reduce((sum, x) => sum + x, 0) / draws.length;
      const variance = draws.reduce((sum, x) => sum + (x - mean) ** 2, 0) / draws.length;
      expect(Math.abs(mean - shape)).toBeLessThan(0.05 * shape + 0.02);
      expect(Math.abs(variance - shape)).toBeLessThan(0.1 * shape + 0.05);
    }
  });

  test('correlation needs three pairs and some spread', () => {
    expect(correlation([1, 2, 3], [2, 4, 6])).toBeCloseTo(1, 12);
    expect(correlation([1, 2, 3], [3, 2, 1])).toBeCloseTo(-1, 12);
    expect(correlation([1, NaN, 3], [1, 2, 3])).toBeNull();
    expect(correlation([1, 1, 1], [1, 2, 3])).toBeNull();
  });
});
