import { command, refuse } from '#engine/kernel';
import type { CampaignKey } from '../campaign-acts.js';
import { campaignStream, type CampaignContent } from '../campaign.events.js';
import { mayRunCampaigns } from '../campaign.policies.js';
import { campaign } from '../campaign.state.js';
import { sameFact } from '../same-fact.js';
import { contentProblem } from './content-problem.js';
import { toldAbout } from './told-about.js';

/** Plan a campaign 督查活动 under an item of the annual plan: what is looked at, where, by whom and how. */
export interface PlanCampaign extends CampaignKey {
  readonly content: CampaignContent;
}

export const planCampaign = command({
  name: 'supervision.PlanCampaign',
  policy: mayRunCampaigns,
  unit: (c: PlanCampaign) => c.content.units[0],
  stream: (c) => campaignStream(c.campaign),
  state: campaign,
  told: (c) => toldAbout(c.content),
  decide: (state, c, { actor, told }) => {
    const no = contentProblem(c.content, c.campaign, told, actor);
    if (no) return no;
    if (state.status !== 'none') return sameFact(state.content, c.content) ? [] : refuse('supervision.campaign-exists', { campaign: c.campaign }, 'params.campaign');
    return [{ type: 'supervision.CampaignPlanned' as const, validAt: c.content.from, data: { campaign: c.campaign, content: c.content } }];
  },
});
