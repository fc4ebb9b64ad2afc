import { z } from 'zod';
import { defineEvents, type EventsOf } from '#engine/kernel';

// Names and schemas here are storage format: a change means a new version with an upcaster and a golden file.

const bilingual = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });

/** What has to be so in a published result, all of it: each field that is there. */
export const linkageCondition = z.strictObject({
  /** The grade that holds is one of these. */
  grades: z.array(z.string()).min(1).optional(),
  /** A veto 一票否决 holds, or none does. */
  vetoed: z.boolean().optional(),
  /** The rank is this or better. */
  rankAtMost: z.int().min(1).optional(),
  /** Among the last `places` ranks of its group in `running` rounds one after another, this one included. */
  bottomRanks: z.strictObject({ places: z.int().min(1).max(100), running: z.int().min(1).max(5) }).optional(),
});
export type LinkageCondition = z.output<typeof linkageCondition>;

/** One rule: where any of its conditions holds, it advises. */
export const linkageRule = z.strictObject({
  code: z.string(), when: z.array(linkageCondition).min(1), advice: bilingual,
  /** Number of the document that the rule is from, where it is another than the one that adopts the rules. */
  document: z.string().optional(),
});
export type LinkageRule = z.output<typeof linkageRule>;

/** Largest share of 优秀, in percent: of groups, of persons, and of persons in a group by the group's own result. Decimals as text. */
export const linkageQuotas = z.strictObject({
  groupsExcellent: z.string(), personsExcellent: z.string(),
  personsByGroup: z.strictObject({ excellent: z.string(), fair: z.string(), poor: z.string() }),
});
export type LinkageQuotas = z.output<typeof linkageQuotas>;

/** How results of the quality assessment bear on the review of leading groups and cadres 考核结果运用. */
export const linkageContent = z.strictObject({
  rules: z.array(linkageRule).min(1), quotas: linkageQuotas,
  /** Weight of the quality result in the comprehensive assessment, in percent. */
  weight: z.string(),
});
export type LinkageContent = z.output<typeof linkageContent>;

export const linkageRulesEvents = defineEvents({
  'cadre-review.LinkageRulesAdopted': {
    version: 1,
    title: { zh: '结果运用规则发布', en: 'Linkage rules adopted' },
    data: z.strictObject({ rules: z.string(), version: z.int().min(1), document: z.string(), content: linkageContent }),
  },
});
export type LinkageRulesEvent = EventsOf<typeof linkageRulesEvents>;

/** The rules that dossiers follow when none are named. */
export const cityLinkageRules = 'city';

/** The stream of a set of linkage rules: `linkageRules-<code>`. */
export const linkageRulesStream = (code: string): string => `linkageRules-${code}`;
