import type { CompiledNode } from '../sheet/compile.js';
import type { GroupState } from '../sheet/group-state.js';

/**
 * The tree in floating point, for statistics over thousands of weightings. Nothing that is published comes from here:
 * scores, ranks and grades are exact decimals elsewhere.
 */
export interface FloatUnit {
  readonly unit: string;
  /** Leaf rates by node index; NaN where removed. */
  readonly leafRates: Float64Array;
  /** Bonuses less deductions, on the scale. */
  readonly adjustment: number;
}

export function floatUnits(state: GroupState): FloatUnit[] {
  return state.units.flatMap((unit, u) => {
    if (state.total(u).published === undefined) return [];
    const leafRates = new Float64Array(state.compiled.nodes.length).fill(NaN);
    for (const leaf of state.compiled.leaves) leafRates[leaf.nodeIndex] = state.rates(u).rate[leaf.nodeIndex]?.toNumber() ?? NaN;
    const { bonus, deduction } = state.adjustments(u);
    return [{ unit, leafRates, adjustment: bonus.minus(deduction).toNumber() }];
  });
}

/** Rates of every node of a unit under given weights; NaN where removed. */
export function floatRates(nodes: readonly CompiledNode[], weights: Float64Array, leafRates: Float64Array): Float64Array {
  const rates = Float64Array.from(leafRates);
  const applicable = Float64Array.from(weights);
  for (const node of nodes) {
    if (node.leaf) continue;
    let whole = 0;
    let sum = 0;
    let least = Infinity;
    const floor = node.childFloor?.toNumber() ?? 0;
    for (const child of node.children) {
      const rate = rates[child.index]!;
      if (Number.isNaN(rate)) continue;
      const nested = node.aggregate === 'sum-of-points' && child.aggregate === 'sum-of-points';
      const weight = nested ? applicable[child.index]! : weights[child.index]!;
      whole += weight;
      least = Math.min(least, rate);
      if (node.aggregate === 'weighted-geometric') sum += weight === 0 ? 0 : weight * Math.log(Math.max(rate, floor));
      else if (node.aggregate === 'weighted-harmonic') sum += weight === 0 ? 0 : weight / Math.max(rate, floor);
      else sum += weight * rate;
    }
    if (node.aggregate === 'sum-of-points') applicable[node.index] = whole;
    rates[node.index] = whole === 0 ? NaN : combine(node, sum, whole, least);
  }
  return rates;
}

function combine(node: CompiledNode, sum: number, whole: number, least: number): number {
  if (node.aggregate === 'min') return least;
  if (node.aggregate === 'weighted-geometric') return Math.exp(sum / whole);
  if (node.aggregate === 'weighted-harmonic') return sum === 0 ? 0 : whole / sum;
  return sum / whole;
}

/** Competition ranks, highest first, of figures already rounded. */
export function floatRanks(figures: readonly number[]): number[] {
  const order = figures.map((_, index) => index).sort((a, b) => figures[b]! - figures[a]!);
  const ranks = new Array<number>(figures.length);
  order.forEach((index, position) => {
    const before = order[position - 1];
    ranks[index] = before !== undefined && figures[before] === figures[index] ? ranks[before]! : position + 1;
  });
  return ranks;
}
