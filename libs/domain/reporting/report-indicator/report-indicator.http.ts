import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { Commands } from '#engine/commands';
import { codeField, decimalField, endpoint, From, Handle, Input, periodField, receipt, receiptReply, textField, Views, type Caller, type InputOf } from '#engine/http';
import { mayReport } from '../report.policies.js';
import { EvidenceStore } from '../evidence/evidence-store.js';
import { evidenceFields, referencesOf } from '../evidence/evidence-input.http.js';
import { verifiedPeers } from '../report-register/verified-peers.http.js';
import { given } from '../report-input.http.js';
import { reportIndicatorAmong } from './report-indicator.js';

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
    'reporting.evidence-required', 'evidence.unknown', 'reporting.note-required', 'reporting.already-verified',
  ],
});

@Controller()
export class ReportIndicatorHttp {
  constructor(
    @Inject(Commands) private readonly commands: Commands,
    @Inject(EvidenceStore) private readonly files: EvidenceStore,
    @Inject(Views) private readonly views: Views,
  ) {}

  @Handle(report)
  async report(@Input() { body }: InputOf<typeof report>, @From() { actor, envelope }: Caller) {
    const command = { ...given(body), evidence: await referencesOf(body.evidence, this.files, actor), source: 'form' as const };
    return receipt(await this.commands.send(reportIndicatorAmong(await verifiedPeers(this.views, [body])), command, envelope));
  }
}
