import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { Commands } from '#engine/commands';
import { dateField, endpoint, From, Handle, Input, receipt, receiptReply, textField, type Caller, type InputOf } from '#engine/http';
import { given, reportParams } from '../report-input.http.js';
import { mayOverrule, mayReport } from '../report.policies.js';
import { declareNotApplicable } from './declare-not-applicable.js';
import { approveNotApplicable, refuseNotApplicable } from './settle-not-applicable.js';

const route = { method: 'POST', tag: 'reporting', command: true, params: reportParams, reply: receiptReply } as const;
const settling = ['reporting.unknown-indicator', 'reporting.own-report', 'reporting.not-the-verifier', 'reporting.nothing-declared'];

const declare = endpoint({
  ...route, path: '/reports/:plan/:indicator/:unit/:period/not-applicable', access: mayReport,
  summary: { zh: '申报不适用', en: 'Declare an indicator not applicable' },
  body: z.strictObject({ reason: textField(2000).optional() }),
  refusals: [
    'reporting.reason-required', 'reporting.unknown-indicator', 'reporting.unknown-unit', 'reporting.unit-gone', 'reporting.not-a-reporting-unit', 'reporting.wrong-frequency', 'reporting.future-period',
    'reporting.period-not-opened', 'reporting.period-closed', 'reporting.period-past-due', 'reporting.already-verified', 'reporting.already-not-applicable',
  ],
});

const approve = endpoint({
  ...route, path: '/reports/:plan/:indicator/:unit/:period/not-applicable/approval', access: mayOverrule,
  summary: { zh: '同意不适用', en: 'Approve "not applicable"' },
  refusals: settling,
});

const refuse = endpoint({
  ...route, path: '/reports/:plan/:indicator/:unit/:period/not-applicable/refusal', access: mayOverrule,
  summary: { zh: '不同意不适用，可限期填报', en: 'Refuse "not applicable", with a last day to report if wanted' },
  body: z.strictObject({ reason: textField(2000).optional(), resubmitBy: dateField.optional() }),
  refusals: [...settling, 'reporting.reason-required', 'reporting.date-passed'],
});

@Controller()
export class NotApplicableHttp {
  constructor(@Inject(Commands) private readonly commands: Commands) {}

  @Handle(declare)
  async declare(@Input() { params, body }: InputOf<typeof declare>, @From() { envelope }: Caller) {
    return receipt(await this.commands.send(declareNotApplicable, { ...params, ...given(body) }, envelope));
  }

  @Handle(approve)
  async approve(@Input() { params }: InputOf<typeof approve>, @From() { envelope }: Caller) {
    return receipt(await this.commands.send(approveNotApplicable, params, envelope));
  }

  @Handle(refuse)
  async refuse(@Input() { params, body }: InputOf<typeof refuse>, @From() { envelope }: Caller) {
    return receipt(await this.commands.send(refuseNotApplicable, { ...params, ...given(body) }, envelope));
  }
}
