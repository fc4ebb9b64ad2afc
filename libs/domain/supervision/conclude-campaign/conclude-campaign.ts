import { command, isRefusal, refuse, type Actor, type Refusal } from '#engine/kernel';
import { actorProblem, anyUnitOf, campaignFor, leaderProblem, type CampaignKey } from '../campaign-acts.js';
import { campaignStream, type UnitConclusion } from '../campaign.events.js';
import { mayRunCampaigns } from '../campaign.policies.js';
import { campaign, drawInForce, inspectedUnits, visitedUnits, type Campaign } from '../campaign.state.js';
import { sameFact } from '../same-fact.js';

/** State what a campaign came to, unit by unit, with clear facts and sufficient evidence; no unit it concerned is passed over in silence. */
export interface ConcludeCampaign extends CampaignKey {
  readonly summary: string;
  readonly conclusions: readonly UnitConclusion[];
  readonly notInspected: readonly { readonly unit: string; readonly reason: string }[];
}

export const concludeCampaign = command({
  name: 'supervision.ConcludeCampaign',
  policy: mayRunCampaigns,
  unit: anyUnitOf,
  stream: (c: ConcludeCampaign) => campaignStream(c.campaign),
  state: campaign,
  decide: (state, c, { actor }) => {
    const { campaign, summary } = c;
    const data = { campaign, summary, conclusions: [...c.conclusions], notInspected: [...c.notInspected] };
    if (state.status === 'concluded' && sameFact(state.concluded, data)) return [];
    const known = campaignFor(state, c, { from: ['started'], called: { zh: '形成结论', en: 'concluded' } });
    if (isRefusal(known)) return known;
    const no = leaderProblem(known, actor) ?? sealedProblem(known) ?? unitsProblem(known, c) ?? conclusionsProblem(known, c, actor);
    return no ?? [{ type: 'supervision.CampaignConcluded' as const, data }];
  },
});

/** What was sealed is laid open before anything is concluded from it. */
function sealedProblem(known: Campaign): Refusal | undefined {
  const draw = drawInForce(known);
  return draw && draw.seed === undefined ? refuse('supervision.sample-still-sealed', { draw: draw.draw }) : undefined;
}

function unitsProblem(known: Campaign, { conclusions, notInspected }: ConcludeCampaign): Refusal | undefined {
  const named = [...conclusions, ...notInspected].map(({ unit }) => unit);
  const concerned = new Set([...inspectedUnits(known), ...visitedUnits(known)]);
  for (const [index, unit] of named.entries()) {
    if (named.indexOf(unit) < index) return refuse('supervision.campaign-named-twice', { name: unit }, 'body.conclusions');
    if (!concerned.has(unit)) return refuse('supervision.campaign-not-this-unit', { unit }, 'body.conclusions');
  }
  const missing = [...concerned].find((unit) => !named.includes(unit));
  if (missing !== undefined) return refuse('supervision.conclusion-missing', { unit: missing }, 'body.conclusions');
  const visited = notInspected.find(({ unit }) => visitedUnits(known).includes(unit));
  return visited && refuse('supervision.visited-needs-conclusion', { unit: visited.unit }, 'body.notInspected');
}

function conclusionsProblem(known: Campaign, { conclusions }: ConcludeCampaign, actor: Actor): Refusal | undefined {
  if (conclusions.length === 0) return refuse('supervision.concludes-nothing', {}, 'body.conclusions');
  for (const [index, { unit, evidence }] of conclusions.entries()) {
    const no = actorProblem(known, actor, unit);
    if (no) return no;
    if (evidence.length === 0) return refuse('supervision.conclusion-evidence-required', { unit }, `body.conclusions.${index}.evidence`);
  }
  return undefined;
}
