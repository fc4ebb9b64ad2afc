import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { covers } from '#engine/kernel';
import { EventStore } from '#engine/event-store';
import { reportStream } from '../report.events.js';
import { codeField, endpoint, filters, From, Handle, Input, notFound, pageQuery, pageReply, periodField, Views, viewQuery, wholeNumber, within, type Caller, type InputOf } from '#engine/http';
import { reportParams } from '../report-input.http.js';
import { maySeeReports } from '../report.policies.js';
import { reportStatuses } from '../report.state.js';
import { registerKey, reportRegister, type RegisterRow } from './report-register.projection.js';

/** A line of the register as it is answered. */
export const registerLine = z.object({
  plan: z.string(), indicator: z.string(), unit: z.string(), year: z.number().int(), period: z.string(), status: z.enum(reportStatuses), value: z.string().nullable(),
  evidence: z.array(z.object({ sha256: z.string(), name: z.string(), size: z.number().int(), type: z.string() })),
  note: z.string().nullable(), warnings: z.array(z.string()), reportedBy: z.string().nullable(), reportedAt: z.string().nullable(),
  verifiedBy: z.string().nullable(), verifiedAt: z.string().nullable(), returnReason: z.string().nullable(), resubmitBy: z.string().nullable(), expectedOn: z.string().nullable(),
  corrections: z.number().int(), revision: z.number().int(), changedAt: z.string(),
});

/** Filters of the register; the export takes the same. */
export const registerFilters = {
  plan: codeField.optional(), unit: codeField.optional(), indicator: codeField.optional(), period: periodField.optional(), year: wholeNumber(1900, 2200).optional(),
  status: z.enum(reportStatuses).optional(),
};

const list = endpoint({
  method: 'GET', path: '/reports', tag: 'reporting', access: maySeeReports,
  summary: { zh: '填报台账：按方案、单位、指标、报告期和状态筛选', en: 'Register of reports, filtered by plan, unit, indicator, period and status' },
  query: z.strictObject({ ...registerFilters, ...pageQuery, ...viewQuery }),
  reply: pageReply(registerLine),
});

const one = endpoint({
  method: 'GET', path: '/reports/:plan/:indicator/:unit/:period', tag: 'reporting', access: maySeeReports,
  summary: { zh: '一条填报', en: 'One report' },
  params: reportParams,
  query: z.strictObject(viewQuery),
  reply: registerLine.extend({ position: z.number().int() }),
});

@Controller()
export class ReportRegisterHttp {
  constructor(
    @Inject(Views) private readonly views: Views,
    @Inject(EventStore) private readonly log: Pick<EventStore, 'readStream'>,
  ) {}

  @Handle(list)
  list(@Input() { query }: InputOf<typeof list>, @From() { actor }: Caller) {
    const { limit, cursor, asKnownAt, waitFor, ...given } = query;
    return this.views.list<RegisterRow>(reportRegister.name, reportRegister.table.name, {
      where: [...within(maySeeReports.scope(actor)), ...filters(given)],
      order: [{ field: 'period', descending: true }, { field: 'unit' }, { field: 'indicator' }],
      limit, cursor, asKnownAt, waitFor,
    });
  }

  @Handle(one)
  async one(@Input() { params, query }: InputOf<typeof one>, @From() { actor }: Caller) {
    if (!covers(maySeeReports.scope(actor), params.unit)) throw notFound(params);
    const { found, position } = await this.views.one<RegisterRow>(reportRegister.name, reportRegister.table.name, registerKey(params), query);
    if (!found) throw notFound(params);
    // One stream holds the year's periods: If-Match is about where the stream is, not about the row's own last event.
    const stream = reportStream(params.plan, params.indicator, params.unit, found.row.year);
    const [last] = query.asKnownAt === undefined ? await this.log.readStream(stream, { backwards: true, limit: 1 }) : [];
    return { ...found.row, revision: last?.revision ?? found.row.revision, position };
  }
}
