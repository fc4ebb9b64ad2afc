import { command, isRefusal } from '#engine/kernel';
import { mayRunRounds } from '../assessment.policies.js';
import { reasonOf, roundFor, type RoundAct, type RoundKey } from '../round-acts.js';
import { roundStream, type RoundCalendar } from '../round.events.js';
import { round } from '../round.state.js';
import { calendarProblem, pastDaysProblem } from './calendar-problem.js';

/** Change the calendar of a round, with a reason; what is past stays. */
export interface ReplanRound extends RoundKey {
  readonly calendar: RoundCalendar;
  readonly reason?: string;
}

/** Until its results are confirmed, the calendar of a round can change. */
export const replanning: RoundAct = { at: ['self-assessment', 'site-checks', 'frozen', 'calculated', 'notified'], called: { zh: '调整日程', en: 'change the calendar' } };

export const replanRound = command({
  name: 'assessment.ReplanRound',
  policy: mayRunRounds,
  stream: (c: ReplanRound) => roundStream(c.round),
  state: round,
  decide: (state, c, context) => {
    const known = roundFor(state, c, replanning);
    if (isRefusal(known)) return known;
    const no = calendarProblem(c.calendar) ?? pastDaysProblem(known.step, known.calendar, c.calendar);
    if (no) return no;
    const names = Object.keys(known.calendar) as (keyof RoundCalendar)[];
    if (names.every((name) => known.calendar[name] === c.calendar[name])) return [];
    const reason = reasonOf(c, context);
    if (isRefusal(reason)) return reason;
    return [{ type: 'assessment.RoundReplanned' as const, data: { round: c.round, calendar: c.calendar, reason } }];
  },
});
