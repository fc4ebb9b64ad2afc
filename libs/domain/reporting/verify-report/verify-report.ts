import { command, refuse, type Actor, type Refusal } from '#engine/kernel';
import { report, type PeriodReport, type ReportState } from '../report.state.js';
import { cardOf, toldRules, type ReportingRules } from '../reporting-rules.state.js';
import { keyOf, streamOf, type ReportKey } from '../report-key.js';
import { verifierProblem } from '../report-authority.js';
import { mayVerify } from '../report.policies.js';

/** A verifier confirms a reported value. */
export interface VerifyReport extends ReportKey {
  /** The value the verifier looked at: if it moved on meanwhile, nothing is verified. */
  readonly value: string;
}

export const verifyReport = command({
  name: 'reporting.VerifyReport',
  policy: mayVerify,
  unit: (c: VerifyReport) => c.unit,
  stream: streamOf,
  state: report,
  told: (c) => ({ rules: toldRules(c.plan) }),
  decide: (state, c, { actor, told: { rules } }) => {
    const before = state.periods[c.period];
    if (cardOf(rules, c.indicator) && before?.status === 'verified' && before.value === c.value && before.verifiedBy === actor.id) return [];
    const no = verificationProblem(state, c, actor, rules) ?? seenProblem(before, c.value);
    return no ?? [{ type: 'reporting.ReportVerified' as const, validAt: c.period, data: { ...keyOf(c), value: c.value } }];
  },
});

/** Why this person may not verify or return here now, whatever the value they looked at. */
export function verificationProblem(state: ReportState, c: ReportKey, actor: Actor, rules: ReportingRules): Refusal | undefined {
  const card = cardOf(rules, c.indicator);
  if (!card) return refuse('reporting.unknown-indicator', { indicator: c.indicator }, 'params.indicator');
  const before = state.periods[c.period];
  const no = verifierProblem(actor, card, c.unit, before);
  if (no) return no;
  if (before?.status === 'verified') return refuse('reporting.already-verified', { period: c.period, value: before.value });
  return before?.status === 'reported' ? undefined : refuse('reporting.not-reported', { period: c.period });
}

/** An act on a value holds for the value that its sender looked at. */
export function seenProblem(before: PeriodReport | undefined, seen: string, field = 'body.value'): Refusal | undefined {
  const actual = before !== undefined && 'value' in before ? before.value : '';
  return actual === seen ? undefined : refuse('reporting.value-moved-on', { actual, seen }, field);
}
