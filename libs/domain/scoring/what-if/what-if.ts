import { textOf, type Bilingual, type Decimal, type DecimalText } from '#engine/kernel';
import { changedInput, type IndicatorChange } from '../board/changed-input.js';
import type { UnitChange } from '../board/live-board.js';
import { zero } from '../methods/method.js';
import type { Scheme } from '../scheme/scheme.js';
import { basisOf, resultOf, unitsOf, type GroupResult } from '../sheet/calculate.js';
import { compile } from '../sheet/compile.js';
import { contributionsOf } from '../sheet/contributions.js';
import { GroupState } from '../sheet/group-state.js';
import type { GroupInput, UnitInput } from '../sheet/input.js';
import type { UnitResult } from '../sheet/result.js';
import { reweight } from './reweight.js';

/** What is supposed. Everything left out stays as it is. */
export interface Supposition {
  /** Another scheme, and its group where that has another code. */
  readonly scheme?: Scheme;
  readonly group?: string;
  /** Other weights or points, by node code. */
  readonly weights?: Readonly<Record<string, DecimalText>>;
  /** Hypothetical facts, by unit and indicator. */
  readonly values?: Readonly<Record<string, Readonly<Record<string, IndicatorChange>>>>;
  readonly units?: Readonly<Record<string, UnitChange>>;
  readonly monthsElapsed?: number;
}

/** A leaf, or the adjustments, that moved a unit's total. */
export interface Mover {
  readonly node: string;
  readonly title: Bilingual;
  readonly before: DecimalText;
  readonly after: DecimalText;
  readonly shift: DecimalText;
}

export interface UnitShift {
  readonly unit: string;
  readonly before: UnitResult | null;
  readonly after: UnitResult | null;
  /** Change of the exact total; none where one side has none. */
  readonly shift: DecimalText | null;
  /** Places gained (positive) or lost. */
  readonly rankShift: number | null;
  readonly gradeChanged: boolean;
  /** What moved the total, the strongest first. */
  readonly movers: readonly Mover[];
}

export interface WhatIf {
  readonly before: GroupResult;
  readonly after: GroupResult;
  /** Units of either side, in the order of codes. */
  readonly units: readonly UnitShift[];
}

interface Side {
  readonly state: GroupState;
  readonly result: GroupResult;
}

/**
 * The same units as they are and as supposed, side by side. Records nothing.
 * @throws RangeError for an unknown group, unit or node
 */
export function whatIf(scheme: Scheme, groupCode: string, input: GroupInput, suppose: Supposition): WhatIf {
  const group = suppose.group ?? groupCode;
  const other = suppose.weights ? reweight(suppose.scheme ?? scheme, group, suppose.weights) : (suppose.scheme ?? scheme);
  const before = sideOf(scheme, groupCode, input);
  const after = sideOf(other, group, supposedInput(input, suppose));
  const units = [...new Set([...before.state.units, ...after.state.units])].sort();
  return { before: before.result, after: after.result, units: units.map((unit) => shiftOf(unit, before, after)) };
}

function sideOf(scheme: Scheme, groupCode: string, input: GroupInput): Side {
  const compiled = compile(scheme, groupCode);
  const { units, ignored } = unitsOf(compiled, input);
  const state = new GroupState(compiled, basisOf(input), units);
  return { state, result: resultOf(state, ignored) };
}

function supposedInput(input: GroupInput, suppose: Supposition): GroupInput {
  const units: Record<string, UnitInput> = { ...input.units };
  for (const unit of [...Object.keys(suppose.values ?? {}), ...Object.keys(suppose.units ?? {})]) {
    if (!Object.hasOwn(units, unit)) throw new RangeError(`nothing is known of unit ${unit}`);
  }
  for (const [unit, changes] of Object.entries(suppose.values ?? {})) {
    for (const [indicator, change] of Object.entries(changes)) units[unit] = changedInput(units[unit]!, indicator, change);
  }
  for (const [unit, change] of Object.entries(suppose.units ?? {})) units[unit] = { ...units[unit]!, ...change };
  return { ...input, monthsElapsed: suppose.monthsElapsed ?? input.monthsElapsed, units };
}

function shiftOf(unit: string, before: Side, after: Side): UnitShift {
  const [was, is] = [before, after].map((side) => placeOf(unit, side));
  const [wasResult, isResult] = [was?.result ?? null, is?.result ?? null];
  return {
    unit,
    before: wasResult,
    after: isResult,
    shift: was?.raw && is?.raw ? textOf(is.raw.minus(was.raw)) : null,
    rankShift: wasResult?.rank && isResult?.rank ? wasResult.rank - isResult.rank : null,
    gradeChanged: wasResult?.grade !== isResult?.grade,
    movers: moversOf(was?.parts ?? new Map(), is?.parts ?? new Map()),
  };
}

interface Part {
  readonly title: Bilingual;
  readonly points: Decimal;
}

function placeOf(unit: string, side: Side): { result: UnitResult; raw: Decimal | undefined; parts: Map<string, Part> } | undefined {
  if (!side.state.units.includes(unit)) return undefined;
  const u = side.state.indexOf(unit);
  const titles = new Map(side.state.compiled.leaves.map((leaf) => [leaf.source.code, leaf.source.title]));
  const parts = new Map<string, Part>();
  for (const [code, points] of contributionsOf(side.state, u)) parts.set(code, { title: titles.get(code)!, points });
  const { bonus, deduction, adjustment } = side.state.adjustments(u);
  parts.set('(bonus)', { title: { zh: '加分', en: 'Bonus' }, points: bonus });
  parts.set('(deduction)', { title: { zh: '扣分', en: 'Deduction' }, points: deduction.negated() });
  parts.set('(adjustment)', { title: { zh: '调整', en: 'Adjustments' }, points: adjustment });
  return { result: side.result.unit(unit), raw: side.state.total(u).raw, parts };
}

function moversOf(was: ReadonlyMap<string, Part>, is: ReadonlyMap<string, Part>): Mover[] {
  const movers = [...new Set([...was.keys(), ...is.keys()])].map((node) => {
    const [before, after] = [was.get(node)?.points ?? zero, is.get(node)?.points ?? zero];
    return { node, title: (is.get(node) ?? was.get(node))!.title, before, after, shift: after.minus(before).toDecimalPlaces(20) };
  });
  return movers
    .filter((mover) => !mover.shift.isZero())
    .sort((a, b) => b.shift.abs().cmp(a.shift.abs()) || (a.node < b.node ? -1 : 1))
    .map((mover) => ({
      ...mover,
      before: textOf(mover.before.toDecimalPlaces(20)), after: textOf(mover.after.toDecimalPlaces(20)), shift: textOf(mover.shift),
    }));
}
