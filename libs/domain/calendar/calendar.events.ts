import { z } from 'zod';
import { defineEvents, type EventsOf } from '#engine/kernel';

// Names and schemas here are storage format: a change means a new version with an upcaster and a golden file.

/** A holiday arrangement: its first and last day off, both included, and what is celebrated. */
export const daysOff = z.strictObject({ from: z.string(), to: z.string(), name: z.strictObject({ zh: z.string(), en: z.string() }) });
export type DaysOff = z.output<typeof daysOff>;

/** What a notice says about a year. */
export const yearContent = z.strictObject({
  /** Number of the notice, such as 国办发明电〔2024〕12号. */
  document: z.string(),
  /** Title of the notice or address where it can be read. */
  source: z.string(),
  daysOff: z.array(daysOff),
  /** Weekend days that are worked (调休上班). */
  makeUpDays: z.array(z.string()),
});
export type YearContent = z.output<typeof yearContent>;

const ofYear = { calendar: z.string(), year: z.int() };

export const calendarEvents = defineEvents({
  'calendar.YearPublished': {
    version: 1,
    title: { zh: '年度工作日历发布', en: 'Calendar year published' },
    data: z.strictObject({ ...ofYear, ...yearContent.shape }),
  },
  'calendar.YearRevised': {
    version: 1,
    title: { zh: '年度工作日历调整', en: 'Calendar year revised' },
    data: z.strictObject({ ...ofYear, ...yearContent.shape, from: yearContent }),
  },
});
export type CalendarEvent = EventsOf<typeof calendarEvents>;

/** Code of the calendar that deadlines are reckoned by. */
export const nationalCalendar = 'national';

/** The stream of a working calendar: `calendar-<code>`. */
export const calendarStream = (calendar: string): string => `calendar-${calendar}`;
