import { addDays, cityDate, endOfCityDay, isRefusal, refuse, type DateText, type Instant, type Refusal } from '#engine/kernel';
import { dayKind, isWorked, yearOf, type WorkingCalendar } from './calendar.state.js';

/** How days of a deadline are counted. */
export const countings = ['working', 'calendar'] as const;
export type Counting = (typeof countings)[number];

/** A deadline as rules state it: 2 working days 工作日, 30 calendar days 日. */
export interface TimeAllowed {
  readonly days: number;
  readonly kind: Counting;
}

const notPublished = (year: number): Refusal => refuse('calendar.year-not-published', { year });

/** Whether a date is worked; a refusal when its year was not published. */
export function isWorkingDay(calendar: WorkingCalendar, date: DateText): boolean | Refusal {
  const year = calendar.years[yearOf(date)];
  return year ? isWorked(dayKind(year, date)) : notPublished(yearOf(date));
}

/**
 * The n-th working day after a date, the date itself not counted; the date itself for 0. Only the years of the days after the
 * date are looked at, so that a deadline from 31 December needs the next year alone.
 * @throws RangeError when n is no whole number from 0 on
 */
export function addWorkingDays(calendar: WorkingCalendar, date: DateText, n: number): DateText | Refusal {
  if (!Number.isSafeInteger(n) || n < 0) throw new RangeError(`not a number of working days: ${n}`);
  if (n === 0) return date;
  let left = n;
  for (let year = yearOf(addDays(date, 1)); ; year += 1) {
    const published = calendar.years[year];
    if (!published) return notPublished(year);
    const { workingDays } = published;
    const passed = countUntil(workingDays, date);
    if (passed + left <= workingDays.length) return workingDays[passed + left - 1]!;
    left -= workingDays.length - passed;
  }
}

/** Working days after `from` up to and including `to`; negative, counted the other way round, when `to` lies before `from`. */
export function workingDaysBetween(calendar: WorkingCalendar, from: DateText, to: DateText): number | Refusal {
  if (to < from) {
    const back = workingDaysBetween(calendar, to, from);
    return isRefusal(back) ? back : 0 - back;
  }
  if (from === to) return 0;
  let count = 0;
  for (let year = yearOf(addDays(from, 1)); year <= yearOf(to); year += 1) {
    const published = calendar.years[year];
    if (!published) return notPublished(year);
    count += countUntil(published.workingDays, to) - countUntil(published.workingDays, from);
  }
  return count;
}

/** The date that a time allowed from a date ends on. */
export function dueDateAfter(calendar: WorkingCalendar, from: DateText, { days, kind }: TimeAllowed): DateText | Refusal {
  return kind === 'calendar' ? addDays(from, days) : addWorkingDays(calendar, from, days);
}

/** When a time allowed from an instant is over: the end of the last day in the city. The day of the instant is not counted. */
export function dueAfter(calendar: WorkingCalendar, from: Instant, allowed: TimeAllowed): Instant | Refusal {
  const date = dueDateAfter(calendar, cityDate(from), allowed);
  return isRefusal(date) ? date : endOfCityDay(date);
}

/** How many of the ordered dates are not after a date. */
function countUntil(dates: readonly DateText[], date: DateText): number {
  let [low, high] = [0, dates.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (dates[middle]! <= date) low = middle + 1;
    else high = middle;
  }
  return low;
}
