import { command, isRefusal } from '#engine/kernel';
import { authorityOf, leadOf, reasonOf, type FindingAct } from '../finding-acts.js';
import { findingStream } from '../finding.events.js';
import { finding } from '../finding.state.js';
import { openStatuses } from '../open-statuses.js';
import { aboutFinding, onFinding, partyProblem, type FindingKey } from '../rectification-acts.js';
import { mayInspect } from '../supervision.policies.js';

const act: FindingAct = { from: openStatuses, called: { zh: '撤销交办', en: 'withdrawn' }, whileSuspended: true };

/** An order is taken back 撤销交办 on somebody's authority: nothing more is asked of the unit, and its history stays. */
export interface WithdrawFinding extends FindingKey {
  readonly reason?: string;
  readonly authority?: string;
}

export const withdrawFinding = command({
  name: 'supervision.WithdrawFinding',
  policy: mayInspect,
  unit: leadOf,
  stream: (c: WithdrawFinding) => findingStream(c.finding),
  state: finding,
  decide: (state, c, context) =>
    onFinding(state, c, act, (known) => {
      const no = partyProblem(known, context.actor);
      if (no) return no;
      const reason = reasonOf(c, context);
      if (isRefusal(reason)) return reason;
      const authority = authorityOf(c, context);
      return isRefusal(authority) ? authority : [{ type: 'supervision.FindingWithdrawn' as const, data: { ...aboutFinding(c, known), reason, authority } }];
    }),
});
