import { z } from 'zod';
import { defineEvents, type EventsOf } from '#engine/kernel';
import { evidenceReference } from '#domain/reporting';
import { roundScheme } from './round.events.js';

// Names and schemas here are storage format: a change means a new version with an upcaster and a golden file.

/** Why a unit may be given more or less than its figures say, as the scheme's rules name it: 数据造假 · 通报批评. */
export const conductKinds = ['falsified', 'criticised'] as const;

/** What a unit claims, or what was found, for one leaf of the scheme: a figure, a level of evidence, or items found by code. */
export const leafClaim = z.strictObject({
  value: z.string().optional(), level: z.string().optional(), counts: z.record(z.string(), z.string()).optional(),
});
export type LeafClaim = z.output<typeof leafClaim>;

const about = { round: z.string(), unit: z.string() };
const evidence = z.array(evidenceReference);

export const bonusClaim = z.strictObject({
  claim: z.string(), rule: z.string(), matter: z.string(), level: z.string(), documentType: z.string(), document: z.string().optional(), evidence,
});
export type BonusClaimed = z.output<typeof bonusClaim>;

/** What a result says of a unit: everything that is printed beside its name. Decimals as text. */
export const resultFigures = z.strictObject({
  group: z.string(),
  /** The exact total, and the published one, rounded by the scheme; null where the scheme gives no total. */
  raw: z.string().nullable(), published: z.string().nullable(),
  bonus: z.string(), deduction: z.string(),
  /** Grade by score alone, and the one that holds after vetoes and quotas. */
  gradeByScore: z.string().nullable(), grade: z.string().nullable(), vetoed: z.boolean(),
  rank: z.int().nullable(), of: z.int(),
  /** SHA-256 of the score sheet, canonical JSON (RFC 8785), hex. */
  sheet: z.string(),
});
export type ResultFigures = z.output<typeof resultFigures>;

/** How a review ends: 维持 · 更正 · 重新核查. */
export const reviewOutcomes = ['upheld', 'corrected', 're-check'] as const;

export const resultEvents = defineEvents({
  'assessment.SelfAssessmentSubmitted': {
    version: 1,
    title: { zh: '提交自评', en: 'Self-assessment submitted' },
    data: z.strictObject({
      ...about,
      items: z.array(z.strictObject({ node: z.string(), claim: leafClaim, note: z.string().optional(), evidence })),
      bonuses: z.array(bonusClaim),
      /** 基本情况、存在问题、下步打算. */
      situation: z.string(), problems: z.string(), nextSteps: z.string(),
      /** 自评分. */
      selfScore: z.string(),
      late: z.boolean(),
    }),
  },
  'assessment.SelfAssessmentReturned': {
    version: 1,
    title: { zh: '自评退回', en: 'Self-assessment returned' },
    data: z.strictObject({ ...about, reason: z.string(), resubmitBy: z.string().optional() }),
  },
  'assessment.SiteCheckRecorded': {
    version: 1,
    title: { zh: '实地核查', en: 'Site check recorded' },
    data: z.strictObject({
      ...about, check: z.string(), on: z.string(), place: z.string(), unannounced: z.boolean(), sample: z.string().optional(),
      /** Users who checked: two or more, none of the unit, none recused. */
      team: z.array(z.string()).min(2), recusals: z.array(z.strictObject({ user: z.string(), reason: z.string() })),
      items: z.array(z.strictObject({ node: z.string(), claimed: leafClaim, verified: leafClaim, difference: z.string().optional(), remark: z.string().optional() })).min(1),
      evidence,
      /** Both signed, or the unit refused and why. */
      signatures: z.union([z.strictObject({ both: z.literal(true) }), z.strictObject({ refused: z.string() })]),
    }),
  },
  'assessment.ItemMarked': {
    version: 1,
    title: { zh: '评委打分', en: 'Item marked by a rater' },
    data: z.strictObject({ ...about, node: z.string(), rater: z.string(), mark: z.string(), remark: z.string().optional() }),
  },
  'assessment.BonusDecided': {
    version: 1,
    title: { zh: '加分认定', en: 'Bonus claim decided' },
    data: z.strictObject({ ...about, claim: z.string(), accepted: z.boolean(), reason: z.string() }),
  },
  'assessment.DeductionEntered': {
    version: 1,
    title: { zh: '扣分登记', en: 'Deduction entered' },
    data: z.strictObject({ ...about, deduction: z.string(), points: z.string(), reason: z.string(), document: z.string() }),
  },
  'assessment.ConductRecorded': {
    version: 1,
    title: { zh: '违规情形登记', en: 'Conduct recorded' },
    data: z.strictObject({ ...about, record: z.string(), kind: z.enum(conductKinds), severity: z.string().optional(), indicator: z.string().optional(), matter: z.string(), document: z.string() }),
  },
  'assessment.VetoEntered': {
    version: 1,
    title: { zh: '一票否决登记', en: 'Veto entered' },
    data: z.strictObject({ ...about, veto: z.string(), rule: z.string(), matter: z.string(), document: z.string() }),
  },
  'assessment.EntryRevoked': {
    version: 1,
    title: { zh: '登记撤销', en: 'Entry revoked' },
    data: z.strictObject({ ...about, entry: z.string(), reason: z.string(), authority: z.string() }),
  },
  'assessment.ResultCalculated': {
    version: 1,
    title: { zh: '得分计算', en: 'Result calculated' },
    data: z.strictObject({ ...about, run: z.int().min(1), scheme: roundScheme, engineVersion: z.string(), frozenAt: z.int().min(1), upTo: z.int().min(1), figures: resultFigures }),
  },
  'assessment.ScoreAdjusted': {
    version: 1,
    title: { zh: '得分调整', en: 'Score adjusted' },
    data: z.strictObject({
      ...about, adjustment: z.string(), node: z.string(),
      /** Points more or, with a minus sign, less; within what the node can still give. */
      delta: z.string(),
      reason: z.string(), document: z.string().optional(), evidence,
      /** The request for review that it follows from. */
      request: z.string().optional(),
    }),
  },
  'assessment.ReviewRequested': {
    version: 1,
    title: { zh: '申请复核', en: 'Review requested' },
    data: z.strictObject({
      ...about, request: z.string(), run: z.int().min(1),
      /** A node of the scheme, or the whole. */
      node: z.union([z.string(), z.literal('total'), z.literal('grade')]),
      claim: z.string(), reason: z.string(), evidence, decideBy: z.string(),
    }),
  },
  'assessment.ReviewWithdrawn': {
    version: 1,
    title: { zh: '撤回复核申请', en: 'Request for review withdrawn' },
    data: z.strictObject({ ...about, request: z.string(), reason: z.string() }),
  },
  'assessment.ResultStayed': {
    version: 1,
    title: { zh: '暂缓执行', en: 'Effect of a result stayed' },
    data: z.strictObject({ ...about, request: z.string(), reason: z.string() }),
  },
  'assessment.ReviewDecided': {
    version: 1,
    title: { zh: '复核决定', en: 'Review decided' },
    data: z.strictObject({
      ...about, request: z.string(), outcome: z.enum(reviewOutcomes), reason: z.string(), late: z.boolean(),
      /** What the decision does to score, grade and rank, as it was shown before deciding. */
      effect: z.strictObject({
        scoreFrom: z.string().nullable(), scoreTo: z.string().nullable(), gradeFrom: z.string().nullable(), gradeTo: z.string().nullable(),
        rankFrom: z.int().nullable(), rankTo: z.int().nullable(),
      }),
    }),
  },
});
export type ResultEvent = EventsOf<typeof resultEvents>;

/** Everything a round knows of one unit: `result-<round>.<unit>`. */
export const resultStream = (round: string, unit: string): string => `result-${round}.${unit}`;
