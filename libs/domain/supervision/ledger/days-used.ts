import { cityDate, isRefusal, type Instant } from '#engine/kernel';
import { workingDaysBetween, type WorkingCalendar } from '#domain/calendar';
import type { FindingRow } from './finding-row.js';

/** Working days 工作日 by a finding's two clocks; null where they reach into a year without a calendar. */
export interface DaysUsed {
  /** Uninterrupted: from the day it was issued until the day it ended, or the day asked about. */
  readonly sinceIssue: number | null;
  /** From the day the last level was raised or the last deadline given. */
  readonly sinceLevel: number | null;
}

/** Working days that a finding has taken until an instant, by a calendar. The day it begins is not counted. */
export function daysUsed({ issuedAt, levelSince, endedAt }: Pick<FindingRow, 'issuedAt' | 'levelSince' | 'endedAt'>, now: Instant, calendar: WorkingCalendar): DaysUsed {
  const until = endedAt ?? now;
  return { sinceIssue: workingDays(issuedAt, until, calendar), sinceLevel: workingDays(levelSince, until, calendar) };
}

/**
 * Working days left until the due day, today not counted; negative once it lies behind. Null while no clock runs against the unit:
 * closed, withdrawn, under check, contested, suspended; and in a year without a calendar.
 */
export function daysLeft({ dueAt, lateAfter }: Pick<FindingRow, 'dueAt' | 'lateAfter'>, now: Instant, calendar: WorkingCalendar): number | null {
  if (lateAfter !== dueAt) return null;
  const days = workingDaysBetween(calendar, cityDate(now), cityDate(dueAt));
  return isRefusal(days) ? null : days;
}

/** Working days after the day of an instant up to the day of another; null without a calendar for them. */
export function workingDays(from: Instant, to: Instant, calendar: WorkingCalendar): number | null {
  const days = workingDaysBetween(calendar, cityDate(from), cityDate(to));
  return isRefusal(days) ? null : Math.max(0, days);
}
