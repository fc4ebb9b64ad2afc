import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { cityDate, endOfCityDay, isDate, isInstant, isRefusal } from '#engine/kernel';
import { endpoint, filters, Handle, Input, Refused, Views, viewQuery, wholeNumber, type InputOf } from '#engine/http';
import { calendarParams } from '../calendar-input.js';
import { maySeeCalendar } from '../calendar.policies.js';
import { dayKinds, emptyCalendar, withYear } from '../calendar.state.js';
import { calendarYears, type CalendarYearRow } from '../calendar-years/calendar-years.projection.js';
import { countings } from '../working-days.js';
import { countedDays } from './counted-days.js';

/** A date, or an instant for its date in the city. */
const fromField = z.string()
  .refine((text) => isDate(text) || isInstant(text), { params: { code: 'not-a-date' } })
  .transform((text) => (isDate(text) ? text : cityDate(text)))
  .meta({ examples: ['2025-04-20', '2025-04-20T10:00:00Z'] });

const due = endpoint({
  method: 'GET', path: '/calendars/:calendar/due', tag: 'calendar', access: maySeeCalendar,
  summary: { zh: '计算期限：从某日起若干工作日或自然日后到期，并逐日列出', en: 'Reckon a deadline: some working or calendar days from a date, with each day on the way' },
  params: calendarParams,
  query: z.strictObject({ from: fromField, days: wholeNumber(0, 1_000), kind: z.enum(countings).default('working'), ...viewQuery }),
  reply: z.object({
    calendar: z.string(), from: z.string(), allowed: z.object({ days: z.number().int(), kind: z.enum(countings) }), dueOn: z.string(), dueAt: z.string(),
    days: z.array(z.object({
      date: z.string(), weekday: z.number().int(), kind: z.enum(dayKinds).nullable(), working: z.boolean().nullable(), name: z.object({ zh: z.string(), en: z.string() }).nullable(),
      number: z.number().int().nullable(),
    })),
    position: z.number().int(),
  }),
  refusals: ['calendar.year-not-published'],
});

@Controller()
export class DueDateHttp {
  constructor(@Inject(Views) private readonly views: Views) {}

  @Handle(due)
  async due(@Input() { params: { calendar }, query: { from, days, kind, ...moment } }: InputOf<typeof due>) {
    const { rows, position } = await this.views.all<CalendarYearRow>(calendarYears.name, calendarYears.table.name, { where: filters({ calendar }), ...moment });
    const known = rows.reduce((years, { row }) => withYear(years, row.year, row), emptyCalendar);
    const counted = countedDays(known, from, { days, kind });
    if (isRefusal(counted)) throw new Refused(counted);
    return { calendar, from, allowed: { days, kind }, dueOn: counted.dueOn, dueAt: endOfCityDay(counted.dueOn), days: [...counted.days], position };
  }
}
