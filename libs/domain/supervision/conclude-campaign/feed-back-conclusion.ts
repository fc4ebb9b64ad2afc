import { addDays, cityDate, command, endOfCityDay, isRefusal, refuse } from '#engine/kernel';
import { actorProblem, campaignFor, type CampaignKey } from '../campaign-acts.js';
import { campaignStream } from '../campaign.events.js';
import { mayRunCampaigns } from '../campaign.policies.js';
import { campaign } from '../campaign.state.js';

/** Calendar days a unit has to object to a conclusion. */
export const objectionDays = 30;

/** Hand a unit the conclusion about it. From that day on it has 30 calendar days to object. */
export interface FeedBackConclusion extends CampaignKey {
  readonly unit: string;
  /** Number of the letter it is fed back by. */
  readonly document?: string;
}

export const feedBackConclusion = command({
  name: 'supervision.FeedBackConclusion',
  policy: mayRunCampaigns,
  unit: (c: FeedBackConclusion) => c.unit,
  stream: (c) => campaignStream(c.campaign),
  state: campaign,
  decide: (state, c, { actor, now }) => {
    const known = campaignFor(state, c, { from: ['concluded'], called: { zh: '反馈结论', en: 'fed back' } });
    if (isRefusal(known)) return known;
    const { campaign, unit, document } = c;
    const concluded = known.units[unit];
    if (!concluded) return refuse('supervision.no-conclusion-about', { unit }, 'params.unit');
    const no = actorProblem(known, actor, unit);
    if (no) return no;
    if (concluded.fedBack) return [];
    const objectBy = endOfCityDay(addDays(cityDate(now), objectionDays));
    return [{ type: 'supervision.ConclusionFedBack' as const, data: { campaign, unit, objectBy, ...(document === undefined ? {} : { document }) } }];
  },
});
