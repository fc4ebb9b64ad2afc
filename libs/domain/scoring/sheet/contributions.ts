import type { Decimal } from '#engine/kernel';
import { zero } from '../methods/method.js';
import type { CompiledNode } from './compile.js';
import { presentIn, takingPart, wholeOf, type Rates } from './fold.js';
import type { GroupState } from './group-state.js';

/** What each leaf that takes part adds to a unit's base score, by leaf code; the parts add up to it. */
export function contributionsOf(state: GroupState, u: number): Map<string, Decimal> {
  const rates = state.rates(u);
  const parts = new Map<string, Decimal>();
  const visit = (node: CompiledNode, factor: Decimal): void => {
    const rate = rates.rate[node.index];
    if (rate === undefined) return;
    if (node.leaf) parts.set(node.code, factor.times(rate));
    const present = presentIn(node, rates);
    const factors = factorsOf(rates, node, present, wholeOf(node, present, rates), factor);
    for (const child of present) visit(child, factors.get(child) ?? zero);
  };
  visit(state.compiled.root, state.compiled.scale);
  return parts;
}

/**
 * What a rate of 1 of each child contributes, so that contributions add up to the branch's. In arithmetic means this is
 * the weight. A minimum comes from its lowest child alone. Geometric and harmonic means have no unique split: theirs is
 * in proportion to weight × rate, by convention.
 */
export function factorsOf(rates: Rates, node: CompiledNode, present: readonly CompiledNode[], whole: Decimal, factor: Decimal): Map<CompiledNode, Decimal> {
  const rateOf = (child: CompiledNode) => rates.rate[child.index]!;
  const own = rates.rate[node.index];
  if (own === undefined) return new Map();
  if (node.aggregate === 'min') {
    const lowest = present.find((child) => rateOf(child).eq(own));
    return new Map(lowest ? [[lowest, factor]] : []);
  }
  if (node.aggregate === 'weighted-arithmetic' || node.aggregate === 'sum-of-points') {
    return new Map(present.map((child) => [child, factor.times(takingPart(node, child, rates)).div(whole)]));
  }
  const sum = present.reduce((total, child) => total.plus(child.weight.times(rateOf(child))), zero);
  if (sum.isZero()) return new Map();
  return new Map(present.map((child) => [child, factor.times(own).times(child.weight).div(sum)]));
}
