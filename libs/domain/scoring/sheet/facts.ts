import { decimal, round, type Decimal } from '#engine/kernel';
import { noColumn, type Column } from '../methods/column.js';
import { clamp, type Facts, type Outcome, type Trace } from '../methods/method.js';
import type { Group } from '../scheme/scheme.js';
import type { Cell } from './admit.js';
import type { CompiledLeaf } from './compile.js';
import type { IndicatorValue, QuarterlyProfile, Reference, UnitInput } from './input.js';
import type { Limits } from './treat-column.js';

/** What relative leaves know of the whole group. */
export interface LeafColumn {
  readonly peers: Column;
  readonly secondPeers: Column;
  readonly limits: readonly Limits[];
}

export const noLeafColumn: LeafColumn = { peers: noColumn, secondPeers: noColumn, limits: [] };

const references = { target: 'targets', baseline: 'baselines', last: 'lastValues' } as const;

/** The facts of one cell as a method sees them. */
export class CellFacts implements Facts {
  readonly value: Decimal | undefined;
  readonly second: Decimal | undefined;
  readonly input: IndicatorValue;
  readonly points: Decimal;
  readonly peers: Column;
  readonly secondPeers: Column;
  /** Where set: collects the references that a method looks at, for the explanation. */
  seen: Map<string, Reference> | undefined = undefined;

  constructor(
    readonly unit: string,
    readonly monthsElapsed: number | undefined,
    private readonly of: UnitInput,
    private readonly leaf: CompiledLeaf,
    cell: Cell,
    column: LeafColumn,
  ) {
    this.value = cell.value;
    this.second = cell.second;
    this.input = cell.input;
    this.points = leaf.points;
    this.peers = column.peers;
    this.secondPeers = column.secondPeers;
  }

  /** The reference as it was handed over, with its origin. */
  written(name: keyof typeof references): Reference | undefined {
    return this.of[references[name]]?.[this.leaf.indicator];
  }

  reference(name: keyof typeof references): Decimal | undefined {
    const written = this.written(name);
    if (written === undefined) return undefined;
    this.seen?.set(name, written);
    return decimal(written.value);
  }

  history(): Decimal[] {
    const years = [...(this.of.history?.[this.leaf.indicator] ?? [])];
    years.sort((a, b) => (a.period < b.period ? -1 : a.period > b.period ? 1 : 0));
    return years.map((year) => decimal(year.value));
  }

  get profile(): QuarterlyProfile | undefined {
    return this.of.profiles?.[this.leaf.indicator];
  }
}

/** A trace that also sees what happens after the method. */
export interface LeafTrace extends Trace {
  limited(edge: 'floor' | 'ceiling', from: Decimal, to: Decimal): void;
  rounded(points: Decimal, to: Decimal): void;
}

/** Method, then the leaf's limits, then rounding of its points where the scheme rounds leaves. One path for scores and explanations. */
export function rateOf(leaf: CompiledLeaf, facts: Facts, rounding: Group['rounding'], trace?: LeafTrace): Outcome {
  const scored = leaf.score(facts, trace);
  if (typeof scored === 'string') return scored;
  let rate = scored;
  if (leaf.min || leaf.max) {
    rate = clamp(scored, leaf.min, leaf.max);
    if (trace && !rate.eq(scored)) trace.limited(rate.gt(scored) ? 'floor' : 'ceiling', scored, rate);
  }
  if (rounding.applies === 'total' || leaf.points.isZero()) return rate;
  const points = rate.times(leaf.points);
  const rounded = round(points, rounding.places, rounding.mode);
  trace?.rounded(points, rounded);
  return rounded.div(leaf.points);
}
