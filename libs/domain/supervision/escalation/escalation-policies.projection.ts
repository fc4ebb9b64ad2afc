import { rows } from '#engine/projections';
import type { EscalationPolicyEvent, EscalationRule } from './escalation-policy.events.js';

/** A version of the rules of escalation. */
export type EscalationPolicyRow = {
  readonly policy: string;
  readonly version: number;
  readonly document: string;
  readonly rules: readonly EscalationRule[];
  readonly adoptedBy: string;
  readonly adoptedAt: string;
  /** When the next version was adopted; null for the one in force. */
  readonly replacedAt: string | null;
  readonly inForce: boolean;
  /** Revision of the policy's stream when this version came, for If-Match. */
  readonly revision: number;
};

export const escalationPolicies = rows<EscalationPolicyRow, EscalationPolicyEvent>({
  name: 'escalation-policies',
  version: 1,
  events: ['supervision.EscalationPolicy'],
  table: {
    name: 'escalation-policies',
    fields: { policy: 'text', version: 'number', inForce: 'boolean' },
    indexes: [['policy', 'version']],
    temporal: true,
  },
  keys: ({ data: { policy, version } }) => [version, version - 1].filter((one) => one > 0).map((one) => policyKey(policy, one)),
  fold: (row, { data, meta, recordedAt, revision }, key) => {
    const { policy, version, document, rules } = data;
    if (key !== policyKey(policy, version)) return row && { ...row, replacedAt: recordedAt, inForce: false };
    return { policy, version, document, rules, adoptedBy: meta.actor, adoptedAt: recordedAt, replacedAt: null, inForce: true, revision };
  },
});

/** Key of a version. */
export const policyKey = (policy: string, version: number): string => `${policy}/${version}`;
