import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { Commands } from '#engine/commands';
import { decimalField, endpoint, From, Handle, Input, receipt, receiptReply, type Caller, type InputOf } from '#engine/http';
import { reportParams } from '../report-input.http.js';
import { mayVerify } from '../report.policies.js';
import { verifyReport } from './verify-report.js';

const verify = endpoint({
  method: 'POST', path: '/reports/:plan/:indicator/:unit/:period/verification', tag: 'reporting', access: mayVerify, command: true,
  summary: { zh: '核定一条填报', en: 'Verify a report' },
  params: reportParams,
  body: z.strictObject({ value: decimalField }),
  reply: receiptReply,
  refusals: [
    'reporting.unknown-indicator', 'reporting.own-report', 'reporting.not-the-verifier', 'reporting.already-verified', 'reporting.not-reported', 'reporting.value-moved-on',
  ],
});

@Controller()
export class VerifyReportHttp {
  constructor(@Inject(Commands) private readonly commands: Commands) {}

  @Handle(verify)
  async verify(@Input() { params, body }: InputOf<typeof verify>, @From() { envelope }: Caller) {
    return receipt(await this.commands.send(verifyReport, { ...params, ...body }, envelope));
  }
}
