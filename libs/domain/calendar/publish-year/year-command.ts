import { refuse, textProblem, type Refusal } from '#engine/kernel';
import type { YearContent } from '../calendar.events.js';
import type { CalendarNotice } from '../calendar.state.js';
import type { YearGiven } from './year-problem.js';

/** A year's days off and days worked, as a notice says them. */
export interface YearNotice extends YearGiven {
  readonly calendar: string;
  /** Number of the notice; the request's authority when absent. */
  readonly document?: string;
  /** Title of the notice or address where it can be read. */
  readonly source: string;
}

/** The content of a notice in one order, so that the same notice is the same content. */
export function contentOf(c: YearNotice, document: string): YearContent {
  return {
    document,
    source: c.source,
    daysOff: c.daysOff.map(({ from, to, name }) => ({ from, to, name: { zh: name.zh, en: name.en } })).sort((a, b) => (a.from < b.from ? -1 : 1)),
    makeUpDays: [...c.makeUpDays].sort(),
  };
}

/** The number of the notice, in its own field or with the request. */
export function documentOf(c: YearNotice, authority: string | undefined): string | Refusal {
  const document = c.document ?? authority;
  return document === undefined || textProblem(document, { max: 200 }) ? refuse('calendar.document-required', {}, 'body.document') : document.trim();
}

export const sameContent = (one: CalendarNotice, other: CalendarNotice): boolean => JSON.stringify(plainOf(one)) === JSON.stringify(plainOf(other));

const plainOf = ({ document, source, daysOff, makeUpDays }: CalendarNotice) => [document, source, daysOff.map(({ from, to, name }) => [from, to, name.zh, name.en]), makeUpDays];

/** A code that can be part of a stream's name: no dots. */
export const isCalendarCode = (code: string): boolean => /^[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?$/.test(code);
