import { describe, expect, test } from '@jest/globals';
import { decimal } from '#engine/kernel';
import { tryMethod, type Trial, type TrialLeaf } from '../what-if/try-method.js';
import { expectedShare, progressLight } from './schedule.js';

/** Points of one unit, to two places. */
function points(leaf: TrialLeaf, trials: Record<string, Trial>, unit = 'a', places = 2): string | undefined {
  const node = tryMethod(leaf, trials)[unit]!;
  return node.obtained === null ? undefined : decimal(node.obtained).toFixed(places);
}
const single = (leaf: TrialLeaf, trial: Trial, places = 2) => points(leaf, { a: trial }, 'a', places);
const column = (values: readonly string[]): Record<string, Trial> =>
  Object.fromEntries(values.map((value, i) => [`u${String(i).padStart(2, '0')}`, { value }]));

const fromTarget = { from: 'target' } as const;
const fromBaseline = { from: 'baseline' } as const;

describe('methods against a target', () => {
  test('completion ratio: 9 of 12 international standards at 4 points gives 3.00', () => {
    expect(single({ method: { type: 'completion-ratio', target: fromTarget }, points: '4' }, { value: '9', target: '12' })).toBe('3.00');
  });

  test('completion ratio stops at its cap, which may be above 1', () => {
    const trial = { value: '15', target: '12' };
    expect(single({ method: { type: 'completion-ratio', target: fromTarget }, points: '4' }, trial)).toBe('4.00');
    expect(single({ method: { type: 'completion-ratio', target: fromTarget, cap: '1.2' }, points: '4' }, trial)).toBe('4.80');
  });

  test('the two reverse variants differ: 83.33 % against 80.00 %', () => {
    const trial = { value: '6', target: '5' };
    expect(single({ method: { type: 'reverse-ratio', target: fromTarget, variant: 'target-over-actual' } }, trial)).toBe('83.33');
    expect(single({ method: { type: 'reverse-ratio', target: fromTarget, variant: 'two-minus-ratio' } }, trial)).toBe('80.00');
  });

  test('a reverse indicator at zero earns full points, and none when only zero was allowed', () => {
    const method = { type: 'reverse-ratio', target: fromTarget, variant: 'target-over-actual' } as const;
    expect(single({ method }, { value: '0', target: '5' })).toBe('100.00');
    expect(single({ method }, { value: '2', target: '0' })).toBe('0.00');
  });

  test('progress from the baseline shows 61.54 % where the plain ratio says 95.00 %', () => {
    const trial = { value: '3.80', target: '4.00', baseline: '3.48' };
    expect(single({ method: { type: 'baseline-progress', baseline: fromBaseline, target: fromTarget } }, trial)).toBe('61.54');
    expect(single({ method: { type: 'completion-ratio', target: fromTarget } }, trial)).toBe('95.00');
  });

  test('threshold gives all or nothing, in either direction', () => {
    expect(single({ method: { type: 'threshold', threshold: fromTarget } }, { value: '96', target: '96' })).toBe('100.00');
    expect(single({ method: { type: 'threshold', threshold: fromTarget } }, { value: '95.9', target: '96' })).toBe('0.00');
    expect(single({ method: { type: 'threshold', threshold: '0', direction: 'lower' } }, { value: '1' })).toBe('0.00');
  });

  test('steps give the rate of the highest step reached', () => {
    const method = { type: 'steps', steps: [{ from: '60', rate: '0.5' }, { from: '80', rate: '0.8' }, { from: '100', rate: '1' }] } as const;
    const leaf: TrialLeaf = { method: { ...method, steps: [...method.steps] } };
    expect(['59.9', '60', '99', '100'].map((value) => single(leaf, { value }))).toEqual(['0.00', '50.00', '80.00', '100.00']);
  });
});

describe('curves', () => {
  const corners: TrialLeaf = {
    method: { type: 'piecewise-linear', points: [{ value: '94', score: '0' }, { value: '96', score: '60' }, { value: '98', score: '100' }] },
  };

  test('linear interpolation: 97.3 gives 86.00 and 95 gives 30', () => {
    expect(single(corners, { value: '97.3' })).toBe('86.00');
    expect(single(corners, { value: '95' })).toBe('30.00');
    expect(single(corners, { value: '99' })).toBe('100.00');
    expect(single(corners, { value: '93' })).toBe('0.00');
  });

  test('efficacy coefficient: 5.81 between 6 and 12 gives 58.73, and 60 when it is clamped', () => {
    const base = { type: 'efficacy', unacceptable: '6', satisfactory: '12' } as const;
    expect(single({ method: { ...base, clamp: 'none' } }, { value: '5.81' })).toBe('58.73');
    expect(single({ method: { ...base, clamp: 'ceiling' } }, { value: '5.81' })).toBe('58.73');
    expect(single({ method: { ...base, clamp: 'both' } }, { value: '5.81' })).toBe('60.00');
    expect(single({ method: { ...base, clamp: 'none' } }, { value: '13.5' })).toBe('110.00');
    expect(single({ method: { ...base, clamp: 'zero-and-ceiling' } }, { value: '13.5' })).toBe('100.00');
    expect(single({ method: { ...base, clamp: 'zero-and-ceiling' } }, { value: '-9' })).toBe('0.00');
  });

  test('efficacy in tiers: 97.3 between 97 (0.8) and 98 (1.0) at 4 points gives 3.44', () => {
    const tiers = [['94', '0.2'], ['95', '0.4'], ['96', '0.6'], ['97', '0.8'], ['98', '1']].map(([value, coefficient]) => ({ value: value!, coefficient: coefficient! }));
    expect(single({ method: { type: 'efficacy-tiers', tiers }, points: '4' }, { value: '97.3' })).toBe('3.44');
    expect(single({ method: { type: 'efficacy-tiers', tiers }, points: '4' }, { value: '93' })).toBe('0.00');
    expect(single({ method: { type: 'efficacy-tiers', tiers, below: 'lowest-coefficient' }, points: '4' }, { value: '93' })).toBe('0.80');
  });

  test('efficacy in tiers reads descending values for reverse indicators', () => {
    const tiers = [{ value: '10', coefficient: '0.2' }, { value: '5', coefficient: '0.6' }, { value: '0', coefficient: '1' }];
    expect(['12', '10', '7.5', '0'].map((value) => single({ method: { type: 'efficacy-tiers', tiers } }, { value }))).toEqual(['0.00', '20.00', '40.00', '100.00']);
  });

  test('goalposts take logarithms and clamp at both ends', () => {
    const income: TrialLeaf = { method: { type: 'goalposts', min: '100', max: '75000', transform: 'ln' } };
    expect(['100', '75000', '90000', '50'].map((value) => single(income, { value }))).toEqual(['0.00', '100.00', '100.00', '0.00']);
    // Example of UNDP's technical note 1: (ln 9,850 − ln 100) ÷ (ln 75,000 − ln 100).
    expect(single(income, { value: '9850' }, 1)).toBe('69.3');
    expect(tryMethod(income, { a: { value: '0' } })['a']!.leaf!.reason!.code).toBe('not-positive');
  });
});

describe('methods among peers', () => {
  test('min-max with base 0.6 spreads the group over 60 to 100', () => {
    const leaf: TrialLeaf = { method: { type: 'peer-min-max' } };
    const trials = column(['80', '120', '200']);
    expect(['u00', 'u01', 'u02'].map((unit) => points(leaf, trials, unit))).toEqual(['60.00', '73.33', '100.00']);
  });

  test('static 73.33 and dynamic 90.00 combine to 83.33', () => {
    const leaf: TrialLeaf = { method: { type: 'static-dynamic', dynamic: { indicator: 'growth' } } };
    const trials = {
      a: { value: '120', others: { growth: '6.5' } }, b: { value: '80', others: { growth: '2' } }, c: { value: '200', others: { growth: '8' } },
    };
    expect(points(leaf, trials)).toBe('83.33');
  });

  test('growth above the average earns 0.1 point per 0.1 percentage point', () => {
    const average = { of: 'dynamic', per: '0.1', points: '0.1' } as const;
    const leaf: TrialLeaf = { method: { type: 'static-dynamic', dynamic: { indicator: 'growth' }, average } };
    const trials = {
      a: { value: '120', others: { growth: '6.5' } }, b: { value: '80', others: { growth: '2' } }, c: { value: '200', others: { growth: '8' } },
    };
    // The average growth is 5.5: one point above it.
    expect(points(leaf, trials)).toBe('84.33');
  });

  test('rank steps: first 100 %, second 95 %, the last of twelve 45 %', () => {
    const leaf: TrialLeaf = { method: { type: 'rank' } };
    const trials = column(['12', '11', '10', '9', '8', '7', '6', '5', '4', '3', '2', '1']);
    expect(['u00', 'u01', 'u11'].map((unit) => points(leaf, trials, unit))).toEqual(['100.00', '95.00', '45.00']);
  });

  test('ties share the better rank and the next is skipped', () => {
    const leaf: TrialLeaf = { method: { type: 'rank' } };
    const trials = column(['9', '8', '8', '7']);
    expect(['u00', 'u01', 'u02', 'u03'].map((unit) => points(leaf, trials, unit))).toEqual(['100.00', '95.00', '95.00', '85.00']);
  });

  test('ratio to the best of 400 points, with a difficulty coefficient', () => {
    const leaf: TrialLeaf = { method: { type: 'ratio-to-best', difficulty: { u01: '1.35' }, cap: '1' }, points: '400' };
    const trials = column(['200', '100', '50']);
    expect(['u00', 'u01', 'u02'].map((unit) => points(leaf, trials, unit))).toEqual(['400.00', '270.00', '100.00']);
  });

  test('each point of deviation of another indicator adjusts the ratio by 1.5 points', () => {
    const deviation = { indicator: 'gdp', from: '7', points: '1.5' };
    const leaf: TrialLeaf = { method: { type: 'ratio-to-best', deviation }, points: '400' };
    const trials = { a: { value: '50', others: { gdp: '9' } }, b: { value: '100', others: { gdp: '5' } } };
    expect([points(leaf, trials, 'a'), points(leaf, trials, 'b')]).toEqual(['203.00', '397.00']);
  });

  test('z-score uses the sample deviation', () => {
    const leaf: TrialLeaf = { method: { type: 'z-score', mean: '10', spread: '2' }, points: '1' };
    const trials = column(['1', '2', '3']);
    expect(['u00', 'u01', 'u02'].map((unit) => points(leaf, trials, unit))).toEqual(['8.00', '10.00', '12.00']);
    const reverse: TrialLeaf = { method: { type: 'z-score', mean: '10', spread: '2', direction: 'lower' }, points: '1' };
    expect(points(reverse, trials, 'u00')).toBe('12.00');
  });

  test('percentile rank counts the units that are worse, Borda half of the ties too', () => {
    const trials = column(['1', '2', '2', '4', '5']);
    const both = (['percentile-rank', 'borda'] as const).map((type) => ['u00', 'u01', 'u04'].map((unit) => points({ method: { type } }, trials, unit)));
    expect(both).toEqual([['0.00', '25.00', '100.00'], ['0.00', '37.50', '100.00']]);
  });

  test('distances: to the best, to a target, to a reference number and to a reference unit', () => {
    const trials = { a: { value: '60', target: '90' }, b: { value: '20', target: '90' }, c: { value: '100', target: '90' } };
    expect(points({ method: { type: 'distance-to-best' } }, trials)).toBe('50.00');
    expect(points({ method: { type: 'distance-to-target', target: fromTarget } }, trials, 'a')).toBe('57.14');
    expect(points({ method: { type: 'distance-to-target', target: fromTarget } }, trials, 'c')).toBe('100.00');
    expect(points({ method: { type: 'distance-to-reference', reference: '80' } }, trials)).toBe('75.00');
    expect(points({ method: { type: 'distance-to-reference', reference: { unit: 'c' } } }, trials)).toBe('60.00');
    expect(points({ method: { type: 'distance-to-reference', reference: '80', form: 'relative-difference' } }, trials)).toBe('-25.00');
  });
});

describe('methods over time', () => {
  test('increment: 6 of 10 due gives 60 %', () => {
    expect(single({ method: { type: 'increment', goal: '10' } }, { value: '106', last: '100' })).toBe('60.00');
  });

  test('progress score is 0.7 of the level and 0.3 of the improvement', () => {
    const leaf: TrialLeaf = {
      method: {
        type: 'blend',
        parts: [
          { share: '0.7', method: { type: 'completion-ratio', target: fromTarget } },
          { share: '0.3', method: { type: 'increment', goal: '10' } },
        ],
      },
    };
    expect(single(leaf, { value: '90', target: '100', last: '85' })).toBe('78.00');
  });

  test('improving every year needs every year, except at the ceiling', () => {
    const leaf: TrialLeaf = { method: { type: 'improves-every-year', ceiling: '100' } };
    expect(single(leaf, { value: '99', earlier: ['96', '97', '98'] })).toBe('100.00');
    expect(single(leaf, { value: '98', earlier: ['96', '97', '98'] })).toBe('0.00');
    expect(single(leaf, { value: '100', earlier: ['99', '100', '100'] })).toBe('100.00');
    expect(single({ method: { type: 'improves-every-year', partial: 'share-of-years' } }, { value: '98', earlier: ['96', '97', '98'] })).toBe('66.67');
  });

  test('expected progress: 41.7 % of the year has passed after five months', () => {
    const share = expectedShare('linear', 5, undefined);
    expect(typeof share === 'string' ? share : share.toFixed(3)).toBe('0.417');
    const leaf: TrialLeaf = { method: { type: 'expected-progress', profile: 'linear' }, monthsElapsed: 5 };
    expect(single(leaf, { value: '40', target: '120' })).toBe('80.00');
  });

  test('a listed quarterly profile holds the last quarter that has ended', () => {
    const profile = ['0', '0.2', '0.5', '1'] as const;
    const at = (monthsElapsed: number) => single({ method: { type: 'expected-progress', profile: 'listed' }, monthsElapsed }, { value: '9', target: '60', profile });
    expect([at(2), at(5), at(8), at(9), at(12)]).toEqual(['100.00', '100.00', '75.00', '30.00', '15.00']);
  });

  test('lights: green from 100 %, yellow from 80 %, red below or when overdue', () => {
    expect(['1', '0.99', '0.8', '0.79'].map((reached) => progressLight(decimal(reached)))).toEqual(['green', 'yellow', 'yellow', 'red']);
    expect(progressLight(decimal('1.5'), true)).toBe('red');
    const leaf: TrialLeaf = { method: { type: 'expected-progress', profile: 'linear' }, monthsElapsed: 6 };
    expect(tryMethod(leaf, { a: { value: '45', target: '100' } })['a']!.leaf!.light).toBe('yellow');
  });
});

describe('judged methods', () => {
  test('deduction: 4 points less 3 items at 0.1 leave 3.70, never below zero', () => {
    const leaf: TrialLeaf = { method: { type: 'deduction-per-item', items: [{ code: 'area', points: '0.1' }, { code: 'absent', points: '5' }] }, points: '4' };
    expect(single(leaf, { counts: { area: '3' } })).toBe('3.70');
    expect(single(leaf, { counts: { area: '3', absent: '1' } })).toBe('0.00');
    expect(tryMethod(leaf, { a: { counts: { other: '1' } } })['a']!.leaf!.reason!.code).toBe('unknown-item');
  });

  test('evidence: full, half and none; marks between numbered levels are interpolated', () => {
    const levels = [['A', '4', '1'], ['B', '3', '0.75'], ['C', '2', '0.5'], ['D', '1', '0']].map(([code, number, rate]) => ({ code: code!, number: number!, rate: rate! }));
    const leaf: TrialLeaf = { method: { type: 'evidence-levels', levels } };
    expect(single(leaf, { level: 'B' })).toBe('75.00');
    expect(single(leaf, { value: '3.5' })).toBe('87.50');
    expect(tryMethod(leaf, { a: { level: 'E' } })['a']!.leaf!.reason!.code).toBe('unknown-level');
  });

  test('five raters lose the highest and the lowest mark, four keep all', () => {
    const leaf: TrialLeaf = { method: { type: 'raters' } };
    expect(single(leaf, { ratings: ['90', '80', '85', '100', '20'] })).toBe('85.00');
    expect(single(leaf, { ratings: ['90', '80', '100', '20'] })).toBe('72.50');
  });
});
