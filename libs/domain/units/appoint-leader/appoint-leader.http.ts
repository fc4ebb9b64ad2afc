import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { derivedId } from '#engine/kernel';
import { Commands } from '#engine/commands';
import { codeField, dateField, endpoint, From, Handle, Input, receipt, receiptReply, type Caller, type InputOf } from '#engine/http';
import { leadershipLines } from '../units.events.js';
import { mayAppoint } from '../units.policies.js';
import { bilingualField, plainCode } from '../units-input.js';
import { appointLeader } from './appoint-leader.js';
import { endAppointment } from './end-appointment.js';

const appoint = endpoint({
  method: 'POST', path: '/units/:unit/appointments', tag: 'units', access: mayAppoint, command: true, status: 201,
  summary: { zh: '登记领导任职（职务、分管领域、任期）', en: 'Record an appointment: post, portfolio, term' },
  params: z.strictObject({ unit: codeField }),
  body: z.strictObject({
    /** Derived from the request when absent. */
    appointment: plainCode.optional(),
    person: plainCode, post: bilingualField(100), rank: z.enum(['main', 'deputy']), line: z.enum(leadershipLines),
    portfolio: z.strictObject({ measures: z.array(z.int().min(1).max(999)).max(999), units: z.array(plainCode).max(1_000) }).default({ measures: [], units: [] }),
    from: dateField, until: dateField.optional(),
  }),
  reply: receiptReply,
  refusals: [
    'units.unknown-unit', 'units.unknown-person', 'units.bad-code', 'units.appointment-exists', 'units.collective-has-no-leaders', 'units.unit-gone',
    'units.left-before-taken', 'units.main-leader-has-no-portfolio', 'units.main-leader-in-post', 'units.already-in-post',
  ],
});

const end = endpoint({
  method: 'POST', path: '/units/:unit/appointments/:appointment/end', tag: 'units', access: mayAppoint, command: true,
  summary: { zh: '登记领导离任', en: 'Record that a leader left' },
  params: z.strictObject({ unit: codeField, appointment: codeField }),
  body: z.strictObject({ until: dateField }),
  reply: receiptReply,
  refusals: ['units.unknown-unit', 'units.unknown-appointment', 'units.appointment-ended', 'units.left-before-taken'],
});

@Controller()
export class AppointLeaderHttp {
  constructor(@Inject(Commands) private readonly commands: Commands) {}

  @Handle(appoint)
  async appoint(@Input() { params, body }: InputOf<typeof appoint>, @From() { envelope }: Caller) {
    const { appointment = derivedId(envelope.commandId, 'appointment'), until, ...rest } = body;
    return receipt(await this.commands.send(appointLeader, { ...params, ...rest, appointment, ...(until === undefined ? {} : { until }) }, envelope));
  }

  @Handle(end)
  async end(@Input() { params, body }: InputOf<typeof end>, @From() { envelope }: Caller) {
    return receipt(await this.commands.send(endAppointment, { ...params, ...body }, envelope));
  }
}
