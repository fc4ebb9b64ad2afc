import { monthsElapsed, parsePeriod } from '#engine/kernel';
import type { HistoryValue } from '../sheet/input.js';
import type { ReportFact } from './board-facts.js';
import { liesIn, yearOfPeriod, type Span } from './span.js';

/** By status, the report of the span's latest period. */
export interface LatestReports {
  verified?: ReportFact;
  reported?: ReportFact;
  notApplicable?: ReportFact;
  /** Not released yet, or declared not applicable and not decided. */
  notReleased?: ReportFact;
}

const partOf = { verified: 'verified', reported: 'reported', 'not-applicable': 'notApplicable', 'not-released': 'notReleased', 'not-applicable-declared': 'notReleased', returned: undefined } as const;

/** The reports of one indicator of one unit that count in a span. */
export function latestByStatus(reports: ReadonlyMap<string, ReportFact> | undefined, span: Span): LatestReports {
  const latest: LatestReports = {};
  for (const report of reports?.values() ?? []) {
    const part = partOf[report.status];
    if (part === undefined || !liesIn(report.period, span)) continue;
    const known = latest[part];
    if (!known || isLater(report.period, known.period)) latest[part] = report;
  }
  return latest;
}

const calendarYearOf = (period: string): number => Number(period.slice(0, 4));

/** Whether a period ends later than another; of two that end together, the one whose code sorts last. */
function isLater(period: string, than: string): boolean {
  if (calendarYearOf(period) !== calendarYearOf(than)) return period > than;
  const months = monthsElapsed(parsePeriod(period)!) - monthsElapsed(parsePeriod(than)!);
  return months > 0 || (months === 0 && period > than);
}

/** The last verified value of each earlier year, oldest first; years end with the month that the span ends with. */
export function historyOf(reports: ReadonlyMap<string, ReportFact> | undefined, span: Span): HistoryValue[] {
  const byYear = new Map<number, ReportFact>();
  for (const report of reports?.values() ?? []) {
    const ofYear = yearOfPeriod(report.period, span);
    if (report.status !== 'verified' || ofYear >= span.year) continue;
    const known = byYear.get(ofYear);
    if (!known || isLater(report.period, known.period)) byYear.set(ofYear, report);
  }
  return [...byYear].sort(([a], [b]) => a - b).map(([, r]) => ({ value: r.value!, period: r.period, position: r.position, eventId: r.eventId }));
}
