import { cityDate, command, isRefusal, refuse, type Bilingual, type DateText, type Decision } from '#engine/kernel';
import { groupFor, toldScheme, type WithScheme } from '../assessed-scheme.state.js';
import { mayConfirm } from '../assessment.policies.js';
import { recheckOutstanding } from '../decide-review/re-check.js';
import { documentOf, roundFor, today, toldResults, toldUnitsProblem, type RoundAct, type RoundKey, type WithUnits } from '../round-acts.js';
import { roundStream, type RoundEvent } from '../round.events.js';
import { round } from '../round.state.js';
import { calculatedProblem, recheckProblem, reviewsProblem, stayedUnits } from '../settled-results.js';

/** The committee confirms the results of the last calculation 结果审定. */
export interface ConfirmResults extends RoundKey {
  readonly committee: Bilingual;
  readonly document?: string;
  /** Day of the meeting. */
  readonly heldOn: DateText;
}

const act: RoundAct = { at: ['notified'], called: { zh: '审定结果', en: 'confirm the results' } };

export const confirmResults = command({
  name: 'assessment.ConfirmResults',
  stream: (c: ConfirmResults & WithUnits & WithScheme) => roundStream(c.round),
  state: round,
  policy: mayConfirm,
  stated: ({ units: _units, scheme: _scheme, ...said }) => said,
  told: (c): ReturnType<typeof toldResults> & { readonly scheme: ReturnType<typeof toldScheme> } => ({ ...toldResults(c), scheme: toldScheme(c) }),
  decide: (state, c, context): Decision<RoundEvent> => {
    const known = roundFor(state, c, act);
    if (isRefusal(known)) return known;
    const { told, now } = context;
    const problem = toldUnitsProblem(known, c)
      ?? reviewsProblem(known, told, { stayedMayStay: true })
      ?? recheckProblem(known, told, (result, unit) => recheckOutstanding(result, () => groupFor(known, told.scheme, unit)))
      ?? calculatedProblem(known, told)
      ?? (now <= known.requestsBy! ? refuse('assessment.requests-still-open', { until: cityDate(known.requestsBy!) }) : undefined)
      ?? (c.heldOn > today(context) ? refuse('assessment.date-ahead', { date: c.heldOn }, 'body.heldOn') : undefined);
    if (problem) return problem;
    const document = documentOf(c, context);
    if (isRefusal(document)) return document;
    const { committee, heldOn } = c;
    return [{
      type: 'assessment.ResultsConfirmed', validAt: heldOn,
      data: { round: c.round, run: known.run, committee: { ...committee }, document, heldOn, stayed: [...stayedUnits(known, told)] },
    }];
  },
});
