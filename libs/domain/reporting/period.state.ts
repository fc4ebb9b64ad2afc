import type { Fold, Instant } from '#engine/kernel';
import type { PeriodEvent } from './period.events.js';

/** A reporting period: not opened, open until its due time, or closed. Single units may have a later due time. */
export type PeriodState =
  | { readonly status: 'not-opened' }
  | { readonly status: 'open' | 'closed'; readonly dueAt: Instant; readonly exceptions: Readonly<Record<string, Instant>> };

/** Folds the facts of a period stream. */
export const period: Fold<PeriodState, PeriodEvent> = {
  name: 'reporting.period',
  initial: { status: 'not-opened' },
  evolve: (state, event) => {
    const exceptions = state.status === 'not-opened' ? {} : state.exceptions;
    const dueAtBefore = state.status === 'not-opened' ? event.recordedAt : state.dueAt;
    switch (event.type) {
      case 'reporting.PeriodOpened':
        return { status: 'open', dueAt: event.data.dueAt, exceptions: {} };
      case 'reporting.PeriodClosed':
        // At its due time it closes for those who were due then; by hand it closes for everybody.
        return { status: 'closed', dueAt: dueAtBefore, exceptions: event.data.how === 'by-hand' ? {} : exceptions };
      case 'reporting.PeriodExtended':
      case 'reporting.PeriodReopened': {
        const { units, dueAt } = event.data;
        if (units) {
          const status = state.status === 'not-opened' ? 'closed' : state.status;
          return { status, dueAt: dueAtBefore, exceptions: { ...exceptions, ...Object.fromEntries(units.map((unit) => [unit, dueAt])) } };
        }
        return { status: 'open', dueAt, exceptions };
      }
    }
  },
};

/** When a unit's reports are due: its own later time where it has one. Undefined for a period that was not opened. */
export function dueOf(state: PeriodState, unit: string): Instant | undefined {
  if (state.status === 'not-opened') return undefined;
  const exception = state.exceptions[unit];
  return exception !== undefined && exception > state.dueAt ? exception : state.dueAt;
}

/** Why a unit may not report in a period now: each reason has another person who can help. */
export type PeriodLock = 'not-opened' | 'closed' | 'past-due';

/** Whether a unit may report in the period at an instant; the reason when it may not. */
export function lockOf(state: PeriodState, unit: string, now: Instant): PeriodLock | undefined {
  if (state.status === 'not-opened') return 'not-opened';
  const exception = state.exceptions[unit];
  if (exception !== undefined && now <= exception) return undefined;
  if (state.status === 'closed') return 'closed';
  return now <= state.dueAt ? undefined : 'past-due';
}
