import { decimal } from '#engine/kernel';
import type { MethodOf } from '../scheme/method-schema.js';
import { clamp, isProblem, one, prepareParam, type Facts, type MethodKind } from './method.js';
import { minMaxShare } from './peers.js';

/** 1 − distance to the best ÷ range (COINr's `n_dist2max`). */
export const distanceToBest: MethodKind<MethodOf<'distance-to-best'>> = {
  version: 1,
  title: { zh: '与最优距离法', en: 'Distance to best' },
  relative: true,
  numeric: true,
  formulas: { distance: { zh: '1 − 与最优的距离 ÷ 极差（{min}–{max}）= {rate}', en: '1 − distance to best ÷ range ({min}–{max}) = {rate}' } },
  prepare(method) {
    return (facts, trace) => {
      const rate = minMaxShare(facts.peers, facts.value!, method.direction);
      if (rate === undefined) return 'no-peers';
      trace?.formula('distance', { min: facts.peers.min!, max: facts.peers.max!, rate });
      return rate;
    };
  },
};

/** (x − worst) ÷ (target − worst), capped at 1 where asked (COINr's `n_dist2targ`). */
export const distanceToTarget: MethodKind<MethodOf<'distance-to-target'>> = {
  version: 1,
  title: { zh: '与目标距离法', en: 'Distance to target' },
  relative: true,
  numeric: true,
  formulas: { distance: { zh: '（{value} − 最差 {worst}） ÷ （目标 {target} − 最差 {worst}） = {rate}', en: '({value} − worst {worst}) ÷ (target {target} − worst {worst}) = {rate}' } },
  prepare(method) {
    const target = prepareParam(method.target);
    return (facts, trace) => {
      const t = target(facts);
      if (isProblem(t)) return t;
      const worst = method.direction === 'higher' ? facts.peers.min : facts.peers.max;
      if (worst === undefined) return 'no-peers';
      const way = t.minus(worst);
      if (way.isZero()) return 'zero-span';
      const rate = facts.value!.minus(worst).div(way);
      trace?.formula('distance', { value: facts.value!, worst, target: t, rate });
      return method.cap ? clamp(rate, undefined, one, trace) : rate;
    };
  },
};

/** x ÷ reference or (x − reference) ÷ reference (OECD/JRC Handbook, step 5); the reference may be a unit of the group. */
export const distanceToReference: MethodKind<MethodOf<'distance-to-reference'>> = {
  version: 1,
  title: { zh: '与参照距离法', en: 'Distance to reference' },
  relative: (method) => typeof method.reference === 'object' && 'unit' in method.reference,
  numeric: true,
  formulas: {
    ratio: { zh: '{value} ÷ 参照 {reference} = {rate}', en: '{value} ÷ reference {reference} = {rate}' },
    'relative-difference': { zh: '（{value} − 参照 {reference}） ÷ {reference} = {rate}', en: '({value} − reference {reference}) ÷ {reference} = {rate}' },
  },
  prepare(method) {
    const given = method.reference;
    const reference =
      typeof given === 'object' && 'unit' in given ? (facts: Facts) => facts.peers.of(given.unit) ?? ('no-reference' as const) : prepareParam(given);
    const cap = method.cap === undefined ? undefined : decimal(method.cap);
    return (facts, trace) => {
      const against = reference(facts);
      if (isProblem(against)) return against;
      if (against.isZero()) return 'zero-divisor';
      const ratio = facts.value!.div(against);
      const rate = method.form === 'ratio' ? ratio : ratio.minus(one);
      trace?.formula(method.form, { value: facts.value!, reference: against, rate });
      return clamp(rate, undefined, cap, trace);
    };
  },
};
