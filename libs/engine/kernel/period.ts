import type { Bilingual } from './bilingual.js';
import { addDays, type DateText } from './time.js';

/**
 * What a reported value is about: a year `2025`, a half `2025-H1`, a quarter `2025-Q3` or a month `2025-07`.
 * Assessment years that do not follow the calendar are a round's matter; statistics come in these.
 */
export type PeriodText = string;

export type PeriodKind = 'year' | 'half' | 'quarter' | 'month';

export interface Period {
  readonly kind: PeriodKind;
  readonly year: number;
  /** 1 for a year; 1–2, 1–4, 1–12 for the others. */
  readonly index: number;
}

const shape = /^(\d{4})(?:-(?:H([12])|Q([1-4])|(0[1-9]|1[0-2])))?$/;

/** Read a period, or `undefined` when the text is none. */
export function parsePeriod(text: string): Period | undefined {
  const match = shape.exec(text);
  if (!match) return undefined;
  const year = Number(match[1]);
  if (match[2]) return { kind: 'half', year, index: Number(match[2]) };
  if (match[3]) return { kind: 'quarter', year, index: Number(match[3]) };
  if (match[4]) return { kind: 'month', year, index: Number(match[4]) };
  return { kind: 'year', year, index: 1 };
}

const monthsIn: Record<PeriodKind, number> = { year: 12, half: 6, quarter: 3, month: 1 };

/** First and last day of a period, both included. */
export function daysOf(period: Period): { readonly first: DateText; readonly last: DateText } {
  const months = monthsIn[period.kind];
  const startMonth = (period.index - 1) * months + 1;
  const first = `${period.year}-${String(startMonth).padStart(2, '0')}-01`;
  const endMonth = startMonth + months;
  const next = endMonth > 12 ? `${period.year + 1}-01-01` : `${period.year}-${String(endMonth).padStart(2, '0')}-01`;
  return { first, last: addDays(next, -1) };
}

/** Share of the year that has passed at the end of the period, as a fraction of 12 months: `2025-Q2` is 6. */
export function monthsElapsed(period: Period): number {
  return period.index * monthsIn[period.kind];
}

const quarters = ['一', '二', '三', '四'];
const monthNames = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** A period as people say it: 2025年第三季度, the third quarter as `Q3 2025`. What is no period stays as it is. */
export function periodName(text: PeriodText): Bilingual {
  const period = parsePeriod(text);
  if (!period) return { zh: text, en: text };
  const { kind, year, index } = period;
  switch (kind) {
    case 'year': return { zh: `${year}年`, en: `${year}` };
    case 'half': return { zh: `${year}年${index === 1 ? '上' : '下'}半年`, en: `H${index} ${year}` };
    case 'quarter': return { zh: `${year}年第${quarters[index - 1]}季度`, en: `Q${index} ${year}` };
    case 'month': return { zh: `${year}年${index}月`, en: `${monthNames[index - 1]} ${year}` };
  }
}
