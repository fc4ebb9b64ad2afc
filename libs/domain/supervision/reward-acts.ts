import { refuse, type Actor, type Bilingual, type Decision, type Refusal } from '#engine/kernel';
import type { RewardEvent } from './reward.events.js';
import { rewardStatusNames, type KnownReward, type RewardState, type RewardStatus } from './reward.state.js';
import { sameFact } from './same-fact.js';

/** Which reward a command is about. */
export interface RewardKey {
  readonly reward: string;
}

/** An act on a reward: from which statuses it is possible, what it is called in a refusal, and the fact it makes. */
export interface RewardAct {
  readonly from: readonly RewardStatus[];
  readonly called: Bilingual;
  readonly fact: (known: KnownReward) => RewardEvent;
  /** Why it is not possible although the status would allow it. */
  readonly problem?: (known: KnownReward) => Refusal | undefined;
}

/** Take a step of a reward: its fact, nothing when that fact brought the reward where it stands, or why it cannot be. */
export function step(state: RewardState, { reward }: RewardKey, { from, called, fact, problem }: RewardAct): Decision<RewardEvent> {
  if (state.status === 'none') return unknownReward(reward);
  const event = fact(state);
  if (sameFact(state.last, { type: event.type, data: event.data })) return [];
  if (!from.includes(state.status)) {
    const name = rewardStatusNames[state.status];
    return refuse('supervision.reward-wrong-status', { reward, status: name.zh, statusEn: name.en, act: called.zh, actEn: called.en });
  }
  return problem?.(state) ?? [event];
}

export const unknownReward = (reward: string): Refusal => refuse('supervision.unknown-reward', { reward }, 'params.reward');

/** Unit that an act on a reward concerns: the nominated one. */
export const nominatedUnit = (_: RewardKey, state: RewardState): string | undefined => (state.status === 'none' ? undefined : state.nomination.unit);

/** Nobody decides about the own unit's reward. */
export const ownUnitProblem = ({ nomination: { unit } }: KnownReward, actor: Actor): Refusal | undefined =>
  actor.unit === unit ? refuse('supervision.reward-own-unit', { unit }) : undefined;

/** How every fact about a known reward begins. */
export const aboutReward = ({ reward }: RewardKey, { nomination: { unit } }: KnownReward): { readonly reward: string; readonly unit: string } => ({ reward, unit });
