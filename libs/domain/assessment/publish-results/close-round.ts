import { command, isRefusal, refuse, type Decision } from '#engine/kernel';
import { mayRunRounds } from '../assessment.policies.js';
import { roundFor, toldResults, toldUnitsProblem, type RoundAct, type RoundKey, type WithUnits } from '../round-acts.js';
import { roundStream, type RoundEvent } from '../round.events.js';
import { round } from '../round.state.js';
import { calculatedProblem, reviewsProblem } from '../settled-results.js';

/** Close a round of which everything is published 考核办结. */
export interface CloseRound extends RoundKey {
  readonly remark?: string;
}

const act: RoundAct = { at: ['published'], called: { zh: '办结', en: 'close the round' } };

export const closeRound = command({
  name: 'assessment.CloseRound',
  stream: (c: CloseRound & WithUnits) => roundStream(c.round),
  state: round,
  policy: mayRunRounds,
  stated: ({ units: _units, ...said }) => said,
  told: (c) => toldResults(c),
  decide: (state, c, { told }): Decision<RoundEvent> => {
    const known = roundFor(state, c, act);
    if (isRefusal(known)) return known;
    const problem = toldUnitsProblem(known, c)
      ?? reviewsProblem(known, told, { stayedMayStay: false })
      ?? calculatedProblem(known, told)
      ?? (known.run === known.publishedRun ? undefined : refuse('assessment.correction-pending', { run: known.run, published: known.publishedRun! }));
    if (problem) return problem;
    return [{ type: 'assessment.RoundClosed', data: { round: c.round, ...(c.remark === undefined ? {} : { remark: c.remark }) } }];
  },
});
