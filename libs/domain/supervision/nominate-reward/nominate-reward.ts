import { cityDate, command, covers, refuse, told, type Actor } from '#engine/kernel';
import type { EvidenceReference } from '#domain/reporting';
import { unitStanding, unitStream } from '#domain/units';
import { rewardStream, type Nomination, type NominationOrigin, type RewardEvent } from '../reward.events.js';
import { mayNominate, mayRunRewards } from '../reward.policies.js';
import { reward } from '../reward.state.js';
import { sameFact } from '../same-fact.js';

/** A unit brings itself forward for a reward 自荐, or the bureau does; also anew after the review has returned it. */
export interface NominateReward extends Omit<Nomination, 'evidence'> {
  readonly reward: string;
  readonly evidence: readonly EvidenceReference[];
}

export const nominateReward = command({
  name: 'supervision.NominateReward',
  policy: mayNominate,
  unit: (c: NominateReward) => c.unit,
  stream: (c) => rewardStream(c.reward),
  state: reward,
  told: (c) => ({ unit: told(unitStream(c.unit), unitStanding) }),
  decide: (state, c, { actor, now, told: { unit } }) => {
    const { year, reward, evidence } = c;
    const type = 'supervision.RewardNominated' as const;
    const data = { ...c, evidence: [...evidence], origin: originOf(actor, c.unit) };
    if (state.status === 'nominated' && sameFact(state.last, { type, data })) return [];
    const free = state.status === 'none' || (state.status === 'returned' && state.nomination.unit === c.unit);
    if (!free) return refuse('supervision.reward-exists', { reward }, 'body.reward');
    if (unit !== 'active') return refuse('supervision.unknown-unit', { unit: c.unit }, 'body.unit');
    if (year > Number(cityDate(now).slice(0, 4))) return refuse('supervision.reward-year-ahead', { year }, 'body.year');
    if (evidence.length === 0) return refuse('supervision.reward-evidence-required', {}, 'body.evidence');
    const nominated: RewardEvent = { type, validAt: String(year), data };
    return [nominated];
  },
});

/** Whoever acts for the city and not for the own unit brings a unit forward as the bureau. */
export const originOf = (actor: Actor, unit: string): NominationOrigin => (actor.unit !== unit && covers(mayRunRewards.scope(actor), unit) ? 'bureau' : 'self');
