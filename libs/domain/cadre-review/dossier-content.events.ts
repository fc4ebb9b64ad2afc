import { z } from 'zod';
import { assessmentYears, resultFigures, reviewOutcomes, roundScheme } from '#domain/assessment';
import { leadershipLines, unitKinds } from '#domain/units';
import { linkageQuotas } from './linkage-rules.events.js';

// What a dossier says is storage format. Figures are exact decimals as text. Persons are references: names are joined when it is dispatched.

const bilingual = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });

/** What links a person to what a unit did: a main leader the whole unit, a deputy measures and units of the portfolio 分管领域. */
export const leaderLink = z.union([z.strictObject({ kind: z.literal('whole-unit') }), z.strictObject({ kind: z.literal('portfolio'), measures: z.array(z.int()), units: z.array(z.string()) })]);

/** What a reader should know of a term. Notes correct nothing. */
export const tenureNote = z.discriminatedUnion('code', [
  z.strictObject({ code: z.literal('arrived-during-year'), on: z.string() }),
  z.strictObject({ code: z.literal('left-during-year'), on: z.string() }),
  /** Days between: 0 when one follows the other at once, negative when both were in post. */
  z.strictObject({ code: z.literal('took-over-from'), appointment: z.string(), until: z.string(), daysBetween: z.int() }),
  z.strictObject({ code: z.literal('handed-over-to'), appointment: z.string(), from: z.string(), daysBetween: z.int() }),
  /** 任职不满半年: the former unit's assessment is consulted. */
  z.strictObject({ code: z.literal('under-half-of-year'), days: z.int() }),
  z.strictObject({ code: z.literal('targets-set-before-arrival'), count: z.int().min(1) }),
]);
export type TenureNote = z.output<typeof tenureNote>;

/** A term in a leading group as far as it lies in the assessment year. It carries no score, rank or grade: the unit's is the unit's. */
export const leaderTenure = z.strictObject({
  appointment: z.string(), person: z.string(), post: bilingual, rank: z.enum(['main', 'deputy']), line: z.enum(leadershipLines),
  from: z.string(), until: z.string().nullable(),
  /** The part of the term inside the assessment year, both days included. */
  inYear: z.strictObject({ from: z.string(), to: z.string(), days: z.int().min(1) }),
  link: leaderLink, notes: z.array(tenureNote),
});
export type LeaderTenure = z.output<typeof leaderTenure>;

/** Days of the year on which one side of the leading group had a main leader, and on which it had none. They add up to the year. */
export const mainPost = z.strictObject({ line: z.enum(['party', 'administrative']), days: z.int().min(0), vacantDays: z.int().min(0) });
export type MainPost = z.output<typeof mainPost>;

/** One item of the one-page profile 一页表: what was aimed at, what came of it, what it gave and cost. */
export const profileItem = z.strictObject({
  node: z.string(), title: bilingual, indicator: z.string(), state: z.string(), actual: z.string().nullable(), target: z.string().nullable(),
  possible: z.string().nullable(), obtained: z.string().nullable(), lost: z.string().nullable(), light: z.string().nullable(),
});
export type ProfileItem = z.output<typeof profileItem>;

/** A bonus or deduction, or one that did not count, and why. */
export const adjustmentLine = z.strictObject({
  kind: z.string(), rule: z.string(), title: bilingual, matter: z.string(), detail: z.string().nullable(), document: z.string().nullable(), points: z.string(), counted: z.string(), outcome: z.string(),
});
export type AdjustmentLine = z.output<typeof adjustmentLine>;

/** A matter of supervision and what it cost the unit, rule by rule. */
export const findingSummary = z.strictObject({
  matter: z.string(), document: z.string().nullable(), severity: z.string().nullable(), rules: z.array(z.string()), counted: z.string(), lifted: z.boolean(),
});
export type FindingSummary = z.output<typeof findingSummary>;

export const reviewRecord = z.strictObject({
  request: z.string(), node: z.string(), claim: z.string(), requestedAt: z.string(), status: z.enum(['open', 'withdrawn', ...reviewOutcomes]),
  decidedAt: z.string().nullable(), reason: z.string().nullable(), late: z.boolean(), scoreFrom: z.string().nullable(), scoreTo: z.string().nullable(),
});
export type ReviewRecord = z.output<typeof reviewRecord>;

const yearResult = z.strictObject({ round: z.string(), year: z.int(), run: z.int(), published: z.string().nullable(), grade: z.string().nullable(), rank: z.int().nullable(), of: z.int() });
export type YearResult = z.output<typeof yearResult>;

/** Confirmed facts 已确认事实. */
export const confirmedFacts = z.strictObject({
  unit: z.strictObject({ code: z.string(), name: bilingual, kind: z.enum(unitKinds), inclusion: z.strictObject({ document: z.string() }).nullable() }),
  round: z.strictObject({ code: z.string(), title: bilingual, plan: z.string(), year: z.int(), assessmentYear: z.enum(assessmentYears), from: z.string(), to: z.string() }),
  confirmation: z.strictObject({ committee: bilingual, document: z.string(), heldOn: z.string() }).nullable(),
  publication: z.strictObject({
    document: z.string(), on: z.string(),
    corrections: z.array(z.strictObject({ run: z.int(), replaces: z.int(), document: z.string(), reason: z.string() })),
  }),
  result: resultFigures.omit({ sheet: true }).extend({ run: z.int().min(1) }),
  /** This year first, then the years before it without a gap. */
  trend: z.array(yearResult).min(1),
  profile: z.array(profileItem),
  /** Adjustments 调整 change the points of a node, with a sign; their `rule` is the node and their `matter` the reason. */
  bonuses: z.array(adjustmentLine), deductions: z.array(adjustmentLine), adjustments: z.array(adjustmentLine),
  vetoes: z.array(z.strictObject({ rule: z.string(), title: bilingual, matter: z.string(), document: z.string().nullable(), grade: z.string(), effect: z.string() })),
  findings: z.strictObject({ matters: z.int(), lifted: z.int(), counted: z.string(), list: z.array(findingSummary) }),
  leaders: z.array(leaderTenure), mainPosts: z.array(mainPost),
  reviews: z.array(reviewRecord),
  scheme: roundScheme.omit({ hash: true }),
});
export type ConfirmedFacts = z.output<typeof confirmedFacts>;

/** The fact of the result that a rule found. */
export const adviceGround = z.discriminatedUnion('fact', [
  z.strictObject({ fact: z.literal('grade'), grade: z.string() }),
  z.strictObject({ fact: z.literal('vetoed'), vetoed: z.boolean() }),
  z.strictObject({ fact: z.literal('rank'), rank: z.int(), of: z.int() }),
  z.strictObject({ fact: z.literal('bottom-rank'), year: z.int(), rank: z.int(), of: z.int() }),
]);
export type AdviceGround = z.output<typeof adviceGround>;

/** Advice 建议, by a version of the linkage rules; the organisation department decides. */
export const linkageAdvice = z.strictObject({
  rules: z.strictObject({ code: z.string(), version: z.int().min(1), document: z.string() }),
  items: z.array(z.strictObject({ code: z.string(), text: bilingual, document: z.string(), because: z.array(adviceGround).min(1) })),
  /** Rules that ask for more earlier rounds than were published. */
  unanswered: z.array(z.string()),
  quotas: linkageQuotas, weight: z.string(),
});
export type LinkageAdvice = z.output<typeof linkageAdvice>;

/** By what the dossier can be proven from the log: hashes are SHA-256, hex. */
export const integrityProof = z.strictObject({
  round: z.string(), run: z.int(), roundHash: z.string(), sheetHash: z.string(), schemeHash: z.string(), engineVersion: z.string(),
  /** Positions of the log: of the frozen data, of the assessment's own facts, of the unit's result. */
  frozenAt: z.int(), upTo: z.int(), position: z.int(),
});
export type IntegrityProof = z.output<typeof integrityProof>;

export const dossierContent = z.strictObject({ confirmed: confirmedFacts, advice: linkageAdvice, integrity: integrityProof });
export type DossierContent = z.output<typeof dossierContent>;
