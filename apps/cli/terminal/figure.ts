import { decimal, decimalProblem, round, textOf } from '#engine/kernel';

/** A figure for reading: exact where it fits the places, else rounded and marked with ≈; `—` for none. */
export function figure(text: string | null | undefined, places = 4): string {
  if (text === null || text === undefined) return '—';
  const value = decimal(text);
  const short = round(value, places);
  return short.eq(value) ? textOf(short) : `≈${textOf(short)}`;
}

/** A share of 0 to 1 as a percentage. */
export const percent = (text: string | null | undefined, places = 1): string =>
  text === null || text === undefined ? '—' : `${figure(textOf(decimal(text).times(100)), places)}%`;

/** A floating-point statistic for reading; statistics are no scores and are not kept exactly. */
export const statistic = (value: number | null, places = 3): string => (value === null ? '—' : value.toFixed(places));

/** Whether a text is a number that goes into figures as it is. */
export const isFigure = (text: string): boolean => decimalProblem(text) === undefined;
