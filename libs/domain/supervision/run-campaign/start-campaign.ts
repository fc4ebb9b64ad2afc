import { cityDate, command, isRefusal, refuse } from '#engine/kernel';
import { anyUnitOf, campaignFor, leaderProblem, type CampaignKey } from '../campaign-acts.js';
import { campaignStream } from '../campaign.events.js';
import { mayRunCampaigns } from '../campaign.policies.js';
import { campaign, drawInForce, inspectedUnits } from '../campaign.state.js';

/** The team sets out: within the days of the plan, and with a sample that holds, where one was drawn. */
export type StartCampaign = CampaignKey;

export const startCampaign = command({
  name: 'supervision.StartCampaign',
  policy: mayRunCampaigns,
  unit: anyUnitOf,
  stream: (c: StartCampaign) => campaignStream(c.campaign),
  state: campaign,
  decide: (state, c, { actor, now }) => {
    if (state.status === 'started') return leaderProblem(state, actor) ?? [];
    const known = campaignFor(state, c, { from: ['planned'], called: { zh: '启动', en: 'started' } });
    if (isRefusal(known)) return known;
    const no = leaderProblem(known, actor);
    if (no) return no;
    const { from, to } = known.content;
    const today = cityDate(now);
    if (today < from || today > to) return refuse('supervision.campaign-outside-its-days', { from, to, today });
    const draw = drawInForce(known);
    if (known.draws.length > 0 && !draw) return refuse('supervision.sample-voided');
    const sealed = draw && draw.drawn === undefined;
    return [{ type: 'supervision.CampaignStarted' as const, data: { campaign: c.campaign, units: sealed ? [] : [...inspectedUnits(known)] } }];
  },
});
