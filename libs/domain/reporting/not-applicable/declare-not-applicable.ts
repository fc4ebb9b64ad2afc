import { command, isRefusal, refuse, type Refusal } from '#engine/kernel';
import { report, type ReportState } from '../report.state.js';
import { keyOf, streamOf, type ReportKey } from '../report-key.js';
import { mayReport } from '../report.policies.js';
import { reasonOf } from '../stated.js';
import { reportingProblem, toldForUnit, type UnitContext } from '../report-indicator/report-indicator.js';

/** A unit says that an indicator does not apply to it in a period, and why. Until it is approved, nothing follows from it. */
export interface DeclareNotApplicable extends ReportKey {
  readonly reason?: string;
}

export const declareNotApplicable = command({
  name: 'reporting.DeclareNotApplicable',
  policy: mayReport,
  unit: (c: DeclareNotApplicable) => c.unit,
  stream: streamOf,
  state: report,
  told: toldForUnit,
  decide: (state, c, context) => {
    const reason = reasonOf(c, context);
    if (isRefusal(reason)) return reason;
    const before = state.periods[c.period];
    if (before?.status === 'not-applicable-declared' && before.reason === reason) return [];
    return declarationProblem(state, c, context) ?? [{ type: 'reporting.NotApplicableDeclared' as const, validAt: c.period, data: { ...keyOf(c), reason } }];
  },
});

/** Why a unit may not declare here now, whatever the reason. */
export function declarationProblem(state: ReportState, c: ReportKey, context: UnitContext): Refusal | undefined {
  const settled = state.periods[c.period]?.status === 'not-applicable';
  return reportingProblem(state, c, context) ?? (settled ? refuse('reporting.already-not-applicable', { period: c.period }) : undefined);
}
