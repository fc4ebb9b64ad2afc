import type { Scheme } from '../scheme/scheme.js';
import { basisOf, resultOf, unitsOf, type GroupResult } from '../sheet/calculate.js';
import { compile } from '../sheet/compile.js';
import { GroupState } from '../sheet/group-state.js';
import type { GroupInput, UnitInput } from '../sheet/input.js';
import type { RunningResult, UnitResult } from '../sheet/result.js';
import { ownCopy, putChange, type IndicatorChange, type OwnInput } from './changed-input.js';

export type { IndicatorChange };

/** What changed about a unit beside its indicators. Each list given replaces the one before. */
export type UnitChange = Pick<UnitInput, 'bonuses' | 'supervision' | 'deductions' | 'vetoes' | 'adjustments'>;

/**
 * The running score of a group. A change costs what it can reach: one leaf and its path to the root for an absolute
 * method, the indicator's column for one that compares units. The figures are those of a full calculation, always.
 */
export class LiveBoard {
  readonly #state: GroupState;
  /** Units' facts as far as they were changed here, each a copy of its own. */
  readonly #own = new Map<number, OwnInput>();
  readonly #ignored: readonly string[];
  #shown: UnitResult[] | undefined;

  /** @throws RangeError when the scheme has no such group */
  constructor(scheme: Scheme, groupCode: string, input: GroupInput) {
    const compiled = compile(scheme, groupCode);
    const { units, ignored } = unitsOf(compiled, input);
    this.#state = new GroupState(compiled, basisOf(input), units);
    this.#ignored = ignored;
  }

  /** Every unit, in the order of codes. */
  get results(): readonly UnitResult[] {
    return (this.#shown ??= this.#state.units.map((_, u) => this.#state.result(u)));
  }

  /** Every unit without its rank, in the order of codes. */
  get running(): readonly RunningResult[] {
    return this.#state.units.map((_, u) => this.#state.running(u));
  }

  /**
   * A new fact about an indicator. Answers the units whose result changed, the unit itself first.
   * @throws RangeError when the unit is not in the group
   */
  apply(unit: string, indicator: string, change: IndicatorChange): readonly UnitResult[] {
    const shown = [...this.results];
    const u = this.#state.indexOf(unit);
    return this.#answer(shown, u, this.#state.update(u, this.#changed(u, indicator, change), [indicator]));
  }

  /**
   * The same for who shows no ranks: answers the units whose own figures were counted again, the unit itself first,
   * also where they came out as before. With quotas, where one unit's score can move another's grade, those too.
   * @throws RangeError when the unit is not in the group
   */
  applyRunning(unit: string, indicator: string, change: IndicatorChange): readonly RunningResult[] {
    const u = this.#state.indexOf(unit);
    return this.#running(u, this.#changed(u, indicator, change), [indicator]);
  }

  /** New bonus claims, supervision facts, deductions or vetoes. @throws RangeError when the unit is not in the group */
  applyUnit(unit: string, change: UnitChange): readonly UnitResult[] {
    const shown = [...this.results];
    const u = this.#state.indexOf(unit);
    return this.#answer(shown, u, this.#state.update(u, Object.assign(this.#owned(u), change), []));
  }

  /** The same for who shows no ranks, as {@link applyRunning}. @throws RangeError when the unit is not in the group */
  applyUnitRunning(unit: string, change: UnitChange): readonly RunningResult[] {
    const u = this.#state.indexOf(unit);
    return this.#running(u, Object.assign(this.#owned(u), change), []);
  }

  /** The board as a calculation, with score sheets; it shows the board as it is when asked. */
  snapshot(): GroupResult {
    return resultOf(this.#state, this.#ignored);
  }

  #running(u: number, input: OwnInput, indicators: readonly string[]): readonly RunningResult[] {
    const placesCount = this.#state.compiled.group.quotas.length > 0;
    const touched = placesCount ? this.#state.update(u, input, indicators) : this.#state.recount(u, input, indicators);
    this.#shown = undefined;
    return inOrder(u, touched).map((reached) => this.#state.running(reached));
  }

  #owned(u: number): OwnInput {
    let own = this.#own.get(u);
    if (!own) this.#own.set(u, (own = ownCopy(this.#state.input(u))));
    return own;
  }

  #changed(u: number, indicator: string, change: IndicatorChange): OwnInput {
    const own = this.#owned(u);
    putChange(own, indicator, change);
    return own;
  }

  #answer(shown: UnitResult[], u: number, touched: ReadonlySet<number>): readonly UnitResult[] {
    const answers: UnitResult[] = [];
    for (const unit of inOrder(u, touched)) {
      const result = this.#state.result(unit);
      if (sameResult(result, shown[unit]!)) continue;
      shown[unit] = result;
      answers.push(result);
    }
    this.#shown = shown;
    return answers;
  }
}

const inOrder = (u: number, touched: ReadonlySet<number>): number[] => [u, ...[...touched].filter((other) => other !== u).sort((a, b) => a - b)];

const sameResult = (a: UnitResult, b: UnitResult): boolean =>
  (Object.keys(a) as (keyof UnitResult)[]).every((key) => a[key] === b[key]);
