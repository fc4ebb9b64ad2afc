import { z } from 'zod';
import { defineEvents, type EventsOf } from '#engine/kernel';

// Names and schemas here are storage format: a change means a new version with an upcaster and a golden file.

const bilingual = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });

/** Which twelve months are assessed: 公历年 · 7月至次年6月 · 9月至次年8月. */
export const assessmentYears = ['calendar-year', 'july-june', 'september-august'] as const;
export type AssessmentYear = (typeof assessmentYears)[number];

/** Days by which each step is to be done, and the days that a unit and the secretariat have in a review, in working days. */
export const roundCalendar = z.strictObject({
  selfAssessmentBy: z.string(),
  siteChecksBy: z.string(),
  freezeBy: z.string(),
  resultsBy: z.string(),
  confirmBy: z.string(),
  /** Working days after notification within which a unit may ask for a review 申诉. */
  requestDays: z.int().min(1).max(60),
  /** Working days after a request within which it is decided. */
  decisionDays: z.int().min(1).max(90),
});
export type RoundCalendar = z.output<typeof roundCalendar>;

/** The scheme that a round is scored under, as it was published. */
export const roundScheme = z.strictObject({ id: z.string(), version: z.int().min(1), hash: z.string(), document: z.string() });
export type RoundScheme = z.output<typeof roundScheme>;

/** The units of one group of the scheme: districts, departments. */
export const roundGroup = z.strictObject({ code: z.string(), units: z.array(z.string()).min(1) });
export type RoundGroup = z.output<typeof roundGroup>;

/** Why results are calculated anew: for the first time · after adjustments · after a review · after a correction of what was published. */
export const calculationCauses = ['first', 'adjustment', 'review', 'correction'] as const;
export type CalculationCause = (typeof calculationCauses)[number];

const about = { round: z.string() };

export const roundEvents = defineEvents({
  'assessment.RoundOpened': {
    version: 1,
    title: { zh: '考核启动', en: 'Round opened' },
    data: z.strictObject({
      ...about, title: bilingual, plan: z.string(), year: z.int(), assessmentYear: z.enum(assessmentYears),
      /** First and last day assessed. */
      from: z.string(), to: z.string(),
      /** 年度计划项号: the item of the annual plan of inspections and assessments that allows it. */
      planItem: z.string(),
      scheme: roundScheme, groups: z.array(roundGroup).min(1), calendar: roundCalendar,
      /** The earlier round it was started from. */
      startedFrom: z.string().optional(),
    }),
  },
  'assessment.RoundReplanned': {
    version: 1,
    title: { zh: '考核日程调整', en: 'Calendar of a round changed' },
    data: z.strictObject({ ...about, calendar: roundCalendar, reason: z.string() }),
  },
  'assessment.SelfAssessmentClosed': {
    version: 1,
    title: { zh: '自评结束', en: 'Self-assessment closed' },
    data: z.strictObject({
      ...about,
      /** Units that did not submit one. */
      missing: z.array(z.string()),
      /** Why it was ended before its day. */
      reason: z.string().optional(),
    }),
  },
  'assessment.SampleSealed': {
    version: 1,
    title: { zh: '暗访抽样封存', en: 'Sample of unannounced checks sealed' },
    data: z.strictObject({
      ...about, sample: z.string(), count: z.int().min(1),
      /** SHA-256 of the seed; seed and list are kept outside the log until the checks are done. */
      seedHash: z.string(),
      /** Units it was drawn from, and the algorithm that anyone can draw again with. */
      candidates: z.array(z.string()).min(1), algorithm: z.string(),
      /** Users who check, two or more, none of a candidate: they alone see the list while it is sealed. */
      team: z.array(z.string()).min(2),
    }),
  },
  'assessment.SampleOpened': {
    version: 1,
    title: { zh: '暗访抽样启封', en: 'Sample of unannounced checks opened' },
    data: z.strictObject({ ...about, sample: z.string(), seed: z.string(), drawn: z.array(z.string()).min(1) }),
  },
  'assessment.DataFrozen': {
    version: 1,
    title: { zh: '数据冻结', en: 'Data frozen' },
    data: z.strictObject({
      ...about,
      /** Reports, targets and supervision count as known at this log position. */
      position: z.int().min(1),
      /** Why it was done before the day for site checks had passed. */
      reason: z.string().optional(),
    }),
  },
  'assessment.RoundCalculated': {
    version: 1,
    title: { zh: '考核计分', en: 'Round calculated' },
    data: z.strictObject({
      ...about,
      /** 1 for the first calculation, then one more each time. */
      run: z.int().min(1), cause: z.enum(calculationCauses), scheme: roundScheme, engineVersion: z.string(),
      /** Reports, targets and supervision as known at this position. */
      frozenAt: z.int().min(1),
      /** Facts of the assessment itself (claims, site checks, marks, adjustments, decisions) up to this position. */
      upTo: z.int().min(1),
      results: z.int().min(1),
      /** SHA-256 over the sheet hashes of every unit, in the order of groups and unit codes. */
      hash: z.string(),
    }),
  },
  'assessment.ResultsNotified': {
    version: 1,
    title: { zh: '结果反馈', en: 'Results notified' },
    data: z.strictObject({ ...about, run: z.int().min(1), requestsBy: z.string(), document: z.string().optional() }),
  },
  'assessment.ResultsConfirmed': {
    version: 1,
    title: { zh: '结果审定', en: 'Results confirmed' },
    data: z.strictObject({
      ...about, run: z.int().min(1), committee: bilingual, document: z.string(), heldOn: z.string(),
      /** Units whose result is stayed while a review is open; theirs is confirmed apart. */
      stayed: z.array(z.string()),
    }),
  },
  'assessment.ResultsPublished': {
    version: 1,
    title: { zh: '结果通报', en: 'Results published' },
    data: z.strictObject({ ...about, run: z.int().min(1), document: z.string(), publishedOn: z.string() }),
  },
  'assessment.ResultsCorrected': {
    version: 1,
    title: { zh: '通报结果更正', en: 'Published results corrected' },
    data: z.strictObject({
      ...about, run: z.int().min(1), replaces: z.int().min(1), document: z.string(), reason: z.string(),
      /** Units whose score, grade or rank differs from what was published before. */
      changed: z.array(z.strictObject({
        unit: z.string(), scoreFrom: z.string().nullable(), scoreTo: z.string().nullable(), gradeFrom: z.string().nullable(), gradeTo: z.string().nullable(),
        rankFrom: z.int().nullable(), rankTo: z.int().nullable(),
      })),
    }),
  },
  'assessment.RoundClosed': {
    version: 1,
    title: { zh: '考核办结', en: 'Round closed' },
    data: z.strictObject({ ...about, remark: z.string().optional() }),
  },
  'assessment.RoundCancelled': {
    version: 1,
    title: { zh: '考核撤销', en: 'Round cancelled' },
    data: z.strictObject({ ...about, reason: z.string(), authority: z.string() }),
  },
});
export type RoundEvent = EventsOf<typeof roundEvents>;

/** The stream of a round. */
export const roundStream = (round: string): string => `round-${round}`;
