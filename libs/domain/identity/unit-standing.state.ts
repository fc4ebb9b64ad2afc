import { refuse, told, type Fold, type Refusal, type RoleGrant, type Told } from '#engine/kernel';
import { unitStream, type UnitEvent } from '#domain/units';

/** Whether a unit exists and works. */
export type UnitStanding = 'unknown' | 'active' | 'gone';

/** Folds a unit into whether rights can be given for it. */
export const unitStanding: Fold<UnitStanding, UnitEvent> = {
  name: 'identity.unit-standing',
  initial: 'unknown',
  evolve: (state, event) => {
    if (event.type === 'units.UnitRegistered') return 'active';
    return event.type === 'units.UnitMerged' || event.type === 'units.UnitClosed' ? 'gone' : state;
  },
};

/** The units of a right as a decision is told them, by code. */
export function toldUnits(units: RoleGrant['units']): Readonly<Record<string, Told<UnitStanding>>> {
  return units === 'all' ? {} : Object.fromEntries(units.map((unit) => [unit, told(unitStream(unit), unitStanding)]));
}

/** The first unit that is not there or no longer works, as a refusal. */
export function unitProblem(standings: Readonly<Record<string, UnitStanding>>, field: string): Refusal | undefined {
  for (const [unit, standing] of Object.entries(standings)) {
    if (standing === 'unknown') return refuse('identity.unknown-unit', { unit }, field);
    if (standing === 'gone') return refuse('identity.unit-gone', { unit }, field);
  }
  return undefined;
}
