import { command, isRefusal, type Decision } from '#engine/kernel';
import { maySelfAssess } from '../assessment.policies.js';
import { resultStream, type ResultEvent } from '../result.events.js';
import { result } from '../result.state.js';
import { reasonOf, roundFor, toldRound, type RoundAct } from '../round-acts.js';
import { openRequest, type ReviewKey } from './review-acts.js';

/** The unit takes its request back 撤回复核申请, as long as it is not decided. */
export interface WithdrawReview extends ReviewKey {
  readonly reason?: string;
}

const act: RoundAct = { at: ['notified', 'confirmed', 'published'], called: { zh: '撤回复核申请', en: 'withdraw a request for review' } };

export const withdrawReview = command({
  name: 'assessment.WithdrawReview',
  stream: (c: WithdrawReview) => resultStream(c.round, c.unit),
  state: result,
  policy: maySelfAssess,
  unit: (c) => c.unit,
  told: (c) => ({ round: toldRound(c) }),
  decide: (state, c, context): Decision<ResultEvent> => {
    const known = roundFor(context.told.round, c, act);
    if (isRefusal(known)) return known;
    const asked = openRequest(state, c);
    if (isRefusal(asked)) return asked;
    const reason = reasonOf(c, context);
    if (isRefusal(reason)) return reason;
    const { round, unit, request } = c;
    return [{ type: 'assessment.ReviewWithdrawn', data: { round, unit, request, reason } }];
  },
});
