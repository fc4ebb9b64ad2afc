import type { Recorded, RecordedEvent } from '#engine/kernel';
import type { PlanEvent } from '#domain/plan';
import type { PeriodEvent, ReportEvent } from '#domain/reporting';
import type { PlanFacts } from './board-facts.js';
import { BoardModel } from './board-model.js';
import { factOf } from './fact-of.js';
import { supervisionFactOf, type SupervisionEvent } from './supervision-fact-of.js';

/** Beginnings of the types of events that leave something a score is made of. */
export const factEventTypes: readonly string[] = [
  'plan.Indicator', 'plan.Target', 'reporting.',
  'supervision.Finding', 'supervision.Rectification', 'supervision.Effect', 'supervision.InterviewCalled', 'supervision.InterviewHeld',
];

/**
 * What scoring knows, from the log alone: the same facts that the boards' rows hold, folded from events in log order. With it a past
 * score is proved without trusting any row.
 */
export class FactsReplay {
  private readonly known = new BoardModel();

  /** Take in the next event of the log; one that leaves nothing to score is passed over. */
  take(event: RecordedEvent): void {
    if (!factEventTypes.some((type) => event.type.startsWith(type))) return;
    if (event.type.startsWith('supervision.')) {
      const fact = supervisionFactOf(event as unknown as Recorded<SupervisionEvent>, this.known.unitFacts);
      if (fact) this.known.putUnitFact(fact);
      return;
    }
    const planned = event as unknown as Recorded<PlanEvent | ReportEvent | PeriodEvent>;
    const facts = this.of(planned.data.plan);
    const fact = factOf(planned, facts);
    if (fact) facts.put(fact);
  }

  /** Everything known of a plan so far. */
  of(plan: string): PlanFacts {
    return this.known.plan(plan).facts;
  }
}
