import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { addDays, endOfCityDay, refuse } from '#engine/kernel';
import { EventStore } from '#engine/event-store';
import type { Condition } from '#engine/read-store';
import { dateField, endpoint, From, Handle, Input, Refused, Views, viewQuery, type Caller, type InputOf } from '#engine/http';
import { dayKinds } from '#domain/calendar';
import { lights } from '../light.js';
import { findingStatuses } from '../finding.state.js';
import { stageOpen, type FindingRow } from '../ledger/finding-row.js';
import { seenBy } from '../ledger/finding-scope.http.js';
import { findings } from '../ledger/findings.projection.js';
import { calendarAt, type ReadLog } from '../ledger/known-moment.http.js';
import { plainCode } from '../supervision-input.js';
import { maySeeSupervision } from '../supervision.policies.js';
import { dueDays, itemsShown } from './due-days.js';

/** Days that are asked for at once: a quarter and a bit. */
const mostDays = 100;

const count = z.number().int();
const items = z.array(z.object({ finding: z.string(), number: z.string(), title: z.string(), unit: z.string(), status: z.enum(findingStatuses), light: z.enum(lights), link: z.string() })).max(itemsShown);
const group = z.object({ count, items });

const dueCalendar = endpoint({
  method: 'GET', path: '/supervision/due-calendar', tag: 'supervision', access: maySeeSupervision,
  summary: { zh: '期限日历：每天到期的问题（按灯色计数）、待签收期限和回头看', en: 'Calendar of deadlines: findings due by light, orders to acknowledge, and follow-ups of each day' },
  query: z.strictObject({ from: dateField, to: dateField, unit: plainCode.optional(), ...viewQuery }),
  reply: z.object({
    days: z.array(z.object({
      date: z.string(), kind: z.enum(dayKinds).nullable(), due: group.extend({ lights: z.object({ green: count, blue: count, yellow: count, red: count }) }), acknowledge: group, followUps: group,
    })),
    position: count,
  }),
  refusals: ['supervision.calendar-too-long', 'supervision.calendar-backwards', 'supervision.too-many-audiences'],
});

@Controller()
export class DueCalendarHttp {
  constructor(
    @Inject(Views) private readonly views: Views,
    @Inject(EventStore) private readonly log: ReadLog,
  ) {}

  @Handle(dueCalendar)
  async calendar(@Input() { query: { from, to, unit, ...moment } }: InputOf<typeof dueCalendar>, @From() { actor }: Caller) {
    if (to < from) throw new Refused(refuse('supervision.calendar-backwards', { from, to }, 'query.to'));
    if (to > addDays(from, mostDays - 1)) throw new Refused(refuse('supervision.calendar-too-long', { from, to, most: mostDays }, 'query.to'));
    const seen = await seenBy(this.views, maySeeSupervision.scope(actor), { unit }, moment.waitFor);
    const read = (where: readonly Condition[]) => this.views.all<FindingRow>(findings.name, findings.table.name, { ...moment, where: [...seen, ...where] });
    const [begin, end] = [endOfCityDay(addDays(from, -1)), endOfCityDay(to)];
    // What holds the clock, a contest, a check or a suspension, takes a finding off the calendar.
    const { rows: due, position } = await read([{ field: 'lateAfter', is: 'gt', value: begin }, { field: 'lateAfter', is: 'lte', value: end }]);
    const { rows: waiting } = await read([{ field: 'stage', is: 'eq', value: stageOpen }, { field: 'status', is: 'eq', value: 'issued' }]);
    const { rows: followUps } = await read([{ field: 'followUpOn', is: 'gte', value: from }, { field: 'followUpOn', is: 'lte', value: to }]);
    const acknowledge = waiting.map(({ row }) => row).filter((row) => row.acknowledgeBy > begin && row.acknowledgeBy <= end);
    const rows = { due: due.map(({ row }) => row), acknowledge, followUps: followUps.map(({ row }) => row) };
    return { days: dueDays(from, to, rows, await calendarAt(this.log, position)), position };
  }
}
