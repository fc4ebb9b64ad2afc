import { z } from 'zod';
import { defineEvents, type EventsOf } from '#engine/kernel';

// Names and schemas here are storage format: a change means a new version with an upcaster and a golden file.

/** A file that proves a value: content-addressed, kept outside the log. */
export const evidenceReference = z.strictObject({ sha256: z.string(), name: z.string(), size: z.int().min(0), type: z.string() });
export type EvidenceReference = z.output<typeof evidenceReference>;

/** Which value of which unit: one indicator of one unit in one period. */
const about = { plan: z.string(), indicator: z.string(), unit: z.string(), period: z.string() };

/** Which statement of which outside source a value comes from: `source` and `id` of its message, and when the source stated it. */
export const feedStatement = z.strictObject({ source: z.string(), id: z.string(), at: z.string() });
export type FeedStatement = z.output<typeof feedStatement>;

/**
 * Why a recorded value changes: a slip of the reporter · the statistics office revised it · the definition
 * changed · a review decided so.
 */
export const correctionReasons = ['input-error', 'statistical-revision', 'definition-change', 'review-decision'] as const;
export type CorrectionReason = (typeof correctionReasons)[number];

export const reportEvents = defineEvents({
  'reporting.IndicatorReported': {
    version: 1,
    title: { zh: '指标填报', en: 'Indicator reported' },
    data: z.strictObject({
      ...about, value: z.string(), evidence: z.array(evidenceReference), note: z.string().optional(),
      /** Codes of the soft checks that the value gave rise to; the note answers them. */
      warnings: z.array(z.string()),
      source: z.enum(['form', 'import', 'feed']),
      /** The value it replaces, when an unverified report is changed. */
      replaces: z.string().optional(),
      /** Behind a value from a feed; facts from before there were feeds have none. */
      statement: feedStatement.optional(),
    }),
  },
  'reporting.ReportVerified': {
    version: 1,
    title: { zh: '填报核定', en: 'Report verified' },
    data: z.strictObject({ ...about, value: z.string() }),
  },
  'reporting.ReportReturned': {
    version: 1,
    title: { zh: '填报退回', en: 'Report returned' },
    data: z.strictObject({
      ...about, value: z.string(), reason: z.string(),
      /** Last day to report anew, also where the period has closed; absent: within the period only. */
      resubmitBy: z.string().optional(),
    }),
  },
  'reporting.ReportCorrected': {
    version: 1,
    title: { zh: '填报更正', en: 'Report corrected' },
    data: z.strictObject({
      ...about, from: z.string(), to: z.string(), reasonCode: z.enum(correctionReasons), reason: z.string(), authority: z.string(), evidence: z.array(evidenceReference),
    }),
  },
  'reporting.NotApplicableDeclared': {
    version: 1,
    title: { zh: '申报不适用', en: 'Declared not applicable' },
    data: z.strictObject({ ...about, reason: z.string() }),
  },
  'reporting.NotApplicableApproved': {
    version: 1,
    title: { zh: '同意不适用', en: 'Not applicable approved' },
    data: z.strictObject({ ...about }),
  },
  'reporting.NotApplicableRefused': {
    version: 1,
    title: { zh: '不同意不适用', en: 'Not applicable refused' },
    data: z.strictObject({ ...about, reason: z.string(), resubmitBy: z.string().optional() }),
  },
  'reporting.ReleaseDeferred': {
    version: 1,
    title: { zh: '数据尚未发布', en: 'Release deferred' },
    data: z.strictObject({ ...about, expectedOn: z.string(), reason: z.string() }),
  },
});
export type ReportEvent = EventsOf<typeof reportEvents>;

/** The stream of one indicator of one unit in one year. */
export const reportStream = (plan: string, indicator: string, unit: string, year: number): string => `report-${plan}.${indicator}.${unit}.${year}`;
