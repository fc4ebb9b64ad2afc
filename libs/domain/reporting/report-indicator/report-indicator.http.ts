import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { Commands } from '#engine/commands';
import { codeField, decimalField, endpoint, From, Handle, Input, periodField, receipt, receiptReply, textField, Views, type Caller, type InputOf } from '#engine/http';
import { mayReport } from '../report.policies.js';
import { EvidenceStore } from '../evidence/evidence-store.js';
import { evidenceFields, referencesOf } from '../evidence/evidence-input.js';
import { reportRegister, type RegisterRow } from '../report-register/report-register.projection.js';
import { reportIndicator } from './report-indicator.js';

const report = endpoint({
  method: 'POST', path: '/reports', tag: 'reporting', access: mayReport, command: true, status: 201,
  summary: { zh: '填报一个指标值', en: 'Report a value' },
  body: z.strictObject({
    plan: codeField, indicator: codeField, unit: codeField, period: periodField, value: decimalField,
    evidence: evidenceFields, note: textField(2000).optional(),
  }),
  reply: receiptReply,
  refusals: [
    'reporting.unknown-indicator', 'reporting.unknown-unit', 'reporting.unit-gone', 'reporting.not-a-reporting-unit', 'reporting.wrong-frequency',
    'reporting.future-period', 'reporting.period-not-opened', 'reporting.period-closed', 'reporting.period-past-due', 'reporting.out-of-range',
    'reporting.evidence-required', 'reporting.evidence-unknown', 'reporting.note-required', 'reporting.already-verified',
  ],
});

@Controller()
export class ReportIndicatorHttp {
  constructor(
    @Inject(Commands) private readonly commands: Commands,
    @Inject(EvidenceStore) private readonly evidence: EvidenceStore,
    @Inject(Views) private readonly views: Views,
  ) {}

  @Handle(report)
  async report(@Input() { body }: InputOf<typeof report>, @From() { envelope }: Caller) {
    const { note, evidence, ...rest } = body;
    const command = {
      ...rest,
      evidence: await referencesOf(evidence, this.evidence),
      peers: await this.peers(rest),
      source: 'form' as const,
      ...(note === undefined ? {} : { note }),
    };
    return receipt(await this.commands.send(reportIndicator, command, envelope));
  }

  /** Verified values of the other units: what the outlier check compares with. */
  private async peers({ plan, indicator, period, unit }: { plan: string; indicator: string; period: string; unit: string }): Promise<string[]> {
    const { items } = await this.views.list<RegisterRow>(reportRegister.name, reportRegister.table.name, {
      where: [
        { field: 'plan', is: 'eq', value: plan }, { field: 'indicator', is: 'eq', value: indicator }, { field: 'period', is: 'eq', value: period },
        { field: 'status', is: 'eq', value: 'verified' }, { field: 'unit', is: 'ne', value: unit },
      ],
      limit: 100,
      withoutTotal: true,
    });
    return items.flatMap((row) => (row.value === null ? [] : [row.value]));
  }
}
