import { told, type Fold } from '#engine/kernel';
import { planStream, type DefinitionCard, type PlanEvent, type Target } from '#domain/plan';
import type { ProgressBasis } from './expected-progress.js';

type Bucket = Readonly<Record<string, Target>>;

/** What warnings know of a plan: the cards and targets in force. */
export interface ProgressPlan {
  readonly cards: Readonly<Record<string, DefinitionCard>>;
  /** By indicator, then in buckets of `unit/year`: thousands of units may have a target, and one more copies its bucket only. */
  readonly targets: Readonly<Record<string, Readonly<Record<number, Bucket>>>>;
}

export const progressPlan: Fold<ProgressPlan, PlanEvent> = {
  name: 'supervision.progress-plan',
  initial: { cards: {}, targets: {} },
  evolve: (state, event) => {
    switch (event.type) {
      case 'plan.IndicatorDefined':
      case 'plan.IndicatorRevised':
        return { ...state, cards: { ...state.cards, [event.data.card.code]: event.data.card } };
      case 'plan.TargetSet':
      case 'plan.TargetRevised':
        return { ...state, targets: withTarget(state.targets, event.data.target) };
      default:
        return state;
    }
  },
};

/** The plan as a judgement is told it. */
export const toldProgressPlan = (plan: string) => told(planStream(plan), progressPlan);

/** Card in force of an indicator; own fields only, for `constructor` is a code like any other. */
export const cardOf = ({ cards }: ProgressPlan, indicator: string): DefinitionCard | undefined => (Object.hasOwn(cards, indicator) ? cards[indicator] : undefined);

/**
 * What a unit's value of a year is held against. The city's target is the target of the unit that alone reports the indicator. A level
 * starts from the target of the year before, or, as the baseline is the city's, from that where the city's target is meant.
 */
export function basisOf(state: ProgressPlan, { indicator, unit, year }: { readonly indicator: string; readonly unit: string; readonly year: number }): ProgressBasis | undefined {
  const card = cardOf(state, indicator);
  if (!card) return undefined;
  const own = targetOf(state, indicator, unit, year);
  const alone = card.reportedBy.length === 1 && card.reportedBy[0] === unit;
  const target = own ?? (alone ? targetOf(state, indicator, city, year) : undefined);
  if (!target) return undefined;
  const start = targetOf(state, indicator, target.unit, year - 1)?.value ?? (target.unit === city ? card.baseline?.value : undefined);
  return { card, target, ...(start === undefined ? {} : { start }) };
}

const city = 'city';

function withTarget(targets: ProgressPlan['targets'], target: Target): ProgressPlan['targets'] {
  const ofIndicator = Object.hasOwn(targets, target.indicator) ? targets[target.indicator]! : {};
  const key = placeOf(target.unit, target.year);
  const bucket = bucketOf(key);
  return { ...targets, [target.indicator]: { ...ofIndicator, [bucket]: { ...ofIndicator[bucket], [key]: target } } };
}

function targetOf({ targets }: ProgressPlan, indicator: string, unit: string, year: number): Target | undefined {
  const key = placeOf(unit, year);
  return Object.hasOwn(targets, indicator) ? targets[indicator]![bucketOf(key)]?.[key] : undefined;
}

const placeOf = (unit: string, year: number): string => `${unit}/${year}`;

function bucketOf(key: string): number {
  let hash = 0;
  for (let i = 0; i < key.length; i += 1) hash = (Math.imul(hash, 31) + key.charCodeAt(i)) >>> 0;
  return hash % 64;
}
