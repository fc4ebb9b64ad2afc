import { command, isRefusal, type Decision } from '#engine/kernel';
import { dueAfter, toldCalendar } from '#domain/calendar';
import { mayRunRounds } from '../assessment.policies.js';
import { roundFor, toldResults, toldUnitsProblem, type RoundAct, type RoundKey, type WithUnits } from '../round-acts.js';
import { roundStream, type RoundEvent } from '../round.events.js';
import { round } from '../round.state.js';
import { calculatedProblem } from '../settled-results.js';

/** Tell the units their results 结果反馈. From here on they may ask for a review, for so many working days. */
export interface NotifyResults extends RoundKey {
  readonly document?: string;
}

const act: RoundAct = { at: ['calculated'], called: { zh: '反馈结果', en: 'notify the results' } };

export const notifyResults = command({
  name: 'assessment.NotifyResults',
  stream: (c: NotifyResults & WithUnits) => roundStream(c.round),
  state: round,
  policy: mayRunRounds,
  stated: ({ units: _units, ...said }) => said,
  told: (c): ReturnType<typeof toldResults> & { readonly calendar: ReturnType<typeof toldCalendar> } => ({ ...toldResults(c), calendar: toldCalendar() }),
  decide: (state, c, { now, told }): Decision<RoundEvent> => {
    const known = roundFor(state, c, act);
    if (isRefusal(known)) return known;
    const problem = toldUnitsProblem(known, c) ?? calculatedProblem(known, told);
    if (problem) return problem;
    const requestsBy = dueAfter(told.calendar, now, { days: known.calendar.requestDays, kind: 'working' });
    if (isRefusal(requestsBy)) return requestsBy;
    const { document } = c;
    return [{ type: 'assessment.ResultsNotified', data: { round: c.round, run: known.run, requestsBy, ...(document === undefined ? {} : { document }) } }];
  },
});
