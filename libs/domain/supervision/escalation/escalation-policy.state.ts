import { told, type Fold } from '#engine/kernel';
import { cityEscalationPolicy, escalationPolicyStream, type EscalationPolicyEvent, type EscalationRule } from './escalation-policy.events.js';

/** The rules in force; version 0 before any were adopted. */
export interface EscalationPolicyState {
  readonly version: number;
  readonly document: string;
  readonly rules: readonly EscalationRule[];
  /** The rules of every version, by number: a finding keeps those that its deadline was given under. */
  readonly versions: Readonly<Record<number, readonly EscalationRule[]>>;
}

export const escalationPolicy: Fold<EscalationPolicyState, EscalationPolicyEvent> = {
  name: 'supervision.escalation-policy',
  initial: { version: 0, document: '', rules: [], versions: {} },
  evolve: ({ versions }, { data: { version, document, rules } }) => ({ version, document, rules, versions: { ...versions, [version]: rules } }),
};

/** The rule for a level in a version; undefined where the version has none. */
export const ruleOf = ({ versions }: EscalationPolicyState, version: number, level: EscalationRule['level']): EscalationRule | undefined =>
  versions[version]?.find((rule) => rule.level === level);

/** The city's rules as a decision is told them. */
export const toldEscalationPolicy = () => told(escalationPolicyStream(cityEscalationPolicy), escalationPolicy);
