import { command, refuse, type Json } from '#engine/kernel';
import { planStream, type DefinitionCard, type PlanEvent } from '../plan.events.js';
import { cardIn, cardVersion, plan } from '../plan.state.js';
import { mayRunPlan } from '../plan.policies.js';
import { toldUnits } from '../unit-standing.state.js';
import { cardProblem, unitsOnCard } from './card-problem.js';

/** Replace a definition card. The approval document's number is the command's authority. */
export interface ReviseIndicator {
  readonly plan: string;
  /** The whole card as it shall be; code and measure stay. */
  readonly card: DefinitionCard;
  /** Number of the version that was looked at: if the card moved on meanwhile, nothing is revised. Absent: whichever holds. */
  readonly version?: number;
}

export const reviseIndicator = command({
  name: 'plan.ReviseIndicator',
  policy: mayRunPlan,
  stream: (c: ReviseIndicator) => planStream(c.plan),
  state: plan,
  told: (c) => toldUnits(unitsOnCard(c.card)),
  decide: (state, { plan: id, card, version }, { told: units, authority }) => {
    const before = cardIn(state, card.code);
    if (!before) return refuse('plan.unknown-indicator', { plan: id, indicator: card.code }, 'params.indicator');
    const actual = cardVersion(state, card.code);
    if (version !== undefined && version !== actual) return refuse('plan.card-moved-on', { indicator: card.code, actual, seen: version }, 'body.version');
    if (before.measure !== card.measure) return refuse('plan.measure-is-fixed', { indicator: card.code, measure: before.measure }, 'body.card.measure');
    const no = cardProblem(card, state, units);
    if (no) return no;
    const changed = changedFields(before, card);
    if (changed.length === 0) return refuse('plan.nothing-changes', { indicator: card.code }, 'body.card');
    if (authority === undefined) return refuse('plan.document-required', {}, 'header.x-authority');
    const revised: PlanEvent = { type: 'plan.IndicatorRevised', data: { plan: id, card, changed, document: authority } };
    return [revised];
  },
});

/** Names of the card's fields that differ, sorted; a field that appears or disappears counts. */
export function changedFields(before: DefinitionCard, after: DefinitionCard): string[] {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])] as (keyof DefinitionCard)[];
  return fields.filter((field) => !same(before[field], after[field])).sort();
}

/** Equal as data, whatever the order of the fields. */
function same(a: Json | undefined, b: Json | undefined): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [a as Record<string, Json | undefined>, b as Record<string, Json | undefined>];
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].every((key) => same(left[key], right[key]));
}
