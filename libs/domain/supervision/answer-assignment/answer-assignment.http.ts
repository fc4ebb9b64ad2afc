import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { Commands } from '#engine/commands';
import { endpoint, From, Handle, Input, receipt, receiptReply, type Caller, type InputOf } from '#engine/http';
import { referencesOf, SupervisionEvidence } from '../evidence-index.js';
import { evidenceField, findingParams, personField, plainCode, present, reasonField, supportingField, timeAllowedField } from '../supervision-input.js';
import { mayAnswer, mayInspect } from '../supervision.policies.js';
import { acknowledgeFinding } from './acknowledge-finding.js';
import { contestAssignment, contestGrounds } from './contest-assignment.js';
import { reassignFinding } from './reassign-finding.js';
import { upholdAssignment } from './uphold-assignment.js';

const route = { method: 'POST', tag: 'supervision', command: true, params: findingParams, reply: receiptReply } as const;
const ended = ['supervision.unknown-finding', 'supervision.not-issued', 'supervision.finding-closed', 'supervision.finding-withdrawn', 'supervision.wrong-status'] as const;
const times = ['supervision.no-escalation-policy', 'calendar.year-not-published'] as const;

const acknowledge = endpoint({
  ...route, path: '/findings/:finding/acknowledgement', access: mayAnswer,
  summary: { zh: '签收督办单', en: 'Acknowledge an order' },
  body: z.strictObject({ unit: plainCode, contact: personField.optional() }),
  refusals: [...ended, 'supervision.not-the-unit'],
});

const contest = endpoint({
  ...route, path: '/findings/:finding/contest', access: mayAnswer,
  summary: { zh: '对交办提出异议（2 个工作日内）', en: 'Contest an assignment, within two working days' },
  body: z.strictObject({ unit: plainCode, ground: z.enum(contestGrounds), reason: reasonField, proposedUnit: plainCode.optional(), evidence: evidenceField }),
  refusals: [...ended, 'supervision.not-the-unit', 'supervision.contest-too-late', 'supervision.reason-required', 'supervision.unknown-unit', 'supervision.evidence-unknown'],
});

const uphold = endpoint({
  ...route, path: '/findings/:finding/upholding', access: mayInspect,
  summary: { zh: '维持交办', en: 'Uphold a contested assignment' },
  body: z.strictObject({ reason: reasonField }).optional(),
  refusals: [...ended, ...times, 'supervision.finding-suspended', 'supervision.own-unit', 'supervision.issuer-decides-not', 'supervision.reason-required'],
});

const reassign = endpoint({
  ...route, path: '/findings/:finding/reassignment', access: mayInspect,
  summary: { zh: '改派：变更责任单位、配合单位或整改期限', en: 'Reassign: other units, or another due date' },
  body: z.strictObject({ unit: plainCode, supporting: supportingField, responsibleLeader: personField.optional(), due: timeAllowedField.optional(), reason: reasonField }),
  refusals: [
    ...ended, ...times, 'supervision.finding-suspended', 'command.forbidden', 'supervision.own-unit', 'supervision.unit-named-twice', 'supervision.unknown-unit', 'supervision.reason-required',
    'supervision.date-passed', 'supervision.due-before-acknowledgement', 'supervision.nothing-reassigned',
  ],
});

@Controller()
export class AnswerAssignmentHttp {
  constructor(
    @Inject(Commands) private readonly commands: Commands,
    @Inject(SupervisionEvidence) private readonly files: SupervisionEvidence,
  ) {}

  @Handle(acknowledge)
  async acknowledge(@Input() { params, body }: InputOf<typeof acknowledge>, @From() { envelope }: Caller) {
    return receipt(await this.commands.send(acknowledgeFinding, { ...params, ...present(body) }, envelope));
  }

  @Handle(contest)
  async contest(@Input() { params, body }: InputOf<typeof contest>, @From() { actor, envelope }: Caller) {
    const evidence = await referencesOf(body.evidence, actor, this.files);
    return receipt(await this.commands.send(contestAssignment, { ...params, ...present(body), evidence }, envelope));
  }

  @Handle(uphold)
  async uphold(@Input() { params, body }: InputOf<typeof uphold>, @From() { envelope }: Caller) {
    return receipt(await this.commands.send(upholdAssignment, { ...params, ...present(body ?? {}) }, envelope));
  }

  @Handle(reassign)
  async reassign(@Input() { params, body }: InputOf<typeof reassign>, @From() { envelope }: Caller) {
    return receipt(await this.commands.send(reassignFinding, { ...params, ...present(body) }, envelope));
  }
}
