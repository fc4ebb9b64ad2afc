// What specs of this context start from; product code never imports it.
import { shippedCalendar } from './catalogue/shipped-calendar.js';
import type { CalendarEvent } from './calendar.events.js';
import { emptyCalendar, withYear, type WorkingCalendar } from './calendar.state.js';
import type { PublishYear } from './publish-year/publish-year.js';

const shipped = shippedCalendar();

/** The notice for a shipped year, as the bureau enters it. */
export function noticeOf(year: number, changes: Partial<PublishYear> = {}): PublishYear & { readonly document: string } {
  const notice = shipped.years.find((one) => one.year === year)!;
  return { calendar: shipped.calendar, ...notice, document: notice.document, ...changes } as PublishYear & { readonly document: string };
}

type Published = Extract<CalendarEvent, { type: 'calendar.YearPublished' }>;
type Revised = Extract<CalendarEvent, { type: 'calendar.YearRevised' }>;

export function published(year: number): Published {
  const { calendar, ...content } = noticeOf(year);
  return { type: 'calendar.YearPublished', validAt: String(year), data: { calendar, ...content } as Published['data'] };
}

export const otherDocument = '国办发明电〔2025〕1号';

/** The year as published, revised so that its last day is off too. */
export function revised(year: number): Revised {
  const { calendar, year: _, ...from } = published(year).data;
  const daysOff = [...from.daysOff, { from: `${year}-12-31`, to: `${year}-12-31`, name: { zh: '临时放假', en: 'Extra day off' } }];
  return { type: 'calendar.YearRevised', validAt: String(year), data: { calendar, year, ...from, daysOff, document: otherDocument, from } };
}

/** Every shipped year. */
export const shippedYears: WorkingCalendar = shipped.years.reduce((calendar, year) => withYear(calendar, year.year, year), emptyCalendar);
