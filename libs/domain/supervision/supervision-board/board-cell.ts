import { isRefusal } from '#engine/kernel';
import { workingDaysBetween, type WorkingCalendar } from '#domain/calendar';
import type { BoardFinding } from './board-finding.js';

/** What figures are grouped by. */
export const groupings = ['unit', 'type', 'severity', 'source', 'measure'] as const;
export type Grouping = (typeof groupings)[number];

/** Counts of findings. `issued` = open + closed; withdrawn ones are counted as such and nowhere else. */
export type Counts = {
  readonly issued: number;
  readonly open: number;
  readonly closed: number;
  readonly withdrawn: number;
  /** Closed by a report that was in time. */
  readonly onTime: number;
  /** Closed at least once: closed now, or open again after a relapse. */
  readonly onceClosed: number;
  readonly returned: number;
  readonly extended: number;
  readonly relapsed: number;
  /** Working days from issue to closing of the closed ones whose years have a calendar, and how many these are. */
  readonly days: number;
  readonly timed: number;
};

export const noCounts: Counts = { issued: 0, open: 0, closed: 0, withdrawn: 0, onTime: 0, onceClosed: 0, returned: 0, extended: 0, relapsed: 0, days: 0, timed: 0 };
const fields = Object.keys(noCounts) as readonly (keyof Counts)[];

/** Counts of one value of a grouping, in one unit, of the findings issued in one year. */
export type BoardCell = { readonly by: Grouping; readonly value: string; readonly unit: string; readonly year: number } & Counts;

/** Keys of the cells that a finding is counted in: one for each grouping. */
export const cellsOf = (finding: BoardFinding): readonly string[] => groupings.map((by) => [by, finding[by], finding.unit, finding.year].join('/'));

/** What one finding adds to its cells. */
export function countsOf(finding: BoardFinding, calendar: WorkingCalendar): Counts {
  const { standing, open, onTime, returned, extended, relapsed, issuedOn, closedOn } = finding;
  if (standing === 'withdrawn') return { ...noCounts, withdrawn: 1 };
  const closed = standing === 'closed';
  const days = closed && closedOn !== null ? workingDaysBetween(calendar, issuedOn, closedOn) : undefined;
  const timed = days !== undefined && !isRefusal(days);
  return {
    issued: 1, open: Number(open), closed: Number(closed), withdrawn: 0, onTime: Number(closed && onTime), onceClosed: Number(closed || relapsed), returned: Number(returned), extended: Number(extended),
    relapsed: Number(relapsed), days: timed ? days : 0, timed: Number(timed),
  };
}

/** A sum of counts, or their difference with a sign of -1. */
export const plus = (a: Counts, b: Counts, sign: 1 | -1 = 1): Counts => Object.fromEntries(fields.map((field) => [field, a[field] + sign * b[field]])) as Counts;

/** Whether nothing is counted any more. */
export const isEmpty = (counts: Counts): boolean => fields.every((field) => counts[field] === 0);

export const sameCounts = (a: Counts, b: Counts): boolean => fields.every((field) => a[field] === b[field]);

/** A cell with its counts, from its key. */
export function cellAt(key: string, counts: Counts): BoardCell {
  const [by, value, unit, year] = key.split('/') as [Grouping, string, string, string];
  return { by, value, unit, year: Number(year), ...counts };
}
