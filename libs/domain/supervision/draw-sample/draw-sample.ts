import { command, isRefusal, refuse } from '#engine/kernel';
import { anyUnitOf, campaignFor, reachProblem, statedReason, type CampaignKey } from '../campaign-acts.js';
import { campaignStream, type CampaignEvent } from '../campaign.events.js';
import { mayRunCampaigns } from '../campaign.policies.js';
import { campaign, drawInForce } from '../campaign.state.js';
import { drawBasisOf, drawSample as drawn, isSeed, seedHashOf, unitTooShort } from './draw.js';

/** Draw the units that are inspected and their inspectors 双随机, or draw them again, with a reason that stays. */
export interface DrawSample extends CampaignKey {
  /** Units to draw. */
  readonly count: number;
  /** Inspectors for each; two or more. */
  readonly teamSize: number;
  /** 32 random bytes, hex, drawn at the edge: the caller has no say in it. */
  readonly seed: string;
  readonly reason?: string;
}

type Drawn = Extract<CampaignEvent, { type: 'supervision.SampleDrawn' }>;

export const drawSample = command({
  name: 'supervision.DrawSample',
  policy: mayRunCampaigns,
  unit: anyUnitOf,
  stream: (c: DrawSample) => campaignStream(c.campaign),
  state: campaign,
  // A retry draws another seed at the edge and is the same request all the same.
  stated: ({ seed: _, ...asked }) => asked,
  decide: (state, c, context) => {
    const known = campaignFor(state, c, { from: ['planned', 'started'], called: { zh: '抽取', en: 'sampled' } });
    if (isRefusal(known)) return known;
    if (!isSeed(c.seed)) return refuse('supervision.not-a-seed');
    const { content, draws, visits } = known;
    const no = reachProblem(context.actor, content.units);
    if (no) return no;
    if (Object.keys(visits).length > 0) return refuse('supervision.sample-visited-already');
    if (c.count > content.units.length) return refuse('supervision.sample-too-large', { count: c.count, units: content.units.length }, 'body.count');
    if (c.teamSize < 2) return refuse('supervision.team-too-small', {}, 'body.teamSize');
    const basis = drawBasisOf(content, c.count, c.teamSize);
    const short = unitTooShort(basis);
    if (short !== undefined) return refuse('supervision.sample-too-few-inspectors', { unit: short, teamSize: c.teamSize }, 'body.teamSize');
    const reason = statedReason(c, context);
    if (draws.length > 0 && reason === undefined) return refuse('supervision.redraw-needs-reason', {}, 'body.reason');
    const before = drawInForce(known);
    const event: Drawn = {
      type: 'supervision.SampleDrawn',
      data: {
        campaign: c.campaign, draw: draws.length + 1, year: Number(content.from.slice(0, 4)), basis, seedHash: seedHashOf(c.seed),
        ...(content.unannounced ? {} : { seed: c.seed, drawn: [...drawn(basis, c.seed)] }),
        ...(draws.length > 0 && reason !== undefined ? { reason } : {}),
        ...(before ? { replaces: { draw: before.draw, year: before.year, units: (before.drawn ?? []).map(({ unit }) => unit) } } : {}),
      },
    };
    return [event];
  },
});
