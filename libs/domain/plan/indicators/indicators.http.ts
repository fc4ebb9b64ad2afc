import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { codeField, endpoint, filters, Handle, Input, notFound, pageQuery, pageReply, Views, viewQuery, type InputOf } from '#engine/http';
import { definitionCard } from '../plan.events.js';
import { indicatorParams, planParams } from '../plan-input.js';
import { maySeePlan } from '../plan.policies.js';
import { indicatorKey, indicators, type IndicatorRow } from './indicators.projection.js';

const indicatorLine = z.object({
  plan: z.string(), order: z.number().int(), version: z.number().int(), card: definitionCard, changedAt: z.string(),
});

const revision = z.object({
  version: z.number().int(), card: definitionCard, changed: z.array(z.string()), document: z.string().nullable(), by: z.string(), reason: z.string().nullable(),
  position: z.number().int(), recordedAt: z.string(),
});

const list = endpoint({
  method: 'GET', path: '/plans/:plan/indicators', tag: 'plan', access: maySeePlan,
  summary: { zh: '指标目录：现行口径卡', en: 'Indicators with the definition cards in force' },
  params: planParams,
  query: z.strictObject({
    measure: z.string().regex(/^(general|[1-9]\d{0,2})$/).optional(), kind: z.enum(['quantitative', 'qualitative-milestone', 'veto']).optional(),
    frequency: z.enum(['month', 'quarter', 'half', 'year', 'event']).optional(), verifier: codeField.optional(),
    /** Indicators that this unit reports. */
    unit: codeField.optional(),
    needsThreshold: z.enum(['true', 'false']).optional(), ...pageQuery, ...viewQuery,
  }),
  reply: pageReply(indicatorLine),
});

const one = endpoint({
  method: 'GET', path: '/plans/:plan/indicators/:indicator', tag: 'plan', access: maySeePlan,
  summary: { zh: '一个指标：口径卡及历次修订', en: 'One indicator: its card and every version of it' },
  params: indicatorParams,
  query: z.strictObject(viewQuery),
  reply: indicatorLine.extend({ versions: z.array(revision), position: z.number().int() }),
});

@Controller()
export class IndicatorsHttp {
  constructor(@Inject(Views) private readonly views: Views) {}

  @Handle(list)
  async list(@Input() { params, query }: InputOf<typeof list>) {
    const { limit, cursor, asKnownAt, waitFor, unit, needsThreshold, ...given } = query;
    const reporting = unit === undefined ? [] : [{ field: 'reporters', is: 'contains' as const, value: `|${unit}|` }];
    const open = needsThreshold === undefined ? [] : [{ field: 'needsThreshold', is: 'eq' as const, value: needsThreshold === 'true' }];
    const page = await this.views.list<IndicatorRow>(indicators.name, indicators.table.name, {
      where: [...filters({ ...params, ...given }), ...reporting, ...open], order: [{ field: 'order' }], limit, cursor, asKnownAt, waitFor,
    });
    return { ...page, items: page.items.map(shown) };
  }

  @Handle(one)
  async one(@Input() { params, query }: InputOf<typeof one>) {
    const { found, position } = await this.views.one<IndicatorRow>(indicators.name, indicators.table.name, indicatorKey(params), query);
    if (!found) throw notFound(params);
    return { ...shown(found.row), versions: found.row.versions, position };
  }
}

const shown = ({ plan, order, version, card, changedAt }: IndicatorRow): z.output<typeof indicatorLine> => ({ plan, order, version, card, changedAt });
