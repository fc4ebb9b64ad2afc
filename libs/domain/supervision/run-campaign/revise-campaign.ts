import { command, isRefusal, refuse } from '#engine/kernel';
import { anyUnitOf, campaignFor, reachProblem, statedReason, type CampaignKey } from '../campaign-acts.js';
import { campaignStream, type CampaignContent, type CampaignEvent } from '../campaign.events.js';
import { mayRunCampaigns } from '../campaign.policies.js';
import { campaign, drawInForce, type Campaign } from '../campaign.state.js';
import { drawBasisOf } from '../draw-sample/draw.js';
import { sameFact } from '../same-fact.js';
import { contentProblem } from './content-problem.js';
import { toldAbout } from './told-about.js';

/** Change the plan before the campaign starts. A sample drawn from other units, team or recusals holds no longer. */
export interface ReviseCampaign extends CampaignKey {
  readonly content: CampaignContent;
  readonly reason?: string;
}

type Revised = Extract<CampaignEvent, { type: 'supervision.CampaignRevised' }>;

export const reviseCampaign = command({
  name: 'supervision.ReviseCampaign',
  policy: mayRunCampaigns,
  unit: anyUnitOf,
  stream: (c: ReviseCampaign) => campaignStream(c.campaign),
  state: campaign,
  told: (c) => toldAbout(c.content),
  decide: (state, c, context) => {
    const known = campaignFor(state, c, { from: ['planned'], called: { zh: '调整方案', en: 'revised' } });
    if (isRefusal(known)) return known;
    const no = reachProblem(context.actor, known.content.units) ?? contentProblem(c.content, c.campaign, context.told, context.actor);
    if (no) return no;
    if (sameFact(known.content, c.content)) return [];
    const reason = statedReason(c, context);
    if (reason === undefined) return refuse('supervision.reason-required', {}, 'body.reason');
    const voids = voided(known, c.content);
    const revised: Revised = {
      type: 'supervision.CampaignRevised', validAt: c.content.from,
      data: { campaign: c.campaign, content: c.content, from: known.content, reason, ...(voids ? { voids } : {}) },
    };
    return [revised];
  },
});

/** The draw that the new plan does away with. */
function voided(known: Campaign, content: CampaignContent): Revised['data']['voids'] {
  const draw = drawInForce(known);
  if (!draw) return undefined;
  const { count, teamSize } = draw.basis;
  const holds = content.unannounced === draw.wasSealed && yearOf(content) === draw.year && sameFact(drawBasisOf(content, count, teamSize), draw.basis);
  return holds ? undefined : { draw: draw.draw, year: draw.year, units: (draw.drawn ?? []).map(({ unit }) => unit) };
}

const yearOf = ({ from }: CampaignContent): number => Number(from.slice(0, 4));
