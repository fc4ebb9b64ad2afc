import { decimal, type Decimal } from '#engine/kernel';
import type { MethodOf } from '../scheme/method-schema.js';
import { clamp, hundred, one, zero, type Facts, type MethodKind } from './method.js';
import { minMaxShare } from './peers.js';

/** 静态 + 动态: min-max of the level and of the growth, each with a base, then points for the distance from the average. */
export const staticDynamic: MethodKind<MethodOf<'static-dynamic'>> = {
  version: 1,
  title: { zh: '静态动态结合法', en: 'Static and dynamic' },
  relative: true,
  numeric: true,
  second: (method) => method.dynamic,
  formulas: {
    both: {
      zh: '静态 {static}（{value}，{min}–{max}）× {staticShare} + 动态 {dynamic}（{second}，{secondMin}–{secondMax}）× {dynamicShare} + 与均值比较 {adjustment} = {rate}',
      en: 'static {static} ({value}, {min}–{max}) × {staticShare} + dynamic {dynamic} ({second}, {secondMin}–{secondMax}) × {dynamicShare} + against average {adjustment} = {rate}',
    },
  },
  prepare(method) {
    const base = decimal(method.base);
    const rest = one.minus(base);
    const [staticShare, dynamicShare] = [decimal(method.staticShare), decimal(method.dynamicShare)];
    const against = prepareAverage(method.average, method.direction);
    return (facts, trace) => {
      if (facts.second === undefined) return 'no-second-value';
      const level = minMaxShare(facts.peers, facts.value!, method.direction);
      const growth = minMaxShare(facts.secondPeers, facts.second, method.direction);
      if (level === undefined || growth === undefined) return 'no-peers';
      const [fixed, moving] = [base.plus(rest.times(level)), base.plus(rest.times(growth))];
      const adjustment = against(facts);
      const rate = fixed.times(staticShare).plus(moving.times(dynamicShare)).plus(adjustment);
      trace?.formula('both', {
        value: facts.value!, second: facts.second, static: fixed, dynamic: moving, staticShare, dynamicShare, adjustment, rate,
        min: facts.peers.min!, max: facts.peers.max!, secondMin: facts.secondPeers.min!, secondMax: facts.secondPeers.max!,
      });
      return rate;
    };
  },
};

function prepareAverage(rule: MethodOf<'static-dynamic'>['average'], better: 'higher' | 'lower'): (facts: Facts) => Decimal {
  if (!rule) return () => zero;
  const perUnit = decimal(rule.points).div(decimal(rule.per));
  const cap = rule.cap === undefined ? undefined : decimal(rule.cap);
  return (facts) => {
    const [value, column] = rule.of === 'static' ? [facts.value!, facts.peers] : [facts.second!, facts.secondPeers];
    const gap = better === 'higher' ? value.minus(column.mean!) : column.mean!.minus(value);
    return clamp(gap.times(perUnit), cap?.negated(), cap).div(hundred);
  };
}
