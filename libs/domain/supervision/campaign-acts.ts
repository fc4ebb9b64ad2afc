import { cityPolicy, covers, reachesAny, refuse, textProblem, type Actor, type Bilingual, type DecisionContext, type Refusal } from '#engine/kernel';
import type { CampaignContent } from './campaign.events.js';
import { mayRunCampaigns } from './campaign.policies.js';
import type { Campaign, CampaignState, CampaignStatus } from './campaign.state.js';

/** Which campaign a command is about. */
export interface CampaignKey {
  readonly campaign: string;
}

/** What each status is called. */
export const campaignStatusNames: Readonly<Record<CampaignStatus, Bilingual>> = {
  planned: { zh: '已立项', en: 'planned' },
  started: { zh: '进行中', en: 'under way' },
  concluded: { zh: '已形成结论', en: 'concluded' },
  cancelled: { zh: '已取消', en: 'cancelled' },
};

/** An act on a campaign: from which statuses it is possible, and what it is called in a refusal. */
export interface CampaignAct {
  readonly from: readonly CampaignStatus[];
  readonly called: Bilingual;
}

/** The campaign, when the act is possible in its state; otherwise why it is not. */
export function campaignFor(state: CampaignState, { campaign }: CampaignKey, { from, called }: CampaignAct): Campaign | Refusal {
  if (state.status === 'none') return refuse('supervision.unknown-campaign', { campaign }, 'params.campaign');
  if (from.includes(state.status)) return state;
  const name = campaignStatusNames[state.status];
  return refuse('supervision.campaign-wrong-status', { campaign, status: name.zh, statusEn: name.en, act: called.zh, actEn: called.en });
}

/** One of the units a campaign concerns, for the command's own check of access; {@link reachProblem} looks at all. */
export const anyUnitOf = (_: CampaignKey, state: CampaignState): string | undefined => (state.status === 'none' ? undefined : state.content.units[0]);

/** A campaign is run by somebody whose grant covers every unit it concerns. */
export function reachProblem(actor: Actor, units: readonly string[]): Refusal | undefined {
  const scope = mayRunCampaigns.scope(actor);
  const outside = reachesAny(scope) ? units.find((unit) => !covers(scope, unit)) : undefined;
  return outside === undefined ? undefined : refuse('supervision.campaign-unit-out-of-reach', { unit: outside });
}

/** Units for which a member of the team does not act: those recused from, and the own one. */
export function recusedUnits({ team, recusals, units }: CampaignContent, user: string): readonly string[] {
  const own = team.find((member) => member.user === user)?.unit;
  const named = recusals.filter((recusal) => recusal.user === user).map(({ unit }) => unit);
  return units.filter((unit) => unit === own || named.includes(unit));
}

/** Nobody acts for the own unit, or for one they recused themselves from. */
export function actorProblem({ content }: Campaign, actor: Actor, unit: string): Refusal | undefined {
  if (actor.unit === unit) return refuse('supervision.campaign-own-unit', { unit });
  return recusedUnits(content, actor.id).includes(unit) ? refuse('supervision.campaign-recused', { user: actor.id, unit }) : undefined;
}

const secretariat = cityPolicy('', ['bureau']);

/** The leader of the team answers for the campaign; the secretariat may act in the leader's place. */
export function leaderProblem({ content }: Campaign, actor: Actor): Refusal | undefined {
  const leader = content.team.find((member) => member.leader)!.user;
  return actor.id === leader || reachesAny(secretariat.scope(actor)) ? undefined : refuse('supervision.campaign-not-the-leader', { leader });
}

/** Reason of an act from its own field or the request; undefined when there is none worth the name. */
export function statedReason(c: { readonly reason?: string }, context: Pick<DecisionContext<unknown>, 'reason'>): string | undefined {
  const text = c.reason ?? context.reason;
  return text === undefined || textProblem(text, { max: 2_000 }) ? undefined : text.trim();
}
