import { cityDate, daysOf, monthsElapsed, parsePeriod, type DateText, type Instant } from '#engine/kernel';
import type { DefinitionCard } from '#domain/plan';

/**
 * Twelve months that a score is about: a calendar year, or months that begin in one year and end in the next. It is named after the
 * year that it ends in. What belongs to it:
 *
 * - a period of statistics, when its last day lies inside; so of annual figures the calendar year that ends inside: for July 2024 to
 *   June 2025 that is 2024;
 * - the target of the calendar year that the figure is of: the year before for annual figures of a span that ends before December, else
 *   the year that the span ends in;
 * - a finding, interview or late report, by the city's day of the fact that gave rise to it.
 */
export interface Span {
  /** The year it ends in. */
  readonly year: number;
  /** The month it ends with, 1–12. */
  readonly lastMonth: number;
}

export const calendarYear = (year: number): Span => ({ year, lastMonth: 12 });

/**
 * The span of twelve whole months between two days, both included.
 * @throws RangeError when the days do not bound twelve whole months
 */
export function spanBetween(from: DateText, to: DateText): Span {
  const [year, lastMonth] = [Number(to.slice(0, 4)), Number(to.slice(5, 7))];
  const span: Span = { year, lastMonth };
  const { first, last } = boundsOf(span);
  if (first !== from || last !== to) throw new RangeError(`${from} to ${to} are no twelve whole months`);
  return span;
}

/** First and last day. */
export function boundsOf({ year, lastMonth }: Span): { readonly first: DateText; readonly last: DateText } {
  const firstMonth = lastMonth === 12 ? { year, index: 1 } : { year: year - 1, index: lastMonth + 1 };
  return { first: daysOf({ kind: 'month', ...firstMonth }).first, last: daysOf({ kind: 'month', year, index: lastMonth }).last };
}

/** What a score over the span is about: `2025`, or its first and last month, `2024-07/2025-06`. */
export function asOfText(span: Span): string {
  if (span.lastMonth === 12) return String(span.year);
  const { first, last } = boundsOf(span);
  return `${first.slice(0, 7)}/${last.slice(0, 7)}`;
}

/** Of the spans with the same last month, the year of the one in which a period ends. */
export function yearOfPeriod(period: string, { lastMonth }: Span): number {
  const year = Number(period.slice(0, 4));
  if (lastMonth === 12) return year;
  return monthsElapsed(parsePeriod(period)!) > lastMonth ? year + 1 : year;
}

export const liesIn = (period: string, span: Span): boolean => yearOfPeriod(period, span) === span.year;

/** Months of the span that have passed at the end of a period that lies in it. */
export function monthsInto(period: string, { lastMonth }: Span): number {
  const months = monthsElapsed(parsePeriod(period)!) - lastMonth;
  return months > 0 ? months : months + 12;
}

/** The calendar year whose target a figure is held against. */
export const targetYear = (frequency: DefinitionCard['frequency'] | undefined, { year, lastMonth }: Span): number => (frequency === 'year' && lastMonth < 12 ? year - 1 : year);

/** Of the spans with the same last month, the year of the one that an instant falls in, by the city's calendar. */
export function yearOfInstant(at: Instant, { lastMonth }: Span): number {
  const date = cityDate(at);
  const year = Number(date.slice(0, 4));
  return Number(date.slice(5, 7)) > lastMonth ? year + 1 : year;
}
