import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { Commands } from '#engine/commands';
import { decimalField, endpoint, From, Handle, Input, receipt, receiptReply, textField, type Caller, type InputOf } from '#engine/http';
import { evidenceFields, referencesOf } from '../evidence/evidence-input.http.js';
import { EvidenceStore } from '../evidence/evidence-store.js';
import { correctionReasons } from '../report.events.js';
import { given, reportParams } from '../report-input.http.js';
import { mayOverrule } from '../report.policies.js';
import { correctReport } from './correct-report.js';

const correct = endpoint({
  method: 'POST', path: '/reports/:plan/:indicator/:unit/:period/correction', tag: 'reporting', access: mayOverrule, command: true,
  summary: { zh: '更正已核定的值（原值、现值、原因类别、原因、依据文号）', en: 'Correct a verified value: from, to, reason code, reason and authority' },
  params: reportParams,
  body: z.strictObject({
    from: decimalField, to: decimalField, reasonCode: z.enum(correctionReasons), reason: textField(2000).optional(), authority: textField(200).optional(), evidence: evidenceFields,
  }),
  reply: receiptReply,
  refusals: [
    'reporting.unknown-indicator', 'reporting.own-report', 'reporting.not-the-verifier', 'reporting.not-yet-verified', 'reporting.not-reported', 'reporting.value-moved-on',
    'reporting.correction-changes-nothing', 'reporting.out-of-range', 'reporting.reason-required', 'reporting.authority-required', 'evidence.unknown',
  ],
});

@Controller()
export class CorrectReportHttp {
  constructor(
    @Inject(Commands) private readonly commands: Commands,
    @Inject(EvidenceStore) private readonly files: EvidenceStore,
  ) {}

  @Handle(correct)
  async correct(@Input() { params, body }: InputOf<typeof correct>, @From() { actor, envelope }: Caller) {
    const evidence = await referencesOf(body.evidence, this.files, actor);
    return receipt(await this.commands.send(correctReport, { ...params, ...given(body), evidence }, envelope));
  }
}
