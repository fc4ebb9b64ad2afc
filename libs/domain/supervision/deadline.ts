import { addDays, cityDate, endOfCityDay, isRefusal, type DateText, type Instant, type Refusal } from '#engine/kernel';
import { addWorkingDays, dueAfter, isWorkingDay, workingDaysBetween, type WorkingCalendar } from '#domain/calendar';
import type { EscalationPolicyState } from './escalation/escalation-policy.state.js';
import { cityEscalationPolicy, type EscalationTrigger } from './escalation/escalation-policy.events.js';
import type { Deadline, TimeAllowed } from './finding.events.js';

/** What a deadline is reckoned by: both as of the moment it is given. */
export interface Reckoning {
  readonly calendar: WorkingCalendar;
  readonly policy: EscalationPolicyState;
}

type Step = Deadline['steps'][number];
type DayKind = Deadline['kind'];

/**
 * The due time that an allowance gives from an instant on.
 * @returns `calendar.year-not-published` when working days reach into a year without a calendar
 */
export function dueAtOf(allowed: TimeAllowed, from: Instant, calendar: WorkingCalendar): Instant | Refusal {
  return 'on' in allowed ? endOfCityDay(allowed.on) : dueAfter(calendar, from, allowed);
}

/** Kind of days in which an allowance counts. A date counts calendar days. */
export const kindOf = (allowed: TimeAllowed): DayKind => ('on' in allowed ? 'calendar' : allowed.kind);

/**
 * A deadline with the times at which each level is raised unless the matter is settled before. Levels whose time lies before `from`
 * are left out when they only remind of a due time to come; those that follow from its passing stay.
 */
export function deadlineOf(dueAt: Instant, kind: DayKind, from: Instant, { calendar, policy }: Reckoning, acknowledgeBy?: Instant): Deadline | Refusal {
  const steps: Step[] = [];
  for (const { level, when } of policy.rules) {
    for (const trigger of when) {
      const at = momentOf(trigger, dueAt, acknowledgeBy, calendar);
      if (at === undefined) continue;
      if (isRefusal(at)) return at;
      if (trigger.kind !== 'before-due' || at > from) steps.push({ level, at, trigger: trigger.kind });
    }
  }
  steps.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  return { dueAt, kind, policy: { code: cityEscalationPolicy, version: policy.version }, steps };
}

function momentOf(trigger: EscalationTrigger, dueAt: Instant, acknowledgeBy: Instant | undefined, calendar: WorkingCalendar): Instant | Refusal | undefined {
  switch (trigger.kind) {
    case 'before-due': {
      const day = shifted(cityDate(dueAt), -trigger.days, trigger.dayKind, calendar);
      return isRefusal(day) ? day : morningOf(day);
    }
    case 'overdue':
      return afterDays(dueAt, trigger.days, trigger.dayKind, calendar);
    case 'not-acknowledged':
      return acknowledgeBy === undefined ? undefined : afterDays(acknowledgeBy, trigger.days, trigger.dayKind, calendar);
    default:
      return undefined;
  }
}

/** As soon as so many whole days have passed after the day of an instant. */
function afterDays(from: Instant, days: number, kind: DayKind, calendar: WorkingCalendar): Instant | Refusal {
  const day = days === 0 ? cityDate(from) : shifted(cityDate(from), days, kind, calendar);
  return isRefusal(day) ? day : new Date(Date.parse(endOfCityDay(day)) + 1).toISOString();
}

function shifted(day: DateText, days: number, kind: DayKind, calendar: WorkingCalendar): DateText | Refusal {
  if (kind === 'calendar') return addDays(day, days);
  return days >= 0 ? addWorkingDays(calendar, day, days) : workingDaysBefore(day, -days, calendar);
}

/** The n-th working day before a date. */
function workingDaysBefore(date: DateText, n: number, calendar: WorkingCalendar): DateText | Refusal {
  let [day, left] = [date, n];
  while (left > 0) {
    day = addDays(day, -1);
    const worked = isWorkingDay(calendar, day);
    if (isRefusal(worked)) return worked;
    if (worked) left -= 1;
  }
  return day;
}

/** Nine in the morning: people are told in office hours. */
const morningOf = (day: DateText): Instant => new Date(Date.parse(endOfCityDay(addDays(day, -1))) + 1 + 9 * 3_600_000).toISOString();

/** Days of a kind that are left from an instant until a due time; negative when it has passed. */
export function daysLeft(from: Instant, dueAt: Instant, kind: DayKind, calendar: WorkingCalendar): number | Refusal {
  const [today, due] = [cityDate(from), cityDate(dueAt)];
  if (kind === 'calendar') return (Date.parse(due) - Date.parse(today)) / 86_400_000;
  if (due >= today) return workingDaysBetween(calendar, today, due);
  const late = workingDaysBetween(calendar, due, today);
  return isRefusal(late) ? late : 0 - late;
}
