import { rows } from '#engine/projections';
import type { CalendarEvent, DaysOff } from '../calendar.events.js';
import { emptyCalendar, withYear } from '../calendar.state.js';

/** A published year of a calendar. */
export type CalendarYearRow = {
  readonly calendar: string;
  readonly year: number;
  readonly document: string;
  readonly source: string;
  readonly daysOff: readonly DaysOff[];
  readonly makeUpDays: readonly string[];
  /** Working days of the year. */
  readonly workingDays: number;
  /** Working days of each month, January first. */
  readonly workingDaysByMonth: readonly number[];
  /** Documents it rested on before, oldest first, with the time from which each was known. */
  readonly earlier: readonly { readonly document: string; readonly knownFrom: string }[];
  /** Since when its present content is known. */
  readonly knownFrom: string;
  /** Revision of the calendar's stream when it last changed, for If-Match. */
  readonly revision: number;
};

export const calendarYears = rows<CalendarYearRow, CalendarEvent>({
  name: 'calendar-years',
  version: 1,
  events: ['calendar.'],
  table: { name: 'calendar-years', fields: { calendar: 'text', year: 'number' }, indexes: [['calendar', 'year']], temporal: true },
  keys: ({ data }) => [calendarYearKey(data)],
  fold: (row, { data, recordedAt, revision }) => {
    const { calendar, year, document, source, daysOff, makeUpDays } = data;
    const { workingDays } = withYear(emptyCalendar, year, data).years[year]!;
    const earlier = row ? [...row.earlier, { document: row.document, knownFrom: row.knownFrom }] : [];
    return {
      calendar, year, document, source, daysOff, makeUpDays, workingDays: workingDays.length, workingDaysByMonth: byMonth(workingDays), earlier, knownFrom: recordedAt, revision,
    };
  },
});

/** Key of a year. */
export const calendarYearKey = (c: { readonly calendar: string; readonly year: number }): string => `${c.calendar}/${c.year}`;

const byMonth = (dates: readonly string[]): readonly number[] => Array.from({ length: 12 }, (_, month) => dates.filter((date) => Number(date.slice(5, 7)) === month + 1).length);
