import { command, isRefusal, refuse, type Actor, type Decision, type Refusal } from '#engine/kernel';
import type { EvidenceReference } from '#domain/reporting';
import { roomProblem, type NodeRoom } from '../adjust-score/node-room.js';
import { mayDecideReviews } from '../assessment.policies.js';
import { changeBetween, type ResultChange } from '../publish-results/result-change.js';
import { isWhole } from '../request-review/contested.js';
import { openRequest, type ReviewKey } from '../request-review/review-acts.js';
import { resultStream, type ResultEvent } from '../result.events.js';
import { lastResult, result, type ResultState, type ReviewRequest } from '../result.state.js';
import { ownUnitProblem, reasonOf, roundFor, toldRound, type RoundAct } from '../round-acts.js';

/** Points that a decision gives a node or, with a minus sign, takes from it, and the preview on which it was decided. */
export interface Correction {
  /** Needed where the total or the grade is contested: points go to a node. */
  readonly node?: string;
  readonly delta: string;
  readonly document?: string;
  readonly evidence: readonly EvidenceReference[];
  /** Log position of the preview that was looked at before deciding. */
  readonly previewedAt: number;
}

/** Decide on a request 复核决定: uphold the result 维持, correct it 更正, or have the unit checked on site again 重新核查. */
export type DecideReview = ReviewKey & { readonly reason?: string } & (
  | { readonly outcome: 'upheld' | 're-check' }
  | ({ readonly outcome: 'corrected' } & Correction)
);

/** What the edge adds to a correction: what the preview shows when the decision arrives. */
export interface WithShown {
  readonly shown?: {
    readonly effect: ResultChange;
    /** Position of the last fact that the scores of the unit's group are made of. */
    readonly basisAt: number;
    /** The node and those above it, as everything known until then scores them; empty when the sheet has no such node. */
    readonly rooms: readonly NodeRoom[];
  };
}

const called = { zh: '作出复核决定', en: 'given a decision on a review' };
const deciding: RoundAct = { at: ['notified', 'confirmed', 'published'], called };
const rechecking: RoundAct = { at: ['notified'], called: { zh: '决定重新核查', en: 'send a unit back to site checks' } };

export const decideReview = command({
  name: 'assessment.DecideReview',
  stream: (c: DecideReview & WithShown) => resultStream(c.round, c.unit),
  state: result,
  policy: mayDecideReviews,
  unit: (c) => c.unit,
  stated: ({ shown: _shown, ...said }) => said,
  told: (c) => ({ round: toldRound(c) }),
  decide: (state, c, context): Decision<ResultEvent> => {
    const known = roundFor(context.told.round, c, c.outcome === 're-check' ? rechecking : deciding);
    if (isRefusal(known)) return known;
    const asked = openRequest(state, c);
    if (isRefusal(asked)) return asked;
    const handler = handlerProblem(state, asked, c, context.actor);
    if (handler) return handler;
    const reason = reasonOf(c, context);
    if (isRefusal(reason)) return reason;
    const decided = { round: c.round, unit: c.unit, request: c.request, outcome: c.outcome, reason, late: context.now > asked.decideBy };
    if (c.outcome !== 'corrected') {
      const { figures } = lastResult(state)!;
      return [{ type: 'assessment.ReviewDecided', data: { ...decided, effect: changeBetween(figures, figures) } }];
    }
    const node = correctedNode(asked, c);
    if (isRefusal(node)) return node;
    const problem = shownProblem(state, c, node);
    if (problem) return problem;
    return [{ type: 'assessment.ReviewDecided', data: { ...decided, effect: c.shown!.effect } }, adjustment(c, node, reason)];
  },
});

/** Who decides is of another unit, had no hand in the score and did not ask. */
function handlerProblem({ scorers }: ResultState, { by }: ReviewRequest, { unit, request }: ReviewKey, actor: Actor): Refusal | undefined {
  const own = ownUnitProblem(actor, unit);
  if (own) return own;
  if (actor.id === by) return refuse('assessment.own-review', { request });
  return scorers.includes(actor.id) ? refuse('assessment.own-scoring', { unit }) : undefined;
}

/** The node that the points go to: the contested one, or a named one where the whole is contested. */
export function correctedNode(asked: Pick<ReviewRequest, 'node'>, { node }: { readonly node?: string | undefined }): string | Refusal {
  if (!isWhole(asked.node)) return node === undefined || node === asked.node ? asked.node : refuse('assessment.node-not-contested', { node, contested: asked.node }, 'body.node');
  return node ?? refuse('assessment.node-required', {}, 'body.node');
}

/** The effect that the decision records is the one that was shown: nothing that it rests on has changed since. */
function shownProblem({ countsAt, adjustments }: ResultState, { shown, previewedAt, delta }: Correction & WithShown, node: string): Refusal | undefined {
  if (!shown || shown.basisAt > previewedAt || countsAt > previewedAt) return refuse('assessment.preview-moved-on', { at: Math.max(shown?.basisAt ?? 0, countsAt) });
  return shown.rooms.length === 0 ? refuse('assessment.node-not-on-sheet', { node }, 'body.node') : roomProblem(shown.rooms, delta, adjustments);
}

function adjustment({ round, unit, request, delta, document, evidence }: ReviewKey & Correction, node: string, reason: string): ResultEvent {
  return {
    type: 'assessment.ScoreAdjusted',
    data: { round, unit, adjustment: `review-${request}`, node, delta, reason, ...(document === undefined ? {} : { document }), evidence: [...evidence], request },
  };
}
