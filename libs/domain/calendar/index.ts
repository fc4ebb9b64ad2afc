// The door of the calendar context: its facts, and how days are counted by them.
export * from './calendar.events.js';
export {
  dayKind, dayKinds, emptyCalendar, isWeekend, toldCalendar, weekdayOf, withYear, workingCalendar,
  type CalendarNotice, type CalendarYear, type DayKind, type NamedDays, type WorkingCalendar,
} from './calendar.state.js';
export * from './working-days.js';
