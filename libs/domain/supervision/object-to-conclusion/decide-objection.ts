import { command, isRefusal, refuse, type Actor } from '#engine/kernel';
import { campaignFor, type CampaignKey } from '../campaign-acts.js';
import { campaignStream, type CampaignEvent, type UnitConclusion } from '../campaign.events.js';
import { mayDecideObjections } from '../campaign.policies.js';
import { campaign, type Campaign } from '../campaign.state.js';

/** Decide an objection 复核: uphold the conclusion, amend it, or revoke it. By people who had no part in it. */
export type DecideObjection = CampaignKey & { readonly unit: string; readonly reason: string } & (
  | { readonly decision: 'upheld' | 'revoked' }
  /** The conclusion as it is to read. */
  | { readonly decision: 'amended'; readonly conclusion: Omit<UnitConclusion, 'unit'> }
);

type Decided = Extract<CampaignEvent, { type: 'supervision.ObjectionDecided' }>;

export const decideObjection = command({
  name: 'supervision.DecideObjection',
  policy: mayDecideObjections,
  unit: (c: DecideObjection) => c.unit,
  stream: (c) => campaignStream(c.campaign),
  state: campaign,
  decide: (state, c, { actor, now }) => {
    const known = campaignFor(state, c, { from: ['concluded'], called: { zh: '复核异议', en: 'reviewed' } });
    if (isRefusal(known)) return known;
    const { campaign, unit, decision, reason } = c;
    const objection = known.units[unit]?.objection;
    if (!objection) return refuse('supervision.no-objection', { unit }, 'params.unit');
    if (actor.unit === unit) return refuse('supervision.campaign-own-unit', { unit });
    if (hadPart(known, unit, actor)) return refuse('supervision.objection-own-work');
    if (objection.decided) return refuse('supervision.objection-decided', { unit });
    if (c.decision === 'amended' && c.conclusion.evidence.length === 0) return refuse('supervision.conclusion-evidence-required', { unit }, 'body.conclusion.evidence');
    const event: Decided = {
      type: 'supervision.ObjectionDecided',
      data: { campaign, unit, decision, reason, late: now > objection.decideBy, ...(c.decision === 'amended' ? { conclusion: { unit, ...c.conclusion } } : {}) },
    };
    return [event];
  },
});

/** The original staff: the team, and whoever wrote down a visit to the unit, the conclusion or its feedback. */
function hadPart({ content, visits, concludedBy, units }: Campaign, unit: string, { id }: Actor): boolean {
  const recorders = Object.values(visits).filter(({ visit }) => visit.unit === unit).map(({ by }) => by);
  return [...content.team.map(({ user }) => user), ...recorders, concludedBy, units[unit]?.fedBack?.by].includes(id);
}
