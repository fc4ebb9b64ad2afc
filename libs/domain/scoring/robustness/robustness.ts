import type { Scheme } from '../scheme/scheme.js';
import { basisOf, unitsOf } from '../sheet/calculate.js';
import { compile, type CompiledGroup, type CompiledNode } from '../sheet/compile.js';
import { GroupState } from '../sheet/group-state.js';
import type { GroupInput } from '../sheet/input.js';
import { effectiveWeights, type EffectiveWeight } from './effective-weights.js';
import { Random } from './random.js';
import { floatRanks, floatRates, floatUnits, type FloatUnit } from './weighted-tree.js';

export interface RobustnessOptions {
  readonly seed: number;
  /** Draws of weights; 1,000 by default. */
  readonly draws?: number;
  /**
   * How weights vary among the children of each branch. `share`: each uniformly within ± this share of itself.
   * `dirichlet`: drawn around the weights, the closer the higher the concentration.
   */
  readonly vary?: { readonly type: 'share'; readonly share: number } | { readonly type: 'dirichlet'; readonly concentration: number };
}

export interface UnitRobustness {
  readonly unit: string;
  /** Rank under the scheme's own weights. */
  readonly rank: number;
  readonly medianRank: number;
  /** Ranks that hold in 5 and 95 of 100 draws. */
  readonly rank5: number;
  readonly rank95: number;
  readonly bestRank: number;
  readonly worstRank: number;
  /** Share of draws in which the unit had each rank, first place first. */
  readonly rankShares: readonly number[];
}

export interface RobustnessResult {
  readonly seed: number;
  readonly draws: number;
  readonly units: readonly UnitRobustness[];
  /** Mean over draws of the mean absolute rank shift. */
  readonly averageRankShift: number;
  readonly effectiveWeights: readonly EffectiveWeight[];
}

/**
 * How much ranks owe to the choice of weights (uncertainty analysis of the OECD/JRC Handbook, step 7). Floating point
 * throughout, on exact leaf rates; deterministic by seed. Units without a total take no part.
 * @throws RangeError for an unknown group, no draws, or a variation that is not positive
 */
export function robustness(scheme: Scheme, groupCode: string, input: GroupInput, options: RobustnessOptions): RobustnessResult {
  const draws = options.draws ?? 1000;
  const vary = options.vary ?? { type: 'share', share: 0.25 };
  const amount = vary.type === 'share' ? vary.share : vary.concentration;
  if (!Number.isInteger(draws) || draws < 1) throw new RangeError('draws must be a positive whole number');
  if (!(amount > 0) || (vary.type === 'share' && amount > 1)) throw new RangeError('the variation must be positive, a share at most 1');
  const compiled = compile(scheme, groupCode);
  const state = new GroupState(compiled, basisOf(input), unitsOf(compiled, input).units);
  const units = floatUnits(state);
  const nominal = nominalWeights(compiled);
  const figures = (weights: Float64Array) => units.map((unit) => figureOf(compiled, weights, unit));
  const ownRanks = floatRanks(figures(nominal));
  const counts = units.map(() => new Array<number>(units.length).fill(0));
  const random = new Random(options.seed);
  let shifts = 0;
  for (let draw = 0; draw < draws; draw += 1) {
    const ranks = floatRanks(figures(drawWeights(compiled, nominal, vary, random)));
    ranks.forEach((rank, index) => {
      counts[index]![rank - 1]! += 1;
      shifts += Math.abs(rank - ownRanks[index]!);
    });
  }
  return {
    seed: options.seed,
    draws,
    units: units.map((unit, index) => summarise(unit.unit, ownRanks[index]!, counts[index]!, draws)),
    averageRankShift: units.length === 0 ? 0 : shifts / draws / units.length,
    effectiveWeights: effectiveWeights(compiled, nominal, units),
  };
}

function nominalWeights(compiled: CompiledGroup): Float64Array {
  return Float64Array.from(compiled.nodes.map((node) => node.weight.toNumber()));
}

/** The published figure under some weights: scaled, adjusted, rounded, as floating point allows. */
function figureOf(compiled: CompiledGroup, weights: Float64Array, unit: FloatUnit): number {
  const rate = floatRates(compiled.nodes, weights, unit.leafRates)[compiled.root.index]!;
  const { totalLimits, rounding } = compiled.group;
  const total = rate * compiled.scale.toNumber() + unit.adjustment;
  const limited = Math.min(Math.max(total, Number(totalLimits?.min ?? -Infinity)), Number(totalLimits?.max ?? Infinity));
  const unitOfRounding = 10 ** rounding.places;
  // A hair more than the noise of binary fractions, so that 82.505 rounds as the decimal does.
  return Math.round(limited * unitOfRounding + 1e-9) / unitOfRounding;
}

function drawWeights(compiled: CompiledGroup, nominal: Float64Array, vary: NonNullable<RobustnessOptions['vary']>, random: Random): Float64Array {
  const weights = Float64Array.from(nominal);
  drawBelow(compiled.root);
  return weights;

  function drawBelow(branch: CompiledNode): void {
    const whole = branch.children.reduce((sum, child) => sum + nominal[child.index]!, 0);
    const drawn = branch.children.map((child) => {
      const own = nominal[child.index]!;
      if (own === 0) return 0;
      if (vary.type === 'share') return own * (1 + vary.share * (2 * random.next() - 1));
      return random.gamma((vary.concentration * own) / whole);
    });
    const sum = drawn.reduce((total, weight) => total + weight, 0);
    // The branch keeps its total: what varies is how it is split.
    const scale = sum === 0 ? 0 : branch === compiled.root ? whole / sum : weights[branch.index]! / sum;
    branch.children.forEach((child, index) => (weights[child.index] = drawn[index]! * scale));
    for (const child of branch.children) if (!child.leaf) drawBelow(child);
  }
}

function summarise(unit: string, rank: number, counts: readonly number[], draws: number): UnitRobustness {
  const quantile = (share: number): number => {
    let seen = 0;
    for (const [index, count] of counts.entries()) {
      seen += count;
      if (seen >= share * draws) return index + 1;
    }
    return counts.length;
  };
  return {
    unit, rank, medianRank: quantile(0.5), rank5: quantile(0.05), rank95: quantile(0.95),
    bestRank: counts.findIndex((count) => count > 0) + 1, worstRank: counts.findLastIndex((count) => count > 0) + 1,
    rankShares: counts.map((count) => count / draws),
  };
}
