import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { Commands } from '#engine/commands';
import { dateField, decimalField, endpoint, From, Handle, Input, receipt, receiptReply, textField, type Caller, type InputOf } from '#engine/http';
import { referencesOf, SupervisionEvidence } from '../evidence-index.js';
import { evidenceField, findingParams, plainCode, present } from '../supervision-input.js';
import { mayAnswer } from '../supervision.policies.js';
import { planRectification } from './plan-rectification.js';
import { reportRectificationProgress } from './report-progress.js';
import { reportSupport } from './report-support.js';

const route = { method: 'POST', tag: 'supervision', access: mayAnswer, command: true, params: findingParams, reply: receiptReply } as const;
const refusals = [
  'supervision.unknown-finding', 'supervision.not-issued', 'supervision.finding-closed', 'supervision.finding-withdrawn', 'supervision.finding-suspended', 'supervision.wrong-status',
  'supervision.evidence-unknown',
] as const;

const plan = endpoint({
  ...route, path: '/findings/:finding/plan',
  summary: { zh: '提交整改方案：原因、措施、责任和时限', en: 'Plan the rectification: causes, measures, who and by when' },
  body: z.strictObject({
    unit: plainCode, causes: textField(4_000), measures: z.array(z.strictObject({ what: textField(1_000), who: textField(100), by: dateField })).min(1).max(100), evidence: evidenceField,
  }),
  refusals: [...refusals, 'supervision.not-the-unit', 'supervision.measure-after-due'],
});

const progress = endpoint({
  ...route, path: '/findings/:finding/progress', status: 201,
  summary: { zh: '填报整改进展', en: 'Report progress of the rectification' },
  body: z.strictObject({ unit: plainCode, percent: decimalField, summary: textField(4_000), nextStep: textField(2_000).optional(), evidence: evidenceField }),
  refusals: [...refusals, 'supervision.not-the-unit', 'supervision.bad-percent'],
});

const support = endpoint({
  ...route, path: '/findings/:finding/support', status: 201,
  summary: { zh: '配合单位向责任单位报送情况', en: 'A supporting unit reports to the unit in charge' },
  body: z.strictObject({ unit: plainCode, summary: textField(4_000), evidence: evidenceField }),
  refusals: [...refusals, 'supervision.not-supporting'],
});

@Controller()
export class PlanRectificationHttp {
  constructor(
    @Inject(Commands) private readonly commands: Commands,
    @Inject(SupervisionEvidence) private readonly files: SupervisionEvidence,
  ) {}

  @Handle(plan)
  async plan(@Input() { params, body }: InputOf<typeof plan>, @From() { actor, envelope }: Caller) {
    const evidence = await referencesOf(body.evidence, actor, this.files);
    return receipt(await this.commands.send(planRectification, { ...params, ...body, evidence }, envelope));
  }

  @Handle(progress)
  async progress(@Input() { params, body }: InputOf<typeof progress>, @From() { actor, envelope }: Caller) {
    const evidence = await referencesOf(body.evidence, actor, this.files);
    return receipt(await this.commands.send(reportRectificationProgress, { ...params, ...present(body), evidence }, envelope));
  }

  @Handle(support)
  async support(@Input() { params, body }: InputOf<typeof support>, @From() { actor, envelope }: Caller) {
    const evidence = await referencesOf(body.evidence, actor, this.files);
    return receipt(await this.commands.send(reportSupport, { ...params, ...body, evidence }, envelope));
  }
}
