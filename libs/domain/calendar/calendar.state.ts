import { told, type DateText, type Fold, type Told } from '#engine/kernel';
import { calendarStream, nationalCalendar, type CalendarEvent, type DaysOff } from './calendar.events.js';

/** Days that a notice names. */
export interface NamedDays {
  readonly daysOff: readonly DaysOff[];
  readonly makeUpDays: readonly DateText[];
}

/** What a notice says, with its number and where it can be read. */
export interface CalendarNotice extends NamedDays {
  readonly document: string;
  readonly source: string;
}

/** A published year, with its working days in order. */
export interface CalendarYear extends CalendarNotice {
  readonly workingDays: readonly DateText[];
}

/** Working calendar 工作日历: the years that were published, by year. */
export interface WorkingCalendar {
  readonly years: Readonly<Record<number, CalendarYear>>;
}

export const emptyCalendar: WorkingCalendar = { years: {} };

/** What a day is: worked · weekend · day off of a holiday · weekend day that is worked. */
export const dayKinds = ['working', 'weekend', 'day-off', 'make-up'] as const;
export type DayKind = (typeof dayKinds)[number];

/** Folds the facts of a calendar's stream. */
export const workingCalendar: Fold<WorkingCalendar, CalendarEvent> = {
  name: 'calendar.working-calendar',
  initial: emptyCalendar,
  evolve: (state, { data }) => withYear(state, data.year, data),
};

/** The national calendar as a decision is told it. */
export const toldCalendar = (): Told<WorkingCalendar> => told(calendarStream(nationalCalendar), workingCalendar);

/** A calendar in which a year says this. */
export function withYear({ years }: WorkingCalendar, year: number, { document, source, daysOff, makeUpDays }: CalendarNotice): WorkingCalendar {
  const content = { document, source, daysOff, makeUpDays };
  const workingDays = datesOf(year).filter((date) => isWorked(dayKind(content, date)));
  return { years: { ...years, [year]: { ...content, workingDays } } };
}

/** Whether a kind of day is worked. */
export const isWorked = (kind: DayKind): boolean => kind === 'working' || kind === 'make-up';

/** What a day is by the notice for its own year; a notice says nothing about the days of another year. */
export function dayKind({ daysOff, makeUpDays }: NamedDays, date: DateText): DayKind {
  if (makeUpDays.includes(date)) return 'make-up';
  if (daysOff.some(({ from, to }) => from <= date && date <= to)) return 'day-off';
  return isWeekend(date) ? 'weekend' : 'working';
}

/** Every date of a year in order. */
export function datesOf(year: number): readonly DateText[] {
  const dates: DateText[] = [];
  for (let day = Date.UTC(year, 0, 1); day < Date.UTC(year + 1, 0, 1); day += 86_400_000) dates.push(new Date(day).toISOString().slice(0, 10));
  return dates;
}

/** Day of the week, 1 for Monday to 7 for Sunday. */
export const weekdayOf = (date: DateText): number => new Date(`${date}T00:00:00Z`).getUTCDay() || 7;

export const isWeekend = (date: DateText): boolean => weekdayOf(date) > 5;

/** Year of a date. */
export const yearOf = (date: DateText): number => Number(date.slice(0, 4));
