import { recusedUnits } from '../campaign-acts.js';
import type { DrawnUnit } from '../campaign.events.js';
import type { Campaign } from '../campaign.state.js';

/**
 * What a member of the team may read of a sample: all of it; or, for a member recused from any unit, only where that member was drawn,
 * for otherwise what is missing would say whether the unit was drawn.
 */
export function listFor({ content }: Campaign, drawn: readonly DrawnUnit[], user: string): { readonly complete: boolean; readonly units: readonly DrawnUnit[] } {
  const complete = recusedUnits(content, user).length === 0;
  return { complete, units: complete ? drawn : drawn.filter(({ inspectors }) => inspectors.includes(user)) };
}
