import { z } from 'zod';
import { bilingual, codeText, decimalText, direction, param, positiveText } from './parts.js';

/**
 * Scoring methods as data. A method turns what is known of one indicator of one unit into a rate: 1 is full points,
 * 0 none. Names follow practice in Chinese assessment rules and the OECD/JRC Handbook on Composite Indicators.
 */

const completionRatio = z.strictObject({
  type: z.literal('completion-ratio'),
  target: param,
  /** Highest rate; `1`, or `1.1`–`1.2` where over-fulfilment earns more. */
  cap: positiveText.default('1'),
});

const reverseRatio = z.strictObject({
  type: z.literal('reverse-ratio'),
  target: param,
  variant: z.enum(['target-over-actual', 'two-minus-ratio']),
});

const baselineProgress = z.strictObject({ type: z.literal('baseline-progress'), baseline: param, target: param });

const threshold = z.strictObject({
  type: z.literal('threshold'),
  threshold: param,
  direction: direction.default('higher'),
  otherwise: decimalText.default('0'),
});

const steps = z.strictObject({
  type: z.literal('steps'),
  /** Rate from a value on, ascending by `from`; below the first step the rate is `below`. */
  steps: z.array(z.strictObject({ from: decimalText, rate: decimalText })).min(1),
  below: decimalText.default('0'),
});

const piecewiseLinear = z.strictObject({
  type: z.literal('piecewise-linear'),
  /** Corner points, ascending by `value`; `score` counts of 100. Flat beyond both ends. */
  points: z.array(z.strictObject({ value: decimalText, score: decimalText })).min(2),
});

const efficacy = z.strictObject({
  type: z.literal('efficacy'),
  unacceptable: param,
  satisfactory: param,
  base: decimalText.default('60'),
  span: decimalText.default('40'),
  /** `none`: below the base means below the unacceptable value. `both`: kept within base and base + span. */
  clamp: z.enum(['none', 'ceiling', 'zero-and-ceiling', 'both']),
});

const efficacyTiers = z.strictObject({
  type: z.literal('efficacy-tiers'),
  /** Standard values with their coefficients, worst first; values ascend, or descend for a reverse indicator. */
  tiers: z.array(z.strictObject({ value: decimalText, coefficient: decimalText })).min(2),
  below: z.enum(['zero', 'lowest-coefficient']).default('zero'),
});

const goalposts = z.strictObject({
  type: z.literal('goalposts'),
  min: decimalText,
  max: decimalText,
  transform: z.enum(['none', 'ln', 'log10']).default('none'),
  floor: z.boolean().default(true),
  ceiling: z.boolean().default(true),
});

const peerMinMax = z.strictObject({
  type: z.literal('peer-min-max'),
  base: decimalText.default('0.6'),
  direction: direction.default('higher'),
});

const staticDynamic = z.strictObject({
  type: z.literal('static-dynamic'),
  base: decimalText.default('0.6'),
  staticShare: positiveText.default('0.4'),
  dynamicShare: positiveText.default('0.6'),
  /** `growth` is (value − last) ÷ |last| × 100; else the indicator that reports growth in per cent. */
  dynamic: z.union([z.literal('growth'), z.strictObject({ indicator: codeText })]),
  direction: direction.default('higher'),
  /** Points (of 100) per unit of distance from the group's average, e.g. 0.1 per 0.1 percentage point. */
  average: z.strictObject({ of: z.enum(['static', 'dynamic']), per: decimalText, points: decimalText, cap: positiveText.optional() }).optional(),
});

const rank = z.strictObject({
  type: z.literal('rank'),
  first: decimalText.default('1'),
  step: positiveText.default('0.05'),
  floor: decimalText.default('0'),
  direction: direction.default('higher'),
});

const ratioToBest = z.strictObject({
  type: z.literal('ratio-to-best'),
  /** Difficulty coefficient by unit code; 1 for a unit not listed. */
  difficulty: z.record(codeText, positiveText).optional(),
  cap: positiveText.optional(),
  /** Points per unit of deviation of another indicator from its target. */
  deviation: z.strictObject({ indicator: codeText, from: decimalText, points: decimalText, cap: positiveText.optional() }).optional(),
});

const increment = z.strictObject({
  type: z.literal('increment'),
  last: param.default({ from: 'last' }),
  /** Increment that earns full points, in the indicator's unit. */
  goal: param,
});

const improvesEveryYear = z.strictObject({
  type: z.literal('improves-every-year'),
  direction: direction.default('higher'),
  /** Value at which holding still counts as improving (`100` for a rate in per cent). */
  ceiling: decimalText.optional(),
  partial: z.enum(['none', 'share-of-years']).default('none'),
});

const deductionPerItem = z.strictObject({
  type: z.literal('deduction-per-item'),
  /** Points off per item; the code `value` counts the reported value itself. */
  items: z.array(z.strictObject({ code: codeText, title: bilingual.optional(), points: positiveText })).min(1),
});

const evidenceLevels = z.strictObject({
  type: z.literal('evidence-levels'),
  /** Levels, best first. With `number`, a numeric mark between two levels is interpolated. */
  levels: z
    .array(z.strictObject({ code: codeText, title: bilingual.optional(), number: decimalText.optional(), rate: decimalText }))
    .min(2),
});

const raters = z.strictObject({
  type: z.literal('raters'),
  full: positiveText.default('100'),
  /** From how many raters on the highest and the lowest mark are dropped. */
  trimFrom: z.int().min(3).default(5),
});

const expectedProgress = z.strictObject({
  type: z.literal('expected-progress'),
  target: param.default({ from: 'target' }),
  baseline: param.optional(),
  /** `linear`: elapsed share of the year. `listed`: the unit's quarterly profile. */
  profile: z.enum(['linear', 'listed']),
  cap: positiveText.default('1'),
});

const zScore = z.strictObject({
  type: z.literal('z-score'),
  mean: decimalText.default('0'),
  spread: decimalText.default('1'),
  direction: direction.default('higher'),
});
const percentileRank = z.strictObject({ type: z.literal('percentile-rank'), direction: direction.default('higher') });
const borda = z.strictObject({ type: z.literal('borda'), direction: direction.default('higher') });

const distanceToBest = z.strictObject({ type: z.literal('distance-to-best'), direction: direction.default('higher') });
const distanceToTarget = z.strictObject({
  type: z.literal('distance-to-target'),
  target: param,
  cap: z.boolean().default(true),
  direction: direction.default('higher'),
});
const distanceToReference = z.strictObject({
  type: z.literal('distance-to-reference'),
  reference: z.union([param, z.strictObject({ unit: codeText })]),
  form: z.enum(['ratio', 'relative-difference']).default('ratio'),
  cap: positiveText.optional(),
});

const simple = [
  completionRatio, reverseRatio, baselineProgress, threshold, steps, piecewiseLinear, efficacy, efficacyTiers, goalposts,
  peerMinMax, rank, increment, improvesEveryYear, evidenceLevels, raters, expectedProgress,
  zScore, percentileRank, borda, distanceToBest, distanceToTarget, distanceToReference,
] as const;

export const simpleMethod = z.discriminatedUnion('type', [...simple]);

/** Several methods on the same value, each with a share: level and progress 0.7/0.3 is the usual one. */
const blend = z.strictObject({
  type: z.literal('blend'),
  parts: z.array(z.strictObject({ share: positiveText, method: simpleMethod })).min(2),
});

export const methodSchema = z.discriminatedUnion('type', [...simple, staticDynamic, ratioToBest, deductionPerItem, blend]);

export type SimpleMethod = z.infer<typeof simpleMethod>;
export type Method = z.infer<typeof methodSchema>;
export type MethodType = Method['type'];
export type MethodOf<T extends MethodType> = Extract<Method, { type: T }>;
