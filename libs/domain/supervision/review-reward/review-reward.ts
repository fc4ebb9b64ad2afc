import { command, refuse } from '#engine/kernel';
import { aboutReward, nominatedUnit, ownUnitProblem, step, type RewardKey } from '../reward-acts.js';
import { rewardStream } from '../reward.events.js';
import { mayRunRewards } from '../reward.policies.js';
import { reward } from '../reward.state.js';

/** First review 初审 by the bureau: passed, or returned to whoever brought the unit forward. */
export interface ReviewReward extends RewardKey {
  readonly verdict: 'passed' | 'returned';
  readonly opinion: string;
}

export const reviewReward = command({
  name: 'supervision.ReviewReward',
  policy: mayRunRewards,
  unit: nominatedUnit,
  stream: (c: ReviewReward) => rewardStream(c.reward),
  state: reward,
  decide: (state, c, { actor }) =>
    step(state, c, {
      from: ['nominated'],
      called: { zh: '初审', en: 'reviewed' },
      problem: (known) =>
        ownUnitProblem(known, actor) ?? (known.nominatedBy === actor.id ? refuse('supervision.reward-own-nomination', { reward: c.reward }) : undefined),
      fact: (known) => ({ type: 'supervision.RewardReviewed', data: { ...aboutReward(c, known), verdict: c.verdict, opinion: c.opinion } }),
    }),
});
