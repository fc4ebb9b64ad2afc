import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { Commands } from '#engine/commands';
import { dateField, decimalField, endpoint, From, Handle, Input, receipt, receiptReply, textField, type Caller, type InputOf } from '#engine/http';
import { given, reportParams } from '../report-input.http.js';
import { mayVerify } from '../report.policies.js';
import { returnReport } from './return-report.js';

const back = endpoint({
  method: 'POST', path: '/reports/:plan/:indicator/:unit/:period/return', tag: 'reporting', access: mayVerify, command: true,
  summary: { zh: '退回一条填报，可限期重报', en: 'Return a report, with a last day to report anew if wanted' },
  params: reportParams,
  body: z.strictObject({ value: decimalField, reason: textField(2000).optional(), resubmitBy: dateField.optional() }),
  reply: receiptReply,
  refusals: [
    'reporting.unknown-indicator', 'reporting.reason-required', 'reporting.own-report', 'reporting.not-the-verifier', 'reporting.already-verified',
    'reporting.not-reported', 'reporting.value-moved-on', 'reporting.date-passed',
  ],
});

@Controller()
export class ReturnReportHttp {
  constructor(@Inject(Commands) private readonly commands: Commands) {}

  @Handle(back)
  async return(@Input() { params, body }: InputOf<typeof back>, @From() { envelope }: Caller) {
    return receipt(await this.commands.send(returnReport, { ...params, ...given(body) }, envelope));
  }
}
