import { endOfCityDay, isDate, isInstant, type Clock, type Instant, type RecordedEvent } from '#engine/kernel';
import type { EventStore } from '#engine/event-store';
import { calendarStream, emptyCalendar, nationalCalendar, workingCalendar, type WorkingCalendar } from '#domain/calendar';

/** What views need of the log. */
export type ReadLog = Pick<EventStore, 'readStream' | 'readAll' | 'head'>;

/** The instant that a view answers for: now, or when what was known at the moment asked for was known. */
export async function instantOf(log: ReadLog, clock: Clock, asKnownAt: string | undefined): Promise<Instant> {
  const now = clock.now();
  if (asKnownAt === undefined) return now;
  if (isDate(asKnownAt)) return earlier(endOfCityDay(asKnownAt), now);
  if (isInstant(asKnownAt)) return earlier(new Date(asKnownAt).toISOString(), now);
  const [event] = (await log.readAll({ after: Math.max(0, Number(asKnownAt) - 1), limit: 1 })).events;
  return event?.recordedAt ?? now;
}

const earlier = (a: Instant, b: Instant): Instant => (a < b ? a : b);

/** Calendars of a log after each of its facts. Counting out the days of a year takes longer than everything else that a view does. */
const counted = new WeakMap<ReadLog, WorkingCalendar[]>();

/** The working calendar as known at a position: its stream has a fact or two a year. */
export async function calendarAt(log: ReadLog, position: number): Promise<WorkingCalendar> {
  const facts = await streamUpTo(log, calendarStream(nationalCalendar), position);
  const calendars = counted.get(log) ?? [emptyCalendar];
  counted.set(log, calendars);
  for (let known = calendars.length; known <= facts.length; known += 1) calendars.push(workingCalendar.evolve(calendars[known - 1]!, facts[known - 1] as never));
  return calendars[facts.length]!;
}

/** A stream as known at a position. */
export async function streamUpTo(log: ReadLog, stream: string, position: number): Promise<readonly RecordedEvent[]> {
  return (await log.readStream(stream)).filter((event) => event.position <= position);
}
