import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { Commands } from '#engine/commands';
import { dateField, endpoint, From, Handle, Input, instantField, receipt, receiptReply, textField, type Caller, type InputOf } from '#engine/http';
import { referencesOf, SupervisionEvidence } from '../evidence-index.js';
import { mayInterview } from '../interview.policies.js';
import { authorityField, evidenceField, plainCode, present } from '../supervision-input.js';
import { mayAnswer } from '../supervision.policies.js';
import { concludeInterview } from './conclude-interview.js';
import { followUpInterview } from './follow-up-interview.js';
import { holdInterview } from './hold-interview.js';

const route = { method: 'POST', tag: 'supervision', access: mayInterview, command: true, params: z.strictObject({ interview: plainCode }), reply: receiptReply } as const;
const ordered = ['supervision.unknown-interview', 'supervision.interview-wrong-status'] as const;

const hold = endpoint({
  ...route, path: '/interviews/:interview/record',
  summary: { zh: '登记约谈纪要：表态、整改承诺、签字', en: 'Record an interview: statement, commitments and signatures' },
  body: z.strictObject({
    heldAt: instantField, statement: textField(4_000), commitments: z.array(z.strictObject({ text: textField(2_000), dueOn: dateField })).max(50).default([]), minutes: evidenceField,
    signatures: z.union([z.strictObject({ by: z.literal('both') }), z.strictObject({ by: z.literal('interviewer'), refusal: textField(2_000) })]),
    followUpReportDueOn: dateField, urgent: z.boolean().optional(), authority: authorityField,
  }),
  refusals: [
    ...ordered, 'supervision.own-interview', 'supervision.authority-required', 'supervision.held-ahead', 'supervision.held-before-notice', 'supervision.minutes-required',
    'supervision.commitments-required', 'supervision.commitment-due-before', 'supervision.follow-up-out-of-range', 'supervision.evidence-unknown', 'calendar.year-not-published',
  ],
});

const followUp = endpoint({
  ...route, path: '/interviews/:interview/follow-up', access: mayAnswer,
  summary: { zh: '单位报送约谈整改情况', en: 'The unit reports what it did about an interview' },
  body: z.strictObject({ report: textField(4_000), evidence: evidenceField }),
  refusals: [...ordered, 'supervision.evidence-unknown'],
});

const conclude = endpoint({
  ...route, path: '/interviews/:interview/conclusion',
  summary: { zh: '约谈办结', en: 'Conclude an interview' },
  body: z.strictObject({ opinion: textField(2_000) }),
  refusals: [...ordered, 'supervision.own-interview', 'supervision.follow-up-awaited'],
});

@Controller()
export class HoldInterviewHttp {
  constructor(
    @Inject(Commands) private readonly commands: Commands,
    @Inject(SupervisionEvidence) private readonly files: SupervisionEvidence,
  ) {}

  @Handle(hold)
  async hold(@Input() { params, body }: InputOf<typeof hold>, @From() { actor, envelope }: Caller) {
    const minutes = await referencesOf(body.minutes, actor, this.files);
    return receipt(await this.commands.send(holdInterview, { ...params, ...present(body), minutes }, envelope));
  }

  @Handle(followUp)
  async followUp(@Input() { params, body }: InputOf<typeof followUp>, @From() { actor, envelope }: Caller) {
    const evidence = await referencesOf(body.evidence, actor, this.files);
    return receipt(await this.commands.send(followUpInterview, { ...params, ...body, evidence }, envelope));
  }

  @Handle(conclude)
  async conclude(@Input() { params, body }: InputOf<typeof conclude>, @From() { envelope }: Caller) {
    return receipt(await this.commands.send(concludeInterview, { ...params, ...body }, envelope));
  }
}
