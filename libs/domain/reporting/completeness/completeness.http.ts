import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import type { Condition } from '#engine/read-store';
import { codeField, endpoint, filters, From, Handle, Input, pageQuery, pageReply, periodField, Views, viewQuery, wholeNumber, within, type Caller, type InputOf } from '#engine/http';
import { maySeeReports } from '../report.policies.js';
import { completeness, completenessTable } from './completeness.projection.js';
import { completenessStates, type CompletenessRow } from './completeness-row.js';
import { boardPage } from './board-page.http.js';
import { summary } from './completeness-summary.js';

const count = z.number().int();
const line = z.object({
  plan: z.string(), period: z.string(), kind: z.enum(['year', 'half', 'quarter', 'month']), year: count, unit: z.string(), periodStatus: z.enum(['open', 'closed']), firstDueAt: z.string(), dueAt: z.string(),
  expected: count, notApplicable: count, notReleased: count, owed: count, missing: count, waiting: count, declared: count, returned: count, verified: count, onTime: count, late: count, beyond: count,
  waitingSince: z.string().nullable(), state: z.enum(completenessStates), onTimeRate: z.string().nullable(),
});
const total = line.omit({ unit: true, dueAt: true, waitingSince: true, state: true, firstDueAt: true, periodStatus: true }).extend({ units: count, unitsComplete: count, waitingSince: z.string().nullable() });
const chip = line.pick({ period: true, state: true, owed: true, missing: true, waiting: true, declared: true, returned: true, verified: true, late: true, waitingSince: true });

const kinds = z.enum(['year', 'half', 'quarter', 'month']);
const orders = {
  period: [{ field: 'period', descending: true }, { field: 'unit' }],
  unit: [{ field: 'unit' }, { field: 'period', descending: true }],
  'waiting-longest': [{ field: 'waitingSince' }, { field: 'unit' }],
  'least-on-time': [{ field: 'onTimeRate' }, { field: 'unit' }],
} as const;

const list = endpoint({
  method: 'GET', path: '/completeness', tag: 'reporting', access: maySeeReports,
  summary: { zh: '填报完整性：各单位各报告期应报、已报、已核、缺报、迟报和及时率', en: 'Completeness: due, reported, verified, missing and late reports of each unit in each period, with on-time rate' },
  query: z.strictObject({
    plan: codeField.optional(), unit: codeField.optional(), period: periodField.optional(), year: wholeNumber(1900, 2200).optional(), kind: kinds.optional(), state: z.enum(completenessStates).optional(),
    order: z.enum(['period', 'unit', 'waiting-longest', 'least-on-time']).default('period'), ...pageQuery, ...viewQuery,
  }),
  reply: pageReply(line),
});

const totals = endpoint({
  method: 'GET', path: '/completeness/summary', tag: 'reporting', access: maySeeReports,
  summary: { zh: '填报完整性汇总：每个报告期所有可见单位合计', en: 'Completeness of all visible units together, by period' },
  query: z.strictObject({ plan: codeField, year: wholeNumber(1900, 2200), ...viewQuery }),
  reply: z.object({ items: z.array(total), position: count }),
});

const board = endpoint({
  method: 'GET', path: '/verification-board', tag: 'reporting', access: maySeeReports,
  summary: { zh: '核定看板：单位 × 报告期的状态与等待时间，等待最久的在前', en: 'Verification board: units by periods with state and waiting time, the longest waiting first' },
  query: z.strictObject({ plan: codeField, year: wholeNumber(1900, 2200), kind: kinds.optional(), ...pageQuery, ...viewQuery }),
  reply: pageReply(z.object({ unit: z.string(), waiting: count, waitingSince: z.string().nullable(), periods: z.array(chip) })),
});

@Controller()
export class CompletenessHttp {
  constructor(@Inject(Views) private readonly views: Views) {}

  @Handle(list)
  list(@Input() { query }: InputOf<typeof list>, @From() { actor }: Caller) {
    const { limit, cursor, asKnownAt, waitFor, order, ...given } = query;
    // What waits for nothing, or owes nothing, has no place in an order by waiting or by rate.
    const ordered: Condition[] = order === 'waiting-longest' ? [{ field: 'waitingSince', is: 'ne', value: null }] : order === 'least-on-time' ? [{ field: 'onTimeRate', is: 'ne', value: null }] : [];
    return this.views.list<CompletenessRow>(completeness.name, completenessTable.name, {
      where: [...within(maySeeReports.scope(actor)), ...filters(given), ...ordered], order: orders[order], limit, cursor, asKnownAt, waitFor,
    });
  }

  @Handle(totals)
  async totals(@Input() { query: { plan, year, ...moment } }: InputOf<typeof totals>, @From() { actor }: Caller) {
    const where = [...within(maySeeReports.scope(actor)), ...filters({ plan, year })];
    const { rows, position } = await this.views.all<CompletenessRow>(completeness.name, completenessTable.name, { where, ...moment });
    return { items: summary(rows.map(({ row }) => row)), position };
  }

  @Handle(board)
  async board(@Input() { query: { plan, year, kind, limit, cursor, ...moment } }: InputOf<typeof board>, @From() { actor }: Caller) {
    const where = [...within(maySeeReports.scope(actor)), ...filters({ plan, year, kind })];
    return boardPage((at) => this.views.all<CompletenessRow>(completeness.name, completenessTable.name, { where, ...moment, ...at }), limit, cursor);
  }
}
