import { command, isRefusal, refuse, type Decision } from '#engine/kernel';
import { mayRunRounds } from '../assessment.policies.js';
import { documentOf, reasonOf, resultIn, roundFor, toldResults, toldUnitsProblem, type RoundAct, type RoundKey, type WithUnits } from '../round-acts.js';
import { roundStream, type RoundEvent } from '../round.events.js';
import { round, unitsOfRound, type OpenRound } from '../round.state.js';
import { calculatedProblem } from '../settled-results.js';
import { changeBetween, isMoved, type ResultChange } from './result-change.js';

/** Put the results of a later calculation in the place of the published ones 结果更正. What was published before stays visible. */
export interface CorrectResults extends RoundKey {
  readonly reason?: string;
  /** Document that the correction rests on. */
  readonly document?: string;
}

// A round that is closed is corrected too: what is found out years later does not change what is true.
export const correcting: RoundAct = { at: ['published', 'closed'], called: { zh: '更正通报结果', en: 'correct the published results' } };

export const correctResults = command({
  name: 'assessment.CorrectResults',
  stream: (c: CorrectResults & WithUnits) => roundStream(c.round),
  state: round,
  policy: mayRunRounds,
  stated: ({ units: _units, ...said }) => said,
  told: (c) => toldResults(c),
  decide: (state, c, context): Decision<RoundEvent> => {
    const known = roundFor(state, c, correcting);
    if (isRefusal(known)) return known;
    const replaces = known.publishedRun!;
    const problem = toldUnitsProblem(known, c) ?? calculatedProblem(known, context.told) ?? (known.run === replaces ? refuse('assessment.nothing-to-correct', { run: replaces }) : undefined);
    if (problem) return problem;
    const reason = reasonOf(c, context);
    if (isRefusal(reason)) return reason;
    const document = documentOf(c, context);
    if (isRefusal(document)) return document;
    return [{ type: 'assessment.ResultsCorrected', data: { round: c.round, run: known.run, replaces, document, reason, changed: changedUnits(known, context.told, replaces) } }];
  },
});

/** Units whose score, grade or rank is not what was published. */
function changedUnits(known: OpenRound, told: Readonly<Record<string, unknown>>, replaces: number): ({ unit: string } & ResultChange)[] {
  return unitsOfRound(known).flatMap((unit) => {
    const { results } = resultIn(told, unit);
    const figures = (run: number) => results.find((one) => one.run === run)?.figures;
    const change = changeBetween(figures(replaces), figures(known.run));
    return isMoved(change) ? [{ unit, ...change }] : [];
  });
}
