import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { Commands } from '#engine/commands';
import { dateField, decimalField, endpoint, From, Handle, Input, receipt, receiptReply, textField, type Caller, type InputOf } from '#engine/http';
import { mayRunRewards } from '../reward.policies.js';
import { plainCode, present, reasonField } from '../supervision-input.js';
import { declineReward } from './decline-reward.js';
import { grantReward } from './grant-reward.js';
import { revokeReward } from './revoke-reward.js';

const route = { method: 'POST', tag: 'supervision', access: mayRunRewards, command: true, params: z.strictObject({ reward: plainCode }), reply: receiptReply } as const;
const ordered = ['supervision.unknown-reward', 'supervision.reward-wrong-status', 'supervision.reward-own-unit'] as const;

const grant = endpoint({
  ...route, path: '/rewards/:reward/grant',
  summary: { zh: '登记获得激励', en: 'Record that a reward is granted' },
  body: z.strictObject({ document: textField(200), form: textField(200), on: dateField, amount: z.strictObject({ value: decimalField, unit: textField(20) }).optional() }),
  refusals: [
    ...ordered, 'supervision.publicity-running', 'supervision.granted-ahead', 'supervision.reward-objections-open', 'supervision.reward-objection-stands', 'supervision.bad-amount',
  ],
});

const decline = endpoint({
  ...route, path: '/rewards/:reward/non-grant',
  summary: { zh: '登记未获激励', en: 'Record that a reward is not granted' },
  body: z.strictObject({ reason: reasonField }).optional(),
  refusals: [...ordered, 'supervision.reason-required'],
});

const revoke = endpoint({
  ...route, path: '/rewards/:reward/revocation',
  summary: { zh: '撤销激励', en: 'Revoke a granted reward' },
  body: z.strictObject({ document: textField(200), reason: reasonField }),
  refusals: [...ordered, 'supervision.reason-required'],
});

@Controller()
export class SettleRewardHttp {
  constructor(@Inject(Commands) private readonly commands: Commands) {}

  @Handle(grant)
  async grant(@Input() { params, body }: InputOf<typeof grant>, @From() { envelope }: Caller) {
    return receipt(await this.commands.send(grantReward, { ...params, ...present(body) }, envelope));
  }

  @Handle(decline)
  async decline(@Input() { params, body }: InputOf<typeof decline>, @From() { envelope }: Caller) {
    return receipt(await this.commands.send(declineReward, { ...params, ...present(body ?? {}) }, envelope));
  }

  @Handle(revoke)
  async revoke(@Input() { params, body }: InputOf<typeof revoke>, @From() { envelope }: Caller) {
    return receipt(await this.commands.send(revokeReward, { ...params, ...present(body) }, envelope));
  }
}
