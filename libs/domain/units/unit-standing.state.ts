import type { Fold } from '#engine/kernel';
import type { UnitEvent } from './units.events.js';

/** Whether a unit exists and works. */
export type UnitStanding = 'unknown' | 'active' | 'gone';

/** Folds a unit into its standing: what most other contexts ask of a unit before they let it do anything. */
export const unitStanding: Fold<UnitStanding, UnitEvent> = {
  name: 'units.standing',
  initial: 'unknown',
  evolve: (state, event) => {
    if (event.type === 'units.UnitRegistered') return 'active';
    return event.type === 'units.UnitMerged' || event.type === 'units.UnitClosed' ? 'gone' : state;
  },
};
