import { command, refuse } from '#engine/kernel';
import { planStream, type DefinitionCard, type PlanEvent } from '../plan.events.js';
import { cardIn, isCode, plan } from '../plan.state.js';
import { mayRunPlan } from '../plan.policies.js';
import { toldUnits } from '../unit-standing.state.js';
import { cardProblem, unitsOnCard } from './card-problem.js';

/** Add an indicator that the catalogue does not have. */
export interface DefineIndicator {
  readonly plan: string;
  readonly card: DefinitionCard;
}

export const defineIndicator = command({
  name: 'plan.DefineIndicator',
  policy: mayRunPlan,
  stream: (c: DefineIndicator) => planStream(c.plan),
  state: plan,
  told: (c) => toldUnits(unitsOnCard(c.card)),
  decide: (state, { plan: id, card }, { told: units }) => {
    if (!state.adopted) return refuse('plan.unknown-plan', { plan: id }, 'params.plan');
    if (!isCode(card.code)) return refuse('plan.bad-code', { code: card.code }, 'body.card.code');
    if (cardIn(state, card.code)) return refuse('plan.indicator-exists', { indicator: card.code }, 'body.card.code');
    const no = cardProblem(card, state, units);
    if (no) return no;
    const defined: PlanEvent = { type: 'plan.IndicatorDefined', data: { plan: id, card } };
    return [defined];
  },
});
