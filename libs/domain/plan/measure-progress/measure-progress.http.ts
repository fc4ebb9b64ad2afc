import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { covers } from '#engine/kernel';
import { codeField, endpoint, filters, From, Handle, Input, notFound, pageQuery, pageReply, periodField, Views, viewQuery, wholeNumber, within, type Caller, type InputOf } from '#engine/http';
import { measureParams, planParams } from '../plan-input.js';
import { maySeeProgress } from '../plan.policies.js';
import { measureProgressView, progressKey, type ProgressRow } from './measure-progress.projection.js';

const statuses = ['reported', 'accepted', 'returned'] as const;

const progressLine = z.object({
  plan: z.string(), no: z.number().int(), unit: z.string(), period: z.string(), percent: z.string(), summary: z.string(), nextStep: z.string().nullable(),
  evidence: z.array(z.object({ sha256: z.string(), name: z.string(), size: z.number().int(), type: z.string() })), status: z.enum(statuses),
  reportedBy: z.string(), reportedAt: z.string(), reviewedBy: z.string().nullable(), reviewedAt: z.string().nullable(), remark: z.string().nullable(), returns: z.number().int(),
  revision: z.number().int(), changedAt: z.string(),
});

const list = endpoint({
  method: 'GET', path: '/plans/:plan/progress', tag: 'plan', access: maySeeProgress,
  summary: { zh: '任务进展台账：按措施、单位、报告期和状态筛选', en: 'Register of progress, filtered by measure, unit, period and status' },
  params: planParams,
  query: z.strictObject({ no: wholeNumber(1, 999).optional(), unit: codeField.optional(), period: periodField.optional(), status: z.enum(statuses).optional(), ...pageQuery, ...viewQuery }),
  reply: pageReply(progressLine),
});

const one = endpoint({
  method: 'GET', path: '/plans/:plan/measures/:no/progress/:unit/:period', tag: 'plan', access: maySeeProgress,
  summary: { zh: '一条任务进展', en: 'Progress of one unit on one measure in one period' },
  params: measureParams.extend({ unit: codeField, period: periodField }),
  query: z.strictObject(viewQuery),
  reply: progressLine.extend({ position: z.number().int() }),
});

@Controller()
export class MeasureProgressHttp {
  constructor(@Inject(Views) private readonly views: Views) {}

  @Handle(list)
  list(@Input() { params, query }: InputOf<typeof list>, @From() { actor }: Caller) {
    const { limit, cursor, asKnownAt, waitFor, ...given } = query;
    return this.views.list<ProgressRow>(measureProgressView.name, measureProgressView.table.name, {
      where: [...within(maySeeProgress.scope(actor)), ...filters({ ...params, ...given })],
      order: [{ field: 'period', descending: true }, { field: 'no' }, { field: 'unit' }], limit, cursor, asKnownAt, waitFor,
    });
  }

  @Handle(one)
  async one(@Input() { params, query }: InputOf<typeof one>, @From() { actor }: Caller) {
    const missing = notFound({ ...params, no: String(params.no) });
    if (!covers(maySeeProgress.scope(actor), params.unit)) throw missing;
    const { found, position } = await this.views.one<ProgressRow>(measureProgressView.name, measureProgressView.table.name, progressKey(params), query);
    if (!found) throw missing;
    return { ...found.row, position };
  }
}
