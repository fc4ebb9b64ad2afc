import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { derivedId } from '#engine/kernel';
import { Commands } from '#engine/commands';
import { endpoint, From, Handle, Input, instantField, receipt, receiptReply, textField, type Caller, type InputOf } from '#engine/http';
import { referencesOf, SupervisionEvidence } from '../evidence-index.js';
import { urgencies } from '../finding.events.js';
import { matterKinds } from '../matter.events.js';
import { mayReportMatter } from '../matter.policies.js';
import { evidenceField, personField, plainCode, present } from '../supervision-input.js';
import { reportMatter, type ReportMatter } from './report-matter.js';
import { supplementMatter } from './supplement-matter.js';

const route = { method: 'POST', tag: 'supervision', access: mayReportMatter, command: true, status: 201 } as const;
/** Numbers of papers. */
const documentsField = z.array(textField(200)).max(20).default([]);
const incidentField = z.strictObject({ occurredAt: instantField, phonedAt: instantField.optional() }).transform((incident): NonNullable<ReportMatter['incident']> => present(incident));

const report = endpoint({
  ...route, path: '/matters',
  summary: { zh: '报送重大事项请示或报告；退文后以同一编号重报', en: 'Send in a request or report on a major matter; a returned one anew under its code' },
  body: z.strictObject({
    /** Derived from the request when absent. */
    matter: plainCode.optional(),
    kind: z.enum(matterKinds), title: textField(200), unit: plainCode, content: textField(4_000), decisionSought: textField(1_000).optional(), signer: personField.optional(),
    urgency: z.enum(urgencies).default('ordinary'), incident: incidentField.optional(), documents: documentsField, evidence: evidenceField,
  }),
  reply: receiptReply.extend({ matter: z.string() }),
  refusals: [
    'supervision.evidence-unknown', 'supervision.matter-exists', 'supervision.unknown-unit', 'supervision.decision-sought-required', 'supervision.request-in-report',
    'supervision.signer-required', 'supervision.incident-ahead', 'supervision.phoned-out-of-time',
  ],
});

const supplement = endpoint({
  ...route, path: '/matters/:matter/supplements',
  summary: { zh: '重大事项续报', en: 'Tell more about a matter' },
  params: z.strictObject({ matter: plainCode }),
  body: z.strictObject({ content: textField(4_000), documents: documentsField, evidence: evidenceField }),
  reply: receiptReply,
  refusals: ['supervision.evidence-unknown', 'supervision.unknown-matter', 'supervision.matter-wrong-status'],
});

@Controller()
export class ReportMatterHttp {
  constructor(
    @Inject(Commands) private readonly commands: Commands,
    @Inject(SupervisionEvidence) private readonly files: SupervisionEvidence,
  ) {}

  @Handle(report)
  async report(@Input() { body }: InputOf<typeof report>, @From() { actor, envelope }: Caller) {
    const { matter = derivedId(envelope.commandId, 'matter'), ...given } = body;
    const evidence = await referencesOf(body.evidence, actor, this.files);
    return { ...receipt(await this.commands.send(reportMatter, { ...present(given), matter, evidence }, envelope)), matter };
  }

  @Handle(supplement)
  async supplement(@Input() { params, body }: InputOf<typeof supplement>, @From() { actor, envelope }: Caller) {
    const evidence = await referencesOf(body.evidence, actor, this.files);
    return receipt(await this.commands.send(supplementMatter, { ...params, ...body, evidence }, envelope));
  }
}
