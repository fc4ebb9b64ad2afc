import { told, type Fold } from '#engine/kernel';
import { planStream, type PlanEvent } from '#domain/plan';

/** What supervision asks of a plan: whether it is adopted, and which measures and indicators it has. */
export interface PlanOutline {
  readonly adopted: boolean;
  readonly measures: readonly number[];
  readonly indicators: readonly string[];
}

export const planOutline: Fold<PlanOutline, PlanEvent> = {
  name: 'supervision.plan-outline',
  initial: { adopted: false, measures: [], indicators: [] },
  evolve: (state, event) => {
    switch (event.type) {
      case 'plan.PlanAdopted':
        return { ...state, adopted: true };
      case 'plan.MeasureDefined':
        return { ...state, measures: withOne(state.measures, event.data.no) };
      case 'plan.IndicatorDefined':
        return { ...state, indicators: withOne(state.indicators, event.data.card.code) };
      default:
        return state;
    }
  },
};

const withOne = <T>(some: readonly T[], one: T): readonly T[] => (some.includes(one) ? some : [...some, one]);

/** The plan as a decision of this context is told it. */
export const toldPlanOutline = (plan: string) => told(planStream(plan), planOutline);
