import { decimal } from '#engine/kernel';
import type { Method, MethodOf, MethodType } from '../scheme/method-schema.js';
import { sum } from './column.js';
import * as curves from './curves.js';
import * as growth from './growth.js';
import * as judged from './judged.js';
import { isProblem, type MethodKind, type Score, type Second } from './method.js';
import * as distances from './distances.js';
import * as peers from './peers.js';
import { staticDynamic } from './static-dynamic.js';
import { expectedProgress } from './schedule.js';
import * as towards from './towards-target.js';

/** Several methods on one value, each with a share: 进步分 = 0.7 × level + 0.3 × improvement is the usual one. */
const blend: MethodKind<MethodOf<'blend'>> = {
  version: 1,
  title: { zh: '组合法', en: 'Blend' },
  relative: (method) => method.parts.some((part) => isRelative(part.method)),
  numeric: (method) => method.parts.some((part) => needsNumber(part.method)),
  formulas: { blend: { zh: '{list} = {rate}', en: '{list} = {rate}' } },
  prepare(method) {
    const parts = method.parts.map((part) => ({ share: decimal(part.share), score: prepareMethod(part.method) }));
    const whole = sum(parts.map((part) => part.share));
    return (facts, trace) => {
      const rates = [];
      for (const part of parts) {
        const rate = part.score(facts);
        if (isProblem(rate)) return rate;
        rates.push({ share: part.share, rate });
      }
      if (whole.isZero()) return 'zero-divisor';
      const rate = sum(rates.map((part) => part.share.times(part.rate))).div(whole);
      trace?.formula('blend', {
        list: rates.map((part) => `${part.share.toFixed()} × ${part.rate.toDecimalPlaces(6).toFixed()}`).join(' + '),
        rate,
      });
      return rate;
    };
  },
};

/** Every scoring method by its type. */
export const methodKinds: { readonly [T in MethodType]: MethodKind<MethodOf<T>> } = {
  'completion-ratio': towards.completionRatio,
  'reverse-ratio': towards.reverseRatio,
  'baseline-progress': towards.baselineProgress,
  goalposts: towards.goalposts,
  threshold: curves.threshold,
  steps: curves.steps,
  'piecewise-linear': curves.piecewiseLinear,
  efficacy: curves.efficacy,
  'efficacy-tiers': curves.efficacyTiers,
  'peer-min-max': peers.peerMinMax,
  'static-dynamic': staticDynamic,
  rank: peers.rank,
  'ratio-to-best': peers.ratioToBest,
  'z-score': peers.zScore,
  'percentile-rank': peers.percentileRank,
  borda: peers.borda,
  'distance-to-best': distances.distanceToBest,
  'distance-to-target': distances.distanceToTarget,
  'distance-to-reference': distances.distanceToReference,
  increment: growth.increment,
  'improves-every-year': growth.improvesEveryYear,
  'deduction-per-item': judged.deductionPerItem,
  'evidence-levels': judged.evidenceLevels,
  raters: judged.raters,
  'expected-progress': expectedProgress,
  blend,
};

/** The kind of a method; the type parameter is lost on purpose, kind and method always come from the same tag. */
export const kindOf = (method: Method): MethodKind<Method> => methodKinds[method.type] as unknown as MethodKind<Method>;

const decide = (rule: boolean | ((method: Method) => boolean), method: Method): boolean =>
  typeof rule === 'function' ? rule(method) : rule;

/** Whether the rate depends on the other units of the group. */
export const isRelative = (method: Method): boolean => decide(kindOf(method).relative, method);

/** Whether the method scores a number (and not a level, items or marks). */
export const needsNumber = (method: Method): boolean => decide(kindOf(method).numeric, method);

/** The second number the method needs, if any. */
export const secondOf = (method: Method): Second => kindOf(method).second?.(method);

/** Read a method's literals once and return the function that scores. */
export const prepareMethod = (method: Method): Score => kindOf(method).prepare(method);
