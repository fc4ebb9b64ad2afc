import { decimal, type Decimal } from '#engine/kernel';
import type { MethodOf } from '../scheme/method-schema.js';
import { clamp, hundred, isProblem, one, prepareParam, zero, type MethodKind, type Trace } from './method.js';

/** 目标完成计分法: full points on reaching the value, otherwise the stated rest (none by default). */
export const threshold: MethodKind<MethodOf<'threshold'>> = {
  version: 1,
  title: { zh: '达标计分法', en: 'Threshold' },
  relative: false,
  numeric: true,
  formulas: {
    met: { zh: '{value} 达到 {threshold}（{direction}），得满分', en: '{value} reaches {threshold} ({direction}): full points' },
    missed: { zh: '{value} 未达到 {threshold}（{direction}），得分率 {otherwise}', en: '{value} does not reach {threshold} ({direction}): rate {otherwise}' },
  },
  prepare(method) {
    const limit = prepareParam(method.threshold);
    const otherwise = decimal(method.otherwise);
    return (facts, trace) => {
      const t = limit(facts);
      if (isProblem(t)) return t;
      const value = facts.value!;
      const met = method.direction === 'higher' ? value.gte(t) : value.lte(t);
      const direction = method.direction === 'higher' ? '≥' : '≤';
      trace?.formula(met ? 'met' : 'missed', { value, threshold: t, otherwise, direction });
      return met ? one : otherwise;
    };
  },
};

/** 分档计分: a rate from a value on. */
export const steps: MethodKind<MethodOf<'steps'>> = {
  version: 1,
  title: { zh: '分档计分法', en: 'Steps' },
  relative: false,
  numeric: true,
  formulas: {
    step: { zh: '{value} ≥ {from}，该档得分率 {rate}', en: '{value} ≥ {from}: rate of this step {rate}' },
    below: { zh: '{value} 低于最低档 {from}，得分率 {rate}', en: '{value} is below the lowest step {from}: rate {rate}' },
  },
  prepare(method) {
    const ladder = method.steps.map((step) => ({ from: decimal(step.from), rate: decimal(step.rate) }));
    const below = decimal(method.below);
    return (facts, trace) => {
      const value = facts.value!;
      const step = ladder.findLast((candidate) => value.gte(candidate.from));
      trace?.formula(step ? 'step' : 'below', { value, from: (step ?? ladder[0]!).from, rate: step?.rate ?? below });
      return step?.rate ?? below;
    };
  },
};

interface Corner {
  readonly at: Decimal;
  readonly rate: Decimal;
}

/** Straight line between the corners around a value; flat beyond both ends. Corners ascend, or descend. */
function interpolate(corners: readonly Corner[], value: Decimal, trace?: Trace): Decimal {
  const descending = corners[0]!.at.gt(corners.at(-1)!.at);
  const before = (a: Decimal, b: Decimal) => (descending ? a.gt(b) : a.lt(b));
  const first = corners[0]!;
  const last = corners.at(-1)!;
  if (!before(first.at, value)) return flat(first, value, trace);
  if (!before(value, last.at)) return flat(last, value, trace);
  const index = corners.findIndex((corner) => before(value, corner.at));
  const [low, high] = [corners[index - 1]!, corners[index]!];
  const rate = low.rate.plus(value.minus(low.at).div(high.at.minus(low.at)).times(high.rate.minus(low.rate)));
  trace?.formula('between', { value, low: low.at, high: high.at, lowRate: low.rate, highRate: high.rate, rate });
  return rate;
}

function flat(end: Corner, value: Decimal, trace?: Trace): Decimal {
  trace?.formula('end', { value, at: end.at, rate: end.rate });
  return end.rate;
}

const lineFormulas = {
  between: {
    zh: '{lowRate} + ({value} − {low}) ÷ ({high} − {low}) × ({highRate} − {lowRate}) = {rate}',
    en: '{lowRate} + ({value} − {low}) ÷ ({high} − {low}) × ({highRate} − {lowRate}) = {rate}',
  },
  end: { zh: '{value} 位于或超出端点 {at}，得分率 {rate}', en: '{value} is at or beyond the end {at}: rate {rate}' },
};

/** 线性插值: straight lines between given points. */
export const piecewiseLinear: MethodKind<MethodOf<'piecewise-linear'>> = {
  version: 1,
  title: { zh: '分段线性插值法', en: 'Piecewise linear' },
  relative: false,
  numeric: true,
  formulas: lineFormulas,
  prepare(method) {
    const corners = method.points.map((point) => ({ at: decimal(point.value), rate: decimal(point.score).div(hundred) }));
    return (facts, trace) => interpolate(corners, facts.value!, trace);
  },
};

/**
 * 功效系数法: base + (x − 不允许值) ÷ (满意值 − 不允许值) × span, of 100; 60 and 40 by custom. Whether it is clamped
 * is stated by the scheme: unclamped, a figure below the base says that the unacceptable value was missed.
 */
export const efficacy: MethodKind<MethodOf<'efficacy'>> = {
  version: 1,
  title: { zh: '功效系数法', en: 'Efficacy coefficient' },
  relative: false,
  numeric: true,
  formulas: {
    efficacy: {
      zh: '[{base} + （{value} − 不允许值 {unacceptable}） ÷ （满意值 {satisfactory} − 不允许值 {unacceptable}） × {span}] ÷ 100 = {rate}，限幅：{clamp}',
      en: '[{base} + ({value} − unacceptable {unacceptable}) ÷ (satisfactory {satisfactory} − unacceptable {unacceptable}) × {span}] ÷ 100 = {rate}, clamped: {clamp}',
    },
  },
  prepare(method) {
    const unacceptable = prepareParam(method.unacceptable);
    const satisfactory = prepareParam(method.satisfactory);
    const [base, span] = [decimal(method.base), decimal(method.span)];
    const ceiling = method.clamp === 'none' ? undefined : base.plus(span).div(hundred);
    const floor = method.clamp === 'both' ? base.div(hundred) : method.clamp === 'zero-and-ceiling' ? zero : undefined;
    return (facts, trace) => {
      const low = unacceptable(facts);
      if (isProblem(low)) return low;
      const high = satisfactory(facts);
      if (isProblem(high)) return high;
      const way = high.minus(low);
      if (way.isZero()) return 'zero-span';
      const rate = base.plus(facts.value!.minus(low).div(way).times(span)).div(hundred);
      trace?.formula('efficacy', { value: facts.value!, unacceptable: low, satisfactory: high, base, span, rate, clamp: method.clamp });
      return clamp(rate, floor, ceiling, trace);
    };
  },
};

/** 改进的功效系数法 with standard values in tiers, as in the performance evaluation of state-owned enterprises. */
export const efficacyTiers: MethodKind<MethodOf<'efficacy-tiers'>> = {
  version: 1,
  title: { zh: '多档功效系数法', en: 'Efficacy coefficient in tiers' },
  relative: false,
  numeric: true,
  formulas: { ...lineFormulas, below: { zh: '{value} 未达到最低档 {at}，系数 0', en: '{value} does not reach the lowest tier {at}: coefficient 0' } },
  prepare(method) {
    const corners = method.tiers.map((tier) => ({ at: decimal(tier.value), rate: decimal(tier.coefficient) }));
    const descending = corners[0]!.at.gt(corners.at(-1)!.at);
    return (facts, trace) => {
      const value = facts.value!;
      const lowest = corners[0]!;
      const missed = descending ? value.gt(lowest.at) : value.lt(lowest.at);
      if (missed && method.below === 'zero') {
        trace?.formula('below', { value, at: lowest.at });
        return zero;
      }
      return interpolate(corners, value, trace);
    };
  },
};
