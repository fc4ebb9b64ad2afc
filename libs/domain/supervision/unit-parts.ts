import { refuse, told, type Refusal, type Told } from '#engine/kernel';
import { unitStanding, unitStream, type UnitStanding } from '#domain/units';

/** Who answers for a finding, and who supports. */
export interface UnitParts {
  readonly unit: string;
  readonly supporting: readonly string[];
}

/** Units as decisions are told them: under `unit.<code>`. */
export type ToldUnits = Readonly<Record<`unit.${string}`, Told<UnitStanding>>>;
export type UnitStandings = Readonly<Record<`unit.${string}`, UnitStanding>>;

export const toldUnits = (units: readonly string[]): ToldUnits => Object.fromEntries(units.map((unit) => [`unit.${unit}`, told(unitStream(unit), unitStanding)]));

/** Each unit has one part, and is there and at work. */
export function unitsProblem({ unit, supporting }: UnitParts, told: UnitStandings, field: string): Refusal | undefined {
  const all = [unit, ...supporting];
  const repeated = all.find((one, at) => all.indexOf(one) !== at);
  if (repeated !== undefined) return refuse('supervision.unit-named-twice', { unit: repeated }, `${field}.supporting`);
  const missing = all.find((one) => told[`unit.${one}`] !== 'active');
  return missing === undefined ? undefined : refuse('supervision.unknown-unit', { unit: missing }, missing === unit ? `${field}.unit` : `${field}.supporting`);
}
