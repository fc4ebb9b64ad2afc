import { command, isRefusal } from '#engine/kernel';
import { reasonOf } from '../finding-acts.js';
import { aboutReward, nominatedUnit, ownUnitProblem, step, type RewardKey } from '../reward-acts.js';
import { rewardStream } from '../reward.events.js';
import { mayRunRewards } from '../reward.policies.js';
import { reward } from '../reward.state.js';

/** The reward is not granted 未获激励: not recommended after all, not chosen above, or an objection stands. */
export interface DeclineReward extends RewardKey {
  readonly reason?: string;
}

export const declineReward = command({
  name: 'supervision.DeclineReward',
  policy: mayRunRewards,
  unit: nominatedUnit,
  stream: (c: DeclineReward) => rewardStream(c.reward),
  state: reward,
  decide: (state, c, context) => {
    const reason = reasonOf(c, context);
    if (isRefusal(reason)) return reason;
    return step(state, c, {
      from: ['passed', 'recommended', 'publicised'],
      called: { zh: '登记未获激励', en: 'recorded as not granted' },
      problem: (known) => ownUnitProblem(known, context.actor),
      fact: (known) => ({ type: 'supervision.RewardNotGranted', data: { ...aboutReward(c, known), reason } }),
    });
  },
});
