import { command, refuse, type Instant } from '#engine/kernel';
import { leadOf } from '../finding-acts.js';
import { findingStream, type EscalationLevel, type FindingEvent } from '../finding.events.js';
import { finding, isOpen, type FindingState, type IssuedFinding } from '../finding.state.js';
import { toldLeadName } from '../unit-name.state.js';
import { mayRaiseDue } from '../supervision.policies.js';
import { escalated } from './escalation-notice.js';
import { ruleOf, toldEscalationPolicy } from './escalation-policy.state.js';

/** A step of a finding's deadline has come. */
export interface RaiseDue {
  readonly finding: string;
  readonly level: EscalationLevel;
  readonly trigger: string;
  /** The due time that the step belongs to. */
  readonly dueAt: Instant;
  /** When the step was due. */
  readonly at: Instant;
}

/**
 * Raises the level unless the matter was settled or moved meanwhile. The timer is the truth about time: the clock is not asked again,
 * for one that was moved back between firing and deciding would lose the step.
 */
export const raiseDue = command({
  name: 'supervision.RaiseDue',
  policy: mayRaiseDue,
  unit: leadOf,
  stream: (c: RaiseDue) => findingStream(c.finding),
  state: finding,
  told: (_, state) => ({ policy: toldEscalationPolicy(), unit: toldLeadName(state) }),
  decide: (state, c, { told }) => {
    if (!waits(state) || isVoid(state, c)) return [];
    const { policy } = state.deadline;
    const rule = ruleOf(told.policy, policy.version, c.level);
    if (!rule) return refuse('supervision.no-escalation-policy');
    return [{ ...escalated(state, c.finding, rule, c.trigger, c.dueAt, policy, told.unit.name), validAt: c.at } satisfies FindingEvent];
  },
});

/** Whether the unit is still expected to act: not closed or withdrawn, not resting, and nothing of it waits for a decision. */
const waits = (state: FindingState): state is IssuedFinding => isOpen(state) && state.suspended === undefined && state.status !== 'reported' && state.status !== 'contested';

/** Whether a step is of an earlier schedule, was taken before, or is about an acknowledgement that has come. */
function isVoid({ status, deadline, escalations }: IssuedFinding, { level, trigger, dueAt, at }: RaiseDue): boolean {
  if (deadline.dueAt !== dueAt || !deadline.steps.some((step) => step.level === level && step.trigger === trigger && step.at === at)) return true;
  if (escalations.some((raised) => raised.level === level && raised.dueAt === dueAt)) return true;
  return trigger === 'not-acknowledged' && status !== 'issued';
}
