import { command, decimal, refuse, type Refusal } from '#engine/kernel';
import { measureProgressStream, type MeasureProgressEvent } from '../plan.events.js';
import { measureProgress, type PeriodProgress } from '../measureProgress.state.js';
import { mayReviewProgress } from '../plan.policies.js';

/** Someone outside the unit accepts what it reported, or returns it. */
export interface ReviewProgress {
  readonly plan: string;
  readonly no: number;
  readonly unit: string;
  readonly period: string;
  /** The percentage the reviewer looked at: if it moved on meanwhile, nothing is reviewed. */
  readonly percent: string;
  readonly verdict: 'accepted' | 'returned';
  readonly remark?: string;
}

export const reviewProgress = command({
  name: 'plan.ReviewProgress',
  policy: mayReviewProgress,
  unit: (c: ReviewProgress) => c.unit,
  stream: (c) => measureProgressStream(c.plan, c.no, c.unit),
  state: measureProgress,
  decide: (state, c, { actor }) => {
    const before = state.periods[c.period];
    if (actor.unit === c.unit || before?.reportedBy === actor.id) return refuse('plan.own-progress');
    const no = waitingProblem(c, before);
    if (no) return no;
    if (c.verdict === 'returned' && c.remark === undefined) return refuse('plan.remark-required', {}, 'body.remark');
    const { plan, no: measure, unit, period, verdict, remark } = c;
    const reviewed: MeasureProgressEvent = {
      type: 'plan.ProgressReviewed', validAt: period,
      data: { plan, no: measure, unit, period, verdict, ...(remark === undefined ? {} : { remark }) },
    };
    return [reviewed];
  },
});

function waitingProblem({ period, percent }: ReviewProgress, before: PeriodProgress | undefined): Refusal | undefined {
  if (before?.status === 'accepted') return refuse('plan.progress-accepted', { period });
  if (before?.status !== 'reported') return refuse('plan.progress-not-reported', { period });
  const seen = before.report.percent;
  return decimal(seen).eq(percent) ? undefined : refuse('plan.progress-moved-on', { actual: seen, seen: percent }, 'body.percent');
}
