import { command, isRefusal, type Decision } from '#engine/kernel';
import { escalated, ruleForReturn } from '../escalation/escalation-notice.js';
import type { EscalationRule } from '../escalation/escalation-policy.events.js';
import { leadOf, reasonOf, type FindingAct } from '../finding-acts.js';
import { findingStream, type FindingEvent, type TimeAllowed } from '../finding.events.js';
import { finding } from '../finding.state.js';
import { aboutFinding, checkerProblem, deadlineFrom, onFinding, toldReckoning, type FindingKey } from '../rectification-acts.js';
import { toldLeadName } from '../unit-name.state.js';
import { mayInspect } from '../supervision.policies.js';

/** A checker sends the report back 退回重改, with the reason and new time. The n-th return may raise a level by the escalation policy. */
export interface ReturnRectification extends FindingKey {
  readonly verdict: 'partly-done' | 'not-done';
  readonly reason?: string;
  readonly due: TimeAllowed;
}

const returning: FindingAct = { from: ['reported'], called: { zh: '退回重改', en: 'returned' } };

export const returnRectification = command({
  name: 'supervision.ReturnRectification',
  policy: mayInspect,
  unit: leadOf,
  stream: (c: ReturnRectification) => findingStream(c.finding),
  state: finding,
  told: (_, state) => ({ ...toldReckoning(), unit: toldLeadName(state) }),
  decide: (state, c, context) =>
    onFinding(state, c, returning, (known): Decision<FindingEvent> => {
      const no = checkerProblem(known, context.actor);
      if (no) return no;
      const reason = reasonOf(c, context);
      if (isRefusal(reason)) return reason;
      const deadline = deadlineFrom(c.due, context.now, context.told, 'body.due');
      if (isRefusal(deadline)) return deadline;
      const count = known.returns + 1;
      const returned = { type: 'supervision.RectificationReturned' as const, data: { ...aboutFinding(c, known), verdict: c.verdict, reason, count, deadline } };
      const rule = ruleForReturn(context.told.policy.rules, count);
      const { dueAt, policy } = deadline;
      // A level is raised once for a due time, and a return may set the same one again.
      const raised = ({ level }: EscalationRule): boolean => known.escalations.some((one) => one.level === level && one.dueAt === dueAt);
      return rule && !raised(rule) ? [returned, escalated(known, c.finding, rule, 'returned', dueAt, policy, context.told.unit.name)] : [returned];
    }),
});
