import { decimal, type Decimal } from '#engine/kernel';
import type { MethodOf } from '../scheme/method-schema.js';
import { sortDecimals, sum } from './column.js';
import { clamp, one, zero, type MethodKind } from './method.js';

/** 扣分制: full points less so much per item found, never below zero. */
export const deductionPerItem: MethodKind<MethodOf<'deduction-per-item'>> = {
  version: 1,
  title: { zh: '扣分法', en: 'Deduction per item' },
  relative: false,
  numeric: false,
  formulas: { deduction: { zh: '({points} − {list}) ÷ {points} = {rate}，不低于 0', en: '({points} − {list}) ÷ {points} = {rate}, not below 0' } },
  prepare(method) {
    const perItem = new Map(method.items.map((item) => [item.code, decimal(item.points)]));
    return (facts, trace) => {
      const { points, input } = facts;
      if (points.isZero()) return 'zero-divisor';
      if (input.counts === undefined && facts.value === undefined) return 'no-value';
      const found = Object.entries(input.counts ?? {}).map(([code, count]) => ({ code, count: decimal(count) }));
      if (facts.value !== undefined && perItem.has('value')) found.push({ code: 'value', count: facts.value });
      if (found.some((item) => !perItem.has(item.code))) return 'unknown-item';
      found.sort((a, b) => (a.code < b.code ? -1 : 1));
      const lost = sum(found.map((item) => item.count.times(perItem.get(item.code)!)));
      const rate = points.minus(lost).div(points);
      const list = found.map((item) => `${item.count.toFixed()}×${perItem.get(item.code)!.toFixed()}`).join(' − ') || '0';
      trace?.formula('deduction', { points, list, rate });
      return clamp(rate, zero, one, trace);
    };
  },
};

interface Level {
  readonly number: Decimal;
  readonly rate: Decimal;
}

/** 定性指标: a rate by level of evidence; a numeric mark between two numbered levels is interpolated. */
export const evidenceLevels: MethodKind<MethodOf<'evidence-levels'>> = {
  version: 1,
  title: { zh: '分级评定法', en: 'Evidence levels' },
  relative: false,
  numeric: false,
  formulas: {
    level: { zh: '评定为 {level}，得分率 {rate}', en: 'level {level}: rate {rate}' },
    between: { zh: '评分 {mark}，在 {low} 与 {high} 之间插值，得分率 {rate}', en: 'mark {mark}, between {low} and {high}: rate {rate}' },
  },
  prepare(method) {
    const byCode = new Map(method.levels.map((level) => [level.code, decimal(level.rate)]));
    const numbered = method.levels
      .filter((level) => level.number !== undefined)
      .map((level): Level => ({ number: decimal(level.number!), rate: decimal(level.rate) }))
      .sort((a, b) => a.number.cmp(b.number));
    return (facts, trace) => {
      const level = facts.input.level;
      if (level !== undefined) {
        const rate = byCode.get(level);
        if (rate === undefined) return 'unknown-level';
        trace?.formula('level', { level, rate });
        return rate;
      }
      if (facts.value === undefined) return 'no-value';
      if (numbered.length < 2) return 'unknown-level';
      const [rate, low, high] = between(numbered, facts.value);
      trace?.formula('between', { mark: facts.value, low: low.number, high: high.number, rate });
      return rate;
    };
  },
};

/** Interpolated rate and the two levels around a mark; flat beyond both ends. */
function between(levels: readonly Level[], mark: Decimal): [Decimal, Level, Level] {
  const first = levels[0]!;
  const last = levels.at(-1)!;
  if (mark.lte(first.number)) return [first.rate, first, first];
  if (mark.gte(last.number)) return [last.rate, last, last];
  const index = levels.findIndex((level) => level.number.gte(mark));
  const [low, high] = [levels[index - 1]!, levels[index]!];
  const share = mark.minus(low.number).div(high.number.minus(low.number));
  return [low.rate.plus(share.times(high.rate.minus(low.rate))), low, high];
}

/** Mean of several raters; from a stated number of raters on, one highest and one lowest mark are dropped. */
export const raters: MethodKind<MethodOf<'raters'>> = {
  version: 1,
  title: { zh: '多人评分法', en: 'Several raters' },
  relative: false,
  numeric: false,
  formulas: {
    mean: { zh: '{count} 人评分均值 {mean} ÷ 满分 {full} = {rate}', en: 'mean {mean} of {count} raters ÷ full {full} = {rate}' },
    trimmed: {
      zh: '{count} 人评分去掉最高 {highest} 和最低 {lowest}，均值 {mean} ÷ 满分 {full} = {rate}',
      en: '{count} raters without highest {highest} and lowest {lowest}: mean {mean} ÷ full {full} = {rate}',
    },
  },
  prepare(method) {
    const full = decimal(method.full);
    return (facts, trace) => {
      const marks = sortDecimals((facts.input.ratings ?? []).map((mark) => decimal(mark)));
      if (marks.length === 0) return 'no-value';
      const trims = marks.length >= method.trimFrom;
      const kept = trims ? marks.slice(1, -1) : marks;
      const mean = sum(kept).div(kept.length);
      const rate = mean.div(full);
      trace?.formula(trims ? 'trimmed' : 'mean', { count: marks.length, highest: marks.at(-1)!, lowest: marks[0]!, mean, full, rate });
      return clamp(rate, zero, one, trace);
    };
  },
};
