import { addDays, isDate, isRefusal, refuse, type DateText, type Refusal } from '#engine/kernel';
import type { DaysOff } from '../calendar.events.js';
import { isWeekend, yearOf, type WorkingCalendar } from '../calendar.state.js';
import { isWorkingDay } from '../working-days.js';

/** What a request says about a year. */
export interface YearGiven {
  readonly year: number;
  readonly daysOff: readonly DaysOff[];
  readonly makeUpDays: readonly DateText[];
}

/**
 * Why days cannot be a year's. A notice settles the dates of its own year. Days off may begin in December before it or end in
 * January after it; those days are kept as printed, count by their own year's notice, and may not contradict it.
 */
export function yearProblem(calendar: WorkingCalendar, { year, daysOff, makeUpDays }: YearGiven): Refusal | undefined {
  const seen = new Set<DateText>();
  for (const [index, holiday] of daysOff.entries()) {
    const field = `body.daysOff.${index}`;
    const no = holidayProblem(calendar, year, holiday, field) ?? repeated(seen, datesBetween(holiday), field);
    if (no) return no;
  }
  const worked = new Set<DateText>();
  for (const [index, date] of makeUpDays.entries()) {
    const field = `body.makeUpDays.${index}`;
    const no = makeUpProblem(year, date, seen, field) ?? repeated(worked, [date], field);
    if (no) return no;
  }
  return undefined;
}

function holidayProblem(calendar: WorkingCalendar, year: number, holiday: DaysOff, field: string): Refusal | undefined {
  const { from, to } = holiday;
  for (const date of [from, to]) if (!isDate(date)) return refuse('calendar.not-a-date', { date }, field);
  if (to < from) return refuse('calendar.ends-before-it-begins', { from, to }, field);
  if (from < `${year - 1}-12-01` || to < `${year}-01-01`) return refuse('calendar.outside-year', { date: from, year }, field);
  if (to > `${year + 1}-01-31` || from > `${year}-12-31`) return refuse('calendar.outside-year', { date: to, year }, field);
  for (const date of datesBetween(holiday)) {
    if (yearOf(date) === year) continue;
    const worked = isWorkingDay(calendar, date);
    if (!isRefusal(worked) && worked) return refuse('calendar.worked-in-other-year', { date, year: yearOf(date) }, field);
  }
  return undefined;
}

function makeUpProblem(year: number, date: DateText, off: ReadonlySet<DateText>, field: string): Refusal | undefined {
  if (!isDate(date)) return refuse('calendar.not-a-date', { date }, field);
  if (yearOf(date) !== year) return refuse('calendar.outside-year', { date, year }, field);
  if (!isWeekend(date)) return refuse('calendar.not-a-weekend', { date }, field);
  return off.has(date) ? refuse('calendar.off-and-worked', { date }, field) : undefined;
}

function repeated(seen: Set<DateText>, dates: readonly DateText[], field: string): Refusal | undefined {
  for (const date of dates) {
    if (seen.has(date)) return refuse('calendar.named-twice', { date }, field);
    seen.add(date);
  }
  return undefined;
}

function datesBetween({ from, to }: DaysOff): readonly DateText[] {
  const dates: DateText[] = [];
  for (let date = from; date <= to; date = addDays(date, 1)) dates.push(date);
  return dates;
}
