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
