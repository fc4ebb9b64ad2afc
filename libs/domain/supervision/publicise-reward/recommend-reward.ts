import { command } from '#engine/kernel';
import { aboutReward, nominatedUnit, ownUnitProblem, step, type RewardKey } from '../reward-acts.js';
import { rewardStream } from '../reward.events.js';
import { mayRunRewards } from '../reward.policies.js';
import { reward } from '../reward.state.js';

/** A nomination that passed the review goes to whoever gives the reward 推荐申报. */
export interface RecommendReward extends RewardKey {
  /** The body it is sent to. */
  readonly to: string;
  /** Number of the letter. */
  readonly document: string;
}

export const recommendReward = command({
  name: 'supervision.RecommendReward',
  policy: mayRunRewards,
  unit: nominatedUnit,
  stream: (c: RecommendReward) => rewardStream(c.reward),
  state: reward,
  decide: (state, c, { actor }) =>
    step(state, c, {
      from: ['passed'],
      called: { zh: '推荐申报', en: 'recommended upwards' },
      problem: (known) => ownUnitProblem(known, actor),
      fact: (known) => ({ type: 'supervision.RewardRecommendedUp', data: { ...aboutReward(c, known), to: c.to, document: c.document } }),
    }),
});
