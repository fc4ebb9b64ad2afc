import { told, type Fold, type Told } from '#engine/kernel';
import { planStream, type PlanEvent } from '#domain/plan';

/** What a campaign's plan has to know of the city's: whether it was adopted, and its measures. */
export interface PlanStanding {
  readonly adopted: boolean;
  readonly measures: readonly number[];
}

/** Folds a plan into its standing. */
export const planStanding: Fold<PlanStanding, PlanEvent> = {
  name: 'supervision.plan-standing',
  initial: { adopted: false, measures: [] },
  evolve: (state, event) => {
    switch (event.type) {
      case 'plan.PlanAdopted':
        return { ...state, adopted: true };
      case 'plan.MeasureDefined':
        return { ...state, measures: [...state.measures, event.data.no] };
      default:
        return state;
    }
  },
};

export const toldPlanStanding = (plan: string): Told<PlanStanding> => told(planStream(plan), planStanding);
