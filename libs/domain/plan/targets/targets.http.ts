import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { codeField, endpoint, filters, Handle, Input, notFound, pageQuery, pageReply, Views, viewQuery, wholeNumber, type InputOf } from '#engine/http';
import { comparators, quarterlyProfile } from '../plan.events.js';
import { indicatorParams, planParams } from '../plan-input.js';
import { maySeePlan } from '../plan.policies.js';
import { targetKey, targets, type TargetRow } from './targets.projection.js';

const version = z.object({
  comparator: z.enum(comparators), value: z.string().nullable(), profile: quarterlyProfile, document: z.string().nullable(), by: z.string(), reason: z.string().nullable(),
  position: z.number().int(), recordedAt: z.string(),
});

const targetLine = z.object({
  plan: z.string(), indicator: z.string(), unit: z.string(), year: z.number().int(), comparator: z.enum(comparators), value: z.string().nullable(), qualifier: z.string().nullable(),
  profile: quarterlyProfile, history: z.array(version), changedAt: z.string(),
});

const list = endpoint({
  method: 'GET', path: '/plans/:plan/targets', tag: 'plan', access: maySeePlan,
  summary: { zh: '目标：全市（city）和各单位，分年度，含历次调整', en: 'Targets of the city (`city`) and of units by year, with their history' },
  params: planParams,
  query: z.strictObject({ indicator: codeField.optional(), unit: codeField.optional(), year: wholeNumber(1949, 2200).optional(), ...pageQuery, ...viewQuery }),
  reply: pageReply(targetLine),
});

const one = endpoint({
  method: 'GET', path: '/plans/:plan/targets/:indicator/:unit/:year', tag: 'plan', access: maySeePlan,
  summary: { zh: '一个目标及其历次调整', en: 'One target with its history' },
  params: indicatorParams.extend({ unit: codeField, year: wholeNumber(1949, 2200) }),
  query: z.strictObject(viewQuery),
  reply: targetLine.extend({ position: z.number().int() }),
});

@Controller()
export class TargetsHttp {
  constructor(@Inject(Views) private readonly views: Views) {}

  @Handle(list)
  list(@Input() { params, query }: InputOf<typeof list>) {
    const { limit, cursor, asKnownAt, waitFor, ...given } = query;
    return this.views.list<TargetRow>(targets.name, targets.table.name, {
      where: filters({ ...params, ...given }), order: [{ field: 'year' }, { field: 'indicator' }, { field: 'unit' }], limit, cursor, asKnownAt, waitFor,
    });
  }

  @Handle(one)
  async one(@Input() { params, query }: InputOf<typeof one>) {
    const { found, position } = await this.views.one<TargetRow>(targets.name, targets.table.name, targetKey(params), query);
    if (!found) throw notFound({ ...params, year: String(params.year) });
    return { ...found.row, position };
  }
}
