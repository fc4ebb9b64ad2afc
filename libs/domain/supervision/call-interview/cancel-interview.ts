import { command, isRefusal } from '#engine/kernel';
import { reasonOf } from '../finding-acts.js';
import { aboutInterview, interviewedUnit, ownUnitProblem, step, type InterviewKey } from '../interview-acts.js';
import { interviewStream } from '../interview.events.js';
import { mayInterview } from '../interview.policies.js';
import { interview } from '../interview.state.js';

/** An interview that is not needed any more is cancelled, as long as it was not held. */
export interface CancelInterview extends InterviewKey {
  readonly reason?: string;
}

export const cancelInterview = command({
  name: 'supervision.CancelInterview',
  policy: mayInterview,
  unit: interviewedUnit,
  stream: (c: CancelInterview) => interviewStream(c.interview),
  state: interview,
  decide: (state, c, context) => {
    const reason = reasonOf(c, context);
    if (isRefusal(reason)) return reason;
    return step(state, c, {
      from: ['called'],
      called: { zh: '取消', en: 'cancelled' },
      problem: ({ call: { unit } }) => ownUnitProblem(unit, context.actor),
      fact: (known) => ({ type: 'supervision.InterviewCancelled', data: { ...aboutInterview(c, known), reason } }),
    });
  },
});
