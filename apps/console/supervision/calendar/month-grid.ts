/** A month's weeks as a calendar shows them, Monday first, each date `YYYY-MM-DD`. */
export function weeksOf(month: string): readonly (readonly string[])[] {
  const [year, number] = month.split('-').map(Number) as [number, number];
  const first = new Date(Date.UTC(year, number - 1, 1));
  const last = new Date(Date.UTC(year, number, 0));
  const day = 86_400_000;
  const start = first.getTime() - ((first.getUTCDay() + 6) % 7) * day;
  const weeks: string[][] = [];
  for (let monday = start; monday <= last.getTime(); monday += 7 * day) weeks.push(Array.from({ length: 7 }, (_, index) => new Date(monday + index * day).toISOString().slice(0, 10)));
  return weeks;
}

/** The month some months later, or earlier when negative. */
export function monthAfter(month: string, months: number): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, number - 1 + months, 1)).toISOString().slice(0, 7);
}

/** The month that an address names, or that of the day given. */
export const monthOr = (text: string | null, today: string): string => (text && /^\d{4}-(0[1-9]|1[0-2])$/.test(text) ? text : today.slice(0, 7));
