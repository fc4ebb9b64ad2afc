import type { Scope } from '#engine/kernel';
import { within, type ViewMoment, type Views } from '#engine/http';
import type { Condition } from '#engine/read-store';
import { campaignUnits, type CampaignUnitRow } from './campaign-units.projection.js';

/** Which units' parts of campaigns a scope reaches: all of them, or what the own units may know of. One rule for lists and single campaigns. */
export const visibleUnits = (scope: Scope): readonly Condition[] => (scope === 'all' ? [] : [...within(scope), { field: 'visible', is: 'eq', value: true }]);

/** Units' parts of campaigns that a scope reaches. */
export async function visibleParts(views: Views, scope: Scope, where: readonly Condition[], moment: ViewMoment): Promise<{ readonly parts: readonly CampaignUnitRow[]; readonly position: number }> {
  const { rows, position } = await views.all<CampaignUnitRow>(campaignUnits.name, campaignUnits.table.name, { where: [...visibleUnits(scope), ...where], ...moment });
  return { parts: rows.map(({ row }) => row), position };
}
