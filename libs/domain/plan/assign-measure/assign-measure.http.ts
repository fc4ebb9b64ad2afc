import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { Commands } from '#engine/commands';
import { dateField, endpoint, From, Handle, Input, receipt, receiptReply, type Caller, type InputOf } from '#engine/http';
import { mayRunPlan } from '../plan.policies.js';
import { measureParams, plainCode } from '../plan-input.js';
import { assignMeasure } from './assign-measure.js';

const assign = endpoint({
  method: 'POST', path: '/plans/:plan/measures/:no/assignments', tag: 'plan', access: mayRunPlan, command: true, status: 201,
  summary: { zh: '确定措施的牵头单位和配合单位，自某日起', en: 'Assign lead and supporting units of a measure from a date on' },
  params: measureParams,
  body: z.strictObject({ lead: plainCode, supporting: z.array(plainCode).max(1_000), from: dateField }),
  reply: receiptReply,
  refusals: ['plan.unknown-measure', 'plan.unknown-unit', 'plan.unit-gone', 'plan.unit-named-twice', 'plan.assignment-before-last', 'plan.reason-required'],
});

@Controller()
export class AssignMeasureHttp {
  constructor(@Inject(Commands) private readonly commands: Commands) {}

  @Handle(assign)
  async assign(@Input() { params, body }: InputOf<typeof assign>, @From() { envelope }: Caller) {
    return receipt(await this.commands.send(assignMeasure, { ...params, ...body }, envelope));
  }
}
