import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { type Actor } from '#engine/kernel';
import { codeField, endpoint, filters, From, Handle, Input, notFound, pageQuery, pageReply, periodField, Views, viewQuery, wholeNumber, type Caller, type InputOf } from '#engine/http';
import { maySeeReports } from '../report.policies.js';
import { periodKey, periods, type PeriodRow } from './periods.projection.js';

const periodLine = z.object({
  plan: z.string(), period: z.string(), kind: z.enum(['year', 'half', 'quarter', 'month']), year: z.number().int(), status: z.enum(['open', 'closed']), firstDueAt: z.string(), dueAt: z.string(),
  exceptions: z.record(z.string(), z.string()), extensions: z.number().int(), reopenings: z.number().int(), reason: z.string().nullable(),
  closedHow: z.enum(['deadline', 'by-hand']).nullable(), revision: z.number().int(), changedAt: z.string(),
});

const list = endpoint({
  method: 'GET', path: '/periods', tag: 'reporting', access: maySeeReports,
  summary: { zh: '填报期：状态、截止时间、延期和重开', en: 'Reporting periods: state, due time, extensions and reopenings' },
  query: z.strictObject({ plan: codeField.optional(), year: wholeNumber(1900, 2200).optional(), status: z.enum(['open', 'closed']).optional(), ...pageQuery, ...viewQuery }),
  reply: pageReply(periodLine),
});

const one = endpoint({
  method: 'GET', path: '/periods/:plan/:period', tag: 'reporting', access: maySeeReports,
  summary: { zh: '一个填报期', en: 'One reporting period' },
  params: z.strictObject({ plan: codeField, period: periodField }),
  query: z.strictObject(viewQuery),
  reply: periodLine.extend({ position: z.number().int() }),
});

@Controller()
export class PeriodsHttp {
  constructor(@Inject(Views) private readonly views: Views) {}

  @Handle(list)
  async list(@Input() { query }: InputOf<typeof list>, @From() { actor }: Caller) {
    const { limit, cursor, asKnownAt, waitFor, ...given } = query;
    const page = await this.views.list<PeriodRow>(periods.name, periods.table.name, {
      where: filters(given), order: [{ field: 'period', descending: true }], limit, cursor, asKnownAt, waitFor,
    });
    return { ...page, items: page.items.map((row) => shownTo(actor, row)) };
  }

  @Handle(one)
  async one(@Input() { params, query }: InputOf<typeof one>, @From() { actor }: Caller) {
    const { found, position } = await this.views.one<PeriodRow>(periods.name, periods.table.name, periodKey(params), query);
    if (!found) throw notFound(params);
    return { ...shownTo(actor, found.row), position };
  }
}

/** A period concerns everybody; what single units were granted concerns those who see their reports. */
function shownTo(actor: Actor, row: PeriodRow): PeriodRow {
  const scope = maySeeReports.scope(actor);
  return scope === 'all' ? row : { ...row, exceptions: Object.fromEntries(Object.entries(row.exceptions).filter(([unit]) => scope.includes(unit))) };
}
