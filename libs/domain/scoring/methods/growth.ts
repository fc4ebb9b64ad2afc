import { decimal } from '#engine/kernel';
import type { MethodOf } from '../scheme/method-schema.js';
import { clamp, isProblem, one, prepareParam, zero, type MethodKind } from './method.js';

/** 增幅法: what was added since last year ÷ what should be added, within 0 and 1. */
export const increment: MethodKind<MethodOf<'increment'>> = {
  version: 1,
  title: { zh: '增幅法', en: 'Increment' },
  relative: false,
  numeric: true,
  formulas: {
    increment: {
      zh: '（实际 {value} − 上年 {last}） ÷ 应增 {goal} = {ratio}，限于 0 至 1',
      en: '(actual {value} − last year {last}) ÷ increment due {goal} = {ratio}, within 0 and 1',
    },
  },
  prepare(method) {
    const last = prepareParam(method.last);
    const goal = prepareParam(method.goal);
    return (facts, trace) => {
      const before = last(facts);
      if (isProblem(before)) return before;
      const due = goal(facts);
      if (isProblem(due)) return due;
      if (due.isZero()) return 'zero-divisor';
      const ratio = facts.value!.minus(before).div(due);
      trace?.formula('increment', { value: facts.value!, last: before, goal: due, ratio });
      return clamp(ratio, zero, one, trace);
    };
  },
};

/** 逐年提高: better than the year before in every year on record; holding still at the ceiling counts as better. */
export const improvesEveryYear: MethodKind<MethodOf<'improves-every-year'>> = {
  version: 1,
  title: { zh: '逐年提高法', en: 'Improves every year' },
  relative: false,
  numeric: true,
  formulas: {
    years: {
      zh: '历年 {series}：{improved}/{years} 年提高（在上限 {ceiling} 持平视同提高）',
      en: 'values {series}: improved in {improved} of {years} years (holding at the ceiling {ceiling} counts)',
    },
  },
  prepare(method) {
    const ceiling = method.ceiling === undefined ? undefined : decimal(method.ceiling);
    const up = method.direction === 'higher';
    return (facts, trace) => {
      const series = [...facts.history(), facts.value!];
      const years = series.length - 1;
      if (years < 1) return 'no-history';
      const improved = series.slice(1).filter((value, index) => {
        const before = series[index]!;
        if (up ? value.gt(before) : value.lt(before)) return true;
        return ceiling !== undefined && (up ? value.gte(ceiling) : value.lte(ceiling));
      }).length;
      trace?.formula('years', { series: series.map((value) => value.toFixed()).join(' → '), improved, years, ceiling: ceiling ?? '—' });
      if (improved === years) return one;
      return method.partial === 'share-of-years' ? decimal(improved).div(years) : zero;
    };
  },
};
