import { addDays, cityDate, endOfCityDay, type DateText, type Instant } from '#engine/kernel';

/** Hours of the city's day in which nobody is disturbed; they go over midnight when `from` is later than `to`. */
export interface QuietHours {
  /** First quiet minute, `22:00`. */
  readonly from: string;
  /** First minute after them, `07:00`. */
  readonly to: string;
}

/** 22:00 to 07:00, Asia/Shanghai. */
export const nightHours: QuietHours = { from: '22:00', to: '07:00' };

const hourMs = 3_600_000;

/**
 * When the quiet hours an instant lies in are over; undefined outside of them. Pure.
 * @throws RangeError for hours that are none
 */
export function quietUntil(now: Instant, { from, to }: QuietHours = nightHours): Instant | undefined {
  const [start, end] = [msOf(from), msOf(to)];
  const today = cityDate(now);
  const sinceMidnight = Date.parse(now) - midnight(today);
  if (start === end) return undefined;
  const overMidnight = start > end;
  const quiet = overMidnight ? sinceMidnight >= start || sinceMidnight < end : sinceMidnight >= start && sinceMidnight < end;
  if (!quiet) return undefined;
  const day = overMidnight && sinceMidnight >= start ? addDays(today, 1) : today;
  return new Date(midnight(day) + end).toISOString();
}

/** The first millisecond of a date in the city. */
const midnight = (date: DateText): number => Date.parse(endOfCityDay(addDays(date, -1))) + 1;

function msOf(time: string): number {
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time) ?? [];
  if (hours === undefined) throw new RangeError(`not a time of day: ${time}`);
  return Number(hours) * hourMs + (Number(minutes) * hourMs) / 60;
}
