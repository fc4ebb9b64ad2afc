import { command, isRefusal, refuse } from '#engine/kernel';
import { anyUnitOf, campaignFor, leaderProblem, type CampaignKey } from '../campaign-acts.js';
import { campaignStream, type DrawnUnit } from '../campaign.events.js';
import { mayRunCampaigns } from '../campaign.policies.js';
import { campaign } from '../campaign.state.js';
import { sameFact } from '../same-fact.js';
import { drawSample, isSeed, seedHashOf } from './draw.js';

/** Make a sealed sample public: its seed, and what it drew. Not before the campaign has begun. */
export interface UnsealSample extends CampaignKey {
  readonly draw: number;
  /** 32 bytes, hex. */
  readonly seed: string;
  /** The list as it was carried out; refused when it is not what the seed draws. */
  readonly drawn?: readonly DrawnUnit[];
}

export const unsealSample = command({
  name: 'supervision.UnsealSample',
  policy: mayRunCampaigns,
  unit: anyUnitOf,
  stream: (c: UnsealSample) => campaignStream(c.campaign),
  state: campaign,
  decide: (state, c, { actor }) => {
    const known = campaignFor(state, c, { from: ['started', 'concluded', 'cancelled'], called: { zh: '解封抽取结果', en: 'unsealed' } });
    if (isRefusal(known)) return known;
    const no = leaderProblem(known, actor);
    if (no) return no;
    const draw = known.draws.find((one) => one.draw === c.draw);
    if (!draw) return refuse('supervision.unknown-draw', { draw: c.draw }, 'body.draw');
    if (!isSeed(c.seed) || seedHashOf(c.seed) !== draw.seedHash) return refuse('supervision.seed-does-not-match', { draw: c.draw }, 'body.seed');
    const drawn = drawSample(draw.basis, c.seed);
    if (c.drawn && !sameFact(c.drawn, drawn)) return refuse('supervision.sample-not-as-drawn', { draw: c.draw }, 'body.drawn');
    if (draw.seed !== undefined) return [];
    return [{
      type: 'supervision.SampleUnsealed' as const,
      data: { campaign: c.campaign, draw: draw.draw, year: draw.year, seed: c.seed, drawn: [...drawn], inForce: known.inForce === draw.draw },
    }];
  },
});
