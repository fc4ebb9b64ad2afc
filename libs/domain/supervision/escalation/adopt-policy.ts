import { command, isRefusal } from '#engine/kernel';
import { authorityOf } from '../finding-acts.js';
import { sameFact } from '../same-fact.js';
import { maySetRules } from '../supervision.policies.js';
import { escalationPolicyStream, type cityEscalationPolicy, type EscalationRule } from './escalation-policy.events.js';
import { escalationPolicy } from './escalation-policy.state.js';
import { rulesProblem } from './policy-problem.js';

/** The bureau adopts rules of escalation by a document. Deadlines given from now on follow them; those given before keep theirs. */
export interface AdoptEscalationPolicy {
  readonly policy: typeof cityEscalationPolicy;
  readonly rules: readonly EscalationRule[];
  /** Number of the document; the request's authority when absent. */
  readonly document?: string;
}

export const adoptEscalationPolicy = command({
  name: 'supervision.AdoptEscalationPolicy',
  policy: maySetRules,
  stream: (c: AdoptEscalationPolicy) => escalationPolicyStream(c.policy),
  state: escalationPolicy,
  decide: (state, { policy, rules, document }, context) => {
    const stated = authorityOf({ authority: document }, context);
    if (isRefusal(stated)) return { ...stated, field: 'body.document' };
    const problem = rulesProblem(rules);
    if (problem) return problem;
    if (state.document === stated && sameFact(state.rules, rules)) return [];
    return [{ type: 'supervision.EscalationPolicyAdopted' as const, data: { policy, version: state.version + 1, document: stated, rules: [...rules] } }];
  },
});
