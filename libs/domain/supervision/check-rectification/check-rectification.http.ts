import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { Commands } from '#engine/commands';
import { dateField, endpoint, From, Handle, Input, receipt, receiptReply, textField, type Caller, type InputOf } from '#engine/http';
import { findingParams, present, reasonField, timeAllowedField } from '../supervision-input.js';
import { mayInspect } from '../supervision.policies.js';
import { closeFinding } from './close-finding.js';
import { returnRectification } from './return-rectification.js';

const route = { method: 'POST', tag: 'supervision', access: mayInspect, command: true, params: findingParams, reply: receiptReply } as const;
const checking = [
  'supervision.unknown-finding', 'supervision.not-issued', 'supervision.finding-closed', 'supervision.finding-withdrawn', 'supervision.finding-suspended', 'supervision.wrong-status',
  'supervision.own-unit', 'supervision.own-rectification', 'supervision.date-passed',
] as const;

const sendBack = endpoint({
  ...route, path: '/findings/:finding/return',
  summary: { zh: '退回重改', en: 'Return a rectification' },
  body: z.strictObject({ verdict: z.enum(['partly-done', 'not-done']), reason: reasonField, due: timeAllowedField }),
  refusals: [...checking, 'supervision.reason-required', 'supervision.no-escalation-policy', 'calendar.year-not-published'],
});

const close = endpoint({
  ...route, path: '/findings/:finding/closing',
  summary: { zh: '核查销号', en: 'Check and close a finding' },
  body: z.strictObject({
    opinion: textField(4_000),
    test: z.strictObject({ facts: z.boolean(), measures: z.boolean(), results: z.boolean(), evidence: z.boolean() }),
    followUpOn: dateField.optional().meta({ format: 'date', description: '回头看：三至六个月内 · follow-up, three to six months ahead' }),
  }),
  refusals: [...checking, 'supervision.closing-test-failed', 'supervision.still-listed', 'supervision.follow-up-required'],
});

@Controller()
export class CheckRectificationHttp {
  constructor(@Inject(Commands) private readonly commands: Commands) {}

  @Handle(sendBack)
  async sendBack(@Input() { params, body }: InputOf<typeof sendBack>, @From() { envelope }: Caller) {
    return receipt(await this.commands.send(returnRectification, { ...params, ...present(body) }, envelope));
  }

  @Handle(close)
  async close(@Input() { params, body }: InputOf<typeof close>, @From() { envelope }: Caller) {
    return receipt(await this.commands.send(closeFinding, { ...params, ...present(body) }, envelope));
  }
}
