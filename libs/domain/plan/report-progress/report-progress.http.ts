import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { Commands } from '#engine/commands';
import { codeField, decimalField, endpoint, From, Handle, Input, periodField, receipt, receiptReply, textField, type Caller, type InputOf } from '#engine/http';
import { mayReportProgress, mayReviewProgress } from '../plan.policies.js';
import { measureParams, plainCode, present } from '../plan-input.js';
import { EvidenceIndex, referencesOf } from './evidence-index.js';
import { reportProgress } from './report-progress.js';
import { reviewProgress } from './review-progress.js';

const report = endpoint({
  method: 'POST', path: '/plans/:plan/measures/:no/progress', tag: 'plan', access: mayReportProgress, command: true, status: 201,
  summary: { zh: '填报措施的任务进展', en: "Report a unit's progress on a measure" },
  params: measureParams,
  body: z.strictObject({
    unit: plainCode, period: periodField, percent: decimalField, summary: textField(4_000), nextStep: textField(2_000).optional(),
    evidence: z.array(z.string().regex(/^[0-9a-f]{64}$/)).max(20).default([]),
  }),
  reply: receiptReply,
  refusals: ['plan.unknown-plan', 'plan.unknown-measure', 'plan.not-responsible', 'plan.future-period', 'plan.bad-percent', 'plan.evidence-unknown', 'plan.progress-accepted'],
});

const review = endpoint({
  method: 'POST', path: '/plans/:plan/measures/:no/progress/:unit/:period/review', tag: 'plan', access: mayReviewProgress, command: true,
  summary: { zh: '审核任务进展：通过或退回', en: 'Accept reported progress, or return it' },
  params: measureParams.extend({ unit: codeField, period: periodField }),
  body: z.strictObject({ percent: decimalField, verdict: z.enum(['accepted', 'returned']), remark: textField(2_000).optional() }),
  reply: receiptReply,
  refusals: ['plan.own-progress', 'plan.progress-not-reported', 'plan.progress-accepted', 'plan.progress-moved-on', 'plan.remark-required'],
});

@Controller()
export class ReportProgressHttp {
  constructor(
    @Inject(Commands) private readonly commands: Commands,
    @Inject(EvidenceIndex) private readonly evidence: EvidenceIndex,
  ) {}

  @Handle(report)
  async report(@Input() { params, body }: InputOf<typeof report>, @From() { envelope }: Caller) {
    const evidence = await referencesOf(body.evidence, body.unit, this.evidence);
    return receipt(await this.commands.send(reportProgress, { ...params, ...present(body), evidence }, envelope));
  }

  @Handle(review)
  async review(@Input() { params, body }: InputOf<typeof review>, @From() { envelope }: Caller) {
    return receipt(await this.commands.send(reviewProgress, { ...params, ...present(body) }, envelope));
  }
}
