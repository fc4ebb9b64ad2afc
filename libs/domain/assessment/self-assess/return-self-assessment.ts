import { command, isRefusal, refuse, type DateText } from '#engine/kernel';
import { mayRunRounds } from '../assessment.policies.js';
import { resultStream } from '../result.events.js';
import { result } from '../result.state.js';
import { ownUnitProblem, reasonOf, roundFor, today, toldRound, unitProblem, type RoundAct, type UnitKey } from '../round-acts.js';
import { hasSelfAssessed } from './counting-claims.js';

/** The bureau gives a self-assessment back, with a reason and, where more time is needed, a day. It counts nothing until it is submitted anew. */
export interface ReturnSelfAssessment extends UnitKey {
  readonly reason?: string;
  readonly resubmitBy?: DateText;
}

/** Self-assessments are given back until they are closed. */
export const returning: RoundAct = { at: ['self-assessment'], called: { zh: '退回自评', en: 'return a self-assessment' } };

export const returnSelfAssessment = command({
  name: 'assessment.ReturnSelfAssessment',
  policy: mayRunRounds,
  unit: (c: ReturnSelfAssessment) => c.unit,
  stream: (c) => resultStream(c.round, c.unit),
  state: result,
  told: (c) => ({ round: toldRound(c) }),
  decide: (state, c, context) => {
    const known = roundFor(context.told.round, c, returning);
    if (isRefusal(known)) return known;
    const no = unitProblem(known, c.unit) ?? ownUnitProblem(context.actor, c.unit);
    if (no) return no;
    if (!hasSelfAssessed(state)) return refuse('assessment.nothing-to-return', { unit: c.unit });
    const reason = reasonOf(c, context);
    if (isRefusal(reason)) return reason;
    const { round, unit, resubmitBy } = c;
    if (resubmitBy !== undefined && resubmitBy < today(context)) return refuse('assessment.resubmit-in-the-past', { day: resubmitBy }, 'body.resubmitBy');
    return [{ type: 'assessment.SelfAssessmentReturned' as const, data: { round, unit, reason, ...(resubmitBy === undefined ? {} : { resubmitBy }) } }];
  },
});
