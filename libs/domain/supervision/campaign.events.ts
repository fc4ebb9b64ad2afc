import { z } from 'zod';
import { defineEvents, type EventsOf } from '#engine/kernel';
import { evidenceReference } from '#domain/reporting';

// Names and schemas here are storage format: a change means a new version with an upcaster and a golden file.

/** 例行督查 · 专项督查 · 回头看. */
export const campaignTypes = ['routine', 'special', 'follow-up'] as const;

/** 自查 · 书面督查 · 听取汇报 · 实地督查 · 查阅资料 · 座谈访谈 · 互联网+督查. */
export const campaignMeans = ['self-check', 'written', 'briefing', 'on-site', 'documents', 'interviews', 'online'] as const;

/** 维持 · 更正 · 撤销. */
export const objectionDecisions = ['upheld', 'amended', 'revoked'] as const;

const evidence = z.array(evidenceReference);

/** What a campaign is to be: the plan 督查方案 that comes before it. */
export const campaignContent = z.strictObject({
  type: z.enum(campaignTypes),
  title: z.string(),
  /** Number of the item of the annual plan 年度计划 that covers it. */
  planItem: z.string(),
  /** Plan and measures it looks at. */
  plan: z.string().optional(),
  measures: z.array(z.int().min(1)).optional(),
  /** Units it concerns, or among which a sample is drawn. */
  units: z.array(z.string()).min(1),
  /** What a follow-up comes back to. */
  follows: z.strictObject({ campaign: z.string().optional(), findings: z.array(z.string()) }).optional(),
  /** User ids; `unit` is the unit a member belongs to, for which the member does not act. */
  team: z.array(z.strictObject({ user: z.string(), unit: z.string().optional(), leader: z.literal(true).optional() })).min(2),
  /** 回避: who does not act for which unit, and why. */
  recusals: z.array(z.strictObject({ user: z.string(), unit: z.string(), reason: z.string() })),
  from: z.string(),
  to: z.string(),
  means: z.array(z.enum(campaignMeans)).min(1),
  /** What is looked at, and how. */
  content: z.string(),
  /** 暗访: without notice, the sample sealed until it is done. */
  unannounced: z.boolean(),
});
export type CampaignContent = z.output<typeof campaignContent>;

/** A unit that was drawn, with the inspectors drawn for it. */
export const drawnUnit = z.strictObject({ unit: z.string(), inspectors: z.array(z.string()).min(1) });
export type DrawnUnit = z.output<typeof drawnUnit>;

/** Who and what a draw draws among; with the seed it is all that is needed to draw again. */
export const drawBasis = z.strictObject({
  /** Name and version of the way it is drawn. */
  algorithm: z.string(),
  units: z.array(z.string()).min(1),
  /** `recused` are the units for which the inspector does not act. */
  inspectors: z.array(z.strictObject({ user: z.string(), recused: z.array(z.string()) })).min(1),
  /** Units to draw. */
  count: z.int().min(1),
  /** Inspectors for each unit. */
  teamSize: z.int().min(1),
});
export type DrawBasis = z.output<typeof drawBasis>;

/** An item claimed by a unit and what was found on the spot. */
export const siteClaim = z.strictObject({
  item: z.string(),
  indicator: z.string().optional(),
  claimed: z.string(),
  verified: z.string(),
  /** Verified less claimed, where both are decimals. */
  difference: z.string().optional(),
  remark: z.string().optional(),
});

/** Both sides sign, or the refusal to sign is recorded. Persons of the unit by reference. */
export const visitSignatures = z.strictObject({
  team: z.array(z.string()).min(1),
  unit: z.union([z.strictObject({ signer: z.string() }), z.strictObject({ refused: z.string() })]),
});

export const siteVisit = z.strictObject({
  visit: z.string(),
  unit: z.string(),
  date: z.string(),
  team: z.array(z.string()).min(1),
  /** Why others than the inspectors drawn went. */
  substitution: z.string().optional(),
  place: z.string(),
  claims: z.array(siteClaim),
  observations: z.string().optional(),
  photos: evidence,
  signatures: visitSignatures,
});
export type SiteVisit = z.output<typeof siteVisit>;

/** What a campaign comes to for a unit: facts, what proves them, and the conclusion drawn. */
export const unitConclusion = z.strictObject({ unit: z.string(), facts: z.string(), evidence, conclusion: z.string() });
export type UnitConclusion = z.output<typeof unitConclusion>;

const about = { campaign: z.string() };
const ofUnit = { ...about, unit: z.string() };

export const campaignEvents = defineEvents({
  'supervision.CampaignPlanned': {
    version: 1,
    title: { zh: '督查活动立项', en: 'Campaign planned' },
    data: z.strictObject({ ...about, content: campaignContent }),
  },
  'supervision.CampaignRevised': {
    version: 1,
    title: { zh: '督查方案调整', en: 'Campaign revised' },
    data: z.strictObject({
      ...about, content: campaignContent, from: campaignContent, reason: z.string(),
      /** The draw that no longer holds because units, team or recusals changed; its units where they are known. */
      voids: z.strictObject({ draw: z.int().min(1), year: z.int(), units: z.array(z.string()) }).optional(),
    }),
  },
  'supervision.SampleDrawn': {
    version: 1,
    title: { zh: '随机抽取', en: 'Sample drawn' },
    data: z.strictObject({
      ...about,
      /** 1 for the first draw of the campaign. */
      draw: z.int().min(1),
      /** Year the campaign begins in; times drawn are counted by it. */
      year: z.int(),
      basis: drawBasis,
      /** SHA-256 of the 32 bytes of the seed, hex. */
      seedHash: z.string(),
      /** 32 random bytes, hex, and what they drew; both absent while the sample is sealed. */
      seed: z.string().optional(),
      drawn: z.array(drawnUnit).optional(),
      /** Why it was drawn again. */
      reason: z.string().optional(),
      /** The draw in whose place it comes; its units where they are known. */
      replaces: z.strictObject({ draw: z.int().min(1), year: z.int(), units: z.array(z.string()) }).optional(),
    }),
  },
  'supervision.SampleUnsealed': {
    version: 1,
    title: { zh: '抽取结果解封', en: 'Sample unsealed' },
    data: z.strictObject({
      ...about, draw: z.int().min(1), year: z.int(), seed: z.string(), drawn: z.array(drawnUnit),
      /** False for a draw that was drawn again or voided. */
      inForce: z.boolean(),
    }),
  },
  'supervision.CampaignStarted': {
    version: 1,
    title: { zh: '督查活动启动', en: 'Campaign started' },
    data: z.strictObject({
      ...about,
      /** Units that are inspected; none are named while the sample is sealed. */
      units: z.array(z.string()),
    }),
  },
  'supervision.SiteVisitRecorded': {
    version: 1,
    title: { zh: '实地核查', en: 'Site visit recorded' },
    data: z.strictObject({ ...about, ...siteVisit.shape }),
  },
  'supervision.CampaignConcluded': {
    version: 1,
    title: { zh: '督查结论', en: 'Campaign concluded' },
    data: z.strictObject({
      ...about, summary: z.string(), conclusions: z.array(unitConclusion).min(1),
      /** Units it concerned that were not looked at, each with why. */
      notInspected: z.array(z.strictObject({ unit: z.string(), reason: z.string() })),
    }),
  },
  'supervision.ConclusionFedBack': {
    version: 1,
    title: { zh: '督查结论反馈', en: 'Conclusion fed back' },
    data: z.strictObject({
      ...ofUnit, document: z.string().optional(),
      /** Last instant for an objection. */
      objectBy: z.string(),
    }),
  },
  'supervision.ObjectionRaised': {
    version: 1,
    title: { zh: '对督查结论提出异议', en: 'Objection raised' },
    data: z.strictObject({
      ...ofUnit, reason: z.string(), evidence,
      /** Until when it is to be decided. */
      decideBy: z.string(),
    }),
  },
  'supervision.ObjectionDecided': {
    version: 1,
    title: { zh: '异议复核决定', en: 'Objection decided' },
    data: z.strictObject({
      ...ofUnit, decision: z.enum(objectionDecisions), reason: z.string(),
      /** The conclusion as amended. */
      conclusion: unitConclusion.optional(),
      /** Whether it came after it was due. */
      late: z.boolean(),
    }),
  },
  'supervision.CampaignCancelled': {
    version: 1,
    title: { zh: '督查活动取消', en: 'Campaign cancelled' },
    data: z.strictObject({ ...about, reason: z.string(), year: z.int(), units: z.array(z.string()), before: z.enum(['planned', 'started']) }),
  },
});
export type CampaignEvent = EventsOf<typeof campaignEvents>;

/** The stream of a campaign. */
export const campaignStream = (campaign: string): string => `campaign-${campaign}`;
