import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { EventStore } from '#engine/event-store';
import { endpoint, filters, Handle, Input, notFound, pageQuery, pageReply, Views, viewQuery, type InputOf } from '#engine/http';
import { calendarParams, yearParams } from '../calendar-input.js';
import { calendarStream } from '../calendar.events.js';
import { maySeeCalendar } from '../calendar.policies.js';
import { datesOf, dayKinds } from '../calendar.state.js';
import { dayOf } from '../due-date/counted-days.js';
import { calendarYearKey, calendarYears, type CalendarYearRow } from './calendar-years.projection.js';

const bilingual = z.object({ zh: z.string(), en: z.string() });

const yearLine = z.object({
  calendar: z.string(), year: z.number().int(), document: z.string(), source: z.string(), daysOff: z.array(z.object({ from: z.string(), to: z.string(), name: bilingual })),
  makeUpDays: z.array(z.string()), workingDays: z.number().int(), workingDaysByMonth: z.array(z.number().int()),
  earlier: z.array(z.object({ document: z.string(), knownFrom: z.string() })), knownFrom: z.string(), revision: z.number().int(),
});

/** A day as it is answered. */
export const dayLine = z.object({ date: z.string(), weekday: z.number().int(), kind: z.enum(dayKinds), working: z.boolean(), name: bilingual.nullable() });

const list = endpoint({
  method: 'GET', path: '/calendars/:calendar', tag: 'calendar', access: maySeeCalendar,
  summary: { zh: '工作日历已发布的年度：假期、调休上班日和每月工作日数', en: 'Published years of a working calendar: days off, make-up days and working days of each month' },
  params: calendarParams,
  query: z.strictObject({ ...pageQuery, ...viewQuery }),
  reply: pageReply(yearLine),
});

const one = endpoint({
  method: 'GET', path: '/calendars/:calendar/:year', tag: 'calendar', access: maySeeCalendar,
  summary: { zh: '一年的每一天：工作日、周末、放假或调休上班', en: 'Every day of a year: worked, weekend, off or made up' },
  params: yearParams,
  query: z.strictObject(viewQuery),
  reply: yearLine.extend({ days: z.array(dayLine), position: z.number().int() }),
});

@Controller()
export class CalendarYearsHttp {
  constructor(
    @Inject(Views) private readonly views: Views,
    @Inject(EventStore) private readonly log: Pick<EventStore, 'readStream'>,
  ) {}

  @Handle(list)
  list(@Input() { params, query: { limit, cursor, asKnownAt, waitFor } }: InputOf<typeof list>) {
    return this.views.list<CalendarYearRow>(calendarYears.name, calendarYears.table.name, { where: filters(params), order: [{ field: 'year' }], limit, cursor, asKnownAt, waitFor });
  }

  @Handle(one)
  async one(@Input() { params, query }: InputOf<typeof one>) {
    const { found, position } = await this.views.one<CalendarYearRow>(calendarYears.name, calendarYears.table.name, calendarYearKey(params), query);
    if (!found) throw notFound({ calendar: params.calendar, year: String(params.year) });
    // One stream holds every year: If-Match is about where the stream is, not about the year's own last event.
    const [last] = query.asKnownAt === undefined ? await this.log.readStream(calendarStream(params.calendar), { backwards: true, limit: 1 }) : [];
    return { ...found.row, revision: last?.revision ?? found.row.revision, days: datesOf(params.year).map((date) => dayOf(found.row, date)), position };
  }
}
