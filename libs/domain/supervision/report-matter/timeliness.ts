import type { Instant } from '#engine/kernel';
import type { Timeliness } from '../matter.events.js';

const hour = 3_600_000;

/** Hours after an incident within which a unit tells of it by phone, and in writing. */
export const phoneWithinHours = 2;
export const writtenWithinHours = 24;

/**
 * How fast a unit told of an incident; the last instant of each limit is in time.
 * @param writtenAt when the first written report came in
 */
export function timelinessOf(occurredAt: Instant, phonedAt: Instant | undefined, writtenAt: Instant): Timeliness {
  const after = (hours: number): Instant => new Date(Date.parse(occurredAt) + hours * hour).toISOString();
  const [phoneDueAt, writtenDueAt] = [after(phoneWithinHours), after(writtenWithinHours)];
  const inTime = (at: Instant, dueAt: Instant) => (Date.parse(at) <= Date.parse(dueAt) ? 'in-time' : 'late');
  return { phoneDueAt, phone: phonedAt === undefined ? 'not-phoned' : inTime(phonedAt, phoneDueAt), writtenDueAt, writtenAt, written: inTime(writtenAt, writtenDueAt) };
}
