import { cityDate, type DateText, type Instant, type Recorded } from '#engine/kernel';
import type { FindingContent, FindingEvent, FindingSource, Severity } from '../finding.events.js';
import { never } from '../ledger/finding-row.js';

/** What a finding is about: an indicator 指标, a measure 措施任务, or something else. */
export const findingTypes = ['indicator', 'measure', 'other'] as const;
export type FindingType = (typeof findingTypes)[number];

/** As much of a finding as figures need. */
export type BoardFinding = {
  readonly unit: string;
  readonly source: FindingSource;
  readonly severity: Severity;
  readonly type: FindingType;
  /** Number of the measure, `general`, or `none`. */
  readonly measure: string;
  /** Year of the issue in the city; figures of a year are those of its findings, whenever they are closed. */
  readonly year: number;
  readonly issuedOn: DateText;
  readonly dueAt: Instant;
  /** `resting` while a contest or a report waits for an answer. */
  readonly standing: 'running' | 'resting' | 'closed' | 'withdrawn';
  readonly open: boolean;
  readonly suspended: boolean;
  /** The due time while the clock runs against the unit, else {@link never}. */
  readonly lateAfter: Instant;
  readonly closedOn: DateText | null;
  readonly onTime: boolean;
  readonly returned: boolean;
  readonly extended: boolean;
  readonly relapsed: boolean;
};

type Standing = BoardFinding['standing'];

/** Where a fact leaves a finding, as far as figures tell it; the others leave it where it is. */
const standingAfter: Partial<Record<FindingEvent['type'], Standing>> = {
  'supervision.FindingAcknowledged': 'running',
  'supervision.AssignmentContested': 'resting',
  'supervision.AssignmentUpheld': 'running',
  'supervision.FindingReassigned': 'running',
  'supervision.RectificationPlanned': 'running',
  'supervision.RectificationReported': 'resting',
  'supervision.RectificationReturned': 'running',
  'supervision.FindingClosed': 'closed',
  'supervision.FindingReopened': 'running',
  'supervision.FindingWithdrawn': 'withdrawn',
};

const newDeadline = new Set<FindingEvent['type']>([
  'supervision.AssignmentUpheld', 'supervision.FindingReassigned', 'supervision.RectificationReturned', 'supervision.FindingReopened', 'supervision.FindingResumed',
]);

/** A finding after one more of its facts; undefined until it is issued, and the same object where figures do not change. */
export function boardFinding(before: BoardFinding | undefined, event: Recorded<FindingEvent>): BoardFinding | undefined {
  if (event.type === 'supervision.FindingIssued') return late(issued(event.data.content, event.data.deadline.dueAt, cityDate(event.recordedAt)));
  if (!before) return undefined;
  const standing = standingAfter[event.type] ?? before.standing;
  const after = late({ ...before, ...changed(event), standing, open: standing === 'running' || standing === 'resting', ...('deadline' in event.data ? { dueAt: event.data.deadline.dueAt } : {}) });
  const same = (Object.keys(after) as (keyof BoardFinding)[]).every((field) => after[field] === before[field]);
  return same ? before : after;
}

function changed(event: Recorded<FindingEvent>): Partial<BoardFinding> {
  const awake = newDeadline.has(event.type) ? { suspended: false } : {};
  switch (event.type) {
    case 'supervision.FindingReassigned':
      return { ...awake, unit: event.data.unit };
    case 'supervision.FindingSuspended':
      return { suspended: true };
    case 'supervision.FindingClosed':
      return { closedOn: cityDate(event.recordedAt), onTime: event.data.onTime };
    case 'supervision.RectificationReturned':
      return { ...awake, returned: event.data.count > 0 };
    case 'supervision.ExtensionGranted':
      return { extended: event.data.count > 0 };
    case 'supervision.FindingReopened':
      return { ...awake, relapsed: event.data.count > 0 };
    default:
      return awake;
  }
}

const late = (finding: BoardFinding): BoardFinding => ({ ...finding, lateAfter: finding.standing === 'running' && !finding.suspended ? finding.dueAt : never });

function issued({ unit, source, severity, indicator, measure }: FindingContent, dueAt: Instant, issuedOn: DateText): BoardFinding {
  return {
    unit, source: source.kind, severity, type: indicator !== undefined ? 'indicator' : measure !== undefined ? 'measure' : 'other', measure: measure === undefined ? 'none' : String(measure),
    year: Number(issuedOn.slice(0, 4)), issuedOn, dueAt, standing: 'running', open: true, suspended: false, lateAfter: dueAt, closedOn: null, onTime: false, returned: false, extended: false, relapsed: false,
  };
}
