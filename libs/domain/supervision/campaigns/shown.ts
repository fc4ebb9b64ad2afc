import type { Scope } from '#engine/kernel';
import type { CampaignUnitRow } from './campaign-units.projection.js';
import type { CampaignRow } from './campaigns.projection.js';

/** A campaign as those who see a scope may read it: a unit reads what concerns itself, and nothing of how others are inspected. */
export function campaignShown(row: CampaignRow, scope: Scope): CampaignRow {
  if (scope === 'all') return row;
  const units = row.units.filter((unit) => scope.includes(unit));
  return { ...row, units, follows: null, recusals: [], revisions: [], draws: [], inForce: null, summary: null };
}

/** What a campaign comes to for a unit, as the unit may read it: the conclusion once it is fed back. */
export function unitShown(row: CampaignUnitRow, scope: Scope): CampaignUnitRow {
  if (scope === 'all' || row.fedBackAt !== null) return row;
  return { ...row, stage: row.stage === 'cancelled' ? 'cancelled' : 'inspected', conclusion: null, notInspectedReason: null };
}
