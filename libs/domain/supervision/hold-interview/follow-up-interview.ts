import { cityDate, command } from '#engine/kernel';
import type { EvidenceReference } from '#domain/reporting';
import { aboutInterview, interviewedUnit, step, type InterviewKey } from '../interview-acts.js';
import { interviewStream, type InterviewEvent } from '../interview.events.js';
import { interview, type InterviewState } from '../interview.state.js';
import { sameFact } from '../same-fact.js';
import { mayAnswer } from '../supervision.policies.js';

/** The unit reports what it did about the interview; until it is concluded it may report more. Late is recorded, not refused. */
export interface FollowUpInterview extends InterviewKey {
  readonly report: string;
  readonly evidence: readonly EvidenceReference[];
}

export const followUpInterview = command({
  name: 'supervision.FollowUpInterview',
  policy: mayAnswer,
  unit: interviewedUnit,
  stream: (c: FollowUpInterview) => interviewStream(c.interview),
  state: interview,
  decide: (state, c, { now }) => {
    if (isRepeated(state, c)) return [];
    return step(state, c, {
      from: ['held', 'followed-up'],
      called: { zh: '报送整改情况', en: 'followed up' },
      fact: (known) => {
        const dueOn = known.held?.followUpReportDueOn ?? '';
        return { type: 'supervision.InterviewFollowedUp', data: { ...aboutInterview(c, known), report: c.report, evidence: [...c.evidence], dueOn, late: cityDate(now) > dueOn } };
      },
    });
  },
});

/** The same report again is no other one, though the day it was due may have passed since. */
function isRepeated(state: InterviewState, { report, evidence }: FollowUpInterview): boolean {
  const last = state.status === 'none' ? undefined : (state.last as InterviewEvent);
  return last?.type === 'supervision.InterviewFollowedUp' && last.data.report === report && sameFact(last.data.evidence, evidence);
}
