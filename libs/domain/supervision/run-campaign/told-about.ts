import { told, type Told } from '#engine/kernel';
import { unitStanding, unitStream, type UnitStanding } from '#domain/units';
import type { CampaignContent } from '../campaign.events.js';
import { toldCampaign, type CampaignState } from '../campaign.state.js';
import { findingStream } from '../finding.events.js';
import { finding, type FindingState } from '../finding.state.js';
import { toldPlanStanding, type PlanStanding } from './plan-standing.state.js';

/** What is told of the things a plan names. Units come as `unit:<code>`, findings as `finding:<id>`. */
export type ToldAbout = Readonly<Record<string, Told<UnitStanding | FindingState | CampaignState | PlanStanding>>>;

/** What a plan of a campaign names, of other streams. */
export function toldAbout({ units, follows, plan }: Pick<CampaignContent, 'units' | 'follows' | 'plan'>): ToldAbout {
  return {
    ...Object.fromEntries(units.map((unit) => [`unit:${unit}`, told(unitStream(unit), unitStanding)])),
    ...Object.fromEntries((follows?.findings ?? []).map((id) => [`finding:${id}`, told(findingStream(id), finding)])),
    ...(follows?.campaign === undefined ? {} : { campaign: toldCampaign(follows.campaign) }),
    ...(plan === undefined ? {} : { plan: toldPlanStanding(plan) }),
  };
}

export type FactsAbout = Readonly<Record<string, UnitStanding | FindingState | CampaignState | PlanStanding>>;

export const unitIn = (facts: FactsAbout, unit: string): UnitStanding => facts[`unit:${unit}`] as UnitStanding;
export const findingIn = (facts: FactsAbout, id: string): FindingState => facts[`finding:${id}`] as FindingState;
export const campaignIn = (facts: FactsAbout): CampaignState => facts['campaign'] as CampaignState;
export const planIn = (facts: FactsAbout): PlanStanding => facts['plan'] as PlanStanding;
