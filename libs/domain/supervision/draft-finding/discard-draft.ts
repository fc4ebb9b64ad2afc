import { command, isRefusal } from '#engine/kernel';
import { leadOf, reasonOf } from '../finding-acts.js';
import { findingStream } from '../finding.events.js';
import { finding } from '../finding.state.js';
import { mayDraft } from '../supervision.policies.js';
import { drafterProblem, draftProblem, type DraftState } from './draft-acts.js';

/** A draft comes to nothing, for a reason that stays. */
export interface DiscardDraft {
  readonly finding: string;
  readonly reason?: string;
}

export const discardDraft = command({
  name: 'supervision.DiscardDraft',
  policy: mayDraft,
  unit: leadOf,
  stream: (c: DiscardDraft) => findingStream(c.finding),
  state: finding,
  decide: (state, c, context) => {
    const no = draftProblem(state, c.finding) ?? drafterProblem(state as DraftState, context.actor);
    if (no) return no;
    const reason = reasonOf(c, context);
    return isRefusal(reason) ? reason : [{ type: 'supervision.FindingDiscarded' as const, data: { finding: c.finding, reason } }];
  },
});
