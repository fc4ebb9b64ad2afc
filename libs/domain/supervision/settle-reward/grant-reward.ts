import { cityDate, command, decimal, refuse, type DateText, type Instant, type Refusal } from '#engine/kernel';
import { aboutReward, nominatedUnit, ownUnitProblem, step, type RewardKey } from '../reward-acts.js';
import { rewardStream } from '../reward.events.js';
import { mayRunRewards } from '../reward.policies.js';
import { objectionsOf, reward, type KnownReward } from '../reward.state.js';

/** The reward is granted by a document of whoever gives it; recorded after the publicity, with no objection left. */
export interface GrantReward extends RewardKey {
  readonly document: string;
  /** What is given: funds, projects, land, priority as a pilot. */
  readonly form: string;
  /** Exact decimal as text, with its unit: `100` 万元. */
  readonly amount?: { readonly value: string; readonly unit: string };
  /** Date of the document. */
  readonly on: DateText;
}

export const grantReward = command({
  name: 'supervision.GrantReward',
  policy: mayRunRewards,
  unit: nominatedUnit,
  stream: (c: GrantReward) => rewardStream(c.reward),
  state: reward,
  decide: (state, c, { actor, now }) =>
    step(state, c, {
      from: ['publicised'],
      called: { zh: '授予激励', en: 'granted' },
      problem: (known) => ownUnitProblem(known, actor) ?? publicityProblem(known, c, now) ?? amountProblem(c),
      fact: (known) => {
        const { document, form, amount, on } = c;
        return { type: 'supervision.RewardGranted', validAt: on, data: { ...aboutReward(c, known), document, form, on, ...(amount === undefined ? {} : { amount }) } };
      },
    }),
});

/** The publicity is over, and what it brought is settled and did not stand. */
function publicityProblem(known: KnownReward, { on }: GrantReward, now: Instant): Refusal | undefined {
  const { to } = known.publicity!;
  if (on <= to) return refuse('supervision.publicity-running', { to }, 'body.on');
  if (on > cityDate(now)) return refuse('supervision.granted-ahead', { on }, 'body.on');
  const [open, upheld] = [objectionsOf(known, 'open'), objectionsOf(known, 'upheld')];
  if (open.length > 0) return refuse('supervision.reward-objections-open', { count: open.length });
  return upheld.length > 0 ? refuse('supervision.reward-objection-stands', { count: upheld.length }) : undefined;
}

const amountProblem = ({ amount }: GrantReward): Refusal | undefined =>
  amount !== undefined && !decimal(amount.value).gt(0) ? refuse('supervision.bad-amount', { amount: amount.value }, 'body.amount.value') : undefined;
