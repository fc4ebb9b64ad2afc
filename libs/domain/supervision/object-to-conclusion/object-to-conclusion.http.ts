import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { Commands } from '#engine/commands';
import { endpoint, From, Handle, Input, receipt, receiptReply, textField, type Caller, type InputOf } from '#engine/http';
import { campaignUnitParams, conclusionField } from '../campaign-input.js';
import { mayDecideObjections, mayObject } from '../campaign.policies.js';
import { referencesOf, SupervisionEvidence } from '../evidence-index.js';
import { evidenceField } from '../supervision-input.js';
import { decideObjection } from './decide-objection.js';
import { raiseObjection } from './raise-objection.js';

const route = { method: 'POST', tag: 'supervision', command: true, params: campaignUnitParams, reply: receiptReply } as const;

const raise = endpoint({
  ...route, path: '/campaigns/:campaign/units/:unit/objection', access: mayObject, status: 201,
  summary: { zh: '对督查结论提出异议（反馈之日起三十日内）', en: 'Object to a conclusion, within thirty days of its feedback' },
  body: z.strictObject({ reason: textField(10_000), evidence: evidenceField }),
  refusals: ['supervision.not-fed-back', 'supervision.objection-exists', 'supervision.objection-too-late', 'supervision.objection-evidence-required', 'supervision.evidence-unknown'],
});

const decide = endpoint({
  ...route, path: '/campaigns/:campaign/units/:unit/objection/decision', access: mayDecideObjections,
  summary: { zh: '复核异议：维持、更正或撤销（原督查人员回避）', en: 'Decide an objection: uphold, amend or revoke, by others than the original staff' },
  body: z.discriminatedUnion('decision', [
    z.strictObject({ decision: z.enum(['upheld', 'revoked']), reason: textField(10_000) }),
    z.strictObject({ decision: z.literal('amended'), reason: textField(10_000), conclusion: conclusionField }),
  ]),
  refusals: [
    'supervision.unknown-campaign', 'supervision.campaign-wrong-status', 'supervision.no-objection', 'supervision.campaign-own-unit', 'supervision.objection-own-work', 'supervision.objection-decided',
    'supervision.conclusion-evidence-required', 'supervision.evidence-unknown',
  ],
});

@Controller()
export class ObjectToConclusionHttp {
  constructor(
    @Inject(Commands) private readonly commands: Commands,
    @Inject(SupervisionEvidence) private readonly evidence: SupervisionEvidence,
  ) {}

  @Handle(raise)
  async raise(@Input() { params, body: { reason, evidence } }: InputOf<typeof raise>, @From() { actor, envelope }: Caller) {
    const command = { ...params, reason, evidence: await referencesOf(evidence, actor, this.evidence) };
    return receipt(await this.commands.send(raiseObjection, command, envelope));
  }

  @Handle(decide)
  async decide(@Input() { params, body }: InputOf<typeof decide>, @From() { actor, envelope }: Caller) {
    if (body.decision !== 'amended') return receipt(await this.commands.send(decideObjection, { ...params, ...body }, envelope));
    const conclusion = { ...body.conclusion, evidence: await referencesOf(body.conclusion.evidence, actor, this.evidence) };
    return receipt(await this.commands.send(decideObjection, { ...params, ...body, conclusion }, envelope));
  }
}
