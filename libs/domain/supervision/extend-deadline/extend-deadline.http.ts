import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { Commands } from '#engine/commands';
import { dateField, endpoint, From, Handle, Input, receipt, receiptReply, textField, type Caller, type InputOf } from '#engine/http';
import { extensionReasons } from '../finding.events.js';
import { findingParams, plainCode, present, reasonField } from '../supervision-input.js';
import { mayAnswer, mayDecideExtensions } from '../supervision.policies.js';
import { grantExtension } from './grant-extension.js';
import { refuseExtension } from './refuse-extension.js';
import { requestExtension } from './request-extension.js';

const route = { method: 'POST', tag: 'supervision', command: true, params: findingParams, reply: receiptReply } as const;
const standing = ['supervision.unknown-finding', 'supervision.not-issued', 'supervision.finding-closed', 'supervision.finding-withdrawn', 'supervision.finding-suspended', 'supervision.wrong-status'] as const;
const deciding = [...standing, 'supervision.no-extension-request', 'supervision.own-request', 'supervision.approver-level', 'supervision.own-unit'] as const;

const request = endpoint({
  ...route, path: '/findings/:finding/extension-request', access: mayAnswer,
  summary: { zh: '申请延期（到期前）', en: 'Ask for more time, before it is due' },
  body: z.strictObject({ unit: plainCode, reasonCode: z.enum(extensionReasons), reason: reasonField, progress: textField(2_000), until: dateField }),
  refusals: [...standing, 'supervision.not-the-unit', 'supervision.extension-pending', 'supervision.extension-too-late', 'supervision.extension-not-later', 'supervision.reason-required'],
});

const grant = endpoint({
  ...route, path: '/findings/:finding/extension', access: mayDecideExtensions,
  summary: { zh: '同意延期（可少于申请的时间）', en: 'Give more time, as asked for or less' },
  body: z.strictObject({ until: dateField.optional(), opinion: textField(2_000).optional() }).optional(),
  refusals: [
    ...deciding, 'supervision.extension-beyond-request', 'supervision.extension-not-later', 'supervision.date-passed', 'supervision.no-escalation-policy', 'calendar.year-not-published',
  ],
});

const refusal = endpoint({
  ...route, path: '/findings/:finding/extension-refusal', access: mayDecideExtensions,
  summary: { zh: '不同意延期', en: 'Give no more time' },
  body: z.strictObject({ reason: reasonField }).optional(),
  refusals: [...deciding, 'supervision.reason-required'],
});

@Controller()
export class ExtendDeadlineHttp {
  constructor(@Inject(Commands) private readonly commands: Commands) {}

  @Handle(request)
  async request(@Input() { params, body }: InputOf<typeof request>, @From() { envelope }: Caller) {
    return receipt(await this.commands.send(requestExtension, { ...params, ...present(body) }, envelope));
  }

  @Handle(grant)
  async grant(@Input() { params, body }: InputOf<typeof grant>, @From() { envelope }: Caller) {
    return receipt(await this.commands.send(grantExtension, { ...params, ...present(body ?? {}) }, envelope));
  }

  @Handle(refusal)
  async refuse(@Input() { params, body }: InputOf<typeof refusal>, @From() { envelope }: Caller) {
    return receipt(await this.commands.send(refuseExtension, { ...params, ...present(body ?? {}) }, envelope));
  }
}
