import { decimal, refuse, type Refusal } from '#engine/kernel';
import type { DefinitionCard } from '../plan.events.js';
import type { PlanState } from '../plan.state.js';
import type { UnitStanding } from '../unit-standing.state.js';
import { unitProblem } from '../assign-measure/assign-measure.js';

/** The units a card names: those who report and the one that verifies. */
export const unitsOnCard = (card: DefinitionCard): readonly string[] => [...new Set([...card.reportedBy, card.verifier])];

/** Why a definition card cannot be in force. */
export function cardProblem(card: DefinitionCard, state: PlanState, units: Readonly<Record<string, UnitStanding>>): Refusal | undefined {
  if (card.measure !== 'general' && !state.measures[card.measure]) return refuse('plan.unknown-measure', { no: card.measure }, 'body.card.measure');
  return reporterProblem(card, units) ?? rangeProblem(card);
}

function reporterProblem(card: DefinitionCard, units: Readonly<Record<string, UnitStanding>>): Refusal | undefined {
  const { reportedBy, verifier } = card;
  if (reportedBy.length === 0) return refuse('plan.nobody-reports', {}, 'body.card.reportedBy');
  const repeated = reportedBy.find((unit, at) => reportedBy.indexOf(unit) !== at);
  if (repeated !== undefined) return refuse('plan.unit-named-twice', { unit: repeated }, 'body.card.reportedBy');
  if (reportedBy.includes(verifier)) return refuse('plan.verifier-reports', { verifier }, 'body.card.verifier');
  for (const unit of [...reportedBy, verifier]) {
    const field = unit === verifier ? 'body.card.verifier' : 'body.card.reportedBy';
    const standing = units[unit];
    const no = unitProblem(unit, standing, field);
    if (no) return no;
    if (standing?.status === 'active' && standing.collective) return refuse('plan.collective-cannot-act', { unit }, field);
  }
  return undefined;
}

function rangeProblem({ range: { min, max } }: DefinitionCard): Refusal | undefined {
  if (min !== undefined && max !== undefined && decimal(min).gt(max)) return refuse('plan.range-upside-down', { min, max }, 'body.card.range');
  return undefined;
}
