import { z } from 'zod';
import { campaignMeans, campaignTypes, drawBasis, drawnUnit, objectionDecisions, siteVisit, unitConclusion } from '../campaign.events.js';
import { campaignStatuses } from '../campaign.state.js';
import { unitStages } from './campaign-units.projection.js';

const text = z.string().nullable();
const count = z.number().int();

/** A campaign as it is answered. */
export const campaignLine = z.object({
  campaign: z.string(), type: z.enum(campaignTypes), title: z.string(), planItem: z.string(), plan: text, measures: z.array(count), units: z.array(z.string()),
  follows: z.object({ campaign: text, findings: z.array(z.string()) }).nullable(), team: z.array(z.object({ user: z.string(), unit: text, leader: z.boolean() })),
  recusals: z.array(z.object({ user: z.string(), unit: z.string(), reason: z.string() })), from: z.string(), to: z.string(), means: z.array(z.enum(campaignMeans)), content: z.string(),
  unannounced: z.boolean(), year: count, status: z.enum(campaignStatuses), plannedBy: z.string(), plannedAt: z.string(),
  revisions: z.array(z.object({ at: z.string(), by: z.string(), reason: z.string() })),
  draws: z.array(z.object({
    draw: count, drawnAt: z.string(), drawnBy: z.string(), basis: drawBasis, seedHash: z.string(), seed: text, drawn: z.array(drawnUnit).nullable(), reason: text, unsealedAt: text,
  })),
  inForce: count.nullable(), startedAt: text, concludedAt: text, concludedBy: text, summary: text, cancelledAt: text, cancelReason: text, revision: count, changedAt: z.string(),
});

/** What a campaign comes to for a unit, as it is answered. */
export const campaignUnitLine = z.object({
  campaign: z.string(), unit: z.string(), type: z.enum(campaignTypes), title: z.string(), planItem: z.string(), year: count, unannounced: z.boolean(), drawn: z.boolean().nullable(),
  stage: z.enum(unitStages), visible: z.boolean(), visits: z.array(siteVisit.extend({ recordedBy: z.string(), recordedAt: z.string() })), conclusion: unitConclusion.nullable(), notInspectedReason: text,
  fedBackAt: text, feedbackDocument: text, objectBy: text, objection: z.enum(['none', 'raised', 'decided']), objectionReason: text,
  objectionEvidence: siteVisit.shape.photos, raisedBy: text, raisedAt: text, decideBy: text, decision: z.enum(objectionDecisions).nullable(), decisionReason: text, decidedBy: text, decidedAt: text,
  decidedLate: z.boolean().nullable(), revision: count, changedAt: z.string(),
});
