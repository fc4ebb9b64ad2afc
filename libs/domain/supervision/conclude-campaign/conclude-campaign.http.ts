import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { Commands } from '#engine/commands';
import { endpoint, From, Handle, Input, receipt, receiptReply, textField, type Caller, type InputOf } from '#engine/http';
import { campaignParams, campaignUnitParams, conclusionField } from '../campaign-input.js';
import { mayRunCampaigns } from '../campaign.policies.js';
import { referencesOf, SupervisionEvidence } from '../evidence-index.js';
import { plainCode, present } from '../supervision-input.js';
import { concludeCampaign } from './conclude-campaign.js';
import { feedBackConclusion } from './feed-back-conclusion.js';

const route = { method: 'POST', tag: 'supervision', access: mayRunCampaigns, command: true, reply: receiptReply } as const;

const conclude = endpoint({
  ...route, path: '/campaigns/:campaign/conclusion',
  summary: { zh: '形成督查结论：逐单位写明事实、证据和结论', en: 'Conclude a campaign: facts, evidence and conclusion for each unit' },
  params: campaignParams,
  body: z.strictObject({
    summary: textField(10_000), conclusions: z.array(conclusionField.extend({ unit: plainCode })).max(500),
    notInspected: z.array(z.strictObject({ unit: plainCode, reason: textField(1_000) })).max(500).default([]),
  }),
  refusals: [
    'supervision.unknown-campaign', 'supervision.campaign-wrong-status', 'supervision.campaign-not-the-leader', 'supervision.sample-still-sealed', 'supervision.campaign-named-twice',
    'supervision.campaign-not-this-unit', 'supervision.conclusion-missing', 'supervision.visited-needs-conclusion', 'supervision.concludes-nothing', 'supervision.campaign-own-unit',
    'supervision.campaign-recused', 'supervision.conclusion-evidence-required', 'supervision.evidence-unknown',
  ],
});

const feedBack = endpoint({
  ...route, path: '/campaigns/:campaign/units/:unit/feedback',
  summary: { zh: '向单位反馈督查结论；自反馈之日起三十日内可提出异议', en: 'Feed the conclusion back to a unit, which has thirty days to object' },
  params: campaignUnitParams,
  body: z.strictObject({ document: textField(200).optional() }).optional(),
  refusals: ['supervision.unknown-campaign', 'supervision.campaign-wrong-status', 'supervision.no-conclusion-about', 'supervision.campaign-own-unit', 'supervision.campaign-recused'],
});

@Controller()
export class ConcludeCampaignHttp {
  constructor(
    @Inject(Commands) private readonly commands: Commands,
    @Inject(SupervisionEvidence) private readonly evidence: SupervisionEvidence,
  ) {}

  @Handle(conclude)
  async conclude(@Input() { params, body }: InputOf<typeof conclude>, @From() { actor, envelope }: Caller) {
    const conclusions = await Promise.all(body.conclusions.map(async (given) => ({ ...given, evidence: await referencesOf(given.evidence, actor, this.evidence) })));
    return receipt(await this.commands.send(concludeCampaign, { ...params, ...body, conclusions }, envelope));
  }

  @Handle(feedBack)
  async feedBack(@Input() { params, body }: InputOf<typeof feedBack>, @From() { envelope }: Caller) {
    return receipt(await this.commands.send(feedBackConclusion, { ...params, ...present(body ?? {}) }, envelope));
  }
}
