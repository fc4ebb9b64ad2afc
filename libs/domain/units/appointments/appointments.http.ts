import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { covers, reachesAny, type Actor } from '#engine/kernel';
import { codeField, dateField, endpoint, filters, From, Handle, Input, notFound, pageQuery, pageReply, Views, viewQuery, within, type Caller, type InputOf } from '#engine/http';
import { leadershipLines } from '../units.events.js';
import { maySeeAppointments, maySeeNames } from '../units.policies.js';
import { maskedName, PeopleRegistry } from '../people/people-registry.js';
import { noEnd } from '../unit-register/unit-register.projection.js';
import { appointmentKey, appointments, type AppointmentRow } from './appointments.projection.js';

const bilingual = z.object({ zh: z.string(), en: z.string() });

const appointmentLine = z.object({
  unit: z.string(), appointment: z.string(), person: z.string(),
  /** Absent for those who may not see names, and once the person is erased. Masked in lists. */
  name: z.string().optional(),
  post: bilingual, rank: z.enum(['main', 'deputy']), line: z.enum(leadershipLines), portfolio: z.object({ measures: z.array(z.number().int()), units: z.array(z.string()) }),
  from: z.string(), until: z.string().nullable(), document: z.string().nullable(), endDocument: z.string().nullable(), revision: z.number().int(), changedAt: z.string(),
});

const list = endpoint({
  method: 'GET', path: '/appointments', tag: 'units', access: maySeeAppointments, sensitive: true,
  summary: { zh: '领导任职：按单位、人员和日期筛选', en: 'Appointments, filtered by unit, person and date' },
  query: z.strictObject({ unit: codeField.optional(), person: codeField.optional(), rank: z.enum(['main', 'deputy']).optional(), on: dateField.optional(), ...pageQuery, ...viewQuery }),
  reply: pageReply(appointmentLine),
});

const one = endpoint({
  method: 'GET', path: '/units/:unit/appointments/:appointment', tag: 'units', access: maySeeAppointments, sensitive: true,
  summary: { zh: '一项任职', en: 'One appointment' },
  params: z.strictObject({ unit: codeField, appointment: codeField }),
  query: z.strictObject(viewQuery),
  reply: appointmentLine.extend({ position: z.number().int() }),
});

@Controller()
export class AppointmentsHttp {
  constructor(
    @Inject(Views) private readonly views: Views,
    @Inject(PeopleRegistry) private readonly people: PeopleRegistry,
  ) {}

  @Handle(list)
  async list(@Input() { query }: InputOf<typeof list>, @From() { actor }: Caller) {
    const { limit, cursor, asKnownAt, waitFor, on, ...given } = query;
    const inPost = on === undefined ? [] : [{ field: 'from', is: 'lte' as const, value: on }, { field: 'lastDay', is: 'gte' as const, value: on }];
    const page = await this.views.list<AppointmentRow>(appointments.name, appointments.table.name, {
      where: [...within(maySeeAppointments.scope(actor)), ...inPost, ...filters(given)], order: [{ field: 'unit' }, { field: 'from', descending: true }], limit, cursor, asKnownAt, waitFor,
    });
    const names = await this.names(page.items, actor);
    return { ...page, items: page.items.map((row) => shown(row, names.get(row.person), maskedName)) };
  }

  @Handle(one)
  async one(@Input() { params, query }: InputOf<typeof one>, @From() { actor }: Caller) {
    if (!covers(maySeeAppointments.scope(actor), params.unit)) throw notFound(params);
    const { found, position } = await this.views.one<AppointmentRow>(appointments.name, appointments.table.name, appointmentKey(params), query);
    if (!found) throw notFound(params);
    const names = await this.names([found.row], actor);
    return { ...shown(found.row, names.get(found.row.person), (name) => name), position };
  }

  /** Names by reference; none for those who may not see them. */
  private async names(rows: readonly AppointmentRow[], actor: Actor): Promise<ReadonlyMap<string, string>> {
    if (!reachesAny(maySeeNames.scope(actor))) return new Map();
    const people = await this.people.getMany([...new Set(rows.map((row) => row.person))]);
    return new Map(people.map((person) => [person.reference, person.name]));
  }
}

function shown({ lastDay, ...row }: AppointmentRow, name: string | undefined, written: (name: string) => string) {
  return { ...row, until: lastDay === noEnd ? null : lastDay, ...(name === undefined ? {} : { name: written(name) }) };
}
