import type { Scheme } from '../scheme/scheme.js';
import { compile, type CompiledGroup } from './compile.js';
import { explain } from './explain.js';
import { GroupState } from './group-state.js';
import { contentHash } from '#engine/kernel';
import type { GroupInput, UnitInput } from './input.js';
import type { UnitResult } from './result.js';
import type { ScoreSheet } from './score-sheet.js';
import { engineVersion } from './version.js';

/** A calculated group. Results are in the order of unit codes; sheets are written only when asked for. */
export interface GroupResult {
  readonly engineVersion: string;
  readonly scheme: { readonly id: string; readonly version: number; readonly hash: string };
  readonly group: string;
  readonly units: readonly UnitResult[];
  /** Units that were handed over but are not in the group. */
  readonly ignored: readonly string[];
  /** @throws RangeError when the unit is not in the group */
  unit(unit: string): UnitResult;
  /** @throws RangeError when the unit is not in the group */
  sheet(unit: string): ScoreSheet;
}

const noFacts: UnitInput = { values: {} };

/** The units of a group with their facts: those the scheme lists (without facts: nothing reported), or all for `*`. */
export function unitsOf(compiled: CompiledGroup, input: GroupInput): { readonly units: Map<string, UnitInput>; readonly ignored: string[] } {
  const { units } = compiled.group;
  if (units === '*') return { units: new Map(Object.entries(input.units)), ignored: [] };
  const listed = new Set(units);
  return {
    units: new Map(units.map((unit) => [unit, Object.hasOwn(input.units, unit) ? input.units[unit]! : noFacts])),
    ignored: Object.keys(input.units).filter((unit) => !listed.has(unit)).sort(),
  };
}

/**
 * Score a group of units under a scheme. Pure: neither clock nor chance, and the order of units or of facts never shows.
 * @throws RangeError for an unknown group or a number that is no decimal (both are faults of the caller)
 */
export function calculate(scheme: Scheme, groupCode: string, input: GroupInput): GroupResult {
  const compiled = compile(scheme, groupCode);
  const { units, ignored } = unitsOf(compiled, input);
  const state = new GroupState(compiled, basisOf(input), units);
  return resultOf(state, ignored);
}

export const basisOf = ({ asOf, asKnownAt, monthsElapsed }: GroupInput): Omit<GroupInput, 'units'> => ({ asOf, asKnownAt, monthsElapsed });

/** A result over a state. Sheets are written from the state as it is when they are asked for. */
export function resultOf(state: GroupState, ignored: readonly string[]): GroupResult {
  const { scheme, group } = state.compiled;
  const hash = schemeHash(scheme);
  const units = state.units.map((_, u) => state.result(u));
  return {
    engineVersion,
    scheme: { id: scheme.id, version: scheme.version, hash },
    group: group.code,
    units,
    ignored,
    unit: (unit) => units[state.indexOf(unit)]!,
    sheet: (unit) => explain(state, unit, hash),
  };
}

/** SHA-256 of a scheme's content; two texts of the same scheme have the same hash. */
export function schemeHash(scheme: Scheme): string {
  const { $schema: _, ...content } = scheme;
  return contentHash(content);
}

/** SHA-256 of a score sheet (canonical JSON, RFC 8785): the fingerprint that a result event names. */
export const sheetHash = (sheet: ScoreSheet): string => contentHash(sheet);
