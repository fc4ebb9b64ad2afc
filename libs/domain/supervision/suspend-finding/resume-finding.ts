import { addDays, cityDate, command, endOfCityDay, isRefusal, refuse, type DateText, type Instant, type Refusal } from '#engine/kernel';
import { dueDateAfter, workingDaysBetween, type WorkingCalendar } from '#domain/calendar';
import { deadlineOf } from '../deadline.js';
import { leadOf, reasonOf, type FindingAct } from '../finding-acts.js';
import { findingStream, type Deadline } from '../finding.events.js';
import { finding } from '../finding.state.js';
import { openStatuses } from '../open-statuses.js';
import { aboutFinding, onFinding, partyProblem, toldReckoning, type FindingKey } from '../rectification-acts.js';
import { mayInspect } from '../supervision.policies.js';

const act: FindingAct = { from: openStatuses, called: { zh: '恢复办理', en: 'resumed' }, whileSuspended: true };

/** A finding that rested goes on 恢复办理, with as much time left, or as many days overdue, as when it was suspended. */
export interface ResumeFinding extends FindingKey {
  readonly reason?: string;
}

export const resumeFinding = command({
  name: 'supervision.ResumeFinding',
  policy: mayInspect,
  unit: leadOf,
  stream: (c: ResumeFinding) => findingStream(c.finding),
  state: finding,
  told: () => toldReckoning(),
  decide: (state, c, context) =>
    onFinding(state, c, act, (known) => {
      const { actor, now, told } = context;
      if (!known.suspended) return refuse('supervision.not-suspended', { number: known.number });
      const no = partyProblem(known, actor);
      if (no) return no;
      const reason = reasonOf(c, context);
      if (isRefusal(reason)) return reason;
      const { kind } = known.deadline;
      const dueAt = dueAtWith(known.suspended.daysLeft, kind, now, told.calendar);
      if (isRefusal(dueAt)) return dueAt;
      // Receipt was due all the time: one that is still missing is asked for again.
      const deadline = deadlineOf(dueAt, kind, now, told, known.status === 'issued' ? known.acknowledgeBy : undefined);
      return isRefusal(deadline) ? deadline : [{ type: 'supervision.FindingResumed' as const, data: { ...aboutFinding(c, known), reason, deadline } }];
    }),
});

/**
 * The due time that leaves so many days of a kind from an instant on: what was left at the suspension is left again, and what was
 * overdue stays overdue by as many days.
 */
export function dueAtWith(daysLeft: number, kind: Deadline['kind'], now: Instant, calendar: WorkingCalendar): Instant | Refusal {
  const today = cityDate(now);
  const due = daysLeft >= 0 ? dueDateAfter(calendar, today, { days: daysLeft, kind }) : dayBefore(today, -daysLeft, kind, calendar);
  return isRefusal(due) ? due : endOfCityDay(due);
}

/** The last day after which so many days of a kind have passed until and with today. */
function dayBefore(today: DateText, days: number, kind: Deadline['kind'], calendar: WorkingCalendar): DateText | Refusal {
  if (kind === 'calendar') return addDays(today, -days);
  for (let day = addDays(today, -days); ; day = addDays(day, -1)) {
    const passed = workingDaysBetween(calendar, day, today);
    if (isRefusal(passed)) return passed;
    if (passed >= days) return day;
  }
}
