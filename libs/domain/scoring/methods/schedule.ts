import { decimal, type Decimal } from '#engine/kernel';
import type { MethodOf } from '../scheme/method-schema.js';
import type { QuarterlyProfile } from '../sheet/input.js';
import { clamp, isProblem, one, prepareParam, zero, type Light, type MethodKind, type Outcome } from './method.js';

const yellowFrom = decimal('0.8');

/**
 * Light of 时序进度: green from 100 % of what is expected by now, yellow from 80 %, red below or when overdue.
 * @param reached share of the expected progress that is there; 1 where nothing is expected yet
 */
export function progressLight(reached: Decimal, overdue = false): Light {
  if (overdue) return 'red';
  if (reached.gte(one)) return 'green';
  return reached.gte(yellowFrom) ? 'yellow' : 'red';
}

/**
 * Share of the year's target expected after some months.
 * `linear` is months ÷ 12. `listed` is the share of the last quarter that has ended, none before the first ends:
 * statistics that come once a year and lumpy awards have no linear expectation.
 */
export function expectedShare(kind: 'linear' | 'listed', monthsElapsed: number | undefined, profile: QuarterlyProfile | undefined): Outcome {
  if (monthsElapsed === undefined) return 'no-elapsed-time';
  if (kind === 'linear') return decimal(monthsElapsed).div(12);
  if (profile === undefined) return 'no-profile';
  const quarter = Math.min(4, Math.floor(monthsElapsed / 3));
  return quarter === 0 ? zero : decimal(profile.shares[quarter - 1]!);
}

/**
 * 时序进度: actual ÷ (target × share expected by now), from the baseline where one is given. Nothing expected yet is
 * full points. The light goes with it.
 */
export const expectedProgress: MethodKind<MethodOf<'expected-progress'>> = {
  version: 1,
  title: { zh: '时序进度法', en: 'Expected progress' },
  relative: false,
  numeric: true,
  formulas: {
    progress: {
      zh: '（{value} − 基数 {baseline}） ÷ [（目标 {target} − 基数 {baseline}） × 时序 {share}] = {reached}，上限 {cap}',
      en: '({value} − base {baseline}) ÷ [(target {target} − base {baseline}) × expected share {share}] = {reached}, at most {cap}',
    },
    'nothing-due': { zh: '目前时序为 {share}，尚无进度要求，得满分', en: 'expected share is {share}: nothing is due yet, full points' },
  },
  prepare(method) {
    const target = prepareParam(method.target);
    const baseline = method.baseline === undefined ? () => zero : prepareParam(method.baseline);
    const cap = decimal(method.cap);
    return (facts, trace) => {
      const t = target(facts);
      if (isProblem(t)) return t;
      const b = baseline(facts);
      if (isProblem(b)) return b;
      const share = expectedShare(method.profile, facts.monthsElapsed, facts.profile);
      if (isProblem(share)) return share;
      const expected = t.minus(b).times(share);
      if (expected.isZero()) {
        if (!share.isZero()) return 'zero-span';
        trace?.formula('nothing-due', { share });
        trace?.light(progressLight(one, facts.input.overdue));
        return one;
      }
      const reached = facts.value!.minus(b).div(expected);
      trace?.formula('progress', { value: facts.value!, target: t, baseline: b, share, reached, cap });
      trace?.light(progressLight(reached, facts.input.overdue));
      return clamp(reached, zero, cap, trace);
    };
  },
};
