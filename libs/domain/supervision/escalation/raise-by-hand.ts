import { command, isRefusal, refuse, type Refusal } from '#engine/kernel';
import { leadOf, reasonOf } from '../finding-acts.js';
import { escalationLevels, findingStream, type EscalationLevel } from '../finding.events.js';
import { finding, type IssuedFinding } from '../finding.state.js';
import { toldLeadName } from '../unit-name.state.js';
import { onFinding, partyProblem, type FindingKey } from '../rectification-acts.js';
import { escalated } from './escalation-notice.js';
import { cityEscalationPolicy } from './escalation-policy.events.js';
import { ruleOf, toldEscalationPolicy } from './escalation-policy.state.js';
import { mayRaiseByHand } from './escalation.policies.js';
import { isAbove, levelNames } from './level-names.js';

/** An inspector, the bureau or leadership raises a level before its time, with a reason. Recipients and text are those of the rules in force. */
export interface RaiseByHand extends FindingKey {
  readonly level: EscalationLevel;
  readonly reason?: string;
}

const act = {
  from: ['issued', 'contested', 'acknowledged', 'rectifying', 'reported', 'returned'],
  called: { zh: '升级督办', en: 'escalated' },
} as const;

export const raiseByHand = command({
  name: 'supervision.RaiseByHand',
  policy: mayRaiseByHand,
  unit: leadOf,
  stream: (c: RaiseByHand) => findingStream(c.finding),
  state: finding,
  told: (_, state) => ({ policy: toldEscalationPolicy(), unit: toldLeadName(state) }),
  decide: (state, c, context) =>
    onFinding(state, c, act, (known) => {
      const problem = partyProblem(known, context.actor) ?? levelProblem(known, c.level);
      if (problem) return problem;
      const reason = reasonOf(c, context);
      if (isRefusal(reason)) return reason;
      const { policy: { version }, policy, unit } = context.told;
      const rule = ruleOf(policy, version, c.level);
      if (!rule) return refuse('supervision.level-without-rule', { level: levelNames[c.level].zh, levelEn: levelNames[c.level].en }, 'body.level');
      const { type, data } = escalated(known, c.finding, rule, 'by-hand', known.deadline.dueAt, { code: cityEscalationPolicy, version }, unit.name);
      return [{ type, data: { ...data, reason } }];
    }),
});

/** Only further than the levels raised for the due time that holds. */
function levelProblem({ number, escalations, deadline }: IssuedFinding, level: EscalationLevel): Refusal | undefined {
  const present = escalationLevels.findLast((one) => escalations.some((raised) => raised.level === one && raised.dueAt === deadline.dueAt));
  if (present === undefined || isAbove(level, present)) return undefined;
  return refuse('supervision.level-not-higher', { number, present: levelNames[present].zh, presentEn: levelNames[present].en }, 'body.level');
}
