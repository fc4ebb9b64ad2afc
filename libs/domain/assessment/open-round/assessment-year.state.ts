import { told, type Fold, type Told } from '#engine/kernel';
import { assessmentYearStream, type AssessmentYearEvent } from './assessment-year.events.js';

/** Which round assesses a group in a year, by group. */
export type AssessmentYearState = Readonly<Record<string, string>>;

/** Which year of which plan. */
export interface YearKey {
  readonly plan: string;
  readonly year: number;
}

/** Folds the facts of one year of a plan. */
export const assessmentYear: Fold<AssessmentYearState, AssessmentYearEvent> = {
  name: 'assessment.year',
  initial: {},
  evolve: (state, { type, data }) =>
    type === 'assessment.YearClaimed'
      ? { ...state, ...Object.fromEntries(data.groups.map((group) => [group, data.round])) }
      : Object.fromEntries(Object.entries(state).filter(([, round]) => round !== data.round)),
};

export const toldYear = ({ plan, year }: YearKey): Told<AssessmentYearState> => told(assessmentYearStream(plan, year), assessmentYear);
