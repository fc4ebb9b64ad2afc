import { refuse, type Actor, type Refusal } from '#engine/kernel';
import { reachProblem, recusedUnits } from '../campaign-acts.js';
import type { CampaignContent } from '../campaign.events.js';
import { campaignIn, findingIn, planIn, unitIn, type FactsAbout } from './told-about.js';

/** The people who visit a unit are two at least. */
const smallestTeam = 2;

/** Why a campaign cannot be planned like this. */
export function contentProblem(content: CampaignContent, campaign: string, facts: FactsAbout, actor: Actor): Refusal | undefined {
  if (content.planItem.trim() === '') return refuse('supervision.plan-item-required', {}, 'body.planItem');
  if (content.to < content.from) return refuse('supervision.campaign-ends-before-it-begins', { from: content.from, to: content.to }, 'body.to');
  return unitsProblem(content, facts) ?? reachProblem(actor, content.units) ?? teamProblem(content) ?? aboutProblem(content, campaign, facts);
}

function unitsProblem({ units }: CampaignContent, facts: FactsAbout): Refusal | undefined {
  for (const [index, unit] of units.entries()) {
    if (units.indexOf(unit) < index) return refuse('supervision.campaign-named-twice', { name: unit }, `body.units.${index}`);
    if (unitIn(facts, unit) !== 'active') return refuse('supervision.unknown-unit', { unit }, `body.units.${index}`);
  }
  return undefined;
}

function teamProblem(content: CampaignContent): Refusal | undefined {
  const { team, recusals, units } = content;
  const users = team.map(({ user }) => user);
  const twice = users.find((user, index) => users.indexOf(user) < index);
  if (twice !== undefined) return refuse('supervision.campaign-named-twice', { name: twice }, 'body.team');
  if (team.length < smallestTeam) return refuse('supervision.team-too-small', {}, 'body.team');
  const leaders = team.filter(({ leader }) => leader);
  if (leaders.length !== 1) return refuse('supervision.team-needs-one-leader', { leaders: leaders.length }, 'body.team');
  for (const [index, { user, unit }] of recusals.entries()) {
    if (!users.includes(user) || !units.includes(unit)) return refuse('supervision.recusal-of-nobody', { user, unit }, `body.recusals.${index}`);
  }
  const { user: leader } = leaders[0]!;
  const [recusedFrom] = recusedUnits(content, leader);
  if (recusedFrom !== undefined) return refuse('supervision.leader-recused', { leader, unit: recusedFrom }, 'body.team');
  const short = units.find((unit) => users.filter((user) => !recusedUnits(content, user).includes(unit)).length < smallestTeam);
  return short === undefined ? undefined : refuse('supervision.team-too-small-for-unit', { unit: short }, 'body.team');
}

function aboutProblem({ type, follows, plan, measures = [] }: CampaignContent, campaign: string, facts: FactsAbout): Refusal | undefined {
  const followed = follows?.campaign;
  if (type === 'follow-up' && followed === undefined && !follows?.findings.length) return refuse('supervision.follow-up-of-nothing', {}, 'body.follows');
  if (followed !== undefined && (followed === campaign || campaignIn(facts).status === 'none')) return refuse('supervision.unknown-campaign', { campaign: followed }, 'body.follows.campaign');
  const unknown = follows?.findings.find((id) => findingIn(facts, id).status === 'none');
  if (unknown !== undefined) return refuse('supervision.unknown-finding', { finding: unknown }, 'body.follows.findings');
  if (plan === undefined) return measures.length > 0 ? refuse('supervision.measures-of-no-plan', {}, 'body.plan') : undefined;
  const standing = planIn(facts);
  if (!standing.adopted) return refuse('supervision.campaign-unknown-plan', { plan }, 'body.plan');
  const measure = measures.find((no) => !standing.measures.includes(no));
  return measure === undefined ? undefined : refuse('supervision.campaign-unknown-measure', { plan, measure }, 'body.measures');
}
