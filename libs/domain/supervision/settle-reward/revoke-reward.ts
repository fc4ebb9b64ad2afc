import { command, isRefusal } from '#engine/kernel';
import { reasonOf } from '../finding-acts.js';
import { aboutReward, nominatedUnit, ownUnitProblem, step, type RewardKey } from '../reward-acts.js';
import { rewardStream } from '../reward.events.js';
import { mayRunRewards } from '../reward.policies.js';
import { reward } from '../reward.state.js';

/** A granted reward is taken back by a document 撤销激励; that it was granted stays visible. */
export interface RevokeReward extends RewardKey {
  readonly document: string;
  readonly reason?: string;
}

export const revokeReward = command({
  name: 'supervision.RevokeReward',
  policy: mayRunRewards,
  unit: nominatedUnit,
  stream: (c: RevokeReward) => rewardStream(c.reward),
  state: reward,
  decide: (state, c, context) => {
    const reason = reasonOf(c, context);
    if (isRefusal(reason)) return reason;
    return step(state, c, {
      from: ['granted'],
      called: { zh: '撤销激励', en: 'revoked' },
      problem: (known) => ownUnitProblem(known, context.actor),
      fact: (known) => ({ type: 'supervision.RewardRevoked', data: { ...aboutReward(c, known), document: c.document, reason } }),
    });
  },
});
