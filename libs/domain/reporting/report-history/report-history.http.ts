import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { covers } from '#engine/kernel';
import { EventStore } from '#engine/event-store';
import { endpoint, From, Handle, Input, notFound, Views, viewQuery, type Caller, type InputOf } from '#engine/http';
import { streamOf } from '../report-key.js';
import { reportParams } from '../report-input.http.js';
import { maySeeReports } from '../report.policies.js';
import { reportRegister } from '../report-register/report-register.projection.js';
import { historyOf } from './report-history.js';

const history = endpoint({
  method: 'GET', path: '/reports/:plan/:indicator/:unit/:period/history', tag: 'reporting', access: maySeeReports,
  summary: { zh: '一条填报的全部经过：谁、何时、何故、改前改后', en: 'Everything that was done to a report: who, when, why, before and after' },
  params: reportParams,
  query: z.strictObject(viewQuery),
  reply: z.object({
    items: z.array(z.object({
      position: z.number().int(), revision: z.number().int(), id: z.string(), type: z.string(), title: z.object({ zh: z.string(), en: z.string() }), recordedAt: z.string(),
      actor: z.string(), actorUnit: z.string().nullable(), reason: z.string().nullable(), authority: z.string().nullable(), details: z.record(z.string(), z.unknown()),
    })),
    position: z.number().int(),
  }),
});

@Controller()
export class ReportHistoryHttp {
  constructor(
    @Inject(EventStore) private readonly log: Pick<EventStore, 'readStream'>,
    @Inject(Views) private readonly views: Views,
  ) {}

  @Handle(history)
  async history(@Input() { params, query }: InputOf<typeof history>, @From() { actor }: Caller) {
    if (!covers(maySeeReports.scope(actor), params.unit)) throw notFound(params);
    // Read behind the register, so that list and history agree and a position to wait for means the same in both.
    const { position } = await this.views.one(reportRegister.name, reportRegister.table.name, 'none', query);
    const items = historyOf(await this.log.readStream(streamOf(params)), params.period, position);
    if (items.length === 0) throw notFound(params);
    return { items, position };
  }
}
