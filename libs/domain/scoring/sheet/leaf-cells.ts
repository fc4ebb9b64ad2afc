import type { Decimal } from '#engine/kernel';
import { Column, meanOf } from '../methods/column.js';
import { zero } from '../methods/method.js';
import { admit, lacking, type Cell } from './admit.js';
import type { CompiledGroup, CompiledLeaf } from './compile.js';
import { CellFacts, noLeafColumn, rateOf, type LeafColumn } from './facts.js';
import type { GroupInput, UnitInput } from './input.js';
import { limitsOf, within, type Limits } from './treat-column.js';

/** What leaves are told of the units of a group. */
export interface Units {
  readonly codes: readonly string[];
  readonly inputs: readonly UnitInput[];
  readonly basis: Omit<GroupInput, 'units'>;
  /** Whether a unit loses all points of an indicator. */
  zeroed(u: number, indicator: string): boolean;
}

/** A cell that a change reached; `shape`: not only its rate, but how it takes part. */
export interface Reached {
  readonly u: number;
  readonly shape: boolean;
}

/** One leaf of a scheme over all units of a group. */
export class LeafCells {
  readonly #cells: Cell[];
  #column: LeafColumn = noLeafColumn;

  constructor(
    readonly leaf: CompiledLeaf,
    private readonly rounding: CompiledGroup['group']['rounding'],
    private readonly units: Units,
  ) {
    this.#cells = units.inputs.map((_, u) => this.#admit(u));
    if (leaf.relative) this.#column = this.#readColumn();
    this.#cells.forEach((cell, u) => this.#rate(u, cell));
  }

  get column(): LeafColumn {
    return this.#column;
  }

  cell(u: number): Cell {
    return this.#cells[u]!;
  }

  facts(u: number): CellFacts {
    return new CellFacts(this.units.codes[u]!, this.units.basis.monthsElapsed, this.units.inputs[u]!, this.leaf, this.#cells[u]!, this.#column);
  }

  /** Count again after a change of one unit: its own cell, or every cell where units are compared. */
  recount(u: number): Reached[] {
    if (this.leaf.relative) return this.#recountColumn(u);
    this.#cells[u] = this.#admit(u);
    this.#rate(u, this.#cells[u]);
    return [{ u, shape: true }];
  }

  #recountColumn(u: number): Reached[] {
    const before = this.#cells.map((cell) => ({ ...cell }));
    // A cell scored from its own value is unchanged up to the column's effects; any other is read afresh.
    this.#cells.forEach((cell, other) => {
      if (other === u || cell.treatment !== 'scored') this.#cells[other] = this.#admit(other);
      else cell.value = cell.own;
    });
    this.#column = this.#readColumn();
    return this.#cells.flatMap((cell, other) => {
      this.#rate(other, cell);
      const was = before[other]!;
      const shape = other === u || was.treatment !== cell.treatment || was.reason !== cell.reason || was.provisional !== cell.provisional;
      return shape || !same(was.rate, cell.rate) ? [{ u: other, shape }] : [];
    });
  }

  #admit(u: number): Cell {
    return admit(this.leaf, this.units.inputs[u]!, this.units.zeroed(u, this.leaf.indicator));
  }

  /** Statistics over the units' own values; carried and imputed ones never take part. */
  #readColumn(): LeafColumn {
    const { codes } = this.units;
    const taking = this.#cells.flatMap((cell, u) => (cell.treatment === 'scored' && cell.own !== undefined ? [{ cell, unit: codes[u]! }] : []));
    const limits: Limits[] = [];
    for (const treatment of this.leaf.columnTreatments) {
      const set = limitsOf(treatment, taking.map((entry) => entry.cell.value!));
      if (!set) continue;
      limits.push(set);
      for (const { cell } of taking) cell.value = within(cell.value!, set);
    }
    const peers = new Column(new Map(taking.map((entry) => [entry.unit, entry.cell.value!])));
    const seconds = taking.flatMap((entry) => (entry.cell.second === undefined ? [] : [[entry.unit, entry.cell.second] as const]));
    const mean = peers.count === 0 ? undefined : meanOf(peers.sorted);
    for (const cell of this.#cells) if (cell.treatment === 'imputed') cell.value = mean;
    return { peers, secondPeers: new Column(new Map(seconds)), limits };
  }

  #rate(u: number, cell: Cell): void {
    if (cell.treatment === 'zero') cell.rate = zero;
    if (cell.treatment === 'imputed' && cell.value === undefined) {
      cell.treatment = 'excluded';
      cell.reason = 'no-group-mean';
    }
    if (cell.treatment !== 'scored' && cell.treatment !== 'carried' && cell.treatment !== 'imputed') return;
    const outcome = rateOf(this.leaf, this.facts(u), this.rounding);
    if (typeof outcome !== 'string') cell.rate = outcome;
    else if (lacking(this.leaf, cell, outcome).treatment === 'zero') cell.rate = zero;
  }
}

const same = (a: Decimal | undefined, b: Decimal | undefined): boolean => (a === undefined || b === undefined ? a === b : a.eq(b));
