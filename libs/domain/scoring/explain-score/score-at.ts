import { refuse, type Refusal } from '#engine/kernel';
import type { Views, ViewMoment } from '#engine/http';
import type { Condition } from '#engine/read-store';
import { calculate, type GroupResult } from '../sheet/calculate.js';
import { parseScheme, type Scheme } from '../scheme/scheme.js';
import { PlanFacts, type BoardFact } from '../live-board/board-facts.js';
import { indicatorsOf, unitsOf, type BoardScheme } from '../live-board/board-model.js';
import { boardFactTable, liveBoard } from '../live-board/live-board.projection.js';
import { everyPlan } from '../live-board/supervision-facts.js';

/** Everything needed to score a group as known at a moment. */
export interface ScoringMoment {
  readonly facts: PlanFacts;
  readonly schemes: readonly BoardScheme[];
  /** Log position the facts reflect. */
  readonly position: number;
}

/** The facts of a plan as known at a moment, read back from the board's own rows. */
export async function factsAt(views: Views, plan: string, moment: ViewMoment): Promise<ScoringMoment> {
  return someFactsAt(views, plan, moment, [[]]);
}

/** Some facts of a plan, with those about units that name no plan, as known at a moment and beside those known already: all that meet one of the lists of conditions. */
export async function someFactsAt(views: Views, plan: string, moment: ViewMoment, choices: readonly (readonly Condition[])[], facts = new PlanFacts()): Promise<ScoringMoment> {
  const schemes: BoardScheme[] = [];
  let position = 0;
  for (const choice of choices) {
    const found = await views.all(liveBoard.name, boardFactTable.name, { ...moment, where: [...choice, { field: 'plan', is: 'in', value: [plan, everyPlan] }] });
    ({ position } = found);
    for (const stored of found.rows) {
      const row = stored.row as unknown as BoardFact | BoardScheme;
      if (row.kind === 'scheme') schemes.push(row);
      else facts.put(row);
    }
  }
  return { facts, schemes, position };
}

/** The published scheme of a group and year, with the version it was published as. */
export function schemeOf({ schemes }: ScoringMoment, year: number, group: string): Scheme | Refusal {
  for (const published of [...schemes].sort((a, b) => b.position - a.position)) {
    if (published.year !== year) continue;
    const parsed = parseScheme(published.content);
    if ('scheme' in parsed && parsed.scheme.groups.some((g) => g.code === group)) return { ...parsed.scheme, version: published.version };
  }
  return refuse('scoring.no-board', { year, group });
}

/** Score a group from facts of a moment under a scheme. */
export function scoreGroup({ facts, position }: ScoringMoment, scheme: Scheme, groupCode: string, year: number): GroupResult {
  const group = scheme.groups.find((g) => g.code === groupCode)!;
  return calculate(scheme, groupCode, facts.groupInput(unitsOf(group, facts), indicatorsOf(group), year, position));
}
