import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { codeField, dateField, endpoint, filters, Handle, Input, notFound, pageQuery, pageReply, Views, viewQuery, type InputOf } from '#engine/http';
import { unitKinds } from '../units.events.js';
import { maySeeUnits } from '../units.policies.js';
import { nameOn, noEnd, unitRegister, type UnitRow } from './unit-register.projection.js';

const bilingual = z.object({ zh: z.string(), en: z.string() });
const statuses = ['active', 'merged', 'closed'] as const;

const unitLine = z.object({
  code: z.string(), name: bilingual, fullName: z.string().nullable(),
  names: z.array(z.object({ name: bilingual, fullName: z.string().nullable(), from: z.string(), until: z.string().nullable(), document: z.string().nullable() })),
  kind: z.enum(unitKinds), aliases: z.array(z.string()), order: z.number().int(), members: z.array(z.string()), verticallyManaged: z.boolean(), note: z.string().nullable(),
  status: z.enum(statuses), from: z.string(), until: z.string().nullable(), mergedInto: z.string().nullable(), endDocument: z.string().nullable(),
  revision: z.number().int(), changedAt: z.string(),
});

/** The date to look at: names of that day, and only units that existed then. Absent: the name decided last, and all units. */
const onQuery = { on: dateField.optional() };

const list = endpoint({
  method: 'GET', path: '/units', tag: 'units', access: maySeeUnits,
  summary: { zh: '责任单位名录，按法定顺序；on 为某日的名称和在册单位', en: 'Register of units in official order; `on` gives the names and units of a date' },
  query: z.strictObject({ kind: z.enum(unitKinds).optional(), status: z.enum(statuses).optional(), ...onQuery, ...pageQuery, ...viewQuery }),
  reply: pageReply(unitLine),
});

const one = endpoint({
  method: 'GET', path: '/units/:code', tag: 'units', access: maySeeUnits,
  summary: { zh: '一个责任单位及其历次名称', en: 'One unit with all its names' },
  params: z.strictObject({ code: codeField }),
  query: z.strictObject({ ...onQuery, ...viewQuery }),
  reply: unitLine.extend({ position: z.number().int() }),
});

@Controller()
export class UnitRegisterHttp {
  constructor(@Inject(Views) private readonly views: Views) {}

  @Handle(list)
  async list(@Input() { query }: InputOf<typeof list>) {
    const { limit, cursor, asKnownAt, waitFor, on, ...given } = query;
    const existing = on === undefined ? [] : [{ field: 'from', is: 'lte' as const, value: on }, { field: 'lastDay', is: 'gte' as const, value: on }];
    const page = await this.views.list<UnitRow>(unitRegister.name, unitRegister.table.name, {
      where: [...existing, ...filters(given)], order: [{ field: 'order' }], limit, cursor, asKnownAt, waitFor,
    });
    return { ...page, items: page.items.map((row) => shown(row, on)) };
  }

  @Handle(one)
  async one(@Input() { params, query: { on, ...moment } }: InputOf<typeof one>) {
    const { found, position } = await this.views.one<UnitRow>(unitRegister.name, unitRegister.table.name, params.code, moment);
    if (!found) throw notFound(params);
    return { ...shown(found.row, on), position };
  }
}

/** A row as it is answered: with the name of the date asked for. */
export function shown({ lastDay, ...row }: UnitRow, on: string | undefined): z.output<typeof unitLine> {
  const named = on === undefined ? row : nameOn(row, on);
  return { ...row, name: named.name, fullName: named.fullName, names: [...row.names], aliases: [...row.aliases], members: [...row.members], until: lastDay === noEnd ? null : lastDay };
}
