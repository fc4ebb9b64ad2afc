import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { Commands } from '#engine/commands';
import { dateField, endpoint, From, Handle, Input, receipt, receiptReply, textField, type Caller, type InputOf } from '#engine/http';
import { given, reportParams } from '../report-input.http.js';
import { mayReport } from '../report.policies.js';
import { deferRelease } from './defer-release.js';

const defer = endpoint({
  method: 'POST', path: '/reports/:plan/:indicator/:unit/:period/deferral', tag: 'reporting', access: mayReport, command: true,
  summary: { zh: '申报数据尚未发布及预计发布日期', en: 'Say that the statistic is not yet released, and when it will be' },
  params: reportParams,
  body: z.strictObject({ expectedOn: dateField, reason: textField(2000).optional() }),
  reply: receiptReply,
  refusals: [
    'reporting.reason-required', 'reporting.unknown-indicator', 'reporting.unknown-unit', 'reporting.unit-gone', 'reporting.not-a-reporting-unit', 'reporting.wrong-frequency', 'reporting.future-period',
    'reporting.period-not-opened', 'reporting.period-closed', 'reporting.period-past-due', 'reporting.already-verified', 'reporting.already-reported', 'reporting.already-not-applicable',
    'reporting.date-passed', 'reporting.deferred-too-far',
  ],
});

@Controller()
export class DeferReleaseHttp {
  constructor(@Inject(Commands) private readonly commands: Commands) {}

  @Handle(defer)
  async defer(@Input() { params, body }: InputOf<typeof defer>, @From() { envelope }: Caller) {
    return receipt(await this.commands.send(deferRelease, { ...params, ...given(body) }, envelope));
  }
}
