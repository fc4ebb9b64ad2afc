import { calendarEvents } from './calendar.events.js';
import { calendarRefusals } from './calendar.refusals.js';
import { calendarYears } from './calendar-years/calendar-years.projection.js';
import { publishYear } from './publish-year/publish-year.js';
import { reviseYear } from './publish-year/revise-year.js';

/** What the applications wire and the reference lists: facts, refusals, use cases, views. */
export const calendarParts = {
  events: [calendarEvents],
  refusals: [calendarRefusals],
  commands: [publishYear, reviseYear],
  projections: [calendarYears],
  processes: [],
  topics: [],
} as const;
