import { cityDate, isRefusal, refuse, type Instant, type Refusal } from '#engine/kernel';
import { dueAfter, type TimeAllowed as DaysAllowed } from '#domain/calendar';
import { deadlineOf, dueAtOf, kindOf, type Reckoning } from './deadline.js';
import type { Deadline, TimeAllowed } from './finding.events.js';

/** Time to acknowledge or contest an order: two working days. */
export const timeToAcknowledge: DaysAllowed = { days: 2, kind: 'working' };

/** What an order, or one that goes out again, gives: until when it is acknowledged or contested, and the deadline. */
export interface OrderTimes {
  readonly acknowledgeBy: Instant;
  readonly deadline: Deadline;
}

/** Until when an order that goes out at an instant is acknowledged, and the schedule of a due time that is fixed already. */
export function timesUntil(dueAt: Instant, kind: Deadline['kind'], now: Instant, reckoning: Reckoning): OrderTimes | Refusal {
  if (reckoning.policy.version === 0) return refuse('supervision.no-escalation-policy');
  const acknowledgeBy = dueAfter(reckoning.calendar, now, timeToAcknowledge);
  if (isRefusal(acknowledgeBy)) return acknowledgeBy;
  const deadline = deadlineOf(dueAt, kind, now, reckoning, acknowledgeBy);
  return isRefusal(deadline) ? deadline : { acknowledgeBy, deadline };
}

/** The same from the time allowed. The due time lies ahead, and not before the unit has acknowledged. */
export function timesOf(allowed: TimeAllowed, now: Instant, reckoning: Reckoning, field: string): OrderTimes | Refusal {
  const dueAt = dueAtOf(allowed, now, reckoning.calendar);
  if (isRefusal(dueAt)) return dueAt;
  if ('on' in allowed && dueAt < now) return refuse('supervision.date-passed', { date: allowed.on }, field);
  const times = timesUntil(dueAt, kindOf(allowed), now, reckoning);
  return isRefusal(times) ? times : (tooEarlyProblem(times, field) ?? times);
}

/** A due time that comes before the unit has had its days to acknowledge. */
export function tooEarlyProblem({ deadline: { dueAt }, acknowledgeBy }: OrderTimes, field: string): Refusal | undefined {
  if (dueAt >= acknowledgeBy) return undefined;
  return refuse('supervision.due-before-acknowledgement', { due: cityDate(dueAt), acknowledgeBy: cityDate(acknowledgeBy) }, field);
}
