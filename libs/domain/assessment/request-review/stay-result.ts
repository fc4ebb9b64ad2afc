import { command, isRefusal, type Decision } from '#engine/kernel';
import { mayDecideReviews } from '../assessment.policies.js';
import { resultStream, type ResultEvent } from '../result.events.js';
import { result } from '../result.state.js';
import { ownUnitProblem, reasonOf, roundFor, toldRound, type RoundAct } from '../round-acts.js';
import { openRequest, type ReviewKey } from './review-acts.js';

/**
 * The result has no effect while this request is open 暂缓执行: the others are confirmed without waiting for it. Possible until the
 * committee confirms; afterwards nothing that is confirmed is open without being stayed.
 */
export interface StayResult extends ReviewKey {
  readonly reason?: string;
}

const act: RoundAct = { at: ['notified'], called: { zh: '暂缓执行', en: 'stay a result' } };

export const stayResult = command({
  name: 'assessment.StayResult',
  stream: (c: StayResult) => resultStream(c.round, c.unit),
  state: result,
  policy: mayDecideReviews,
  unit: (c) => c.unit,
  told: (c) => ({ round: toldRound(c) }),
  decide: (state, c, context): Decision<ResultEvent> => {
    const known = roundFor(context.told.round, c, act);
    if (isRefusal(known)) return known;
    const own = ownUnitProblem(context.actor, c.unit);
    if (own) return own;
    const asked = openRequest(state, c);
    if (isRefusal(asked)) return asked;
    const reason = reasonOf(c, context);
    if (isRefusal(reason)) return reason;
    const { round, unit, request } = c;
    return asked.stayed ? [] : [{ type: 'assessment.ResultStayed', data: { round, unit, request, reason } }];
  },
});
