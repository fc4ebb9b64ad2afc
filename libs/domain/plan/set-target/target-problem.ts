import { decimal, refuse, type Refusal } from '#engine/kernel';
import type { DefinitionCard, QuarterlyProfile, Target } from '../plan.events.js';

/** The city's own target stands beside those of the units. */
export const city = 'city';

const numeric: readonly Target['comparator'][] = ['>=', '<=', '~', '='];
const wordless: readonly Target['comparator'][] = ['improving', 'milestone'];

/** Why a target cannot stand under its card: unit, number, range and profile. */
export function targetProblem(target: Target, card: DefinitionCard): Refusal | undefined {
  if (target.unit !== city && !card.reportedBy.includes(target.unit)) {
    return refuse('plan.not-a-reporting-unit', { indicator: card.code, unit: target.unit }, 'body.target.unit');
  }
  return valueProblem(target, card) ?? profileProblem(target.profile);
}

/** A numeric comparison needs a number; "better every year" and milestones have none; the others may. */
function valueProblem({ comparator, value }: Target, card: DefinitionCard): Refusal | undefined {
  const field = 'body.target.value';
  if (value === undefined) return numeric.includes(comparator) ? refuse('plan.value-required', { comparator }, field) : undefined;
  if (wordless.includes(comparator)) return refuse('plan.value-forbidden', { comparator }, field);
  const number = decimal(value);
  const { min, max } = card.range;
  if ((min !== undefined && number.lt(min)) || (max !== undefined && number.gt(max))) {
    return refuse('plan.target-out-of-range', { indicator: card.code, min: min ?? '−∞', max: max ?? '+∞', measurementUnit: card.measurementUnit, value }, field);
  }
  if (number.decimalPlaces() > card.decimals) return refuse('plan.too-many-decimals', { indicator: card.code, decimals: card.decimals, value }, field);
  return undefined;
}

/** Four shares of the year's target, never falling, within 0 and 1, and 1 at the end. */
function profileProblem(profile: QuarterlyProfile): Refusal | undefined {
  if (typeof profile === 'string') return undefined;
  const shares = profile.map((share) => decimal(share));
  const rising = shares.every((share, at) => share.gte(0) && share.lte(1) && (at === 0 || share.gte(shares[at - 1]!)));
  return rising && shares.at(-1)?.eq(1) ? undefined : refuse('plan.bad-profile', { profile }, 'body.target.profile');
}
