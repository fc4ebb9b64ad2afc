import { parsePeriod, type Fold } from '#engine/kernel';
import type { EscalationLevel } from '../finding.events.js';
import type { Judgement } from './expected-progress.js';
import type { ProgressWarningEvent } from './progress-warning.events.js';

/** What a period was found to be. A period that was in time from the start, with none behind before it, leaves no fact. */
export interface JudgedPeriod extends Judgement {
  readonly behind: boolean;
}

/** The progress of one unit on one indicator. */
export interface ProgressState {
  readonly periods: Readonly<Record<string, JudgedPeriod>>;
  /** Levels warned about, by year: each once a year. */
  readonly warned: Readonly<Record<number, readonly EscalationLevel[]>>;
}

export const progressWarning: Fold<ProgressState, ProgressWarningEvent> = {
  name: 'supervision.progress-warning',
  initial: { periods: {}, warned: {} },
  evolve: (state, event) => {
    const { period } = event.data;
    if (event.type === 'supervision.ProgressWarned') {
      const { year } = parsePeriod(period)!;
      return { ...state, warned: { ...state.warned, [year]: [...(state.warned[year] ?? []), event.data.level] } };
    }
    const { target, expected, actual, share, light } = event.data;
    return { ...state, periods: { ...state.periods, [period]: { target, expected, actual, share, light, behind: event.type === 'supervision.ProgressFellBehind' } } };
  },
};

/** The period of the same kind before one, within its year; undefined for the first. */
export function periodBefore(period: string): string | undefined {
  const { kind, year, index } = parsePeriod(period)!;
  return index === 1 ? undefined : written(kind, year, index - 1);
}

/** The period of the same kind after one, within its year; undefined for the last. */
export function periodAfter(period: string): string | undefined {
  const { kind, year, index } = parsePeriod(period)!;
  const last = { month: 12, quarter: 4, half: 2, year: 1 }[kind];
  return index === last ? undefined : written(kind, year, index + 1);
}

function written(kind: NonNullable<ReturnType<typeof parsePeriod>>['kind'], year: number, index: number): string {
  if (kind === 'month') return `${year}-${String(index).padStart(2, '0')}`;
  return kind === 'year' ? String(year) : `${year}-${kind === 'quarter' ? 'Q' : 'H'}${index}`;
}

/** Periods behind in one run before a period, the period itself not counted; a new year begins anew, for its target does. */
export function runBefore({ periods }: ProgressState, period: string): number {
  const before = periodBefore(period);
  return before !== undefined && periods[before]?.behind ? 1 + runBefore({ periods, warned: {} }, before) : 0;
}

/** The same after a period: reports also come late. */
export function runAfter({ periods }: ProgressState, period: string): number {
  const after = periodAfter(period);
  return after !== undefined && periods[after]?.behind ? 1 + runAfter({ periods, warned: {} }, after) : 0;
}
