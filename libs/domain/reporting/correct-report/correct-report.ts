import { command, decimal, isRefusal, refuse, type Actor, type Refusal } from '#engine/kernel';
import type { CorrectionReason, EvidenceReference } from '../report.events.js';
import { report, type ReportState } from '../report.state.js';
import { cardOf, toldRules, type ReportingRules } from '../reporting-rules.state.js';
import { keyOf, streamOf, type ReportKey } from '../report-key.js';
import { overruleProblem } from '../report-authority.js';
import { mayOverrule } from '../report.policies.js';
import { reasonOf, stated } from '../stated.js';
import { valueProblem } from '../report-indicator/report-indicator.js';
import { seenProblem } from '../verify-report/verify-report.js';

/** A verified value is changed: from what to what, why, and on whose authority. Both values stay in the record. */
export interface CorrectReport extends ReportKey {
  /** The verified value that the corrector looked at. */
  readonly from: string;
  readonly to: string;
  readonly reasonCode: CorrectionReason;
  readonly reason?: string;
  /** Document number 依据文号. */
  readonly authority?: string;
  /** Replaces the evidence of the value; empty keeps it. */
  readonly evidence: readonly EvidenceReference[];
}

export const correctReport = command({
  name: 'reporting.CorrectReport',
  policy: mayOverrule,
  unit: (c: CorrectReport) => c.unit,
  stream: streamOf,
  state: report,
  told: (c) => ({ rules: toldRules(c.plan) }),
  decide: (state, c, context) => {
    const { rules } = context.told;
    const before = state.periods[c.period];
    const no = correctionProblem(state, c, context.actor, rules) ?? seenProblem(before, c.from, 'body.from') ?? changeProblem(c);
    if (no) return no;
    const bad = valueProblem({ value: c.to }, cardOf(rules, c.indicator)!, 'body.to');
    if (bad) return bad;
    const reason = reasonOf(c, context);
    if (isRefusal(reason)) return reason;
    const authority = stated(c.authority, context.authority, 200);
    if (authority === undefined) return refuse('reporting.authority-required', {}, 'body.authority');
    const { from, to, reasonCode, evidence } = c;
    return [{ type: 'reporting.ReportCorrected' as const, validAt: c.period, data: { ...keyOf(c), from, to, reasonCode, reason, authority, evidence: [...evidence] } }];
  },
});

/** Why this person may not correct here now, whatever the values. */
export function correctionProblem(state: ReportState, c: ReportKey, actor: Actor, rules: ReportingRules): Refusal | undefined {
  const card = cardOf(rules, c.indicator);
  if (!card) return refuse('reporting.unknown-indicator', { indicator: c.indicator }, 'params.indicator');
  const before = state.periods[c.period];
  const no = overruleProblem(actor, card, c.unit, before);
  if (no) return no;
  if (before?.status === 'verified') return undefined;
  return refuse(before?.status === 'reported' || before?.status === 'returned' ? 'reporting.not-yet-verified' : 'reporting.not-reported', { period: c.period });
}

function changeProblem(c: CorrectReport): Refusal | undefined {
  return decimal(c.from).eq(c.to) ? refuse('reporting.correction-changes-nothing', { value: c.from }, 'body.to') : undefined;
}
