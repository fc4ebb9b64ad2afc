import { z } from 'zod';
import { defineEvents, type EventsOf } from '#engine/kernel';

// Names and schemas here are storage format: a change means a new version with an upcaster and a golden file.

export const bilingual = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });

/** How a target is met: at least, at most, about (left and right), exactly, every year better, all covered, none occurs. */
export const comparators = ['>=', '<=', '~', '=', 'improving', 'full-coverage', 'none-occur', 'milestone'] as const;

/**
 * Definition card 口径卡 of an indicator: what the number means, who reports and who verifies it, and what it may be.
 * Decimals are texts; `percent` values are percentages (96, not 0.96).
 */
export const definitionCard = z.strictObject({
  code: z.string(),
  name: bilingual,
  /** Measure number, or `general` for the plan's overall targets. */
  measure: z.union([z.int().min(1), z.literal('general')]),
  kind: z.enum(['quantitative', 'qualitative-milestone', 'veto']),
  definition: bilingual.optional(),
  /** Numerator over denominator, in words. */
  formula: bilingual.optional(),
  /** Unit of measurement as printed: `%`, `件/万人`, `家`. */
  measurementUnit: z.string(),
  decimals: z.int().min(0).max(12),
  direction: z.enum(['higher-better', 'lower-better', 'on-target']),
  frequency: z.enum(['month', 'quarter', 'half', 'year', 'event']),
  /** Whether a period's value includes the periods of the year before it. */
  accumulation: z.enum(['cumulative', 'period', 'latest']),
  /** Days from the end of the period to the statistic's release. */
  releaseLagDays: z.int().min(0),
  /** Codes of the units that report it. */
  reportedBy: z.array(z.string()),
  /** Code of the unit that verifies; never one that reports. */
  verifier: z.string(),
  evidenceRequired: z.boolean(),
  /** Values outside are refused. */
  range: z.strictObject({ min: z.string().optional(), max: z.string().optional() }),
  baseline: z.strictObject({ year: z.int(), value: z.string(), source: z.string().optional() }).optional(),
  dataSource: z.string().optional(),
  /** The plan's own words. */
  sourceQuote: z.string(),
  /** True where the plan names no number, so that the annual scheme must. */
  needsThreshold: z.boolean(),
  notes: z.string().optional(),
});
export type DefinitionCard = z.output<typeof definitionCard>;

/** Expected progress by the end of each quarter, as shares of the year's target from 0 to 1 (decimals as text); `linear` is a quarter each. */
export const quarterlyProfile = z.union([z.literal('linear'), z.literal('year-end'), z.array(z.string()).length(4)]);
export type QuarterlyProfile = z.output<typeof quarterlyProfile>;

export const target = z.strictObject({
  indicator: z.string(),
  /** Unit code, or `city` for the city's own target. */
  unit: z.string(),
  year: z.int(),
  comparator: z.enum(comparators),
  /** Absent where the target names no number. */
  value: z.string().optional(),
  qualifier: z.string().optional(),
  profile: quarterlyProfile,
});
export type Target = z.output<typeof target>;

export const planEvents = defineEvents({
  'plan.PlanAdopted': {
    version: 1,
    title: { zh: '方案印发', en: 'Plan adopted' },
    data: z.strictObject({
      plan: z.string(), title: bilingual, issuers: z.array(z.string()), date: z.string(), approvedBy: z.array(z.string()), basis: z.array(z.string()),
      horizonYears: z.array(z.int()), overallRequirements: z.array(z.string()), chapters: z.array(z.strictObject({ no: z.int(), title: z.string() })),
      /** SHA-256 of the catalogue file it was adopted from, hex. */
      catalogue: z.string(),
      addressees: z.array(z.string()).optional(),
      sourceUrl: z.string().optional(),
    }),
  },
  'plan.MeasureDefined': {
    version: 1,
    title: { zh: '措施定义', en: 'Measure defined' },
    data: z.strictObject({ plan: z.string(), no: z.int().min(1), chapter: z.int(), title: z.string(), text: z.string(), responsibleUnits: z.array(z.string()), open: z.boolean() }),
  },
  'plan.MeasureAssigned': {
    version: 1,
    title: { zh: '措施责任分解', en: 'Measure assigned' },
    data: z.strictObject({
      plan: z.string(), no: z.int().min(1), lead: z.string(), supporting: z.array(z.string()), from: z.string(),
      /** Lead and supporting units with collectives replaced by their members, as known when it was assigned. */
      participants: z.array(z.string()).optional(),
    }),
  },
  'plan.IndicatorDefined': {
    version: 1,
    title: { zh: '指标口径确定', en: 'Indicator defined' },
    data: z.strictObject({ plan: z.string(), card: definitionCard }),
  },
  'plan.IndicatorRevised': {
    version: 1,
    title: { zh: '指标口径修订', en: 'Indicator revised' },
    data: z.strictObject({ plan: z.string(), card: definitionCard, changed: z.array(z.string()), document: z.string() }),
  },
  'plan.TargetSet': {
    version: 1,
    title: { zh: '目标下达', en: 'Target set' },
    data: z.strictObject({ plan: z.string(), target }),
  },
  'plan.TargetRevised': {
    version: 1,
    title: { zh: '目标调整', en: 'Target revised' },
    data: z.strictObject({ plan: z.string(), target, from: target, document: z.string() }),
  },
});
export type PlanEvent = EventsOf<typeof planEvents>;

/** The stream of a plan: `plan-<planId>`. */
export const planStream = (plan: string): string => `plan-${plan}`;

export const measureProgressEvents = defineEvents({
  'plan.ProgressReported': {
    version: 1,
    title: { zh: '任务进展填报', en: 'Progress reported' },
    data: z.strictObject({
      plan: z.string(), no: z.int().min(1), unit: z.string(), period: z.string(), percent: z.string(), summary: z.string(), nextStep: z.string().optional(),
      evidence: z.array(z.strictObject({ sha256: z.string(), name: z.string(), size: z.int(), type: z.string() })),
    }),
  },
  'plan.ProgressReviewed': {
    version: 1,
    title: { zh: '任务进展审核', en: 'Progress reviewed' },
    data: z.strictObject({ plan: z.string(), no: z.int().min(1), unit: z.string(), period: z.string(), verdict: z.enum(['accepted', 'returned']), remark: z.string().optional() }),
  },
});
export type MeasureProgressEvent = EventsOf<typeof measureProgressEvents>;

/** The stream of one unit's progress on one measure. */
export const measureProgressStream = (plan: string, no: number, unit: string): string => `measureProgress-${plan}.${no}.${unit}`;
