import { addDays, refuse, type Refusal } from '#engine/kernel';
import type { UnitEvent } from '../units.events.js';
import type { KnownUnit } from '../unit.state.js';

/** A unit whose end is decided changes no more. */
export function endedProblem(state: KnownUnit, code: string): Refusal | undefined {
  return state.status === 'active' ? undefined : refuse('units.unit-gone', { code, from: state.goneFrom ?? '' }, 'params.code');
}

/** A unit cannot end before the last thing that is recorded of it: a name, a post taken or left. */
export function endDateProblem({ names, appointments }: KnownUnit, code: string, from: string): Refusal | undefined {
  const dates = [names.at(-1)!.from, ...Object.values(appointments).flatMap((a) => [a.from, ...(a.until === undefined ? [] : [a.until])])];
  const last = dates.reduce((a, b) => (a > b ? a : b));
  return from > last ? undefined : refuse('units.end-before-last', { code, from, last }, 'body.from');
}

/** With the unit its posts end: whoever is still in one leaves on the day before. */
export function leavingWith({ appointments }: KnownUnit, unit: string, from: string, document: string): UnitEvent[] {
  const until = addDays(from, -1);
  return Object.entries(appointments)
    .filter(([, { until: left }]) => left === undefined)
    .map(([appointment, { person }]) => ({ type: 'units.LeaderLeft', validAt: until, data: { unit, appointment, person, until, document } }));
}
