import { monthsElapsed, parsePeriod } from '#engine/kernel';
import type { HistoryValue } from '../sheet/input.js';
import type { ReportFact } from './board-facts.js';

/** By status, the report of the year's latest period. */
export interface LatestReports {
  verified?: ReportFact;
  reported?: ReportFact;
  notApplicable?: ReportFact;
  /** Not released yet, or declared not applicable and not decided. */
  notReleased?: ReportFact;
}

const partOf = { verified: 'verified', reported: 'reported', 'not-applicable': 'notApplicable', 'not-released': 'notReleased', 'not-applicable-declared': 'notReleased', returned: undefined } as const;

/** The reports of one indicator of one unit that count in a year. */
export function latestByStatus(reports: ReadonlyMap<string, ReportFact> | undefined, year: number): LatestReports {
  const latest: LatestReports = {};
  for (const report of reports?.values() ?? []) {
    const part = partOf[report.status];
    if (part === undefined || yearOfPeriod(report.period) !== year) continue;
    const known = latest[part];
    if (!known || isLater(report.period, known.period)) latest[part] = report;
  }
  return latest;
}

const yearOfPeriod = (period: string): number => Number(period.slice(0, 4));

/** Whether a period ends later than another; of two that end together, the one whose code sorts last. */
function isLater(period: string, than: string): boolean {
  if (yearOfPeriod(period) !== yearOfPeriod(than)) return period > than;
  const months = monthsElapsed(parsePeriod(period)!) - monthsElapsed(parsePeriod(than)!);
  return months > 0 || (months === 0 && period > than);
}

/** The last verified value of each earlier year, oldest first. */
export function historyOf(reports: ReadonlyMap<string, ReportFact> | undefined, year: number): HistoryValue[] {
  const byYear = new Map<number, ReportFact>();
  for (const report of reports?.values() ?? []) {
    const ofYear = yearOfPeriod(report.period);
    if (report.status !== 'verified' || ofYear >= year) continue;
    const known = byYear.get(ofYear);
    if (!known || isLater(report.period, known.period)) byYear.set(ofYear, report);
  }
  return [...byYear].sort(([a], [b]) => a - b).map(([, r]) => ({ value: r.value!, period: r.period, position: r.position, eventId: r.eventId }));
}
