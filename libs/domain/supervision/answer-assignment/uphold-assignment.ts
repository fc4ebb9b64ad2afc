import { command, isRefusal, refuse } from '#engine/kernel';
import { timesUntil } from '../acknowledgement.js';
import { leadOf, reasonOf } from '../finding-acts.js';
import { findingStream } from '../finding.events.js';
import { finding } from '../finding.state.js';
import { aboutFinding, onFinding, partyProblem, toldReckoning, type FindingKey } from '../rectification-acts.js';
import { mayInspect } from '../supervision.policies.js';

/**
 * A contest is turned down 维持交办: the order stands, with two more working days to acknowledge it. The due date stays what it was; a
 * contest about the due date that is right is answered by {@link reassignFinding} with another one.
 */
export interface UpholdAssignment extends FindingKey {
  readonly reason?: string;
}

export const upholdAssignment = command({
  name: 'supervision.UpholdAssignment',
  policy: mayInspect,
  unit: leadOf,
  stream: (c: UpholdAssignment) => findingStream(c.finding),
  state: finding,
  told: () => toldReckoning(),
  decide: (state, c, context) =>
    onFinding(state, c, { from: ['contested'], called: { zh: '维持交办', en: 'upheld' } }, (known) => {
      const { actor, now, told } = context;
      const no = partyProblem(known, actor) ?? (actor.id === known.issuedBy ? refuse('supervision.issuer-decides-not') : undefined);
      if (no) return no;
      const reason = reasonOf(c, context);
      if (isRefusal(reason)) return reason;
      const times = timesUntil(known.deadline.dueAt, known.deadline.kind, now, told);
      return isRefusal(times) ? times : [{ type: 'supervision.AssignmentUpheld' as const, data: { ...aboutFinding(c, known), reason, ...times } }];
    }),
});
