import { command, isRefusal, refuse } from '#engine/kernel';
import { anyUnitOf, campaignFor, reachProblem, statedReason, type CampaignKey } from '../campaign-acts.js';
import { campaignStream } from '../campaign.events.js';
import { mayRunCampaigns } from '../campaign.policies.js';
import { campaign } from '../campaign.state.js';

/** Call a campaign off, before or after it has started, with the reason. */
export interface CancelCampaign extends CampaignKey {
  readonly reason?: string;
}

export const cancelCampaign = command({
  name: 'supervision.CancelCampaign',
  policy: mayRunCampaigns,
  unit: anyUnitOf,
  stream: (c: CancelCampaign) => campaignStream(c.campaign),
  state: campaign,
  decide: (state, c, context) => {
    if (state.status === 'cancelled') return reachProblem(context.actor, state.content.units) ?? [];
    const known = campaignFor(state, c, { from: ['planned', 'started'], called: { zh: '取消', en: 'cancelled' } });
    if (isRefusal(known)) return known;
    const { content } = known;
    const no = reachProblem(context.actor, content.units);
    if (no) return no;
    const reason = statedReason(c, context);
    if (reason === undefined) return refuse('supervision.reason-required', {}, 'body.reason');
    const before = known.status === 'started' ? ('started' as const) : ('planned' as const);
    return [{ type: 'supervision.CampaignCancelled' as const, data: { campaign: c.campaign, reason, year: Number(content.from.slice(0, 4)), units: [...content.units], before } }];
  },
});
