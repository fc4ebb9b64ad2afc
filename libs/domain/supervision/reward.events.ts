import { z } from 'zod';
import { defineEvents, type EventsOf } from '#engine/kernel';
import { evidenceReference } from '#domain/reporting';

// Names and schemas here are storage format: a change means a new version with an upcaster and a golden file.

/** Whose list of rewards 督查激励 it is: 国家级 · 省级 · 市级. */
export const rewardLevels = ['national', 'provincial', 'municipal'] as const;
export type RewardLevel = (typeof rewardLevels)[number];

/** Who brought a unit forward: 自荐 by itself, or the bureau. */
export const nominationOrigins = ['self', 'bureau'] as const;
export type NominationOrigin = (typeof nominationOrigins)[number];

/** What a unit is brought forward for. */
export const nomination = z.strictObject({
  /** The year that the list rewards. */
  year: z.int(),
  level: z.enum(rewardLevels),
  /** The words of the list: 推进质量工作成效突出 · 改革创新成效明显. */
  policyItem: z.string(),
  unit: z.string(),
  plan: z.string().optional(),
  /** Number of the plan's measure that the result belongs to. */
  measure: z.int().min(1).optional(),
  grounds: z.string(),
  evidence: z.array(evidenceReference).min(1),
  /** The form of reward that is asked for: funds, projects, land, priority as a pilot. */
  form: z.string().optional(),
});
export type Nomination = z.output<typeof nomination>;

/** Who objects: a unit, or somebody of the public, by reference to the registry of persons where known. */
export const objector = z.union([
  z.strictObject({ kind: z.literal('unit'), unit: z.string() }),
  z.strictObject({ kind: z.literal('public'), person: z.string().optional() }),
]);
export type Objector = z.output<typeof objector>;

const about = { reward: z.string(), unit: z.string() };

export const rewardEvents = defineEvents({
  'supervision.RewardNominated': {
    version: 1,
    title: { zh: '督查激励自荐或提名', en: 'Reward nominated' },
    data: z.strictObject({ reward: z.string(), origin: z.enum(nominationOrigins), ...nomination.shape }),
  },
  'supervision.RewardReviewed': {
    version: 1,
    title: { zh: '督查激励初审', en: 'Reward reviewed' },
    data: z.strictObject({ ...about, verdict: z.enum(['passed', 'returned']), opinion: z.string() }),
  },
  'supervision.RewardRecommendedUp': {
    version: 1,
    title: { zh: '督查激励推荐申报', en: 'Reward recommended upwards' },
    data: z.strictObject({ ...about, to: z.string(), document: z.string() }),
  },
  'supervision.RewardPublicised': {
    version: 1,
    title: { zh: '督查激励公示', en: 'Reward publicised' },
    /** First and last day of the publicity, both included. */
    data: z.strictObject({ ...about, from: z.string(), to: z.string(), where: z.string(), workingDays: z.int().min(5) }),
  },
  'supervision.RewardObjected': {
    version: 1,
    title: { zh: '督查激励公示异议', en: 'Reward objected to' },
    data: z.strictObject({ ...about, objection: z.string(), by: objector, receivedOn: z.string(), content: z.string(), evidence: z.array(evidenceReference) }),
  },
  'supervision.RewardObjectionSettled': {
    version: 1,
    title: { zh: '督查激励异议处理', en: 'Objection to a reward settled' },
    data: z.strictObject({ ...about, objection: z.string(), outcome: z.enum(['upheld', 'dismissed']), opinion: z.string() }),
  },
  'supervision.RewardGranted': {
    version: 1,
    title: { zh: '获得督查激励', en: 'Reward granted' },
    data: z.strictObject({
      ...about, document: z.string(), form: z.string(), on: z.string(),
      /** Exact decimal, with its unit as printed: 万元. */
      amount: z.strictObject({ value: z.string(), unit: z.string() }).optional(),
    }),
  },
  'supervision.RewardNotGranted': {
    version: 1,
    title: { zh: '未获督查激励', en: 'Reward not granted' },
    data: z.strictObject({ ...about, reason: z.string() }),
  },
  'supervision.RewardWithdrawn': {
    version: 1,
    title: { zh: '撤回督查激励推荐', en: 'Nomination withdrawn' },
    data: z.strictObject({ ...about, reason: z.string() }),
  },
  'supervision.RewardRevoked': {
    version: 1,
    title: { zh: '撤销督查激励', en: 'Reward revoked' },
    data: z.strictObject({ ...about, document: z.string(), reason: z.string() }),
  },
});
export type RewardEvent = EventsOf<typeof rewardEvents>;

/** The stream of a reward. */
export const rewardStream = (reward: string): string => `reward-${reward}`;
