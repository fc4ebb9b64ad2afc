import { refuse, told, type Refusal, type RoleGrant, type Told } from '#engine/kernel';
import { unitStanding, unitStream, type UnitStanding } from '#domain/units';

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
