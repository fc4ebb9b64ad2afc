import type { ReplyOf } from '../../server/ask.js';

export type CalendarDay = ReplyOf<'GET /calendars/:calendar/:year'>['days'][number];

/** Days of a month in weeks from Monday to Sunday; undefined where a week begins or ends outside of it. */
export function weeksOf<D extends { readonly weekday: number }>(days: readonly D[]): (D | undefined)[][] {
  const weeks: (D | undefined)[][] = [];
  for (const day of days) {
    const place = (day.weekday + 6) % 7;
    if (weeks.length === 0 || place === 0) weeks.push(Array.from({ length: 7 }, () => undefined));
    weeks[weeks.length - 1]![place] = day;
  }
  return weeks;
}
