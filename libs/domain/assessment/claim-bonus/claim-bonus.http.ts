import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { Commands } from '#engine/commands';
import { endpoint, From, Handle, Input, receipt, receiptReply, type Caller, type InputOf } from '#engine/http';
import { plainCode, present, reasonField } from '../assessment-input.js';
import { mayEnter } from '../assessment.policies.js';
import { decideBonus } from './decide-bonus.js';

const decide = endpoint({
  method: 'POST', path: '/rounds/:round/units/:unit/bonuses/:claim/decision', tag: 'assessment', access: mayEnter, command: true, reply: receiptReply,
  summary: { zh: '认定或不认定加分（须原因）', en: 'Accept or reject a bonus claim, with a reason' },
  params: z.strictObject({ round: plainCode, unit: plainCode, claim: plainCode }),
  body: z.strictObject({ accepted: z.boolean(), reason: reasonField }),
  refusals: [
    'assessment.unknown-round', 'assessment.wrong-step', 'assessment.unit-not-in-round', 'assessment.own-unit', 'assessment.unknown-bonus-claim', 'assessment.bonus-without-evidence',
    'assessment.reason-required',
  ],
});

@Controller()
export class ClaimBonusHttp {
  constructor(@Inject(Commands) private readonly commands: Commands) {}

  @Handle(decide)
  async decide(@Input() { params, body }: InputOf<typeof decide>, @From() { envelope }: Caller) {
    return receipt(await this.commands.send(decideBonus, { ...params, ...present(body) }, envelope));
  }
}
