import { fixed, textOf, type Decimal } from '#engine/kernel';
import { adjustmentsOf, type Adjustments } from './adjust.js';
import type { Cell } from './admit.js';
import type { CompiledGroup, CompiledLeaf } from './compile.js';
import type { CellFacts, LeafColumn } from './facts.js';
import { foldNode, noRates, setRate, type Rates } from './fold.js';
import type { GroupInput, UnitInput } from './input.js';
import { LeafCells } from './leaf-cells.js';
import type { RunningResult, UnitResult } from './result.js';
import { grader, standings, type OwnGrade, type Placed, type Standing } from './standing.js';
import { gapsOf, totalOf, type Gaps, type UnitTotal } from './total.js';

/** What a change reached in one unit. */
interface Marked {
  readonly nodes: Set<number>;
  /** How some cell takes part changed, not only its rate. */
  shape: boolean;
}

/**
 * Everything worked out for one group. Full calculation and live board are the same functions on it; the board only
 * calls them for what a change can reach. Units are kept in the order of their codes.
 */
export class GroupState {
  readonly units: readonly string[];
  readonly #place: ReadonlyMap<string, number>;
  readonly #inputs: UnitInput[];
  readonly #leaves: readonly LeafCells[];
  readonly #rates: Rates[];
  readonly #adjustments: Adjustments[];
  /** What each unit's adjustments were counted from. */
  readonly #adjustedFrom: AdjustingFacts[];
  /** Indicators that a veto looks at. */
  readonly #watched: ReadonlySet<string>;
  readonly #gaps: Gaps[];
  readonly #totals: UnitTotal[] = [];
  readonly #gradeOf: (unit: Placed) => OwnGrade;
  /** Counted when somebody asks: a place depends on every unit, most changes are asked for without it. */
  #standing: readonly Standing[] | undefined;
  #ranked: number | undefined;
  /** By leaf, for explanations: the latest fact among the values that units are compared by. */
  readonly #comparedAt = new Map<CompiledLeaf, number>();

  constructor(
    readonly compiled: CompiledGroup,
    readonly basis: Omit<GroupInput, 'units'>,
    inputs: ReadonlyMap<string, UnitInput>,
  ) {
    this.#gradeOf = grader(compiled.group);
    this.units = [...inputs.keys()].sort();
    this.#place = new Map(this.units.map((unit, index) => [unit, index]));
    this.#inputs = this.units.map((unit) => inputs.get(unit)!);
    this.#adjustments = this.#inputs.map((input) => adjustmentsOf(compiled.group, input));
    this.#adjustedFrom = this.#inputs.map(adjustingFacts);
    this.#watched = new Set(compiled.group.vetoes.flatMap((veto) => (veto.indicator ? [veto.indicator.code] : [])));
    const zeroed = (u: number, indicator: string) => this.#adjustments[u]!.zeroed.has(indicator);
    const told = { codes: this.units, inputs: this.#inputs, basis, zeroed };
    this.#leaves = compiled.leaves.map((leaf) => new LeafCells(leaf, compiled.group.rounding, told));
    this.#gaps = this.units.map((_, u) => this.#gapsOf(u));
    this.#rates = this.units.map(noRates);
    const every = compiled.nodes.map((node) => node.index);
    this.units.forEach((_, u) => this.#fold(u, every));
  }

  /** @throws RangeError when the unit is not in the group */
  indexOf(unit: string): number {
    const index = this.#place.get(unit);
    if (index === undefined) throw new RangeError(`unit ${unit} is not in group ${this.compiled.group.code}`);
    return index;
  }

  input(u: number): UnitInput { return this.#inputs[u]!; }
  cell(leaf: CompiledLeaf, u: number): Cell { return this.#leaves[leaf.index]!.cell(u); }
  column(leaf: CompiledLeaf): LeafColumn { return this.#leaves[leaf.index]!.column; }
  /** What a method saw of a cell; for explanations. */
  facts(leaf: CompiledLeaf, u: number): CellFacts { return this.#leaves[leaf.index]!.facts(u); }
  rates(u: number): Rates { return this.#rates[u]!; }
  adjustments(u: number): Adjustments { return this.#adjustments[u]!; }
  gaps(u: number): Gaps { return this.#gaps[u]!; }
  total(u: number): UnitTotal { return this.#totals[u]!; }
  standing(u: number): Standing { return this.#placed()[u]!; }
  /** Units that have a rank. */
  get ranked(): number { return (this.#ranked ??= this.#placed().filter(({ rank }) => rank !== undefined).length); }

  /** Highest log position among the values that a leaf compares; 0 where none is known. */
  comparedAt(leaf: CompiledLeaf): number {
    let at = this.#comparedAt.get(leaf);
    if (at === undefined) {
      const { peers } = this.column(leaf);
      at = this.units.reduce((latest, unit, u) => (peers.of(unit) ? Math.max(latest, this.cell(leaf, u).input.position ?? 0) : latest), 0);
      this.#comparedAt.set(leaf, at);
    }
    return at;
  }

  /** Put new facts of a unit in place and work out again what they reach; answers the units whose result may differ. */
  update(u: number, input: UnitInput, indicators: Iterable<string>): ReadonlySet<number> {
    const placedBefore = this.#placed();
    const counted = this.recount(u, input, indicators);
    const placed = this.#placed();
    const moved = this.units.flatMap((_, unit) => (sameStanding(placedBefore[unit]!, placed[unit]!) ? [] : [unit]));
    return new Set([...counted, ...moved]);
  }

  /** The same, but answers only the units whose own figures were counted again, not those whose place moved. */
  recount(u: number, input: UnitInput, indicators: Iterable<string>): ReadonlySet<number> {
    const before = this.#adjustments[u]!;
    this.#inputs[u] = input;
    const changed = new Set(indicators);
    this.#adjust(u, input, changed);
    const after = this.#adjustments[u]!;
    const touched = after === before ? changed : new Set([...changed, ...before.zeroed, ...after.zeroed]);
    const marks = new Map<number, Marked>([[u, { nodes: new Set(), shape: true }]]);
    for (const leaf of new Set([...touched].flatMap((indicator) => this.compiled.leavesOf.get(indicator) ?? []))) {
      for (const reached of this.#leaves[leaf.index]!.recount(u)) {
        const marked = marks.get(reached.u) ?? { nodes: new Set(), shape: false };
        marks.set(reached.u, marked);
        marked.shape ||= reached.shape;
        for (let node = this.compiled.nodes[leaf.nodeIndex]; node; node = node.parent) marked.nodes.add(node.index);
      }
    }
    for (const [unit, marked] of marks) {
      if (marked.shape) this.#gaps[unit] = this.#gapsOf(unit);
      this.#fold(unit, [...marked.nodes].sort((a, b) => a - b));
    }
    this.#standing = undefined;
    this.#ranked = undefined;
    this.#comparedAt.clear();
    return new Set(marks.keys());
  }

  result(u: number): UnitResult {
    return { ...this.running(u), rank: this.standing(u).rank ?? null };
  }

  /** A result without the rank. It costs no look at the other units, unless the scheme has quotas. */
  running(u: number): RunningResult {
    const total = this.total(u);
    const gaps = this.gaps(u);
    const standing: OwnGrade & { readonly quota?: Standing['quota'] } = this.compiled.group.quotas.length > 0 ? this.standing(u) : this.#gradeOf(this.#placeOf(u));
    const text = (value: Decimal | undefined) => (value === undefined ? null : textOf(value));
    const { bonus, deduction } = this.adjustments(u);
    const base = text(total.base);
    return {
      unit: this.units[u]!,
      base, bonus: textOf(bonus), deduction: textOf(deduction), raw: total.raw === total.base ? base : text(total.raw),
      published: total.published === undefined ? null : fixed(total.published, this.compiled.group.rounding.places),
      grade: standing.grade ?? null, scoreGrade: standing.scoreGrade ?? null,
      vetoed: standing.vetoed, quota: standing.quota?.outcome ?? null,
      coverage: textOf(gaps.coverage), gaps: gaps.gaps, provisional: gaps.provisional, noTotal: total.noTotal ?? null,
    };
  }

  /** Count a unit's adjustments again where something changed that they rest on: with many findings that costs more than a value does. */
  #adjust(u: number, input: UnitInput, changed: ReadonlySet<string>): void {
    const [from, was] = [adjustingFacts(input), this.#adjustedFrom[u]!];
    const same = adjustingLists.every((list) => from[list] === was[list]);
    if (same && ![...this.#watched].some((indicator) => changed.has(indicator))) return;
    this.#adjustments[u] = adjustmentsOf(this.compiled.group, input);
    this.#adjustedFrom[u] = from;
  }

  #gapsOf(u: number): Gaps {
    return gapsOf(this.compiled, (leaf) => this.#leaves[leaf.index]!.cell(u));
  }

  /** Rates of some nodes of a unit, children before parents, then its total. */
  #fold(u: number, nodes: readonly number[]): void {
    const rates = this.#rates[u]!;
    for (const index of nodes) {
      const node = this.compiled.nodes[index]!;
      if (node.leaf) setRate(node, this.cell(node.leaf, u).rate, rates);
      else foldNode(node, rates);
    }
    this.#totals[u] = totalOf(this.compiled, rates.rate[this.compiled.root.index], this.#gaps[u]!, this.#adjustments[u]!);
  }

  #placeOf(u: number): Placed {
    const { raw, published } = this.#totals[u]!;
    return { raw, published, vetoes: this.#adjustments[u]!.vetoes };
  }

  #placed(): readonly Standing[] {
    return (this.#standing ??= standings(this.compiled.group, this.units.map((_, u) => this.#placeOf(u)), this.#gradeOf));
  }
}

const adjustingLists = ['bonuses', 'supervision', 'deductions', 'vetoes', 'adjustments'] as const;
type AdjustingFacts = Pick<UnitInput, (typeof adjustingLists)[number]>;

const adjustingFacts = ({ bonuses, supervision, deductions, vetoes, adjustments }: UnitInput): AdjustingFacts => ({ bonuses, supervision, deductions, vetoes, adjustments });

function sameStanding(a: Standing, b: Standing): boolean {
  return a.rank === b.rank && a.grade === b.grade && a.scoreGrade === b.scoreGrade && a.vetoed === b.vetoed && a.quota?.outcome === b.quota?.outcome;
}
