import { decimal, Decimal } from '#engine/kernel';
import type { MethodOf } from '../scheme/method-schema.js';
import { clamp, isProblem, one, prepareParam, zero, type MethodKind } from './method.js';

/** 目标完成率: actual ÷ target, capped. Common in Chinese annual assessment rules for positive indicators. */
export const completionRatio: MethodKind<MethodOf<'completion-ratio'>> = {
  version: 1,
  title: { zh: '目标完成率法', en: 'Completion ratio' },
  relative: false,
  numeric: true,
  formulas: { ratio: { zh: '实际 {value} ÷ 目标 {target} = {ratio}，上限 {cap}', en: 'actual {value} ÷ target {target} = {ratio}, at most {cap}' } },
  prepare(method) {
    const target = prepareParam(method.target);
    const cap = decimal(method.cap);
    return (facts, trace) => {
      const t = target(facts);
      if (isProblem(t)) return t;
      if (t.isZero()) return 'zero-divisor';
      const ratio = facts.value!.div(t);
      trace?.formula('ratio', { value: facts.value!, target: t, ratio, cap });
      return clamp(ratio, zero, cap, trace);
    };
  },
};

/**
 * Reverse indicators (less is better), two variants that differ: target ÷ actual, at most 1; or 2 − actual ÷ target,
 * within 0 and 1. An actual of zero is the best there is and earns full points.
 */
export const reverseRatio: MethodKind<MethodOf<'reverse-ratio'>> = {
  version: 1,
  title: { zh: '逆向指标法', en: 'Reverse ratio' },
  relative: false,
  numeric: true,
  formulas: {
    'target-over-actual': { zh: '目标 {target} ÷ 实际 {value} = {ratio}，上限 1', en: 'target {target} ÷ actual {value} = {ratio}, at most 1' },
    'two-minus-ratio': { zh: '2 − 实际 {value} ÷ 目标 {target} = {ratio}，限于 0 至 1', en: '2 − actual {value} ÷ target {target} = {ratio}, within 0 and 1' },
    'nothing-occurred': { zh: '实际为 0，不高于目标 {target}，得满分', en: 'actual is 0, not above target {target}: full points' },
    'zero-target': { zh: '目标为 0 而实际 {value} 大于 0，不得分', en: 'target is 0 and actual {value} is above it: no points' },
  },
  prepare(method) {
    const target = prepareParam(method.target);
    return (facts, trace) => {
      const t = target(facts);
      if (isProblem(t)) return t;
      const value = facts.value!;
      if (value.lte(0)) {
        trace?.formula('nothing-occurred', { target: t });
        return one;
      }
      if (t.isZero()) {
        trace?.formula('zero-target', { value });
        return zero;
      }
      const ratio = method.variant === 'target-over-actual' ? t.div(value) : decimal('2').minus(value.div(t));
      trace?.formula(method.variant, { value, target: t, ratio });
      return clamp(ratio, zero, one, trace);
    };
  },
};

/**
 * 按提升幅度: the share of the way from the base period to the target, within 0 and 1. Also right for reverse
 * indicators, whose target lies below the baseline. Where rates sit close to their target the plain ratio hides failure.
 */
export const baselineProgress: MethodKind<MethodOf<'baseline-progress'>> = {
  version: 1,
  title: { zh: '基期提升幅度法', en: 'Progress from baseline' },
  relative: false,
  numeric: true,
  formulas: {
    progress: {
      zh: '（实际 {value} − 基期 {baseline}） ÷ （目标 {target} − 基期 {baseline}） = {ratio}，限于 0 至 1',
      en: '(actual {value} − baseline {baseline}) ÷ (target {target} − baseline {baseline}) = {ratio}, within 0 and 1',
    },
  },
  prepare(method) {
    const baseline = prepareParam(method.baseline);
    const target = prepareParam(method.target);
    return (facts, trace) => {
      const b = baseline(facts);
      if (isProblem(b)) return b;
      const t = target(facts);
      if (isProblem(t)) return t;
      const way = t.minus(b);
      if (way.isZero()) return 'zero-span';
      const ratio = facts.value!.minus(b).div(way);
      trace?.formula('progress', { value: facts.value!, baseline: b, target: t, ratio });
      return clamp(ratio, zero, one, trace);
    };
  },
};

/** Goalposts of UNDP's Human Development Index (HDR technical note 1): (value − min) ÷ (max − min), log where asked. */
export const goalposts: MethodKind<MethodOf<'goalposts'>> = {
  version: 1,
  title: { zh: '阈值标准化法', en: 'Goalposts' },
  relative: false,
  numeric: true,
  formulas: {
    none: { zh: '({value} − {min}) ÷ ({max} − {min}) = {ratio}', en: '({value} − {min}) ÷ ({max} − {min}) = {ratio}' },
    ln: { zh: '(ln {value} − ln {min}) ÷ (ln {max} − ln {min}) = {ratio}', en: '(ln {value} − ln {min}) ÷ (ln {max} − ln {min}) = {ratio}' },
    log10: { zh: '(lg {value} − lg {min}) ÷ (lg {max} − lg {min}) = {ratio}', en: '(lg {value} − lg {min}) ÷ (lg {max} − lg {min}) = {ratio}' },
  },
  prepare(method) {
    const [min, max] = [decimal(method.min), decimal(method.max)];
    const logarithmic = method.transform !== 'none';
    const scaled = logarithmic ? { low: logarithm(min, method.transform), high: logarithm(max, method.transform) } : { low: min, high: max };
    const span = scaled.high.minus(scaled.low);
    const [floor, ceiling] = [method.floor ? zero : undefined, method.ceiling ? one : undefined];
    return (facts, trace) => {
      const value = facts.value!;
      if (span.isZero()) return 'zero-span';
      if (logarithmic && value.lte(0)) return 'not-positive';
      const place = logarithmic ? logarithm(value, method.transform) : value;
      const ratio = place.minus(scaled.low).div(span);
      trace?.formula(method.transform, { value, min, max, ratio });
      return clamp(ratio, floor, ceiling, trace);
    };
  },
};

/** Logarithms cannot be exact: 30 significant digits, half-up, always, so that every machine gets the same bytes. */
export const Transcendental = Decimal.clone({ precision: 30 });

function logarithm(value: Decimal, kind: 'none' | 'ln' | 'log10'): Decimal {
  if (value.lte(0)) return zero;
  const wide = new Transcendental(value);
  return new Decimal(kind === 'log10' ? wide.log(10) : wide.ln());
}
