import { refuse, type Refusal } from '#engine/kernel';
import type { RoundCalendar } from '../round.events.js';
import type { RoundStep } from '../round.state.js';

/** Days of a calendar, in the order of the steps they are for. */
const order = ['selfAssessmentBy', 'siteChecksBy', 'freezeBy', 'resultsBy', 'confirmBy'] as const;

/** A step is not to be done before the one it follows. */
export function calendarProblem(calendar: RoundCalendar): Refusal | undefined {
  const at = order.findIndex((name, n) => n > 0 && calendar[name] < calendar[order[n - 1]!]);
  if (at < 0) return undefined;
  const [name, before] = [order[at]!, order[at - 1]!];
  return refuse('assessment.calendar-out-of-order', { day: calendar[name], before: calendar[before] }, `body.calendar.${name}`);
}

/** What each step has behind it: those parts of the calendar cannot change any more. */
const past: Readonly<Partial<Record<RoundStep, readonly (keyof RoundCalendar)[]>>> = {
  'site-checks': ['selfAssessmentBy'],
  frozen: ['selfAssessmentBy', 'siteChecksBy', 'freezeBy'],
  calculated: ['selfAssessmentBy', 'siteChecksBy', 'freezeBy'],
  notified: ['selfAssessmentBy', 'siteChecksBy', 'freezeBy', 'resultsBy', 'requestDays'],
};

/** What is past stays as it was planned: a changed day would make those late who were not, or the other way round. */
export function pastDaysProblem(step: RoundStep, before: RoundCalendar, after: RoundCalendar): Refusal | undefined {
  const name = past[step]?.find((one) => before[one] !== after[one]);
  return name === undefined ? undefined : refuse('assessment.past-days-changed', { was: before[name] }, `body.calendar.${name}`);
}
