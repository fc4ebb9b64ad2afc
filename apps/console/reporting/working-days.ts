interface CalendarDay {
  readonly date: string;
  readonly working: boolean | null;
}

/**
 * Working days after one date up to and with another, by calendars of the years between; negative when it has passed. Undefined where
 * a calendar does not say.
 */
export function workingDaysBetween(from: string, to: string, days: readonly CalendarDay[]): number | undefined {
  if (from === to) return 0;
  const [first, last] = from < to ? [from, to] : [to, from];
  const between = days.filter(({ date }) => date > first && date <= last);
  const span = Math.round((Date.parse(last) - Date.parse(first)) / 86_400_000);
  if (between.length !== span || between.some(({ working }) => working === null)) return undefined;
  const count = between.filter(({ working }) => working).length;
  return from < to ? count : -count;
}

/** Calendar days from one date to another. */
export const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
