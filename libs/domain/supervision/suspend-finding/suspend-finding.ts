import { command, isRefusal } from '#engine/kernel';
import { toldCalendar } from '#domain/calendar';
import { daysLeft } from '../deadline.js';
import { authorityOf, leadOf, reasonOf, type FindingAct } from '../finding-acts.js';
import { findingStream } from '../finding.events.js';
import { finding } from '../finding.state.js';
import { openStatuses } from '../open-statuses.js';
import { aboutFinding, onFinding, partyProblem, type FindingKey } from '../rectification-acts.js';
import { mayInspect } from '../supervision.policies.js';

const act: FindingAct = { from: openStatuses, called: { zh: '挂起', en: 'suspended' } };

/** A finding rests 挂起 on somebody's authority: its time stands still, and no level is raised, until it is resumed. */
export interface SuspendFinding extends FindingKey {
  readonly reason?: string;
  readonly authority?: string;
}

export const suspendFinding = command({
  name: 'supervision.SuspendFinding',
  policy: mayInspect,
  unit: leadOf,
  stream: (c: SuspendFinding) => findingStream(c.finding),
  state: finding,
  told: () => ({ calendar: toldCalendar() }),
  decide: (state, c, context) =>
    onFinding(state, c, act, (known) => {
      const no = partyProblem(known, context.actor);
      if (no) return no;
      const reason = reasonOf(c, context);
      if (isRefusal(reason)) return reason;
      const authority = authorityOf(c, context);
      if (isRefusal(authority)) return authority;
      const left = daysLeft(context.now, known.deadline.dueAt, known.deadline.kind, context.told.calendar);
      return isRefusal(left) ? left : [{ type: 'supervision.FindingSuspended' as const, data: { ...aboutFinding(c, known), reason, authority, daysLeft: left } }];
    }),
});
