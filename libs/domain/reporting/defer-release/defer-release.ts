import { addDays, command, daysOf, isRefusal, parsePeriod, refuse, cityDate, type DateText, type Instant, type Refusal } from '#engine/kernel';
import { report, type ReportState } from '../report.state.js';
import { keyOf, streamOf, type ReportKey } from '../report-key.js';
import { mayReport } from '../report.policies.js';
import { reasonOf } from '../stated.js';
import { reportingProblem, toldForUnit, type UnitContext } from '../report-indicator/report-indicator.js';

/** The statistic is not published yet; the unit says when it will be. The value may be reported until the end of that day. */
export interface DeferRelease extends ReportKey {
  readonly expectedOn: DateText;
  readonly reason?: string;
}

/** A statistic that comes later than this many days after its period is a matter for the bureau, not for a unit's own word. */
export const longestDeferralDays = 366;

export const deferRelease = command({
  name: 'reporting.DeferRelease',
  policy: mayReport,
  unit: (c: DeferRelease) => c.unit,
  stream: streamOf,
  state: report,
  told: toldForUnit,
  decide: (state, c, context) => {
    const reason = reasonOf(c, context);
    if (isRefusal(reason)) return reason;
    const before = state.periods[c.period];
    const no = deferralProblem(state, c, context) ?? dateProblem(c, context.now);
    if (no) return no;
    if (before?.status === 'not-released' && before.expectedOn === c.expectedOn && before.reason === reason) return [];
    return [{ type: 'reporting.ReleaseDeferred' as const, validAt: c.period, data: { ...keyOf(c), expectedOn: c.expectedOn, reason } }];
  },
});

/** Why a unit may not defer here now, whatever the day. */
export function deferralProblem(state: ReportState, c: ReportKey, context: UnitContext): Refusal | undefined {
  const before = state.periods[c.period];
  const no = reportingProblem(state, c, context);
  if (no) return no;
  if (before?.status === 'not-applicable') return refuse('reporting.already-not-applicable', { period: c.period });
  return before?.status === 'reported' ? refuse('reporting.already-reported', { period: c.period, value: before.value }) : undefined;
}

function dateProblem({ expectedOn, period }: DeferRelease, now: Instant): Refusal | undefined {
  if (expectedOn <= cityDate(now)) return refuse('reporting.date-passed', { date: expectedOn }, 'body.expectedOn');
  const latest = addDays(daysOf(parsePeriod(period)!).last, longestDeferralDays);
  return expectedOn > latest ? refuse('reporting.deferred-too-far', { latest }, 'body.expectedOn') : undefined;
}
