import { command, isRefusal, type DateText } from '#engine/kernel';
import { report } from '../report.state.js';
import { toldRules } from '../reporting-rules.state.js';
import { keyOf, streamOf, type ReportKey } from '../report-key.js';
import { mayVerify } from '../report.policies.js';
import { aheadProblem, reasonOf } from '../stated.js';
import { seenProblem, verificationProblem } from '../verify-report/verify-report.js';

/** A verifier sends a reported value back 退回, with the reason. */
export interface ReturnReport extends ReportKey {
  /** The value the verifier looked at. */
  readonly value: string;
  readonly reason?: string;
  /** Last day to report anew 限期重报; opens the report for that long even where the period has closed. */
  readonly resubmitBy?: DateText;
}

export const returnReport = command({
  name: 'reporting.ReturnReport',
  policy: mayVerify,
  unit: (c: ReturnReport) => c.unit,
  stream: streamOf,
  state: report,
  told: (c) => ({ rules: toldRules(c.plan) }),
  decide: (state, c, context) => {
    const reason = reasonOf(c, context);
    if (isRefusal(reason)) return reason;
    const before = state.periods[c.period];
    if (before?.status === 'returned' && before.value === c.value && before.returnReason === reason && before.resubmitBy === c.resubmitBy) return [];
    const no = verificationProblem(state, c, context.actor, context.told.rules) ?? seenProblem(before, c.value) ?? aheadProblem(c.resubmitBy, context.now, 'body.resubmitBy');
    if (no) return no;
    const until = c.resubmitBy === undefined ? {} : { resubmitBy: c.resubmitBy };
    return [{ type: 'reporting.ReportReturned' as const, validAt: c.period, data: { ...keyOf(c), value: c.value, reason, ...until } }];
  },
});
