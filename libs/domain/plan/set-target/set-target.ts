import { command, refuse } from '#engine/kernel';
import { planStream, type PlanEvent, type Target } from '../plan.events.js';
import { cardIn, plan, targetOf } from '../plan.state.js';
import { mayRunPlan } from '../plan.policies.js';
import { toldUnits } from '../unit-standing.state.js';
import { unitProblem } from '../assign-measure/assign-measure.js';
import { city, targetProblem } from './target-problem.js';
import { sameTarget } from './same-target.js';

/** Give a unit, or the city, its target of a year. The document it stands in, if any, is the command's authority. */
export interface SetTarget {
  readonly plan: string;
  readonly target: Target;
}

export const setTarget = command({
  name: 'plan.SetTarget',
  policy: mayRunPlan,
  stream: (c: SetTarget) => planStream(c.plan),
  state: plan,
  told: (c) => toldUnits(c.target.unit === city ? [] : [c.target.unit]),
  decide: (state, { plan: id, target }, { told: units }) => {
    const card = cardIn(state, target.indicator);
    if (!card) return refuse('plan.unknown-indicator', { plan: id, indicator: target.indicator }, 'body.target.indicator');
    const gone = target.unit === city ? undefined : unitProblem(target.unit, units[target.unit], 'body.target.unit');
    if (gone) return gone;
    const no = targetProblem(target, card);
    if (no) return no;
    const before = targetOf(state, target);
    if (before && sameTarget(before, target)) return [];
    if (before) return refuse('plan.target-already-set', { indicator: target.indicator, unit: target.unit, year: target.year }, 'body.target');
    return [targetSet(id, target)];
  },
});

/** The fact of a target; what it is about is its year. */
export const targetSet = (plan: string, target: Target): PlanEvent => ({ type: 'plan.TargetSet', validAt: String(target.year), data: { plan, target } });
