import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { Commands } from '#engine/commands';
import { decimalField, endpoint, From, Handle, Input, receipt, receiptReply, type Caller, type InputOf } from '#engine/http';
import { mayRunPlan } from '../plan.policies.js';
import { indicatorParams, plainCode, present, profileField, yearField } from '../plan-input.js';
import { decomposeTarget } from './decompose-target.js';

const decompose = endpoint({
  method: 'POST', path: '/plans/:plan/indicators/:indicator/decompositions', tag: 'plan', access: mayRunPlan, command: true, status: 201,
  summary: { zh: '将全市目标分解到单位（均分、按份额、加权平均或同一目标）', en: 'Decompose the city target to units: equally, by shares, as a weighted mean, or the same for each' },
  params: indicatorParams,
  body: z.strictObject({
    year: yearField, rule: z.enum(['sum', 'weighted-mean', 'each']),
    parts: z.array(z.strictObject({ unit: plainCode, value: decimalField.optional(), weight: decimalField.optional() }).transform((part) => present(part))).min(1).max(5_000),
    profile: profileField.optional(),
  }),
  reply: receiptReply,
  refusals: [
    'plan.unknown-indicator', 'plan.no-city-target', 'plan.unit-named-twice', 'plan.unknown-unit', 'plan.unit-gone', 'plan.bad-weight', 'plan.decomposition-differs',
    'plan.not-a-reporting-unit', 'plan.target-out-of-range', 'plan.too-many-decimals', 'plan.bad-profile', 'plan.document-required',
  ],
});

@Controller()
export class DecomposeTargetHttp {
  constructor(@Inject(Commands) private readonly commands: Commands) {}

  @Handle(decompose)
  async decompose(@Input() { params, body }: InputOf<typeof decompose>, @From() { envelope }: Caller) {
    return receipt(await this.commands.send(decomposeTarget, { ...params, ...present(body) }, envelope));
  }
}
