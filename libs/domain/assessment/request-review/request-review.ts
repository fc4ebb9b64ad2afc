import { cityDate, command, isRefusal, refuse, type Decision, type Refusal } from '#engine/kernel';
import { dueAfter, toldCalendar } from '#domain/calendar';
import type { EvidenceReference } from '#domain/reporting';
import { groupFor, toldScheme, type WithScheme } from '../assessed-scheme.state.js';
import { maySelfAssess } from '../assessment.policies.js';
import { resultStream, type ResultEvent } from '../result.events.js';
import { lastResult, result, type ResultState } from '../result.state.js';
import { reasonOf, roundFor, toldRound, unitProblem, type RoundAct } from '../round-acts.js';
import type { OpenRound } from '../round.state.js';
import { isWhole, nodeIn } from './contested.js';
import type { ReviewKey } from './review-acts.js';

/** A unit asks for a review of its result 申请复核: of a node of its sheet, of the total or of the grade. */
export interface RequestReview extends ReviewKey {
  readonly node: string;
  /** What the unit holds to be right. */
  readonly claim: string;
  readonly reason?: string;
  readonly evidence: readonly EvidenceReference[];
}

export const requesting: RoundAct = { at: ['notified'], called: { zh: '申请复核', en: 'request a review' } };

export const requestReview = command({
  name: 'assessment.RequestReview',
  stream: (c: RequestReview & WithScheme) => resultStream(c.round, c.unit),
  state: result,
  policy: maySelfAssess,
  unit: (c) => c.unit,
  stated: ({ scheme: _scheme, ...said }) => said,
  told: (c) => ({ round: toldRound(c), scheme: toldScheme(c), calendar: toldCalendar() }),
  decide: (state, c, context): Decision<ResultEvent> => {
    const { told, now } = context;
    const known = roundFor(told.round, c, requesting);
    if (isRefusal(known)) return known;
    const problem = unitProblem(known, c.unit) ?? timeProblem(known, now) ?? nodeProblem(c, () => nodeIn(groupFor(known, told.scheme, c.unit).tree, c.node) !== undefined) ?? repeatProblem(state, c);
    if (problem) return problem;
    const reason = reasonOf(c, context);
    if (isRefusal(reason)) return reason;
    if (c.evidence.length === 0) return refuse('assessment.review-without-evidence', {}, 'body.evidence');
    const decideBy = dueAfter(told.calendar, now, { days: known.calendar.decisionDays, kind: 'working' });
    if (isRefusal(decideBy)) return decideBy;
    const { round, unit, request, node, claim, evidence } = c;
    return [{ type: 'assessment.ReviewRequested', data: { round, unit, request, run: lastResult(state)!.run, node, claim, reason, evidence: [...evidence], decideBy } }];
  },
});

const timeProblem = ({ requestsBy }: OpenRound, now: string): Refusal | undefined => (now > requestsBy! ? refuse('assessment.review-too-late', { until: cityDate(requestsBy!) }) : undefined);

const nodeProblem = ({ node }: RequestReview, isInTree: () => boolean): Refusal | undefined => (isWhole(node) || isInTree() ? undefined : refuse('assessment.node-not-on-sheet', { node }, 'body.node'));

/** One open request for each node; and what was decided about a calculation is not asked about the same calculation again. */
function repeatProblem(state: ResultState, { request, node }: RequestReview): Refusal | undefined {
  const { reviews } = state;
  if (reviews.some((review) => review.request === request)) return refuse('assessment.review-exists', { request }, 'params.request');
  if (reviews.some((review) => review.node === node && review.status === 'open')) return refuse('assessment.review-open', { node }, 'body.node');
  const run = lastResult(state)!.run;
  const decided = reviews.some((review) => review.node === node && review.run === run && review.status !== 'withdrawn');
  return decided ? refuse('assessment.review-decided', { node, run }, 'body.node') : undefined;
}
