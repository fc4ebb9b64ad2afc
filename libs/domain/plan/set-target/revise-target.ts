import { command, refuse, type DecimalText } from '#engine/kernel';
import { planStream, type PlanEvent, type Target } from '../plan.events.js';
import { cardIn, plan, targetOf } from '../plan.state.js';
import { mayRunPlan } from '../plan.policies.js';
import { sameTarget } from './same-target.js';
import { targetProblem } from './target-problem.js';

/** Change a target during its year: the approved one then holds for the whole year. The approval's number is the command's authority. */
export interface ReviseTarget {
  readonly plan: string;
  readonly target: Target;
  /** The value that was looked at: if the target moved on meanwhile, nothing is revised. Absent: whichever holds. */
  readonly replaces?: DecimalText;
}

export const reviseTarget = command({
  name: 'plan.ReviseTarget',
  policy: mayRunPlan,
  stream: (c: ReviseTarget) => planStream(c.plan),
  state: plan,
  decide: (state, { plan: id, target, replaces }, { authority }) => {
    const card = cardIn(state, target.indicator);
    if (!card) return refuse('plan.unknown-indicator', { plan: id, indicator: target.indicator }, 'body.target.indicator');
    const before = targetOf(state, target);
    if (!before) return refuse('plan.target-not-set', { indicator: target.indicator, unit: target.unit, year: target.year }, 'body.target');
    if (replaces !== undefined && before.value !== replaces) {
      return refuse('plan.target-moved-on', { indicator: target.indicator, actual: before.value ?? '', seen: replaces }, 'body.replaces');
    }
    const no = targetProblem(target, card);
    if (no) return no;
    if (sameTarget(before, target)) return refuse('plan.nothing-changes', { indicator: target.indicator }, 'body.target');
    if (authority === undefined) return refuse('plan.document-required', {}, 'header.x-authority');
    return [targetRevised(id, target, before, authority)];
  },
});

/** The fact of a changed target, with what it was. */
export const targetRevised = (plan: string, target: Target, from: Target, document: string): PlanEvent => ({
  type: 'plan.TargetRevised', validAt: String(target.year), data: { plan, target, from, document },
});
