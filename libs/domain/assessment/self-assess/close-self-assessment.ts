import { command, isRefusal, refuse } from '#engine/kernel';
import { mayRunRounds } from '../assessment.policies.js';
import { resultIn, roundFor, statedReason, today, toldResults, toldUnitsProblem, type RoundKey, type WithUnits } from '../round-acts.js';
import { roundStream } from '../round.events.js';
import { round, unitsOfRound } from '../round.state.js';
import { hasSelfAssessed } from './counting-claims.js';
import { dueDayOf } from './submit-self-assessment.js';

/** End self-assessment: once every unit has submitted one, or its day has passed; before that only with a reason. Units without one are named. */
export interface CloseSelfAssessment extends RoundKey, WithUnits {
  readonly reason?: string;
}

export const closeSelfAssessment = command({
  name: 'assessment.CloseSelfAssessment',
  policy: mayRunRounds,
  stream: (c: CloseSelfAssessment) => roundStream(c.round),
  state: round,
  stated: ({ units: _, ...asked }) => asked,
  told: (c) => toldResults(c),
  decide: (state, c, context) => {
    const known = roundFor(state, c, { at: ['self-assessment'], called: { zh: '结束自评', en: 'close self-assessment' } });
    if (isRefusal(known)) return known;
    const no = toldUnitsProblem(known, c);
    if (no) return no;
    const missing = unitsOfRound(known).filter((unit) => !hasSelfAssessed(resultIn(context.told, unit)));
    const until = missing.map((unit) => dueDayOf(known, resultIn(context.told, unit))).sort().at(-1);
    const early = until !== undefined && today(context) <= until;
    const reason = early ? statedReason(c, context) : undefined;
    if (early && reason === undefined) return refuse('assessment.self-assessment-open', { day: until, missing: missing.length }, 'body.reason');
    return [{ type: 'assessment.SelfAssessmentClosed' as const, data: { round: c.round, missing, ...(reason === undefined ? {} : { reason }) } }];
  },
});
