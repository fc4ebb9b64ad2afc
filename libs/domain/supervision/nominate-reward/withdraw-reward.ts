import { command, isRefusal, refuse } from '#engine/kernel';
import { reasonOf } from '../finding-acts.js';
import { aboutReward, nominatedUnit, step, type RewardKey } from '../reward-acts.js';
import { rewardStream } from '../reward.events.js';
import { mayNominate } from '../reward.policies.js';
import { reward } from '../reward.state.js';
import { originOf } from './nominate-reward.js';

/** Whoever brought the unit forward takes it back, as long as nothing was decided above. */
export interface WithdrawReward extends RewardKey {
  readonly reason?: string;
}

export const withdrawReward = command({
  name: 'supervision.WithdrawReward',
  policy: mayNominate,
  unit: nominatedUnit,
  stream: (c: WithdrawReward) => rewardStream(c.reward),
  state: reward,
  decide: (state, c, context) => {
    const reason = reasonOf(c, context);
    if (isRefusal(reason)) return reason;
    return step(state, c, {
      from: ['nominated', 'returned', 'passed', 'recommended', 'publicised'],
      called: { zh: '撤回', en: 'withdrawn' },
      problem: ({ origin, nomination: { unit } }) => (originOf(context.actor, unit) === origin ? undefined : refuse('supervision.not-the-nominator', { reward: c.reward })),
      fact: (known) => ({ type: 'supervision.RewardWithdrawn', data: { ...aboutReward(c, known), reason } }),
    });
  },
});
