import { cityPolicy, covers, refuse, type Actor, type Refusal } from '#engine/kernel';
import type { DefinitionCard } from '#domain/plan';
import type { PeriodReport } from './report.state.js';

const actsForTheCity = cityPolicy('', ['bureau']);

/** Nobody verifies for the own unit or the own entry, and only the unit on the card verifies at all. */
export function verifierProblem(actor: Actor, card: DefinitionCard, unit: string, before: PeriodReport | undefined): Refusal | undefined {
  if (isOwn(actor, unit, before)) return refuse('reporting.own-report');
  if (actor.unit !== card.verifier) return refuse('reporting.not-the-verifier', { indicator: card.code, verifier: card.verifier });
  return undefined;
}

/** Overruling a unit is open to the bureau as well, with the same distance from the own unit and the own entry. */
export function overruleProblem(actor: Actor, card: DefinitionCard, unit: string, before: PeriodReport | undefined): Refusal | undefined {
  if (covers(actsForTheCity.scope(actor), unit) && !isOwn(actor, unit, before)) return undefined;
  return verifierProblem(actor, card, unit, before);
}

function isOwn(actor: Actor, unit: string, before: PeriodReport | undefined): boolean {
  if (actor.unit === unit) return true;
  if (before === undefined) return false;
  return ('reportedBy' in before && before.reportedBy === actor.id) || ('declaredBy' in before && before.declaredBy === actor.id);
}
