import { decimal, type Decimal } from '#engine/kernel';
import type { MethodOf } from '../scheme/method-schema.js';
import { clamp, one, zero, type Facts, type MethodKind } from './method.js';
import type { Column } from './column.js';

const half = decimal('0.5');

/** Share of the way from the worst to the best of a column; 1 where all are equal; none where nobody has a value. */
export function minMaxShare(column: Column, value: Decimal, better: 'higher' | 'lower'): Decimal | undefined {
  const { min, max } = column;
  if (min === undefined || max === undefined) return undefined;
  const span = max.minus(min);
  if (span.isZero()) return one;
  return (better === 'higher' ? value.minus(min) : max.minus(value)).div(span);
}

/** Units strictly better, equal (the unit itself included) and worse. */
function standing(facts: Facts, better: 'higher' | 'lower'): { ahead: number; equal: number; behind: number } {
  const place = facts.peers.place(facts.value!);
  const [ahead, behind] = better === 'higher' ? [place.above, place.below] : [place.below, place.above];
  return { ahead, equal: place.equal, behind };
}

/** 相对功效系数 among peers: base + (1 − base) × (x − min) ÷ (max − min). Where all units are equal, all get full points. */
export const peerMinMax: MethodKind<MethodOf<'peer-min-max'>> = {
  version: 1,
  title: { zh: '同组极差法', en: 'Min-max among peers' },
  relative: true,
  numeric: true,
  formulas: {
    'min-max': {
      zh: '{base} + (1 − {base}) × 位次比 {share}（实际 {value}，同组最低 {min}、最高 {max}，{count} 个单位）= {rate}',
      en: '{base} + (1 − {base}) × share of range {share} (value {value}, group min {min}, max {max}, {count} units) = {rate}',
    },
  },
  prepare(method) {
    const base = decimal(method.base);
    const rest = one.minus(base);
    return (facts, trace) => {
      const share = minMaxShare(facts.peers, facts.value!, method.direction);
      if (share === undefined) return 'no-peers';
      const rate = base.plus(rest.times(share));
      trace?.formula('min-max', {
        value: facts.value!, base, share, rate, min: facts.peers.min!, max: facts.peers.max!, count: facts.peers.count,
      });
      return rate;
    };
  },
};

/** 排名法(争先进位): first place full, each further place a step less. Ties share the better place; the next is skipped. */
export const rank: MethodKind<MethodOf<'rank'>> = {
  version: 1,
  title: { zh: '排名法', en: 'Rank steps' },
  relative: true,
  numeric: true,
  formulas: {
    rank: {
      zh: '第 {rank} 名（共 {count} 个，并列 {equal} 个）：{first} − ({rank} − 1) × {step} = {rate}',
      en: 'place {rank} of {count} ({equal} tied): {first} − ({rank} − 1) × {step} = {rate}',
    },
  },
  prepare(method) {
    const [first, step, floor] = [decimal(method.first), decimal(method.step), decimal(method.floor)];
    return (facts, trace) => {
      if (facts.peers.count === 0) return 'no-peers';
      const { ahead, equal } = standing(facts, method.direction);
      const rate = first.minus(step.times(ahead));
      trace?.formula('rank', { rank: ahead + 1, count: facts.peers.count, equal, first, step, rate });
      return clamp(rate, floor, undefined, trace);
    };
  },
};

/** Ratio to the best of the group, with a difficulty coefficient and points for another indicator's deviation (Wenzhou 2013). */
export const ratioToBest: MethodKind<MethodOf<'ratio-to-best'>> = {
  version: 1,
  title: { zh: '与最优比值法', en: 'Ratio to best' },
  relative: true,
  numeric: true,
  second: (method) => (method.deviation ? { indicator: method.deviation.indicator } : undefined),
  formulas: {
    best: { zh: '{value} ÷ 最优 {best} × 难度系数 {difficulty} = {rate}', en: '{value} ÷ best {best} × difficulty {difficulty} = {rate}' },
    'best-with-deviation': {
      zh: '{value} ÷ 最优 {best} × 难度系数 {difficulty} + 偏离加减分 {adjustment} ÷ 分值 {points} = {rate}',
      en: '{value} ÷ best {best} × difficulty {difficulty} + deviation points {adjustment} ÷ points {points} = {rate}',
    },
  },
  prepare(method) {
    const coefficients = new Map(Object.entries(method.difficulty ?? {}).map(([unit, text]) => [unit, decimal(text)]));
    const cap = method.cap === undefined ? undefined : decimal(method.cap);
    const deviate = prepareDeviation(method.deviation);
    return (facts, trace) => {
      const best = facts.peers.max;
      if (best === undefined) return 'no-peers';
      if (best.isZero()) return 'zero-divisor';
      const value = facts.value!;
      const difficulty = coefficients.get(facts.unit) ?? one;
      let rate = value.div(best).times(difficulty);
      if (deviate) {
        if (facts.second === undefined) return 'no-second-value';
        const adjustment = deviate(facts.second);
        rate = rate.plus(adjustment.div(facts.points));
        trace?.formula('best-with-deviation', { value, best, difficulty, adjustment, points: facts.points, rate });
      } else trace?.formula('best', { value, best, difficulty, rate });
      return clamp(rate, zero, cap, trace);
    };
  },
};

function prepareDeviation(rule: MethodOf<'ratio-to-best'>['deviation']): ((value: Decimal) => Decimal) | undefined {
  if (!rule) return undefined;
  const [from, points] = [decimal(rule.from), decimal(rule.points)];
  const cap = rule.cap === undefined ? undefined : decimal(rule.cap);
  return (value) => clamp(value.minus(from).times(points), cap?.negated(), cap);
}

/** Standard score: mean + spread × (x − x̄) ÷ s, s the sample deviation. OECD/JRC Handbook on Composite Indicators, step 5. */
export const zScore: MethodKind<MethodOf<'z-score'>> = {
  version: 1,
  title: { zh: 'Z 分数法', en: 'z-score' },
  relative: true,
  numeric: true,
  formulas: {
    z: {
      zh: '{mean} + {spread} × （{value} − 均值 {average}） ÷ 标准差 {deviation} = {rate}',
      en: '{mean} + {spread} × ({value} − mean {average}) ÷ deviation {deviation} = {rate}',
    },
    'no-spread': { zh: '同组没有差异，取 {mean}', en: 'the group shows no difference: {mean}' },
  },
  prepare(method) {
    const mean = decimal(method.mean);
    const spread = decimal(method.direction === 'higher' ? method.spread : `-${method.spread}`.replace('--', ''));
    return (facts, trace) => {
      const average = facts.peers.mean;
      if (average === undefined) return 'no-peers';
      const deviation = facts.peers.deviation;
      if (deviation === undefined || deviation.isZero()) {
        trace?.formula('no-spread', { mean });
        return mean;
      }
      const rate = mean.plus(spread.times(facts.value!.minus(average).div(deviation)));
      trace?.formula('z', { value: facts.value!, mean, spread, average, deviation, rate });
      return rate;
    };
  },
};

/** Share of the other units that are worse (COINr's `n_prank`); a single unit gets 1. */
export const percentileRank: MethodKind<MethodOf<'percentile-rank'>> = {
  version: 1,
  title: { zh: '百分位法', en: 'Percentile rank' },
  relative: true,
  numeric: true,
  formulas: { share: { zh: '劣于本单位的 {behind} 个 ÷ 其他单位 {others} 个 = {rate}', en: '{behind} units are worse ÷ {others} others = {rate}' } },
  prepare(method) {
    return (facts, trace) => {
      const others = facts.peers.count - 1;
      if (others < 0) return 'no-peers';
      const { behind } = standing(facts, method.direction);
      const rate = others === 0 ? one : decimal(behind).div(others);
      trace?.formula('share', { behind, others, rate });
      return rate;
    };
  },
};

/** Borda count as a share of the most points possible: one for each unit beaten, half for each tie. */
export const borda: MethodKind<MethodOf<'borda'>> = {
  version: 1,
  title: { zh: 'Borda 计数法', en: 'Borda count' },
  relative: true,
  numeric: true,
  formulas: {
    borda: {
      zh: '（胜 {behind} 个 + 并列 {tied} 个 × 0.5）÷ {others} = {rate}',
      en: '({behind} beaten + {tied} tied × 0.5) ÷ {others} = {rate}',
    },
  },
  prepare(method) {
    return (facts, trace) => {
      const others = facts.peers.count - 1;
      if (others < 0) return 'no-peers';
      const { behind, equal } = standing(facts, method.direction);
      const tied = Math.max(0, equal - 1);
      const rate = others === 0 ? one : decimal(behind).plus(half.times(tied)).div(others);
      trace?.formula('borda', { behind, tied, others, rate });
      return rate;
    };
  },
};
