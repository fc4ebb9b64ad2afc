import type { DomainEvent, Fold, Recorded } from '#engine/kernel';
import type { EvidenceReference, ReportEvent } from './report.events.js';

/** A value that is in the record, whoever has looked at it. */
interface Valued {
  readonly value: string;
  readonly evidence: readonly EvidenceReference[];
  readonly note?: string;
  /** User who reported it; the submitter's name survives verification and return. */
  readonly reportedBy: string;
  readonly reportedAt: string;
}

/**
 * What is known for one period. "Not reported" is the absence of an entry; "not applicable" and "not yet released"
 * are states of their own, because each has another effect on the score.
 */
export type PeriodReport =
  | ({ readonly status: 'reported' } & Valued)
  | ({ readonly status: 'verified'; readonly verifiedBy: string; readonly corrections: number } & Valued)
  | ({ readonly status: 'returned'; readonly returnReason: string; readonly resubmitBy?: string } & Valued)
  | { readonly status: 'not-applicable-declared'; readonly reason: string; readonly declaredBy: string }
  | { readonly status: 'not-applicable' }
  | { readonly status: 'not-released'; readonly expectedOn: string; readonly reason: string };

export type ReportStatus = PeriodReport['status'];

/** Every status a report can have, in the order of its life. */
export const reportStatuses = ['reported', 'verified', 'returned', 'not-applicable-declared', 'not-applicable', 'not-released'] as const satisfies readonly ReportStatus[];

/** One indicator of one unit in one year, by period. */
export interface ReportState {
  readonly periods: Readonly<Record<string, PeriodReport>>;
}

/** Folds the facts of a report stream. */
export const report: Fold<ReportState, ReportEvent> = {
  name: 'reporting.report',
  initial: { periods: {} },
  evolve: (state, event) => ({ periods: { ...state.periods, [event.data.period]: next(state.periods[event.data.period], event) } }),
};

function next(before: PeriodReport | undefined, event: Recorded<ReportEvent>): PeriodReport {
  switch (event.type) {
    case 'reporting.IndicatorReported': {
      const { value, evidence, note } = event.data;
      return { status: 'reported', value, evidence, reportedBy: event.meta.actor, reportedAt: event.recordedAt, ...(note === undefined ? {} : { note }) };
    }
    case 'reporting.ReportVerified':
      return { ...valued(before, event), status: 'verified', verifiedBy: event.meta.actor, corrections: 0 };
    case 'reporting.ReportReturned':
      return { ...valued(before, event), status: 'returned', ...returnOf(event.data) };
    case 'reporting.ReportCorrected': {
      const kept = valued(before, event);
      const evidence = event.data.evidence.length > 0 ? event.data.evidence : kept.evidence;
      const corrections = before?.status === 'verified' ? before.corrections + 1 : 1;
      const verifiedBy = before?.status === 'verified' ? before.verifiedBy : event.meta.actor;
      return { ...kept, status: 'verified', value: event.data.to, evidence, verifiedBy, corrections };
    }
    case 'reporting.NotApplicableDeclared':
      return { status: 'not-applicable-declared', reason: event.data.reason, declaredBy: event.meta.actor };
    case 'reporting.NotApplicableApproved':
      return { status: 'not-applicable' };
    case 'reporting.NotApplicableRefused':
      return {
        status: 'returned', ...returnOf(event.data), value: '', evidence: [], reportedAt: event.recordedAt,
        reportedBy: before?.status === 'not-applicable-declared' ? before.declaredBy : event.meta.actor,
      };
    case 'reporting.ReleaseDeferred':
      return { status: 'not-released', expectedOn: event.data.expectedOn, reason: event.data.reason };
  }
}

function returnOf({ reason, resubmitBy }: { readonly reason: string; readonly resubmitBy?: string | undefined }): { returnReason: string; resubmitBy?: string } {
  return { returnReason: reason, ...(resubmitBy === undefined ? {} : { resubmitBy }) };
}

/** The value under an act; facts are never rejected, so an act without one still folds. */
function valued(before: PeriodReport | undefined, event: Recorded<DomainEvent>): Valued {
  if (before && 'reportedBy' in before) {
    const { value, evidence, reportedBy, reportedAt } = before;
    return { value, evidence, reportedBy, reportedAt, ...(before.note === undefined ? {} : { note: before.note }) };
  }
  return { value: '', evidence: [], reportedBy: event.meta.actor, reportedAt: event.recordedAt };
}
