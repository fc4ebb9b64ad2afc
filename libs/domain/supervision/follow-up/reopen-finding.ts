import { command, isRefusal } from '#engine/kernel';
import { leadOf, reasonOf, type FindingAct } from '../finding-acts.js';
import { findingStream, type TimeAllowed } from '../finding.events.js';
import { finding } from '../finding.state.js';
import { aboutFinding, checkerProblem, deadlineFrom, onFinding, toldReckoning, type FindingKey } from '../rectification-acts.js';
import { mayInspect } from '../supervision.policies.js';

/** A closed finding has relapsed 反弹, found out without a follow-up: it is open again under its number. */
export interface ReopenFinding extends FindingKey {
  readonly reason?: string;
  readonly due: TimeAllowed;
}

const reopening: FindingAct = { from: ['closed'], called: { zh: '重开', en: 'reopened' } };

export const reopenFinding = command({
  name: 'supervision.ReopenFinding',
  policy: mayInspect,
  unit: leadOf,
  stream: (c: ReopenFinding) => findingStream(c.finding),
  state: finding,
  told: () => toldReckoning(),
  decide: (state, c, context) =>
    onFinding(state, c, reopening, (known) => {
      const no = checkerProblem(known, context.actor);
      if (no) return no;
      const reason = reasonOf(c, context);
      if (isRefusal(reason)) return reason;
      const deadline = deadlineFrom(c.due, context.now, context.told, 'body.due');
      if (isRefusal(deadline)) return deadline;
      return [{ type: 'supervision.FindingReopened', data: { ...aboutFinding(c, known), reason, count: known.relapses + 1, deadline } }];
    }),
});
