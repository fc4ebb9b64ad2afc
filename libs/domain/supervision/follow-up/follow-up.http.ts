import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { Commands } from '#engine/commands';
import { endpoint, From, Handle, Input, receipt, receiptReply, textField, type Caller, type InputOf } from '#engine/http';
import { referencesOf, SupervisionEvidence } from '../evidence-index.js';
import { evidenceField, findingParams, present, reasonField, timeAllowedField } from '../supervision-input.js';
import { mayInspect } from '../supervision.policies.js';
import { holdFollowUp } from './hold-follow-up.js';
import { reopenFinding } from './reopen-finding.js';

const route = { method: 'POST', tag: 'supervision', access: mayInspect, command: true, params: findingParams, reply: receiptReply } as const;
const reopening = [
  'supervision.unknown-finding', 'supervision.not-issued', 'supervision.finding-withdrawn', 'supervision.wrong-status', 'supervision.own-unit', 'supervision.own-rectification',
  'supervision.date-passed', 'supervision.no-escalation-policy', 'calendar.year-not-published',
] as const;
const found = { facts: textField(4_000), evidence: evidenceField };

const hold = endpoint({
  ...route, path: '/findings/:finding/follow-up',
  summary: { zh: '登记回头看结果（反弹的同时重开）', en: 'Record a follow-up; a relapse reopens the finding' },
  body: z.discriminatedUnion('result', [
    z.strictObject({ result: z.literal('consolidated'), ...found }),
    z.strictObject({ result: z.literal('relapsed'), ...found, due: timeAllowedField }),
  ]),
  refusals: [...reopening, 'supervision.evidence-unknown'],
});

const reopen = endpoint({
  ...route, path: '/findings/:finding/reopening',
  summary: { zh: '反弹重开（未经回头看）', en: 'Reopen a finding that has relapsed, without a follow-up' },
  body: z.strictObject({ reason: reasonField, due: timeAllowedField }),
  refusals: [...reopening, 'supervision.reason-required'],
});

@Controller()
export class FollowUpHttp {
  constructor(
    @Inject(Commands) private readonly commands: Commands,
    @Inject(SupervisionEvidence) private readonly files: SupervisionEvidence,
  ) {}

  @Handle(hold)
  async hold(@Input() { params, body }: InputOf<typeof hold>, @From() { actor, envelope }: Caller) {
    const evidence = await referencesOf(body.evidence, actor, this.files);
    return receipt(await this.commands.send(holdFollowUp, { ...params, ...body, evidence }, envelope));
  }

  @Handle(reopen)
  async reopen(@Input() { params, body }: InputOf<typeof reopen>, @From() { envelope }: Caller) {
    return receipt(await this.commands.send(reopenFinding, { ...params, ...present(body) }, envelope));
  }
}
