import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { Commands } from '#engine/commands';
import { endpoint, From, Handle, Input, receipt, receiptReply, type Caller, type InputOf } from '#engine/http';
import { escalationLevels } from '../finding.events.js';
import { findingParams, present, reasonField } from '../supervision-input.js';
import { mayRaiseByHand } from './escalation.policies.js';
import { raiseByHand } from './raise-by-hand.js';

const raise = endpoint({
  method: 'POST', path: '/findings/:finding/escalation', tag: 'supervision', access: mayRaiseByHand, command: true,
  summary: { zh: '提前升级督办', en: 'Raise the level of a finding by hand' },
  params: findingParams,
  body: z.strictObject({ level: z.enum(escalationLevels), reason: reasonField }),
  reply: receiptReply,
  refusals: [
    'supervision.unknown-finding', 'supervision.not-issued', 'supervision.finding-closed', 'supervision.finding-withdrawn', 'supervision.finding-suspended', 'supervision.own-unit',
    'supervision.level-not-higher', 'supervision.reason-required', 'supervision.level-without-rule',
  ],
});

@Controller()
export class RaiseByHandHttp {
  constructor(@Inject(Commands) private readonly commands: Commands) {}

  @Handle(raise)
  async raise(@Input() { params, body }: InputOf<typeof raise>, @From() { envelope }: Caller) {
    return receipt(await this.commands.send(raiseByHand, { ...params, ...present(body) }, envelope));
  }
}
