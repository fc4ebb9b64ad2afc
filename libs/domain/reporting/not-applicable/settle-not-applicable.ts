import { command, isRefusal, refuse, type Actor, type DateText, type Refusal } from '#engine/kernel';
import { report, type ReportState } from '../report.state.js';
import { cardOf, toldRules, type ReportingRules } from '../reporting-rules.state.js';
import { keyOf, streamOf, type ReportKey } from '../report-key.js';
import { overruleProblem } from '../report-authority.js';
import { mayOverrule } from '../report.policies.js';
import { aheadProblem, reasonOf } from '../stated.js';

/** The verifier or the bureau agrees that an indicator does not apply. */
export const approveNotApplicable = command({
  name: 'reporting.ApproveNotApplicable',
  policy: mayOverrule,
  unit: (c: ReportKey) => c.unit,
  stream: streamOf,
  state: report,
  told: (c) => ({ rules: toldRules(c.plan) }),
  decide: (state, c, { actor, told: { rules } }) =>
    settlementProblem(state, c, actor, rules) ?? [{ type: 'reporting.NotApplicableApproved' as const, validAt: c.period, data: keyOf(c) }],
});

/** The verifier or the bureau does not agree: the unit has to report. */
export interface RefuseNotApplicable extends ReportKey {
  readonly reason?: string;
  /** Last day to report 限期填报; opens the report for that long even where the period has closed. */
  readonly resubmitBy?: DateText;
}

export const refuseNotApplicable = command({
  name: 'reporting.RefuseNotApplicable',
  policy: mayOverrule,
  unit: (c: RefuseNotApplicable) => c.unit,
  stream: streamOf,
  state: report,
  told: (c) => ({ rules: toldRules(c.plan) }),
  decide: (state, c, context) => {
    const no = settlementProblem(state, c, context.actor, context.told.rules) ?? aheadProblem(c.resubmitBy, context.now, 'body.resubmitBy');
    if (no) return no;
    const reason = reasonOf(c, context);
    if (isRefusal(reason)) return reason;
    const until = c.resubmitBy === undefined ? {} : { resubmitBy: c.resubmitBy };
    return [{ type: 'reporting.NotApplicableRefused' as const, validAt: c.period, data: { ...keyOf(c), reason, ...until } }];
  },
});

/** Why this person may not settle a declaration here now. */
export function settlementProblem(state: ReportState, c: ReportKey, actor: Actor, rules: ReportingRules): Refusal | undefined {
  const card = cardOf(rules, c.indicator);
  if (!card) return refuse('reporting.unknown-indicator', { indicator: c.indicator }, 'params.indicator');
  const before = state.periods[c.period];
  const no = overruleProblem(actor, card, c.unit, before);
  if (no) return no;
  return before?.status === 'not-applicable-declared' ? undefined : refuse('reporting.nothing-declared', { period: c.period });
}
