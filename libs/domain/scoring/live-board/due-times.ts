import type { Instant, Recorded } from '#engine/kernel';
import type { PeriodEvent } from '#domain/reporting';

/** When reports are due, and the due time that passed before more time was given; a due time moved before it passed is none. */
export interface Due {
  readonly dueAt: Instant;
  readonly passed: Instant | null;
}

/** Due times of a period: for all, and for units that have one of their own. */
export interface DueTimes extends Due {
  readonly exceptions: Readonly<Record<string, Due>>;
}

/** The due times after a fact of the period; undefined while none was set. */
export function dueTimesAfter(times: DueTimes | undefined, event: Recorded<PeriodEvent>): DueTimes | undefined {
  switch (event.type) {
    case 'reporting.PeriodOpened':
      return { dueAt: event.data.dueAt, passed: null, exceptions: {} };
    case 'reporting.PeriodClosed':
      return times;
    case 'reporting.PeriodExtended':
    case 'reporting.PeriodReopened':
      return moreTime(times, event.data, event.recordedAt);
  }
}

function moreTime(times: DueTimes | undefined, { dueAt, units }: { readonly dueAt: Instant; readonly units?: readonly string[] | undefined }, at: Instant): DueTimes | undefined {
  if (!times) return units ? undefined : { dueAt, passed: null, exceptions: {} };
  if (units) {
    const own = units.map((unit): [string, Due] => [unit, moved(dueOf(times, unit), dueAt, at)]);
    return { ...times, exceptions: { ...times.exceptions, ...Object.fromEntries(own) } };
  }
  const exceptions = Object.entries(times.exceptions).map(([unit, due]): [string, Due] => [unit, moved(due, dueAt, at)]);
  return { ...moved(times, dueAt, at), exceptions: Object.fromEntries(exceptions) };
}

const moved = (due: Due, dueAt: Instant, at: Instant): Due => ({ dueAt: dueAt > due.dueAt ? dueAt : due.dueAt, passed: due.passed ?? (at > due.dueAt ? due.dueAt : null) });

const dueOf = (times: DueTimes, unit: string): Due => (Object.hasOwn(times.exceptions, unit) ? times.exceptions[unit]! : times);

/**
 * Whether a unit that reports at an instant is late: its due time has passed, or had passed before more time was given. More time
 * that was granted while there was still some left makes nobody late.
 */
export function isLate(times: DueTimes, unit: string, at: Instant): boolean {
  const due = dueOf(times, unit);
  return due.passed !== null || at > due.dueAt;
}
