import { cityTime } from '../language/format.js';

/** A score from a moment on. */
export interface TrendPoint {
  readonly recordedAt: string;
  readonly published: string | null;
}

const monthOf = (instant: string): string => cityTime(instant).date.slice(0, 7);

/** The months from the first change to the last, as `YYYY-MM`. At most the latest `most`. */
export function monthsOf(trends: readonly (readonly TrendPoint[])[], most: number): readonly string[] {
  const all = trends.flat().filter(({ published }) => published !== null).map(({ recordedAt }) => monthOf(recordedAt)).sort();
  const [first, last] = [all[0], all[all.length - 1]];
  if (first === undefined || last === undefined) return [];
  const months: string[] = [];
  for (let [year, month] = first.split('-').map(Number) as [number, number]; months[months.length - 1] !== last; month === 12 ? ((year += 1), (month = 1)) : (month += 1)) {
    months.push(`${year}-${String(month).padStart(2, '0')}`);
  }
  return months.slice(-most);
}

/** What the score was when each month ended: the last change by then; none before the first. */
export function monthly(points: readonly TrendPoint[], months: readonly string[]): readonly (string | null)[] {
  return months.map((month) => points.filter(({ recordedAt }) => monthOf(recordedAt) <= month).pop()?.published ?? null);
}
