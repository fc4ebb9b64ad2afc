import type { CompiledGroup } from '../sheet/compile.js';
import { floatRates, type FloatUnit } from './weighted-tree.js';

/** What a leaf is meant to weigh, and what it weighs in the spread of the results. */
export interface EffectiveWeight {
  readonly leaf: string;
  readonly indicator: string;
  /** Nominal part of the total, 0–1. */
  readonly nominal: number;
  /** Correlation of the leaf's rate with the total; none without spread or with fewer than three units. */
  readonly correlation: number | null;
  /** Squared correlation as a part of all leaves' (first-order importance of Becker et al. 2017, linear). */
  readonly effective: number | null;
}

/**
 * Nominal beside correlation-based weights. A leaf in which all units score alike decides nothing, whatever its
 * nominal weight; this shows it. W. Becker, M. Saisana, P. Paruolo, I. Vandecasteele, "Weights and importance in
 * composite indicators", Ecological Indicators 80 (2017).
 */
export function effectiveWeights(compiled: CompiledGroup, weights: Float64Array, units: readonly FloatUnit[]): EffectiveWeight[] {
  const totals = units.map((unit) => floatRates(compiled.nodes, weights, unit.leafRates)[compiled.root.index]!);
  const correlations = compiled.leaves.map((leaf) => correlation(units.map((unit) => unit.leafRates[leaf.nodeIndex]!), totals));
  const all = correlations.reduce<number>((sum, r) => sum + (r === null ? 0 : r * r), 0);
  return compiled.leaves.map((leaf, index) => {
    const r = correlations[index]!;
    return {
      leaf: leaf.source.code,
      indicator: leaf.indicator,
      nominal: compiled.nodes[leaf.nodeIndex]!.share.toNumber(),
      correlation: r,
      effective: r === null || all === 0 ? null : (r * r) / all,
    };
  });
}

/** Pearson's correlation over the pairs that are there. */
export function correlation(a: readonly number[], b: readonly number[]): number | null {
  const pairs = a.flatMap((x, index) => (Number.isNaN(x) || Number.isNaN(b[index]!) ? [] : [[x, b[index]!] as const]));
  if (pairs.length < 3) return null;
  const [meanA, meanB] = [0, 1].map((side) => pairs.reduce((sum, pair) => sum + pair[side]!, 0) / pairs.length) as [number, number];
  let [ab, aa, bb] = [0, 0, 0];
  for (const [x, y] of pairs) {
    ab += (x - meanA) * (y - meanB);
    aa += (x - meanA) ** 2;
    bb += (y - meanB) ** 2;
  }
  return aa === 0 || bb === 0 ? null : ab / Math.sqrt(aa * bb);
}
