import { z } from 'zod';
import { dateField, textField } from '#engine/http';
import { campaignMeans, campaignTypes, type CampaignContent } from './campaign.events.js';
import { evidenceField, personField, plainCode, present } from './supervision-input.js';

/** Path places of a campaign, and of a unit in it. */
export const campaignParams = z.strictObject({ campaign: plainCode });
export const campaignUnitParams = z.strictObject({ campaign: plainCode, unit: plainCode });

/** A user id. */
export const userField = z.string().regex(/^[a-z0-9](?:[a-z0-9.-]{0,78}[a-z0-9])?$/);

const member = z.strictObject({ user: userField, unit: plainCode.optional(), leader: z.literal(true).optional() }).transform((given): CampaignContent['team'][number] => present(given));
const followed = z.strictObject({ campaign: plainCode.optional(), findings: z.array(plainCode).max(500).default([]) }).transform((given): NonNullable<CampaignContent['follows']> => present(given));

/** The plan of a campaign as a request gives it. */
export const campaignContentField = z.strictObject({
  type: z.enum(campaignTypes), title: textField(200),
  /** Its absence is refused with what to do about it. */
  planItem: textField(100).default(''),
  plan: plainCode.optional(), measures: z.array(z.int().min(1).max(999)).max(200).optional(), units: z.array(plainCode).min(1).max(500), follows: followed.optional(),
  team: z.array(member).max(200), recusals: z.array(z.strictObject({ user: userField, unit: plainCode, reason: textField(500) })).max(1_000).default([]),
  from: dateField, to: dateField, means: z.array(z.enum(campaignMeans)).min(1).max(campaignMeans.length), content: textField(10_000), unannounced: z.boolean().default(false),
});

export const claimField = z.strictObject({ item: textField(200), indicator: plainCode.optional(), claimed: textField(500), verified: textField(500), remark: textField(1_000).optional() })
  .transform((given) => present(given));

export const signaturesField = z.strictObject({ team: z.array(userField).max(50), unit: z.union([z.strictObject({ signer: personField }), z.strictObject({ refused: textField(500) })]) });

/** A conclusion about a unit as a request gives it; its evidence by address. */
export const conclusionField = z.strictObject({ facts: textField(10_000), conclusion: textField(10_000), evidence: evidenceField });
