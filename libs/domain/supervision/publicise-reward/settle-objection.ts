import { command, refuse } from '#engine/kernel';
import { aboutReward, nominatedUnit, ownUnitProblem, unknownReward, type RewardKey } from '../reward-acts.js';
import { rewardStream, type RewardEvent } from '../reward.events.js';
import { mayRunRewards } from '../reward.policies.js';
import { isUndecided, objectionOf, reward } from '../reward.state.js';

/** The bureau looks into an objection: it is upheld, and the reward cannot be granted, or dismissed. */
export interface SettleObjection extends RewardKey {
  readonly objection: string;
  readonly outcome: 'upheld' | 'dismissed';
  readonly opinion: string;
}

export const settleObjection = command({
  name: 'supervision.SettleRewardObjection',
  policy: mayRunRewards,
  unit: nominatedUnit,
  stream: (c: SettleObjection) => rewardStream(c.reward),
  state: reward,
  decide: (state, c, { actor }) => {
    if (state.status === 'none') return unknownReward(c.reward);
    const { objection, outcome, opinion } = c;
    const found = objectionOf(state, objection);
    if (!found) return refuse('supervision.unknown-reward-objection', { objection }, 'params.objection');
    if (found.outcome === outcome && found.opinion === opinion) return [];
    if (found.outcome !== 'open') return refuse('supervision.reward-objection-settled', { objection });
    if (!isUndecided(state)) return refuse('supervision.reward-decided', { reward: c.reward });
    if (found.by.kind === 'unit' && found.by.unit === actor.unit) return refuse('supervision.own-reward-objection', { objection });
    const settled: RewardEvent = { type: 'supervision.RewardObjectionSettled', data: { ...aboutReward(c, state), objection, outcome, opinion } };
    return ownUnitProblem(state, actor) ?? [settled];
  },
});
