import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { Commands } from '#engine/commands';
import { endpoint, From, Handle, Input, receipt, receiptReply, type Caller, type InputOf } from '#engine/http';
import { authorityField, findingParams, present, reasonField } from '../supervision-input.js';
import { mayInspect } from '../supervision.policies.js';
import { resumeFinding } from './resume-finding.js';
import { suspendFinding } from './suspend-finding.js';

const route = { method: 'POST', tag: 'supervision', access: mayInspect, command: true, params: findingParams, reply: receiptReply } as const;
const refusals = [
  'supervision.unknown-finding', 'supervision.not-issued', 'supervision.finding-closed', 'supervision.finding-withdrawn', 'supervision.own-unit', 'supervision.reason-required',
  'calendar.year-not-published',
] as const;

const suspend = endpoint({
  ...route, path: '/findings/:finding/suspension',
  summary: { zh: '挂起：暂停计时和升级', en: 'Suspend a finding: its time stands still' },
  body: z.strictObject({ reason: reasonField, authority: authorityField }).optional(),
  refusals: [...refusals, 'supervision.finding-suspended', 'supervision.authority-required'],
});

const resume = endpoint({
  ...route, path: '/findings/:finding/resumption',
  summary: { zh: '恢复办理：按挂起时剩余的天数重新计算期限', en: 'Resume a finding with as many days left as when it was suspended' },
  body: z.strictObject({ reason: reasonField }).optional(),
  refusals: [...refusals, 'supervision.not-suspended'],
});

@Controller()
export class SuspendFindingHttp {
  constructor(@Inject(Commands) private readonly commands: Commands) {}

  @Handle(suspend)
  async suspend(@Input() { params, body }: InputOf<typeof suspend>, @From() { envelope }: Caller) {
    return receipt(await this.commands.send(suspendFinding, { ...params, ...present(body ?? {}) }, envelope));
  }

  @Handle(resume)
  async resume(@Input() { params, body }: InputOf<typeof resume>, @From() { envelope }: Caller) {
    return receipt(await this.commands.send(resumeFinding, { ...params, ...present(body ?? {}) }, envelope));
  }
}
