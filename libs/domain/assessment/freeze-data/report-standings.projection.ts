import { daysOf, parsePeriod, type Recorded } from '#engine/kernel';
import { rows } from '#engine/projections';
import type { ReportEvent } from '#domain/reporting';

/** Where a report stands: 待核定 · 已核定 · 已退回 · 申报不适用 · 不适用 · 数据尚未发布. */
export const reportStandings = ['reported', 'verified', 'returned', 'not-applicable-asked', 'not-applicable', 'not-released'] as const;
export type ReportStanding = (typeof reportStandings)[number];

/** One report of a unit, as a freeze of the data would find it. */
export type ReportStandingRow = {
  readonly plan: string;
  readonly indicator: string;
  readonly unit: string;
  readonly period: string;
  /** Last day of the period. */
  readonly ends: string;
  readonly standing: ReportStanding;
};

export const reportStandingRows = rows<ReportStandingRow, ReportEvent>({
  name: 'assessment-report-standings',
  version: 1,
  events: ['reporting.IndicatorReported', 'reporting.Report', 'reporting.NotApplicable', 'reporting.ReleaseDeferred'],
  table: {
    name: 'assessment-report-standings',
    fields: { plan: 'text', unit: 'text', ends: 'text', standing: 'text' },
    indexes: [['plan', 'ends']],
    temporal: true,
  },
  keys: ({ data: { plan, indicator, unit, period } }) => [`${plan}/${indicator}/${unit}/${period}`],
  fold: (row, event) => {
    const { plan, indicator, unit, period } = event.data;
    return { plan, indicator, unit, period, ends: daysOf(parsePeriod(period)!).last, standing: standingAfter(event, row?.standing) };
  },
});

function standingAfter({ type }: Recorded<ReportEvent>, before: ReportStanding = 'reported'): ReportStanding {
  switch (type) {
    case 'reporting.IndicatorReported':
      return 'reported';
    case 'reporting.ReportVerified':
      return 'verified';
    case 'reporting.ReportCorrected':
      return before;
    case 'reporting.ReportReturned':
    case 'reporting.NotApplicableRefused':
      return 'returned';
    case 'reporting.NotApplicableDeclared':
      return 'not-applicable-asked';
    case 'reporting.NotApplicableApproved':
      return 'not-applicable';
    case 'reporting.ReleaseDeferred':
      return 'not-released';
  }
}
