import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { Commands } from '#engine/commands';
import { endpoint, From, Handle, Input, receipt, receiptReply, textField, type Caller, type InputOf } from '#engine/http';
import { referencesOf, SupervisionEvidence } from '../evidence-index.js';
import { evidenceField, findingParams, plainCode, present } from '../supervision-input.js';
import { mayAnswer } from '../supervision.policies.js';
import { reportRectification } from './report-rectification.js';

/** A part of the report. What is missing is refused by the rule, all of it at once, and not field by field. */
const part = textField(10_000).optional();

const report = endpoint({
  method: 'POST', path: '/findings/:finding/report', tag: 'supervision', access: mayAnswer, command: true,
  summary: { zh: '提交整改报告', en: 'Report the rectification' },
  params: findingParams,
  body: z.strictObject({
    unit: plainCode, problem: part, measures: part, results: part, evidence: evidenceField, lasting: part,
    without: z.array(z.strictObject({ unit: plainCode, reason: textField(2_000) })).max(50).default([]),
  }),
  reply: receiptReply,
  refusals: [
    'supervision.unknown-finding', 'supervision.not-issued', 'supervision.finding-closed', 'supervision.finding-withdrawn', 'supervision.finding-suspended', 'supervision.wrong-status',
    'supervision.not-the-unit', 'supervision.evidence-unknown', 'supervision.plan-required', 'supervision.report-incomplete', 'supervision.supports-nothing', 'supervision.named-twice', 'supervision.reason-required',
    'supervision.support-missing',
  ],
});

@Controller()
export class ReportRectificationHttp {
  constructor(
    @Inject(Commands) private readonly commands: Commands,
    @Inject(SupervisionEvidence) private readonly files: SupervisionEvidence,
  ) {}

  @Handle(report)
  async report(@Input() { params, body }: InputOf<typeof report>, @From() { actor, envelope }: Caller) {
    const evidence = await referencesOf(body.evidence, actor, this.files);
    return receipt(await this.commands.send(reportRectification, { ...params, ...present(body), evidence }, envelope));
  }
}
