import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { endpoint, Handle, Input, notFound, pageQuery, pageReply, Views, viewQuery, type InputOf } from '#engine/http';
import { planParams } from '../plan-input.js';
import { maySeePlan } from '../plan.policies.js';
import { plans, type PlanRow } from './plans.projection.js';

const planLine = z.object({
  plan: z.string(), title: z.object({ zh: z.string(), en: z.string() }), issuers: z.array(z.string()), date: z.string(), approvedBy: z.array(z.string()),
  addressees: z.array(z.string()), basis: z.array(z.string()), horizonYears: z.array(z.number().int()), overallRequirements: z.array(z.string()),
  chapters: z.array(z.object({ no: z.number().int(), title: z.string() })), catalogue: z.string(), sourceUrl: z.string().nullable(),
  measures: z.number().int(), indicators: z.number().int(), changedAt: z.string(),
});

const list = endpoint({
  method: 'GET', path: '/plans', tag: 'plan', access: maySeePlan,
  summary: { zh: '方案', en: 'Plans' },
  query: z.strictObject({ ...pageQuery, ...viewQuery }),
  reply: pageReply(planLine),
});

const one = endpoint({
  method: 'GET', path: '/plans/:plan', tag: 'plan', access: maySeePlan,
  summary: { zh: '一个方案：印发信息、总体要求和章节', en: 'One plan: how it was issued, its overall requirements and chapters' },
  params: planParams,
  query: z.strictObject(viewQuery),
  reply: planLine.extend({ position: z.number().int() }),
});

@Controller()
export class PlansHttp {
  constructor(@Inject(Views) private readonly views: Views) {}

  @Handle(list)
  list(@Input() { query }: InputOf<typeof list>) {
    return this.views.list<PlanRow>(plans.name, plans.table.name, { ...query, order: [{ field: 'date', descending: true }] });
  }

  @Handle(one)
  async one(@Input() { params, query }: InputOf<typeof one>) {
    const { found, position } = await this.views.one<PlanRow>(plans.name, plans.table.name, params.plan, query);
    if (!found) throw notFound(params);
    return { ...found.row, position };
  }
}
