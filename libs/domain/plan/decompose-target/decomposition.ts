import { decimal, round, textOf, type Decimal, type DecimalText } from '#engine/kernel';
import type { Target } from '../plan.events.js';

/**
 * How the units' targets carry the city's: they add up to it (counts) · their mean, weighted by what the rate is
 * taken of, comes to it (rates) · each unit has the city's own (a rate that must hold everywhere).
 */
export type DecompositionRule = 'sum' | 'weighted-mean' | 'each';

/** A unit's part: its value, and its weight where a mean is weighed. */
export interface Part {
  readonly unit: string;
  readonly value: DecimalText;
  readonly weight?: DecimalText;
}

/** What the parts come to beside the city's target. */
export interface Composition {
  /** Sum, weighted mean (rounded as the indicator is printed), or for `each` the part farthest from carrying the city's. */
  readonly total: DecimalText;
  /** `total` less the city's value. */
  readonly difference: DecimalText;
  /** Whether the parts carry the city's target: what exceeds `>=` or stays below `<=` does. */
  readonly carries: boolean;
}

/**
 * Divide a count among units by shares, in the smallest printed step, without losing any: each gets the whole steps
 * of its share, and the steps left over go to the largest remainders (ties: in the order given).
 * @param shares positive, of any size: they are relative to their sum
 */
export function apportion(value: DecimalText, decimals: number, shares: readonly DecimalText[]): readonly DecimalText[] {
  const steps = decimal(value).times(decimal(10).pow(decimals));
  const sum = shares.reduce((total, share) => total.plus(share), decimal(0));
  const exact = shares.map((share) => steps.times(share).div(sum));
  const whole = exact.map((part) => part.floor());
  const left = steps.minus(whole.reduce((total, part) => total.plus(part), decimal(0))).round().toNumber();
  const byRemainder = exact.map((part, at) => ({ at, remainder: part.minus(whole[at]!) })).sort((a, b) => b.remainder.comparedTo(a.remainder) || a.at - b.at);
  const extra = new Set(byRemainder.slice(0, left).map(({ at }) => at));
  return whole.map((part, at) => textOf(part.plus(extra.has(at) ? 1 : 0).div(decimal(10).pow(decimals))));
}

/**
 * What parts come to under a rule.
 * @param decimals printed places of the indicator
 * @param parts at least one; for `weighted-mean` each with a positive weight
 */
export function compose(rule: DecompositionRule, { comparator, value }: ValuedTarget, decimals: number, parts: readonly Part[]): Composition {
  const total = totalOf(rule, { comparator, value }, decimals, parts);
  const difference = total.minus(value);
  const carries = comparator === '>=' ? difference.gte(0) : comparator === '<=' ? difference.lte(0) : difference.isZero();
  return { total: textOf(total), difference: textOf(difference), carries };
}

/** The city's target, where it names a number. */
export type ValuedTarget = { readonly comparator: Target['comparator']; readonly value: DecimalText };

function totalOf(rule: DecompositionRule, city: ValuedTarget, decimals: number, parts: readonly Part[]): Decimal {
  const values = parts.map((part) => decimal(part.value));
  if (rule === 'sum') return sumOf(values);
  if (rule === 'each') return values.reduce((a, b) => (shortfall(b, city).gt(shortfall(a, city)) ? b : a));
  const weights = parts.map((part) => decimal(part.weight ?? '0'));
  return round(sumOf(values.map((value, at) => value.times(weights[at]!))).div(sumOf(weights)), decimals);
}

const sumOf = (values: readonly Decimal[]): Decimal => values.reduce((a, b) => a.plus(b), decimal(0));

/** How far a value stays behind the city's target. */
function shortfall(value: Decimal, { comparator, value: wanted }: ValuedTarget): Decimal {
  const behind = decimal(wanted).minus(value);
  return comparator === '>=' ? behind : comparator === '<=' ? behind.negated() : behind.abs();
}
