import { cityDate, command, decimal, decimalProblem, isRefusal, refuse, textOf, type Refusal } from '#engine/kernel';
import { actorProblem, campaignFor, recusedUnits, type CampaignKey } from '../campaign-acts.js';
import { campaignStream, type SiteVisit } from '../campaign.events.js';
import { mayRunCampaigns } from '../campaign.policies.js';
import { campaign, drawInForce, type Campaign } from '../campaign.state.js';
import { sameFact } from '../same-fact.js';

/** An item as it is written down; the difference is reckoned. */
export type ClaimGiven = Omit<SiteVisit['claims'][number], 'difference'>;

/** Write down an on-site check 实地核查: who was where, what the unit claimed, what was found, and who signed. */
export interface RecordSiteVisit extends CampaignKey, Omit<SiteVisit, 'claims'> {
  readonly claims: readonly ClaimGiven[];
}

export const recordSiteVisit = command({
  name: 'supervision.RecordSiteVisit',
  policy: mayRunCampaigns,
  unit: (c: RecordSiteVisit) => c.unit,
  stream: (c) => campaignStream(c.campaign),
  state: campaign,
  decide: (state, c, { actor, now }) => {
    const known = campaignFor(state, c, { from: ['started'], called: { zh: '记录核查', en: 'visited' } });
    if (isRefusal(known)) return known;
    const { campaign, claims, ...given } = c;
    const visit: SiteVisit = { ...given, claims: claims.map(withDifference) };
    const before = known.visits[c.visit];
    if (before) return sameFact(before.visit, visit) ? [] : refuse('supervision.visit-exists', { visit: c.visit }, 'params.visit');
    const no = actorProblem(known, actor, c.unit) ?? placeProblem(known, visit, now) ?? visitorsProblem(known, visit) ?? signatureProblem(visit);
    return no ?? [{ type: 'supervision.SiteVisitRecorded' as const, validAt: c.date, data: { campaign, ...visit } }];
  },
});

function withDifference(claim: ClaimGiven): SiteVisit['claims'][number] {
  const { claimed, verified } = claim;
  if (decimalProblem(claimed) || decimalProblem(verified)) return claim;
  return { ...claim, difference: textOf(decimal(verified).minus(decimal(claimed))) };
}

function placeProblem(known: Campaign, { unit, date }: SiteVisit, now: string): Refusal | undefined {
  if (!known.content.units.includes(unit)) return refuse('supervision.campaign-not-this-unit', { unit }, 'body.unit');
  const drawn = drawInForce(known)?.drawn;
  if (drawn && !drawn.some((one) => one.unit === unit)) return refuse('supervision.unit-not-drawn', { unit }, 'body.unit');
  const [first, last] = [cityDate(known.startedAt!), cityDate(now)];
  return date < first || date > last ? refuse('supervision.visit-outside-campaign', { date, first, last }, 'body.date') : undefined;
}

function visitorsProblem(known: Campaign, { unit, team, substitution }: SiteVisit): Refusal | undefined {
  if (new Set(team).size < 2 || new Set(team).size < team.length) return refuse('supervision.team-too-small', {}, 'body.team');
  const { content } = known;
  for (const user of team) {
    if (!content.team.some((member) => member.user === user)) return refuse('supervision.not-of-the-team', { user }, 'body.team');
    if (recusedUnits(content, user).includes(unit)) return refuse('supervision.campaign-recused', { user, unit }, 'body.team');
  }
  const drawn = drawInForce(known)?.drawn?.find((one) => one.unit === unit)?.inspectors;
  const asDrawn = !drawn || sameFact([...drawn].sort(), [...team].sort());
  return asDrawn || substitution !== undefined ? undefined : refuse('supervision.substitution-needs-reason', { inspectors: drawn.join('、') }, 'body.substitution');
}

function signatureProblem({ team, signatures }: SiteVisit): Refusal | undefined {
  return team.every((user) => signatures.team.includes(user)) ? undefined : refuse('supervision.visit-not-signed', {}, 'body.signatures');
}
