import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { Commands } from '#engine/commands';
import { endpoint, From, Handle, Input, receipt, receiptReply, textField, type Caller, type InputOf } from '#engine/http';
import { matterOutcomes } from '../matter.events.js';
import { mayHandleMatters } from '../matter.policies.js';
import { plainCode, present, reasonField } from '../supervision-input.js';
import { returnMatter } from './return-matter.js';
import { settleMatter } from './settle-matter.js';

const route = { method: 'POST', tag: 'supervision', access: mayHandleMatters, command: true, params: z.strictObject({ matter: plainCode }), reply: receiptReply } as const;
const ordered = ['supervision.unknown-matter', 'supervision.matter-wrong-status', 'supervision.own-matter'] as const;

const back = endpoint({
  ...route, path: '/matters/:matter/return',
  summary: { zh: '重大事项退文', en: 'Return a matter whose form is wrong' },
  body: z.strictObject({ reason: reasonField }).optional(),
  refusals: [...ordered, 'supervision.reason-required'],
});

const settle = endpoint({
  ...route, path: '/matters/:matter/settlement',
  summary: { zh: '重大事项办结', en: 'Settle a matter' },
  body: z.strictObject({ outcome: z.enum(matterOutcomes), opinion: textField(2_000).optional(), document: textField(200).optional() }),
  refusals: [...ordered, 'supervision.outcome-does-not-fit', 'supervision.request-not-instructed'],
});

@Controller()
export class SettleMatterHttp {
  constructor(@Inject(Commands) private readonly commands: Commands) {}

  @Handle(back)
  async return(@Input() { params, body }: InputOf<typeof back>, @From() { envelope }: Caller) {
    return receipt(await this.commands.send(returnMatter, { ...params, ...present(body ?? {}) }, envelope));
  }

  @Handle(settle)
  async settle(@Input() { params, body }: InputOf<typeof settle>, @From() { envelope }: Caller) {
    return receipt(await this.commands.send(settleMatter, { ...params, ...present(body) }, envelope));
  }
}
