import type { Fold, Instant, Recorded } from '#engine/kernel';
import type { Deadline, EscalationLevel, FindingContent, FindingEvent } from './finding.events.js';

/**
 * Where a finding stands: 拟稿 · 已交办 · 异议中 · 已签收 · 整改中 · 已报整改报告（待核查） · 退回重改 · 销号 · 撤销 · 作废. "Overdue" is no status:
 * it follows from the due time and the clock. Suspended 挂起, listed 挂牌 and an extension asked for lie over the status.
 */
export const findingStatuses = ['issued', 'contested', 'acknowledged', 'rectifying', 'reported', 'returned', 'closed', 'withdrawn'] as const;
export type FindingStatus = (typeof findingStatuses)[number];

export interface RectificationReport {
  readonly by: string;
  readonly at: Instant;
  readonly late: boolean;
}

/** A level raised, and the due time it was raised for. A level is raised once for a due time. */
export interface Escalation {
  readonly level: EscalationLevel;
  readonly dueAt: Instant;
  readonly at: Instant;
}

export interface IssuedFinding {
  readonly status: FindingStatus;
  readonly number: string;
  readonly content: FindingContent;
  readonly draftedBy: string;
  readonly issuedBy: string;
  readonly issuedAt: Instant;
  readonly acknowledgeBy: Instant;
  /** The due time of the first order; never changes. */
  readonly originalDueAt: Instant;
  readonly deadline: Deadline;
  readonly contestedBy?: string;
  /** Users who have rectified: they planned, reported progress or reported. None of them checks. */
  readonly rectifiers: readonly string[];
  readonly planned: boolean;
  /** Supporting units that have reported to the lead since it was last due. */
  readonly supported: readonly string[];
  readonly extension?: { readonly until: Instant; readonly approver: string; readonly requestedBy: string };
  readonly extensions: number;
  readonly returns: number;
  readonly relapses: number;
  readonly report?: RectificationReport;
  readonly suspended?: { readonly at: Instant; readonly daysLeft: number };
  readonly escalations: readonly Escalation[];
  readonly listed: boolean;
  readonly closed?: { readonly by: string; readonly at: Instant; readonly followUpOn?: string; readonly onTime: boolean };
  /** A contest of the effect on the score that waits for a decision. */
  readonly effectContested?: { readonly by: string; readonly effects: readonly string[] };
  readonly liftedEffects: readonly string[];
}

export type FindingState =
  | { readonly status: 'none' }
  | { readonly status: 'draft' | 'discarded'; readonly content: FindingContent; readonly draftedBy: string }
  | IssuedFinding;

/** Folds the facts of a finding. */
export const finding: Fold<FindingState, FindingEvent> = {
  name: 'supervision.finding',
  initial: { status: 'none' },
  evolve: (state, event) => {
    switch (event.type) {
      case 'supervision.FindingDrafted':
      case 'supervision.FindingRedrafted':
        return { status: 'draft', content: event.data.content, draftedBy: 'draftedBy' in state ? state.draftedBy : event.meta.actor };
      case 'supervision.FindingDiscarded':
        return state.status === 'draft' ? { ...state, status: 'discarded' } : state;
      case 'supervision.FindingIssued':
        return issued(state, event);
      default:
        return isIssued(state) ? next(state, event) : state;
    }
  },
};

export const isIssued = (state: FindingState): state is IssuedFinding => 'number' in state;

/** Whether the unit still has to do something about it. */
export const isOpen = (state: FindingState): state is IssuedFinding => isIssued(state) && state.status !== 'closed' && state.status !== 'withdrawn';

/**
 * Late at an instant: past due and nothing reported that is under check. A finding that was reported in time is not late while it is
 * checked; a suspended or contested one is not late while it rests.
 */
export const isOverdue = (state: FindingState, at: Instant): boolean =>
  isOpen(state) && state.status !== 'reported' && state.status !== 'contested' && state.suspended === undefined && at > state.deadline.dueAt;

/** Highest level raised since it was issued. */
export function highestLevel(state: IssuedFinding, order: readonly EscalationLevel[]): EscalationLevel | undefined {
  return [...order].reverse().find((level) => state.escalations.some((raised) => raised.level === level));
}

function issued(state: FindingState, { data, meta, recordedAt }: Recorded<Extract<FindingEvent, { type: 'supervision.FindingIssued' }>>): IssuedFinding {
  return {
    status: 'issued', number: data.number, content: data.content, draftedBy: 'draftedBy' in state ? state.draftedBy : meta.actor, issuedBy: meta.actor, issuedAt: recordedAt,
    acknowledgeBy: data.acknowledgeBy, originalDueAt: data.deadline.dueAt, deadline: data.deadline, rectifiers: [], planned: false, supported: [],
    extensions: 0, returns: 0, relapses: 0, escalations: [], listed: false, liftedEffects: [],
  };
}

type LaterEvent = Exclude<FindingEvent, { type: 'supervision.FindingDrafted' | 'supervision.FindingRedrafted' | 'supervision.FindingDiscarded' | 'supervision.FindingIssued' }>;

function next(state: IssuedFinding, event: Recorded<LaterEvent>): IssuedFinding {
  switch (event.type) {
    case 'supervision.FindingAcknowledged': {
      const { contact } = event.data;
      return { ...state, status: 'acknowledged', ...(contact === undefined ? {} : { content: { ...state.content, contact } }) };
    }
    case 'supervision.AssignmentContested':
      return { ...state, status: 'contested', contestedBy: event.meta.actor };
    case 'supervision.AssignmentUpheld':
      return { ...rested(state, event.data.deadline), status: 'issued', acknowledgeBy: event.data.acknowledgeBy };
    case 'supervision.FindingReassigned': {
      const { unit, supporting, responsibleLeader, acknowledgeBy } = event.data;
      const { responsibleLeader: _leader, contact: _contact, ...content } = state.content;
      const reassigned = { ...content, unit, supporting, ...(responsibleLeader === undefined ? {} : { responsibleLeader }) };
      return { ...withoutContest(rested(state, event.data.deadline)), status: 'issued', content: reassigned, acknowledgeBy, rectifiers: [], planned: false, supported: [] };
    }
    case 'supervision.RectificationPlanned':
      return { ...rectifiedBy(state, event.meta.actor), status: 'rectifying', planned: true };
    case 'supervision.RectificationProgressed':
      return { ...rectifiedBy(state, event.meta.actor), status: state.status === 'acknowledged' ? 'rectifying' : state.status };
    case 'supervision.SupportReported':
      return { ...rectifiedBy(state, event.meta.actor), supported: [...new Set([...state.supported, event.data.unit])] };
    case 'supervision.RectificationReported':
      return { ...withoutExtension(rectifiedBy(state, event.meta.actor)), status: 'reported', report: { by: event.meta.actor, at: event.recordedAt, late: event.data.late } };
    case 'supervision.RectificationReturned':
      return { ...rested(state, event.data.deadline), status: 'returned', returns: event.data.count, supported: [] };
    case 'supervision.FindingClosed': {
      const { followUpOn, onTime } = event.data;
      return { ...withoutExtension(state), status: 'closed', closed: { by: event.meta.actor, at: event.recordedAt, onTime, ...(followUpOn === undefined ? {} : { followUpOn }) } };
    }
    case 'supervision.FollowUpHeld':
      return followedUp(state);
    case 'supervision.FindingReopened': {
      const { closed: _closed, ...open } = rested(state, event.data.deadline);
      return { ...open, status: 'rectifying', relapses: event.data.count, supported: [] };
    }
    case 'supervision.FindingWithdrawn':
      return { ...withoutExtension(state), status: 'withdrawn' };
    default:
      return aside(state, event);
  }
}

type AsideEvent = Extract<LaterEvent, { type: `supervision.Extension${string}` | `supervision.Effect${string}` | `supervision.Finding${'Suspended' | 'Resumed' | 'Escalated' | 'Listed' | 'Delisted'}` }>;

/** What lies over the status and leaves it as it is. */
function aside(state: IssuedFinding, event: Recorded<AsideEvent>): IssuedFinding {
  switch (event.type) {
    case 'supervision.ExtensionRequested':
      return { ...state, extension: { until: event.data.until, approver: event.data.approver, requestedBy: event.meta.actor } };
    case 'supervision.ExtensionGranted':
      return { ...withoutExtension(state), deadline: event.data.deadline, extensions: event.data.count };
    case 'supervision.ExtensionRefused':
      return withoutExtension(state);
    case 'supervision.FindingSuspended':
      return { ...state, suspended: { at: event.recordedAt, daysLeft: event.data.daysLeft } };
    case 'supervision.FindingResumed':
      return rested(state, event.data.deadline);
    case 'supervision.FindingEscalated':
      return { ...state, escalations: [...state.escalations, { level: event.data.level, dueAt: event.data.dueAt, at: event.recordedAt }] };
    case 'supervision.FindingListed':
      return { ...state, listed: true };
    case 'supervision.FindingDelisted':
      return { ...state, listed: false };
    case 'supervision.EffectContested':
      return { ...state, effectContested: { by: event.meta.actor, effects: event.data.effects } };
    case 'supervision.EffectLifted':
      return { ...withoutContest(state), liftedEffects: [...new Set([...state.liftedEffects, ...event.data.effects])] };
    case 'supervision.EffectUpheld':
      return withoutContest(state);
  }
}

/** With a new deadline, nothing asked for, not suspended. */
function rested(state: IssuedFinding, deadline: Deadline): IssuedFinding {
  const { suspended: _suspended, ...awake } = withoutExtension(state);
  return { ...awake, deadline };
}

function withoutExtension(state: IssuedFinding): IssuedFinding {
  const { extension: _extension, ...rest } = state;
  return rest;
}

function withoutContest(state: IssuedFinding): IssuedFinding {
  const { effectContested: _contest, ...rest } = state;
  return rest;
}

function followedUp(state: IssuedFinding): IssuedFinding {
  if (!state.closed) return state;
  const { followUpOn: _done, ...closed } = state.closed;
  return { ...state, closed };
}

const rectifiedBy = (state: IssuedFinding, user: string): IssuedFinding =>
  state.rectifiers.includes(user) ? state : { ...state, rectifiers: [...state.rectifiers, user] };
