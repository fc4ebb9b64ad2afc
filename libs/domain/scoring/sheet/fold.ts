import { Decimal } from '#engine/kernel';
import { one, zero } from '../methods/method.js';
import { Transcendental } from '../methods/towards-target.js';
import type { CompiledNode } from './compile.js';

/** Rates of one unit by node number; none where everything below was removed. */
export interface Rates {
  readonly rate: (Decimal | undefined)[];
  /** Points that apply, for branches that add points. */
  readonly applicable: (Decimal | undefined)[];
  /** Weight × rate within the parent, counted once per change of the rate. */
  readonly term: (Decimal | undefined)[];
}

export const noRates = (): Rates => ({ rate: [], applicable: [], term: [] });

/** Put a node's rate in place. */
export function setRate(node: CompiledNode, rate: Decimal | undefined, rates: Rates): void {
  rates.rate[node.index] = rate;
  rates.term[node.index] = rate && node.parent ? takingPart(node.parent, node, rates).times(rate) : undefined;
}

/** Weight with which a child takes part: within added points, those of its points that apply. */
export function takingPart(parent: CompiledNode, child: CompiledNode, rates: Rates): Decimal {
  const nested = parent.aggregate === 'sum-of-points' && child.aggregate === 'sum-of-points';
  return nested ? (rates.applicable[child.index] ?? zero) : child.weight;
}

/** Rate of a branch from its children's. Removed children are left out and the others' weights fill their place. */
export function foldNode(node: CompiledNode, rates: Rates): void {
  const present = presentIn(node, rates);
  const whole = wholeOf(node, present, rates);
  if (node.aggregate === 'sum-of-points') rates.applicable[node.index] = whole;
  setRate(node, present.length === 0 || whole.isZero() ? undefined : combine(node, present, whole, rates), rates);
}

/** Children that were not removed. */
export function presentIn(node: CompiledNode, rates: Rates): readonly CompiledNode[] {
  const complete = node.children.every((child) => rates.rate[child.index] !== undefined);
  return complete ? node.children : node.children.filter((child) => rates.rate[child.index] !== undefined);
}

/** Sum of the weights that take part. */
export function wholeOf(node: CompiledNode, present: readonly CompiledNode[], rates: Rates): Decimal {
  const complete = present === node.children && (node.aggregate !== 'sum-of-points' || present.every((child) => takingPart(node, child, rates).eq(child.weight)));
  return complete ? node.total : present.reduce((sum, child) => sum.plus(takingPart(node, child, rates)), zero);
}

function combine(node: CompiledNode, present: readonly CompiledNode[], whole: Decimal, rates: Rates): Decimal {
  switch (node.aggregate!) {
    case 'weighted-arithmetic':
    case 'sum-of-points': {
      let total = zero;
      for (const child of present) total = total.plus(rates.term[child.index]!);
      return total.div(whole);
    }
    case 'min':
      return present.reduce((least, child) => Decimal.min(least, rates.rate[child.index]!), rates.rate[present[0]!.index]!);
    case 'weighted-geometric':
      return geometric(present.map((child) => [child.weight, floored(node, rates.rate[child.index]!)]), whole);
    case 'weighted-harmonic':
      return harmonic(present.map((child) => [child.weight, floored(node, rates.rate[child.index]!)]), whole);
  }
}

/** Children below the branch's floor count as the floor; without one, below zero counts as zero. */
export function floored(node: CompiledNode, rate: Decimal): Decimal {
  return Decimal.max(rate, node.childFloor ?? zero);
}

type Weighted = readonly (readonly [weight: Decimal, rate: Decimal])[];

/**
 * Weighted geometric mean. Equal weights of two or three children take an exact-to-the-last-digit root; anything else
 * goes through logarithms at 30 significant digits.
 */
export function geometric(parts: Weighted, whole: Decimal): Decimal {
  const taking = parts.filter(([weight]) => !weight.isZero());
  if (taking.some(([, rate]) => rate.isZero())) return zero;
  const first = taking[0]![0];
  if (taking.length <= 3 && taking.every(([weight]) => weight.eq(first))) {
    const product = taking.reduce((value, [, rate]) => value.times(rate), one);
    return taking.length === 1 ? product : taking.length === 2 ? product.sqrt() : product.cbrt();
  }
  let logarithm = new Transcendental(0);
  for (const [weight, rate] of taking) logarithm = logarithm.plus(new Transcendental(rate).ln().times(weight));
  return new Decimal(logarithm.div(whole).exp());
}

/** Weighted harmonic mean; zero as soon as one child is zero, which is its limit. */
export function harmonic(parts: Weighted, whole: Decimal): Decimal {
  const taking = parts.filter(([weight]) => !weight.isZero());
  if (taking.some(([, rate]) => rate.isZero())) return zero;
  return whole.div(taking.reduce((sum, [weight, rate]) => sum.plus(weight.div(rate)), zero));
}
