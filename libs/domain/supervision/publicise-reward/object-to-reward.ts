import { cityDate, command, covers, refuse, type Actor, type DateText, type Instant, type Refusal } from '#engine/kernel';
import type { EvidenceReference } from '#domain/reporting';
import { aboutReward, unknownReward, type RewardKey } from '../reward-acts.js';
import { rewardStream, type Objector, type RewardEvent } from '../reward.events.js';
import { mayObjectToReward, mayRunRewards } from '../reward.policies.js';
import { objectionOf, reward, type KnownReward } from '../reward.state.js';
import { sameFact } from '../same-fact.js';

/** A unit objects to a publicised reward, or the bureau records what others send in 公示异议. */
export interface ObjectToReward extends RewardKey {
  readonly objection: string;
  readonly by: Objector;
  readonly content: string;
  readonly evidence: readonly EvidenceReference[];
  /** When it came in, where that was before today; only the bureau states it. */
  readonly receivedOn?: DateText;
}

export const objectToReward = command({
  name: 'supervision.ObjectToReward',
  policy: mayObjectToReward,
  unit: (c: ObjectToReward) => (c.by.kind === 'unit' ? c.by.unit : undefined),
  stream: (c) => rewardStream(c.reward),
  state: reward,
  decide: (state, c, { actor, now }) => {
    if (state.status === 'none') return unknownReward(c.reward);
    const before = objectionOf(state, c.objection);
    if (before) {
      const same = sameFact(before.by, c.by) && before.content === c.content && sameFact(before.evidence, c.evidence) && (c.receivedOn ?? before.receivedOn) === before.receivedOn;
      return same ? [] : refuse('supervision.reward-objection-exists', { objection: c.objection }, 'body.objection');
    }
    const receivedOn = c.receivedOn ?? cityDate(now);
    const objected: RewardEvent = {
      type: 'supervision.RewardObjected', validAt: receivedOn,
      data: { ...aboutReward(c, state), objection: c.objection, by: c.by, receivedOn, content: c.content, evidence: [...c.evidence] },
    };
    return timeProblem(state, receivedOn, actor, now) ?? [objected];
  },
});

function timeProblem({ status, publicity }: KnownReward, receivedOn: DateText, actor: Actor, now: Instant): Refusal | undefined {
  if (status !== 'publicised' || !publicity) return refuse('supervision.not-in-publicity', {});
  const today = cityDate(now);
  if (receivedOn !== today && !covers(mayRunRewards.scope(actor), undefined)) return refuse('supervision.reward-objection-of-another-day', { today }, 'body.receivedOn');
  const { from, to } = publicity;
  return receivedOn < from || receivedOn > to || receivedOn > today ? refuse('supervision.reward-objection-out-of-time', { from, to, receivedOn }, 'body.receivedOn') : undefined;
}
