import { addDays, endOfCityDay, isDate } from '#engine/kernel';
import type { Condition } from '#engine/read-store';

/** Conditions on `recordedAt`: dates are whole days of the city, instants are exact; both ends are included. */
export function recordedBetween(from: string | undefined, to: string | undefined): readonly Condition[] {
  const since: Condition[] = from === undefined ? [] : isDate(from) ? [{ field: 'recordedAt', is: 'gt', value: endOfCityDay(addDays(from, -1)) }] : [{ field: 'recordedAt', is: 'gte', value: exact(from) }];
  const until: Condition[] = to === undefined ? [] : [{ field: 'recordedAt', is: 'lte', value: isDate(to) ? endOfCityDay(to) : exact(to) }];
  return [...since, ...until];
}

// Recorded instants have milliseconds; one typed without them would sort behind.
const exact = (instant: string): string => new Date(instant).toISOString();
