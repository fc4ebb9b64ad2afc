import { cityDate, command, refuse } from '#engine/kernel';
import { aboutInterview, interviewedUnit, ownUnitProblem, step, type InterviewKey } from '../interview-acts.js';
import { interviewStream } from '../interview.events.js';
import { mayInterview } from '../interview.policies.js';
import { interview } from '../interview.state.js';

/** The interview is concluded on the unit's report; without one only when the day it was due has passed. */
export interface ConcludeInterview extends InterviewKey {
  readonly opinion: string;
}

export const concludeInterview = command({
  name: 'supervision.ConcludeInterview',
  policy: mayInterview,
  unit: interviewedUnit,
  stream: (c: ConcludeInterview) => interviewStream(c.interview),
  state: interview,
  decide: (state, c, { actor, now }) =>
    step(state, c, {
      from: ['held', 'followed-up'],
      called: { zh: '办结', en: 'concluded' },
      problem: ({ status, held, call: { unit } }) => {
        const dueOn = held!.followUpReportDueOn;
        const awaited = status === 'held' && cityDate(now) <= dueOn;
        return ownUnitProblem(unit, actor) ?? (awaited ? refuse('supervision.follow-up-awaited', { dueOn }) : undefined);
      },
      fact: (known) => ({ type: 'supervision.InterviewConcluded', data: { ...aboutInterview(c, known), opinion: c.opinion } }),
    }),
});
