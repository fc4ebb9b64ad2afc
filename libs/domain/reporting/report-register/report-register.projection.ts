import type { Recorded } from '#engine/kernel';
import { rows } from '#engine/projections';
import type { EvidenceReference, ReportEvent } from '../report.events.js';
import type { ReportKey } from '../report-key.js';
import type { ReportStatus } from '../report.state.js';

/** A line of the register 填报台账: one indicator of one unit in one period, with who did what last. */
export type RegisterRow = {
  readonly plan: string;
  readonly indicator: string;
  readonly unit: string;
  readonly year: number;
  readonly period: string;
  readonly status: ReportStatus;
  readonly value: string | null;
  readonly evidence: readonly EvidenceReference[];
  readonly note: string | null;
  readonly warnings: readonly string[];
  readonly reportedBy: string | null;
  readonly reportedAt: string | null;
  readonly verifiedBy: string | null;
  readonly verifiedAt: string | null;
  readonly returnReason: string | null;
  /** Last day to report anew after a return. */
  readonly resubmitBy: string | null;
  readonly expectedOn: string | null;
  readonly corrections: number;
  /** Revision of the report's stream, for If-Match. */
  readonly revision: number;
  readonly changedAt: string;
};

export const reportRegister = rows<RegisterRow, ReportEvent>({
  name: 'report-register',
  version: 2,
  events: ['reporting.IndicatorReported', 'reporting.Report', 'reporting.NotApplicable', 'reporting.ReleaseDeferred'],
  table: {
    name: 'report-register',
    fields: { plan: 'text', indicator: 'text', unit: 'text', year: 'number', period: 'text', status: 'text', value: 'decimal', changedAt: 'text', corrections: 'number' },
    // A unit's past is found by the unit, whatever the size of the plan.
    indexes: [['unit', 'plan', 'period'], ['plan', 'indicator', 'period'], ['plan', 'status', 'period'], ['plan', 'year']],
    temporal: true,
  },
  keys: ({ data }) => [registerKey(data)],
  fold: (row, event) => ({ ...(row ?? empty(event)), ...changeOf(row, event), revision: event.revision, changedAt: event.recordedAt }),
});

/** Key of a register line. */
export const registerKey = (c: ReportKey): string => `${c.plan}/${c.indicator}/${c.unit}/${c.period}`;

function empty({ data, recordedAt, revision }: Recorded<ReportEvent>): RegisterRow {
  const { plan, indicator, unit, period } = data;
  return {
    plan, indicator, unit, period, year: Number(period.slice(0, 4)), status: 'reported', value: null, evidence: [], note: null, warnings: [],
    reportedBy: null, reportedAt: null, verifiedBy: null, verifiedAt: null, returnReason: null, resubmitBy: null, expectedOn: null, corrections: 0, revision, changedAt: recordedAt,
  };
}

/** Nothing of what was known before holds for a line that says why there is no value. */
const withoutValue = { value: null, evidence: [], warnings: [], reportedBy: null, reportedAt: null, verifiedBy: null, verifiedAt: null, returnReason: null, resubmitBy: null, expectedOn: null } as const;

function changeOf(row: RegisterRow | undefined, event: Recorded<ReportEvent>): Partial<RegisterRow> {
  const { meta, recordedAt } = event;
  switch (event.type) {
    case 'reporting.IndicatorReported': {
      const { value, evidence, note, warnings } = event.data;
      return { ...withoutValue, status: 'reported', value, evidence, note: note ?? null, warnings, reportedBy: meta.actor, reportedAt: recordedAt };
    }
    case 'reporting.ReportVerified':
      return { status: 'verified', verifiedBy: meta.actor, verifiedAt: recordedAt };
    case 'reporting.ReportReturned':
    case 'reporting.NotApplicableRefused':
      return { status: 'returned', returnReason: event.data.reason, resubmitBy: event.data.resubmitBy ?? null };
    case 'reporting.ReportCorrected':
      return {
        status: 'verified', value: event.data.to, corrections: (row?.corrections ?? 0) + 1,
        ...(event.data.evidence.length > 0 ? { evidence: event.data.evidence } : {}),
      };
    case 'reporting.NotApplicableDeclared':
      return { ...withoutValue, status: 'not-applicable-declared', note: event.data.reason, reportedBy: meta.actor, reportedAt: recordedAt };
    case 'reporting.NotApplicableApproved':
      return { status: 'not-applicable', verifiedBy: meta.actor, verifiedAt: recordedAt };
    case 'reporting.ReleaseDeferred':
      return { ...withoutValue, status: 'not-released', expectedOn: event.data.expectedOn, note: event.data.reason, reportedBy: meta.actor, reportedAt: recordedAt };
  }
}
