import { command, refuse } from '#engine/kernel';
import { mayRunRounds } from '../assessment.policies.js';
import type { RoundKey } from '../round-acts.js';
import { assessmentYearStream } from './assessment-year.events.js';
import { assessmentYear, type AssessmentYearState, type YearKey } from './assessment-year.state.js';

/** A round takes the groups it assesses in a year, so that no second one does. Sent together with the opening of the round. */
export interface ClaimYear extends RoundKey, YearKey {
  readonly groups: readonly string[];
}

/** A round that is cancelled leaves its groups to another. Sent together with the cancellation. */
export interface ReleaseYear extends RoundKey, YearKey {}

/** Why a round cannot assess a group: another one does. */
export const takenProblem = (held: AssessmentYearState, { round, year, groups }: ClaimYear) => {
  const group = groups.find((one) => held[one] !== undefined && held[one] !== round);
  return group === undefined ? undefined : refuse('assessment.year-taken', { group, year, by: held[group]! });
};

export const claimYear = command({
  name: 'assessment.ClaimYear',
  policy: mayRunRounds,
  stream: (c: ClaimYear) => assessmentYearStream(c.plan, c.year),
  state: assessmentYear,
  // The groups come from the scheme as the edge found it.
  stated: ({ groups: _, ...asked }) => asked,
  decide: (held, c) => {
    const no = takenProblem(held, c);
    if (no) return no;
    const groups = c.groups.filter((group) => held[group] === undefined);
    return groups.length === 0 ? [] : [{ type: 'assessment.YearClaimed' as const, validAt: String(c.year), data: { plan: c.plan, year: c.year, round: c.round, groups } }];
  },
});

export const releaseYear = command({
  name: 'assessment.ReleaseYear',
  policy: mayRunRounds,
  stream: (c: ReleaseYear) => assessmentYearStream(c.plan, c.year),
  state: assessmentYear,
  decide: (held, { plan, year, round }) => (Object.values(held).includes(round) ? [{ type: 'assessment.YearReleased' as const, validAt: String(year), data: { plan, year, round } }] : []),
});
