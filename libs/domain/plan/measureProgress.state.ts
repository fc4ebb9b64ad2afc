import type { Fold } from '#engine/kernel';
import type { MeasureProgressEvent } from './plan.events.js';

type Reported = Extract<MeasureProgressEvent, { type: 'plan.ProgressReported' }>['data'];

/** What a unit reported about a measure for one period, and what became of it. */
export interface PeriodProgress {
  readonly status: 'reported' | 'accepted' | 'returned';
  readonly report: Reported;
  /** Who reported it: that person does not review it. */
  readonly reportedBy: string;
}

/** One unit's progress on one measure, by period. */
export interface MeasureProgressState {
  readonly periods: Readonly<Record<string, PeriodProgress>>;
}

/** Folds the facts of a measure-progress stream. */
export const measureProgress: Fold<MeasureProgressState, MeasureProgressEvent> = {
  name: 'plan.measure-progress',
  initial: { periods: {} },
  evolve: (state, event) => {
    const { period } = event.data;
    if (event.type === 'plan.ProgressReported') {
      return { periods: { ...state.periods, [period]: { status: 'reported', report: event.data, reportedBy: event.meta.actor } } };
    }
    const before = state.periods[period];
    return before ? { periods: { ...state.periods, [period]: { ...before, status: event.data.verdict } } } : state;
  },
};
