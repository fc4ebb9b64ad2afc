import { cityTime } from '../language/format.js';

/** Today's date in the city. */
export const cityToday = (): string => cityTime(new Date().toISOString()).date;

/** Periods of a year that have begun, the latest first: quarters, halves, the year and months. */
export function begunPeriods(year: string, today: string): string[] {
  const begins: readonly (readonly [string, string])[] = [
    ...[4, 3, 2, 1].map((quarter) => [`${year}-Q${quarter}`, `${year}-${String(quarter * 3 - 2).padStart(2, '0')}-01`] as const),
    [`${year}-H2`, `${year}-07-01`], [`${year}-H1`, `${year}-01-01`], [year, `${year}-01-01`],
    ...Array.from({ length: 12 }, (_, index) => String(12 - index).padStart(2, '0')).map((month) => [`${year}-${month}`, `${year}-${month}-01`] as const),
  ];
  return begins.filter(([, first]) => first <= today).map(([period]) => period);
}
