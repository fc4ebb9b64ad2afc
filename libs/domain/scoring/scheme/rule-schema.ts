import { z } from 'zod';
import { bilingual, codeText, decimalText, positiveText } from './parts.js';

/** What happens to a leaf in each state that is not "reported". Not-applicable is always removed and rescaled. */
export const missingPolicy = z.strictObject({
  /** `no-result`: the unit gets no total, as UNDP does for a country without one of the four figures. */
  notReported: z.enum(['zero', 'exclude', 'impute-group-mean', 'carry-last', 'no-result']).optional(),
  notReleased: z.enum(['exclude', 'zero', 'impute-group-mean', 'carry-last', 'no-result']).optional(),
  awaitingVerification: z.enum(['use', 'exclude', 'zero', 'carry-last']).optional(),
  /** The method needs a target, baseline or last value that nobody has set for the unit. */
  noParameter: z.enum(['exclude', 'zero', 'no-result']).optional(),
});
export type MissingPolicy = z.infer<typeof missingPolicy>;

export const rounding = z.strictObject({
  places: z.int().min(0).max(10),
  mode: z.enum(['half-up', 'half-even', 'down']).default('half-up'),
  /** `total`: the published total only. `leaf`: each leaf's points too, before they are added. */
  applies: z.enum(['total', 'leaf']).default('total'),
});

/** A grade band, half-open: `from` belongs to it, `to` does not. Bands are listed best first. */
export const band = z.strictObject({
  code: codeText,
  title: bilingual,
  from: decimalText.optional(),
  to: decimalText.optional(),
});
export type Band = z.infer<typeof band>;

export const quota = z.strictObject({
  grade: codeText,
  share: positiveText.optional(),
  count: z.int().min(0).optional(),
  rounding: z.enum(['half-up', 'down', 'up']).default('half-up'),
  /** Units tied at the last place: all stay in, or all stay out. */
  ties: z.enum(['all-in', 'all-out']).default('all-in'),
  /** Grade of the units that the quota pushes out; the next band when not given. */
  overflow: codeText.optional(),
});
export type Quota = z.infer<typeof quota>;

const bonusRule = z.strictObject({
  code: codeText,
  title: bilingual,
  documentTypes: z.array(codeText).min(1),
  /** Points by level (national, provincial, municipal, …). */
  points: z.record(codeText, positiveText),
  cap: positiveText.optional(),
});
export const bonuses = z.strictObject({ rules: z.array(bonusRule), cap: positiveText.optional() });
export type Bonuses = z.infer<typeof bonuses>;

const deductionRule = z.strictObject({
  code: codeText,
  title: bilingual,
  /** Kind of supervision fact; those that the system records are in `supervision-kinds.ts`. */
  kind: codeText,
  /** Points off per fact, or by severity. */
  points: z.union([positiveText, z.record(codeText, positiveText)]),
  cap: positiveText.optional(),
  /** The fact also takes all points of the indicator it names (falsified data). */
  zeroesIndicator: z.boolean().default(false),
});
export const deductions = z.strictObject({
  rules: z.array(deductionRule),
  /** Deductions entered by hand; each needs a document. */
  manual: z.strictObject({ allowed: z.boolean(), cap: positiveText.optional() }).default({ allowed: true }),
  cap: positiveText.optional(),
});
export type Deductions = z.infer<typeof deductions>;

export const veto = z.strictObject({
  code: codeText,
  title: bilingual,
  /** Grade that the veto sets, or the best grade it still allows (`at-most`). The score itself is kept. */
  grade: codeText,
  effect: z.enum(['set', 'at-most']).default('set'),
  /** Also triggered when this indicator is reported above the value. */
  indicator: z.strictObject({ code: codeText, above: decimalText }).optional(),
});
export type Veto = z.infer<typeof veto>;
