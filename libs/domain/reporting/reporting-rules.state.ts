import { told, type Fold } from '#engine/kernel';
import { planStream, type DefinitionCard, type PlanEvent } from '#domain/plan';
import { unitStanding, unitStream } from '#domain/units';
import { withTarget, type TargetIndex } from './target-index.js';

/** What reporting knows of a plan: whether it is adopted, the cards in force, and the targets. */
export interface ReportingRules {
  readonly adopted: boolean;
  readonly cards: Readonly<Record<string, DefinitionCard>>;
  readonly targets: TargetIndex;
}

/** Folds a plan into what a report is checked against. */
export const reportingRules: Fold<ReportingRules, PlanEvent> = {
  name: 'reporting.rules',
  initial: { adopted: false, cards: {}, targets: {} },
  evolve: (state, event) => {
    switch (event.type) {
      case 'plan.PlanAdopted':
        return { ...state, adopted: true };
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

/** The card of an indicator. Only codes of the plan count: `constructor` is none, though every object has one. */
export const cardOf = ({ cards }: ReportingRules, indicator: string): DefinitionCard | undefined => (Object.hasOwn(cards, indicator) ? cards[indicator] : undefined);

/** The plan as a decision of this context is told it. */
export const toldRules = (plan: string) => told(planStream(plan), reportingRules);

/** The unit as a decision of this context is told it. */
export const toldUnit = (unit: string) => told(unitStream(unit), unitStanding);
