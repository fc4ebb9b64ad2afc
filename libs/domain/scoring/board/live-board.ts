import type { Scheme } from '../scheme/scheme.js';
import { basisOf, resultOf, unitsOf, type GroupResult } from '../sheet/calculate.js';
import { compile } from '../sheet/compile.js';
import { GroupState } from '../sheet/group-state.js';
import type { GroupInput, UnitInput } from '../sheet/input.js';
import type { UnitResult } from '../sheet/result.js';
import { changedInput, type IndicatorChange } from './changed-input.js';

export type { IndicatorChange };

/** What changed about a unit beside its indicators. Each list given replaces the one before. */
export type UnitChange = Pick<UnitInput, 'bonuses' | 'supervision' | 'deductions' | 'vetoes'>;

/**
 * The running score of a group. A change costs what it can reach: one leaf and its path to the root for an absolute
 * method, the indicator's column for one that compares units. The figures are those of a full calculation, always.
 */
export class LiveBoard {
  readonly #state: GroupState;
  readonly #shown: UnitResult[];
  readonly #ignored: readonly string[];

  /** @throws RangeError when the scheme has no such group */
  constructor(scheme: Scheme, groupCode: string, input: GroupInput) {
    const compiled = compile(scheme, groupCode);
    const { units, ignored } = unitsOf(compiled, input);
    this.#state = new GroupState(compiled, basisOf(input), units);
    this.#shown = this.#state.units.map((_, u) => this.#state.result(u));
    this.#ignored = ignored;
  }

  /** Every unit, in the order of codes. */
  get results(): readonly UnitResult[] {
    return this.#shown;
  }

  /**
   * A new fact about an indicator. Answers the units whose result changed, the unit itself first.
   * @throws RangeError when the unit is not in the group
   */
  apply(unit: string, indicator: string, change: IndicatorChange): readonly UnitResult[] {
    const u = this.#state.indexOf(unit);
    const before = this.#state.input(u);
    return this.#update(u, changedInput(before, indicator, change), [indicator]);
  }

  /** New bonus claims, supervision facts, deductions or vetoes. @throws RangeError when the unit is not in the group */
  applyUnit(unit: string, change: UnitChange): readonly UnitResult[] {
    const u = this.#state.indexOf(unit);
    return this.#update(u, { ...this.#state.input(u), ...change }, []);
  }

  /** The board as a calculation, with score sheets; it shows the board as it is when asked. */
  snapshot(): GroupResult {
    return resultOf(this.#state, this.#ignored);
  }

  #update(u: number, input: UnitInput, indicators: readonly string[]): readonly UnitResult[] {
    const touched = this.#state.update(u, input, indicators);
    const answers: UnitResult[] = [];
    for (const unit of [u, ...[...touched].filter((other) => other !== u).sort((a, b) => a - b)]) {
      const result = this.#state.result(unit);
      if (sameResult(result, this.#shown[unit]!)) continue;
      this.#shown[unit] = result;
      answers.push(result);
    }
    return answers;
  }
}

const sameResult = (a: UnitResult, b: UnitResult): boolean =>
  (Object.keys(a) as (keyof UnitResult)[]).every((key) => a[key] === b[key]);
