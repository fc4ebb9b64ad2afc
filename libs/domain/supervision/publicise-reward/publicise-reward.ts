import { addDays, cityDate, command, isRefusal, refuse, type DateText, type Refusal } from '#engine/kernel';
import { addWorkingDays, toldCalendar, workingDaysBetween, type WorkingCalendar } from '#domain/calendar';
import { aboutReward, nominatedUnit, ownUnitProblem, step, type RewardKey } from '../reward-acts.js';
import { rewardStream } from '../reward.events.js';
import { mayRunRewards } from '../reward.policies.js';
import { reward } from '../reward.state.js';

/** A recommended reward is put before the public 公示, for five working days at least, so that anybody may object. */
export interface PubliciseReward extends RewardKey {
  /** First and last day, both included. */
  readonly from: DateText;
  readonly to: DateText;
  /** Where it can be read. */
  readonly where: string;
}

/** Working days that a publicity lasts at least, its first and last day counted. */
export const leastPublicity = 5;

export const publiciseReward = command({
  name: 'supervision.PubliciseReward',
  policy: mayRunRewards,
  unit: nominatedUnit,
  stream: (c: PubliciseReward) => rewardStream(c.reward),
  state: reward,
  told: () => ({ calendar: toldCalendar() }),
  decide: (state, c, { actor, now, told: { calendar } }) => {
    if (c.to < c.from) return refuse('supervision.publicity-ends-before-it-begins', { from: c.from, to: c.to }, 'body.to');
    const days = lengthOf(c, calendar);
    if (isRefusal(days)) return days;
    return step(state, c, {
      from: ['recommended'],
      called: { zh: '公示', en: 'publicised' },
      problem: (known) => {
        const own = ownUnitProblem(known, actor);
        if (own) return own;
        // Who reads of it only after its end can no longer object.
        return c.to < cityDate(now) ? refuse('supervision.publicity-over', { to: c.to }, 'body.to') : undefined;
      },
      fact: (known) => ({
        type: 'supervision.RewardPublicised', validAt: c.from, data: { ...aboutReward(c, known), from: c.from, to: c.to, where: c.where, workingDays: days },
      }),
    });
  },
});

/** Working days of a publicity; refused when they are too few or lie in a year without a calendar. */
function lengthOf({ from, to }: PubliciseReward, calendar: WorkingCalendar): number | Refusal {
  const eve = addDays(from, -1);
  const days = workingDaysBetween(calendar, eve, to);
  if (isRefusal(days) || days >= leastPublicity) return days;
  const earliest = addWorkingDays(calendar, eve, leastPublicity);
  return isRefusal(earliest) ? earliest : refuse('supervision.publicity-too-short', { from, to, days, least: leastPublicity, earliest }, 'body.to');
}
