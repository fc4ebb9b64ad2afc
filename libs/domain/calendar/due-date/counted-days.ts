import { addDays, isRefusal, type Bilingual, type DateText, type Refusal } from '#engine/kernel';
import { dayKind, isWorked, weekdayOf, yearOf, type DayKind, type NamedDays, type WorkingCalendar } from '../calendar.state.js';
import { dueDateAfter, type TimeAllowed } from '../working-days.js';

/** A day of a calendar. */
export interface CalendarDay {
  readonly date: DateText;
  /** 1 for Monday to 7 for Sunday. */
  readonly weekday: number;
  readonly kind: DayKind;
  readonly working: boolean;
  /** Of the holiday, where it is a day off. */
  readonly name: Bilingual | null;
}

/** A day on the way to a deadline, with its number where it counts. */
export interface CountedDay extends Omit<CalendarDay, 'kind' | 'working'> {
  /** Null where the year was not published: calendar days are counted without it. */
  readonly kind: DayKind | null;
  readonly working: boolean | null;
  readonly number: number | null;
}

/** What a day is by the notice for its year. */
export function dayOf(content: NamedDays, date: DateText): CalendarDay {
  const kind = dayKind(content, date);
  const holiday = kind === 'day-off' ? content.daysOff.find(({ from, to }) => from <= date && date <= to) : undefined;
  return { date, weekday: weekdayOf(date), kind, working: isWorked(kind), name: holiday?.name ?? null };
}

/** The deadline and each day on the way to it, so that anybody can count along. */
export function countedDays(calendar: WorkingCalendar, from: DateText, allowed: TimeAllowed): { readonly dueOn: DateText; readonly days: readonly CountedDay[] } | Refusal {
  const dueOn = dueDateAfter(calendar, from, allowed);
  if (isRefusal(dueOn)) return dueOn;
  const days: CountedDay[] = [];
  let number = 0;
  for (let date = addDays(from, 1); date <= dueOn; date = addDays(date, 1)) {
    const year = calendar.years[yearOf(date)];
    const day = year ? dayOf(year, date) : { date, weekday: weekdayOf(date), kind: null, working: null, name: null };
    const counts = allowed.kind === 'calendar' || day.working === true;
    if (counts) number += 1;
    days.push({ ...day, number: counts ? number : null });
  }
  return { dueOn, days };
}
