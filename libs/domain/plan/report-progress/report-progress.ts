import { cityDate, command, daysOf, decimal, parsePeriod, refuse, type Refusal } from '#engine/kernel';
import { measureProgressStream, type MeasureProgressEvent } from '../plan.events.js';
import { measureProgress } from '../measureProgress.state.js';
import { mayReportProgress } from '../plan.policies.js';
import { toldPlan, type PlanState } from '../plan.state.js';

type Reported = Extract<MeasureProgressEvent, { type: 'plan.ProgressReported' }>['data'];

/** A unit says how far it is with a measure: the way to follow measures without a figure of their own. */
export interface ReportProgress {
  readonly plan: string;
  readonly no: number;
  readonly unit: string;
  /** Year, half, quarter or month. */
  readonly period: string;
  /** Degree of completion of the unit's part, 0 to 100; decimal as text. */
  readonly percent: string;
  readonly summary: string;
  readonly nextStep?: string;
  readonly evidence: Reported['evidence'];
}

export const reportProgress = command({
  name: 'plan.ReportProgress',
  policy: mayReportProgress,
  unit: (c: ReportProgress) => c.unit,
  stream: (c) => measureProgressStream(c.plan, c.no, c.unit),
  state: measureProgress,
  told: (c) => ({ plan: toldPlan(c.plan) }),
  decide: (state, c, { told, now }) => {
    const no = responsibleProblem(c, told.plan) ?? inputProblem(c, now);
    if (no) return no;
    const before = state.periods[c.period];
    const event = reported(c);
    if (before?.status === 'accepted') return refuse('plan.progress-accepted', { period: c.period });
    if (before?.status === 'reported' && same(before.report, event.data)) return [];
    return [event];
  },
});

function responsibleProblem({ plan, no, unit }: ReportProgress, told: PlanState): Refusal | undefined {
  if (!told.adopted) return refuse('plan.unknown-plan', { plan }, 'params.plan');
  const measure = told.measures[no];
  if (!measure) return refuse('plan.unknown-measure', { no }, 'params.no');
  return measure.assignment?.participants.includes(unit) ? undefined : refuse('plan.not-responsible', { no, unit }, 'body.unit');
}

function inputProblem({ period, percent }: ReportProgress, now: string): Refusal | undefined {
  if (daysOf(parsePeriod(period)!).first > cityDate(now)) return refuse('plan.future-period', { period }, 'body.period');
  const degree = decimal(percent);
  return degree.lt(0) || degree.gt(100) ? refuse('plan.bad-percent', { percent }, 'body.percent') : undefined;
}

function reported({ nextStep, evidence, ...c }: ReportProgress): Extract<MeasureProgressEvent, { type: 'plan.ProgressReported' }> {
  return { type: 'plan.ProgressReported', validAt: c.period, data: { ...c, evidence: [...evidence], ...(nextStep === undefined ? {} : { nextStep }) } };
}

const same = (a: Reported, b: Reported): boolean =>
  decimal(a.percent).eq(b.percent) && a.summary === b.summary && a.nextStep === b.nextStep && a.evidence.map((e) => e.sha256).join() === b.evidence.map((e) => e.sha256).join();
