import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { Commands } from '#engine/commands';
import { endpoint, From, Handle, Input, receipt, receiptReply, textField, type Caller, type InputOf } from '#engine/http';
import { mayRunRewards } from '../reward.policies.js';
import { plainCode } from '../supervision-input.js';
import { reviewReward } from './review-reward.js';

const review = endpoint({
  method: 'POST', path: '/rewards/:reward/review', tag: 'supervision', access: mayRunRewards, command: true,
  summary: { zh: '督查激励初审：通过或退回', en: 'First review of a reward: passed or returned' },
  params: z.strictObject({ reward: plainCode }),
  body: z.strictObject({ verdict: z.enum(['passed', 'returned']), opinion: textField(2_000) }),
  reply: receiptReply,
  refusals: ['supervision.unknown-reward', 'supervision.reward-wrong-status', 'supervision.reward-own-unit', 'supervision.reward-own-nomination'],
});

@Controller()
export class ReviewRewardHttp {
  constructor(@Inject(Commands) private readonly commands: Commands) {}

  @Handle(review)
  async review(@Input() { params, body }: InputOf<typeof review>, @From() { envelope }: Caller) {
    return receipt(await this.commands.send(reviewReward, { ...params, ...body }, envelope));
  }
}
