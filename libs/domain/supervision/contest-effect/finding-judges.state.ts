import type { Fold } from '#engine/kernel';
import type { FindingEvent } from '../finding.events.js';

/** Users who have judged a finding: issued it, upheld or moved the assignment, checked, closed, followed up or reopened it. None of them reviews its effect. */
export interface FindingJudges {
  readonly users: readonly string[];
}

const judging: ReadonlySet<FindingEvent['type']> = new Set([
  'supervision.FindingIssued', 'supervision.AssignmentUpheld', 'supervision.FindingReassigned', 'supervision.RectificationReturned',
  'supervision.FindingClosed', 'supervision.FollowUpHeld', 'supervision.FindingReopened',
] satisfies FindingEvent['type'][]);

export const findingJudges: Fold<FindingJudges, FindingEvent> = {
  name: 'supervision.finding-judges',
  initial: { users: [] },
  evolve: (state, { type, meta: { actor } }) => (judging.has(type) && !state.users.includes(actor) ? { users: [...state.users, actor] } : state),
};
