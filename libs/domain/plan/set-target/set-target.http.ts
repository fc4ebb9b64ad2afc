import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { Commands } from '#engine/commands';
import { decimalField, endpoint, From, Handle, Input, receipt, receiptReply, type Caller, type InputOf } from '#engine/http';
import { mayRunPlan } from '../plan.policies.js';
import { planParams, present, targetField } from '../plan-input.js';
import { reviseTarget } from './revise-target.js';
import { setTarget } from './set-target.js';

const targetRefusals = ['plan.unknown-indicator', 'plan.not-a-reporting-unit', 'plan.value-required', 'plan.value-forbidden', 'plan.target-out-of-range', 'plan.too-many-decimals', 'plan.bad-profile'];

const set = endpoint({
  method: 'POST', path: '/plans/:plan/targets', tag: 'plan', access: mayRunPlan, command: true, status: 201,
  summary: { zh: '下达目标（全市或单位，分年度）', en: 'Set a target of the city or a unit for a year' },
  params: planParams,
  body: z.strictObject({ target: targetField }),
  reply: receiptReply,
  refusals: [...targetRefusals, 'plan.unknown-unit', 'plan.unit-gone', 'plan.target-already-set'],
});

const revise = endpoint({
  method: 'POST', path: '/plans/:plan/targets/revisions', tag: 'plan', access: mayRunPlan, command: true, status: 201,
  summary: { zh: '调整目标，全年适用；须有批准文号', en: 'Revise a target for its whole year; needs an approval document number' },
  params: planParams,
  body: z.strictObject({
    target: targetField,
    /** The value that was looked at; nothing is revised when it moved on. */
    replaces: decimalField.optional(),
  }),
  reply: receiptReply,
  refusals: [...targetRefusals, 'plan.target-not-set', 'plan.target-moved-on', 'plan.nothing-changes', 'plan.document-required'],
});

@Controller()
export class SetTargetHttp {
  constructor(@Inject(Commands) private readonly commands: Commands) {}

  @Handle(set)
  async set(@Input() { params, body }: InputOf<typeof set>, @From() { envelope }: Caller) {
    return receipt(await this.commands.send(setTarget, { ...params, ...body }, envelope));
  }

  @Handle(revise)
  async revise(@Input() { params, body }: InputOf<typeof revise>, @From() { envelope }: Caller) {
    return receipt(await this.commands.send(reviseTarget, { ...params, ...present(body) }, envelope));
  }
}
