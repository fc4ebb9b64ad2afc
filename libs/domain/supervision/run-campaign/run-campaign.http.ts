import { Controller, Inject } from '@nestjs/common';
import { Commands } from '#engine/commands';
import { z } from 'zod';
import { endpoint, From, Handle, Input, receipt, receiptReply, type Caller, type InputOf } from '#engine/http';
import { campaignContentField, campaignParams } from '../campaign-input.js';
import { mayRunCampaigns } from '../campaign.policies.js';
import { present, reasonField } from '../supervision-input.js';
import { cancelCampaign } from './cancel-campaign.js';
import { planCampaign } from './plan-campaign.js';
import { reviseCampaign } from './revise-campaign.js';
import { startCampaign } from './start-campaign.js';

const route = { method: 'POST', tag: 'supervision', access: mayRunCampaigns, command: true, params: campaignParams, reply: receiptReply } as const;
const contentRefusals = [
  'supervision.plan-item-required', 'supervision.campaign-ends-before-it-begins', 'supervision.campaign-named-twice', 'supervision.unknown-unit', 'supervision.campaign-unit-out-of-reach',
  'supervision.team-too-small', 'supervision.team-needs-one-leader', 'supervision.recusal-of-nobody', 'supervision.leader-recused', 'supervision.team-too-small-for-unit',
  'supervision.follow-up-of-nothing', 'supervision.unknown-campaign', 'supervision.unknown-finding', 'supervision.measures-of-no-plan', 'supervision.campaign-unknown-plan',
  'supervision.campaign-unknown-measure',
] as const;

const plan = endpoint({
  ...route, path: '/campaigns/:campaign', status: 201,
  summary: { zh: '督查活动立项（督查方案）', en: 'Plan a campaign' },
  body: campaignContentField,
  refusals: ['supervision.campaign-exists', ...contentRefusals],
});

const revise = endpoint({
  ...route, path: '/campaigns/:campaign/revision',
  summary: { zh: '启动前调整督查方案', en: 'Revise the plan before the campaign starts' },
  body: campaignContentField.extend({ reason: reasonField }),
  refusals: ['supervision.campaign-wrong-status', 'supervision.reason-required', ...contentRefusals],
});

const start = endpoint({
  ...route, path: '/campaigns/:campaign/start',
  summary: { zh: '启动督查活动', en: 'Start a campaign' },
  refusals: ['supervision.unknown-campaign', 'supervision.campaign-wrong-status', 'supervision.campaign-not-the-leader', 'supervision.campaign-outside-its-days', 'supervision.sample-voided'],
});

const cancel = endpoint({
  ...route, path: '/campaigns/:campaign/cancellation',
  summary: { zh: '取消督查活动', en: 'Call a campaign off' },
  body: z.strictObject({ reason: reasonField }).optional(),
  refusals: ['supervision.unknown-campaign', 'supervision.campaign-wrong-status', 'supervision.campaign-unit-out-of-reach', 'supervision.reason-required'],
});

@Controller()
export class RunCampaignHttp {
  constructor(@Inject(Commands) private readonly commands: Commands) {}

  @Handle(plan)
  async plan(@Input() { params, body }: InputOf<typeof plan>, @From() { envelope }: Caller) {
    return receipt(await this.commands.send(planCampaign, { ...params, content: present(body) }, envelope));
  }

  @Handle(revise)
  async revise(@Input() { params, body: { reason, ...content } }: InputOf<typeof revise>, @From() { envelope }: Caller) {
    return receipt(await this.commands.send(reviseCampaign, { ...params, content: present(content), ...present({ reason }) }, envelope));
  }

  @Handle(start)
  async start(@Input() { params }: InputOf<typeof start>, @From() { envelope }: Caller) {
    return receipt(await this.commands.send(startCampaign, params, envelope));
  }

  @Handle(cancel)
  async cancel(@Input() { params, body }: InputOf<typeof cancel>, @From() { envelope }: Caller) {
    return receipt(await this.commands.send(cancelCampaign, { ...params, ...present(body ?? {}) }, envelope));
  }
}
