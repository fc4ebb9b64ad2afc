import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { endpoint, filters, Handle, Input, Views, viewQuery, wholeNumber, type InputOf } from '#engine/http';
import { comparators } from '../plan.events.js';
import { onQuery, planParams } from '../plan-input.js';
import { maySeePlan } from '../plan.policies.js';
import { indicators, type IndicatorRow } from '../indicators/indicators.projection.js';
import { measures, type MeasureRow } from '../measures/measures.projection.js';
import { targets, type TargetRow } from '../targets/targets.projection.js';
import { decompositionMatrix, responsibilityMatrix } from './matrices.js';

const position = z.number().int();
const targetCell = z.object({ comparator: z.enum(comparators), value: z.string().nullable(), qualifier: z.string().nullable() });

const responsibilities = endpoint({
  method: 'GET', path: '/plans/:plan/responsibilities', tag: 'plan', access: maySeePlan,
  summary: { zh: '责任分解矩阵：措施 × 单位；on 为某日的分工', en: 'Responsibility matrix, measures by units; `on` gives the assignments of a date' },
  params: planParams,
  query: z.strictObject({ ...onQuery, ...viewQuery }),
  reply: z.object({
    units: z.array(z.string()), rows: z.array(z.object({ no: z.number().int(), title: z.string(), parts: z.record(z.string(), z.enum(['lead', 'supporting', 'member'])) })), position,
  }),
});

const decomposition = endpoint({
  method: 'GET', path: '/plans/:plan/decomposition/:year', tag: 'plan', access: maySeePlan,
  summary: { zh: '指标分解表：指标 × 单位的年度目标', en: 'Decomposition table: targets of a year, indicators by units' },
  params: planParams.extend({ year: wholeNumber(1949, 2200) }),
  query: z.strictObject(viewQuery),
  reply: z.object({
    units: z.array(z.string()),
    rows: z.array(z.object({
      indicator: z.string(), name: z.object({ zh: z.string(), en: z.string() }), measure: z.string(), measurementUnit: z.string(), city: targetCell.nullable(),
      targets: z.record(z.string(), targetCell), without: z.array(z.string()),
    })),
    position,
  }),
});

@Controller()
export class MatricesHttp {
  constructor(@Inject(Views) private readonly views: Views) {}

  @Handle(responsibilities)
  async responsibilities(@Input() { params, query: { on, ...moment } }: InputOf<typeof responsibilities>) {
    const { rows, position: at } = await this.views.all<MeasureRow>(measures.name, measures.table.name, { ...moment, where: filters(params) });
    return { ...responsibilityMatrix(rows.map((stored) => stored.row), on), position: at };
  }

  @Handle(decomposition)
  async decomposition(@Input() { params: { plan, year }, query }: InputOf<typeof decomposition>) {
    const cards = await this.views.all<IndicatorRow>(indicators.name, indicators.table.name, { ...query, where: filters({ plan }) });
    const set = await this.views.all<TargetRow>(targets.name, targets.table.name, { ...query, where: filters({ plan, year }) });
    return { ...decompositionMatrix(cards.rows.map((stored) => stored.row), set.rows.map((stored) => stored.row)), position: Math.min(cards.position, set.position) };
  }
}
