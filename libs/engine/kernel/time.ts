import { Temporal } from 'temporal-polyfill';
import type { Instant } from './clock.js';

/** The city's time zone: dates that people read and deadlines are reckoned in it. */
export const cityTimeZone = 'Asia/Shanghai';

/** A calendar date, `2025-06-30`. */
export type DateText = string;

const dateText = /^\d{4}-\d{2}-\d{2}$/;
const instantText = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?Z$/;

/** Whether the text is a date that exists (`2025-02-30` is none). */
export function isDate(text: unknown): text is DateText {
  if (typeof text !== 'string' || !dateText.test(text)) return false;
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() === text;
  } catch {
    return false;
  }
}

/** Whether the text is an instant in UTC that exists. */
export function isInstant(text: unknown): text is Instant {
  return typeof text === 'string' && instantText.test(text) && !Number.isNaN(Date.parse(text)) && isDate(text.slice(0, 10));
}

/** The city's calendar date at an instant. */
export function cityDate(at: Instant): DateText {
  return Temporal.Instant.from(at).toZonedDateTimeISO(cityTimeZone).toPlainDate().toString();
}

/** The city's time of day at an instant, `02:30`. */
export function cityTimeOfDay(at: Instant): string {
  return Temporal.Instant.from(at).toZonedDateTimeISO(cityTimeZone).toPlainTime().toString({ smallestUnit: 'minute' });
}

/** The last millisecond of a date in the city, as an instant: "due on the 30th" means until then. */
export function endOfCityDay(date: DateText): Instant {
  const midnight = Temporal.PlainDate.from(date).add({ days: 1 }).toZonedDateTime({ timeZone: cityTimeZone });
  return new Date(midnight.epochMilliseconds - 1).toISOString();
}

/** A date some days later (or earlier, when negative). */
export function addDays(date: DateText, days: number): DateText {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

/** A date as officials write it: `2025年6月30日`. */
export function chineseDate(date: DateText): string {
  const { year, month, day } = Temporal.PlainDate.from(date);
  return `${year}年${month}月${day}日`;
}

const ago = /^-(\d{1,4})(m|h|d|w|mo|y)$/;
const units = { m: 'minutes', h: 'hours', d: 'days', w: 'weeks', mo: 'months', y: 'years' } as const;
const spans = { yesterday: 'day', 'last-week': 'week', 'last-month': 'month', 'last-quarter': 'quarter', 'last-year': 'year' } as const;

/** Whether a text names a moment by its distance from now; see {@link momentAgo}. */
export const isMomentAgo = (text: string): boolean => ago.test(text) || Object.hasOwn(spans, text);

/**
 * A moment by its distance from now, in the city's calendar. `-15m`, `-2h`, `-7d`, `-2w`, `-3mo`, `-1y` are an instant:
 * so many minutes, hours, days, weeks, months or years back, at the same time of day (in a shorter month its last day).
 * `yesterday`, `last-week`, `last-month`, `last-quarter`, `last-year` are a date: the last day of the one before this one;
 * weeks end on Sunday. Nothing lies before 1970.
 * @throws RangeError for a text that {@link isMomentAgo} denies
 */
export function momentAgo(text: string, now: Instant): Instant | DateText {
  const here = Temporal.Instant.from(now).toZonedDateTimeISO(cityTimeZone);
  const [, count, unit] = ago.exec(text) ?? [];
  if (count !== undefined) {
    const then = here.subtract({ [units[unit as keyof typeof units]]: Number(count) });
    return new Date(Math.max(0, then.epochMilliseconds)).toISOString();
  }
  if (!Object.hasOwn(spans, text)) throw new RangeError(`not a moment ago: ${text}`);
  const today = here.toPlainDate();
  const { day, month, dayOfWeek, dayOfYear } = today;
  switch (spans[text as keyof typeof spans]) {
    case 'day':
      return addDays(today.toString(), -1);
    case 'week':
      return addDays(today.toString(), -dayOfWeek);
    case 'month':
      return addDays(today.toString(), -day);
    case 'quarter':
      return addDays(today.with({ month: month - ((month - 1) % 3), day: 1 }).toString(), -1);
    case 'year':
      return addDays(today.toString(), -dayOfYear);
  }
}
