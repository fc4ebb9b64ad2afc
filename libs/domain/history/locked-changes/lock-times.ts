import type { Instant, RecordedEvent } from '#engine/kernel';
import type { EventStore } from '#engine/event-store';
import type { LockedChangeRow, Since } from './locked-changes.projection.js';

/** Since when something was fixed: by which event, and at what time; a date where it was fixed by the calendar. */
export interface LockTime {
  readonly position: number | null;
  readonly at: Instant | string | null;
}

/**
 * When what a change touched was fixed. Where the stream of the change itself tells it, the stream is read: a fact that
 * comes before another in a stream always will, so the answer never changes.
 */
export async function lockTimes(log: Pick<EventStore, 'readStream'>, row: LockedChangeRow): Promise<readonly LockTime[]> {
  const sinces = row.locks.map(({ since }) => since as unknown as Since);
  const needed = sinces.some((since) => 'lastOf' in since && since.lastOf.length > 0);
  const before = needed ? (await log.readStream(row.stream)).filter((event) => event.position < row.position) : [];
  return sinces.map((since) => timeOf(since, before));
}

function timeOf(since: Since, before: readonly RecordedEvent[]): LockTime {
  if ('position' in since) return since;
  if ('date' in since) return { position: null, at: since.date };
  const fits = ({ type, data }: RecordedEvent): boolean => since.lastOf.some((one) => one.type === type && Object.entries(one.where).every(([field, value]) => data[field] === value));
  const last = before.findLast(fits);
  return last ? { position: last.position, at: last.recordedAt } : { position: null, at: null };
}
