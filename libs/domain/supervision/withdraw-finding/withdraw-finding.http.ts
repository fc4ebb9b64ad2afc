import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { Commands } from '#engine/commands';
import { endpoint, From, Handle, Input, receipt, receiptReply, type Caller, type InputOf } from '#engine/http';
import { authorityField, findingParams, present, reasonField } from '../supervision-input.js';
import { mayInspect } from '../supervision.policies.js';
import { withdrawFinding } from './withdraw-finding.js';

const withdraw = endpoint({
  method: 'POST', path: '/findings/:finding/withdrawal', tag: 'supervision', access: mayInspect, command: true,
  summary: { zh: '撤销交办', en: 'Withdraw an order' },
  params: findingParams,
  body: z.strictObject({ reason: reasonField, authority: authorityField }).optional(),
  reply: receiptReply,
  refusals: [
    'supervision.unknown-finding', 'supervision.not-issued', 'supervision.finding-closed', 'supervision.finding-withdrawn', 'supervision.own-unit', 'supervision.reason-required',
    'supervision.authority-required',
  ],
});

@Controller()
export class WithdrawFindingHttp {
  constructor(@Inject(Commands) private readonly commands: Commands) {}

  @Handle(withdraw)
  async withdraw(@Input() { params, body }: InputOf<typeof withdraw>, @From() { envelope }: Caller) {
    return receipt(await this.commands.send(withdrawFinding, { ...params, ...present(body ?? {}) }, envelope));
  }
}
