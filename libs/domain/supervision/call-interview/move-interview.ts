import { command, isRefusal, refuse, type Instant } from '#engine/kernel';
import { reasonOf } from '../finding-acts.js';
import { aboutInterview, interviewedUnit, ownUnitProblem, step, type InterviewKey } from '../interview-acts.js';
import { interviewStream } from '../interview.events.js';
import { mayInterview } from '../interview.policies.js';
import { interview } from '../interview.state.js';
import { noticeProblem, urgencyOf, type ShortNotice } from './notice.js';

/** An interview is moved to another time or place. Put off, it needs no new notice; brought forward, it does. */
export interface MoveInterview extends InterviewKey, ShortNotice {
  readonly at: Instant;
  readonly place: string;
  readonly reason?: string;
}

export const moveInterview = command({
  name: 'supervision.MoveInterview',
  policy: mayInterview,
  unit: interviewedUnit,
  stream: (c: MoveInterview) => interviewStream(c.interview),
  state: interview,
  decide: (state, c, context) => {
    const [reason, urgency] = [reasonOf(c, context), urgencyOf(c, context)];
    if (isRefusal(reason)) return reason;
    if (isRefusal(urgency)) return urgency;
    if (state.status !== 'none' && state.at === c.at && state.place === c.place) return state.last.type === 'supervision.InterviewMoved' ? [] : refuse('supervision.interview-not-moved', {}, 'body.at');
    return step(state, c, {
      from: ['called'],
      called: { zh: '改期', en: 'moved' },
      problem: ({ at, call: { unit } }) =>
        ownUnitProblem(unit, context.actor) ?? noticeProblem(c.at, 'urgent' in urgency || Date.parse(c.at) >= Date.parse(at), context.now),
      fact: (known) => ({
        type: 'supervision.InterviewMoved', validAt: c.at,
        data: { ...aboutInterview(c, known), from: { at: known.at, place: known.place }, at: c.at, place: c.place, reason, ...urgency },
      }),
    });
  },
});
