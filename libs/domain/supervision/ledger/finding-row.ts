import type { Instant, JsonObject, Recorded } from '#engine/kernel';
import { escalationLevels, severities, type EscalationLevel, type FindingContent, type FindingEvent, type FindingSource, type Severity, type Urgency } from '../finding.events.js';
import { highestLevel, isOverdue, isOpen, type FindingStatus, type IssuedFinding } from '../finding.state.js';
import { lightOf, type Light } from '../light.js';
import { audienceOf } from './audience.js';

/** Where a finding stands for those who count: open ones first in every order. A row holds the index. */
export const stages = ['open', 'closed', 'withdrawn'] as const;
export type Stage = (typeof stages)[number];
export const stageOpen = stages.indexOf('open');
export const stageClosed = stages.indexOf('closed');

/** Later than every due time: of a finding that cannot become overdue as it stands. */
export const never: Instant = '9999-12-31T23:59:59.999Z';

/** Characters of the latest progress that a line of the ledger shows. */
const latestShown = 200;

/** A line of the ledger 台账 as it is stored: an issued finding without the long texts of its order, which its own page reads from the log. */
export type FindingRow = {
  readonly finding: string;
  /** Number of the order 督办单, and its number within the year's series; 0 where none can be read from it. */
  readonly number: string;
  readonly serial: number;
  readonly status: FindingStatus;
  /** Index in {@link stages}. */
  readonly stage: number;
  readonly unit: string;
  readonly supporting: readonly string[];
  /** Lead and supporting units in one text: who sees it. */
  readonly audience: string;
  readonly title: string;
  readonly severity: Severity;
  /** 0 for the gravest severity: what is gravest comes first. */
  readonly gravity: number;
  readonly urgency: Urgency;
  readonly source: FindingSource;
  readonly sourceRef: string | null;
  readonly sourceDocument: string | null;
  readonly plan: string | null;
  /** Number of the measure as text, or `general`. */
  readonly measure: string | null;
  readonly indicator: string | null;
  readonly period: string | null;
  readonly campaign: string | null;
  readonly repeats: string | null;
  readonly responsibleLeader: string | null;
  readonly contact: string | null;
  readonly issuedBy: string;
  readonly issuedAt: Instant;
  readonly acknowledgeBy: Instant;
  readonly originalDueAt: Instant;
  readonly dueAt: Instant;
  /** The due time while the clock runs against the unit, else {@link never}: overdue is `lateAfter` before now. */
  readonly lateAfter: Instant;
  /** Day of the follow-up 回头看 that is awaited. */
  readonly followUpOn: string | null;
  /** Who decides about the extension that is asked for. */
  readonly asked: string | null;
  readonly extensions: number;
  readonly returns: number;
  readonly relapses: number;
  readonly listed: boolean;
  readonly light: Light;
  /** Highest level raised since it was issued. */
  readonly level: EscalationLevel | null;
  /** Orders findings of one stage by the time they have taken: open ones by issue, others by how long they took; the longest first. */
  readonly byAge: number;
  readonly supported: readonly string[];
  /** The rest of the fold's state; see {@link stateOf}. */
  readonly kept: JsonObject;
  readonly revision: number;
  readonly changedAt: Instant;
} & Told;

/** What the ledger tells beyond the state that decisions rest on. */
export type Told = {
  /** Progress of the rectification in percent, as last reported. */
  readonly percent: string | null;
  readonly latest: { readonly at: Instant; readonly summary: string } | null;
  /** 核查结论 of the last check, and the result of the last follow-up. */
  readonly conclusion: 'done' | 'partly-done' | 'not-done' | null;
  readonly followUp: 'consolidated' | 'relapsed' | null;
  /** Files named as evidence, each time they were. */
  readonly evidence: number;
  /** When the last level was raised or the last deadline given: the second clock counts from here. */
  readonly levelSince: Instant;
  readonly acknowledgedAt: Instant | null;
  /** When it was closed or withdrawn. */
  readonly endedAt: Instant | null;
  /** When a request for more time was last answered, and whether it was granted. */
  readonly answeredAt: Instant | null;
  readonly granted: boolean | null;
};

/** What a row keeps of a state beside its columns. Who drafted it is known from the log only. */
type Kept = Omit<IssuedFinding, 'status' | 'number' | 'content' | 'draftedBy' | 'issuedBy' | 'issuedAt' | 'acknowledgeBy' | 'originalDueAt' | 'deadline' | 'supported' | 'extensions' | 'returns' | 'relapses' | 'listed'> & {
  readonly deadline: Pick<IssuedFinding['deadline'], 'kind' | 'policy'>;
};

/** The state that a row stands for: the fold's own, without the texts of the order, the steps of the deadline, and who drafted it. */
export function stateOf(row: FindingRow): IssuedFinding {
  const { deadline, ...kept } = row.kept as unknown as Kept;
  const { status, number, issuedBy, issuedAt, acknowledgeBy, originalDueAt, dueAt, supported, extensions, returns, relapses, listed } = row;
  return {
    status, number, issuedBy, issuedAt, acknowledgeBy, originalDueAt, supported, extensions, returns, relapses, listed, ...kept,
    content: contentOf(row), draftedBy: '', deadline: { dueAt, ...deadline, steps: [] },
  };
}

/** The row of a state. */
export function rowOf(state: IssuedFinding, told: Told, event: Recorded<FindingEvent>): FindingRow {
  const { status, number, content, draftedBy: _drafted, issuedBy, issuedAt, acknowledgeBy, originalDueAt, deadline, supported, extensions, returns, relapses, listed, ...rest } = state;
  const { dueAt, kind, policy } = deadline;
  const kept: Kept = { ...rest, deadline: { kind, policy } };
  const open = isOpen(state);
  return {
    finding: event.data.finding, number, serial: serialOf(number), status, stage: open ? stageOpen : status === 'closed' ? stageClosed : stages.indexOf('withdrawn'),
    ...columnsOf(content), issuedBy, issuedAt, acknowledgeBy, originalDueAt, dueAt, lateAfter: isOverdue(state, never) ? dueAt : never,
    followUpOn: state.closed?.followUpOn ?? null, asked: state.extension?.approver ?? null, extensions, returns, relapses, listed,
    light: lightOf(state.escalations, dueAt, !open), level: highestLevel(state, escalationLevels) ?? null, byAge: byAge(issuedAt, open ? null : told.endedAt),
    supported, kept: kept as unknown as JsonObject, revision: event.revision, changedAt: event.recordedAt, ...told,
  };
}

type Columns = Pick<
  FindingRow,
  'unit' | 'supporting' | 'audience' | 'title' | 'severity' | 'gravity' | 'urgency' | 'source' | 'sourceRef' | 'sourceDocument' | 'plan' | 'measure' | 'indicator' | 'period' | 'campaign' | 'repeats' | 'responsibleLeader' | 'contact'
>;

/** What of an order's content the ledger shows. */
export function columnsOf(content: FindingContent): Columns {
  const { unit, supporting, title, severity, urgency, source, measure } = content;
  const { plan = null, indicator = null, period = null, campaign = null, repeats = null, responsibleLeader = null, contact = null } = content;
  return {
    unit, supporting, audience: audienceOf(unit, supporting), title, severity, gravity: gravityOf(severity), urgency, source: source.kind, sourceRef: source.ref ?? null,
    sourceDocument: source.document ?? null, plan, measure: measure === undefined ? null : String(measure), indicator, period, campaign, repeats, responsibleLeader, contact,
  };
}

/** 0 for the gravest. */
export const gravityOf = (severity: Severity): number => severities.length - 1 - severities.indexOf(severity);

function contentOf(row: FindingRow): FindingContent {
  const { unit, supporting, title, severity, urgency, source, sourceRef, sourceDocument, measure, plan, indicator, period, campaign, repeats, responsibleLeader, contact, dueAt } = row;
  const optional = { plan, indicator, period, campaign, repeats, responsibleLeader, contact, measure: measure === null || measure === 'general' ? measure : Number(measure) };
  return {
    title, problem: '', severity, urgency, basis: '', requirement: '', unit, supporting: [...supporting], due: { on: dueAt.slice(0, 10) },
    source: { kind: source, ...(sourceRef === null ? {} : { ref: sourceRef }), ...(sourceDocument === null ? {} : { document: sourceDocument }) },
    ...(Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== null)) as Partial<FindingContent>),
  };
}

/** 12 of `〔2025〕督字第12号`. */
const serialOf = (number: string): number => Number(/第(\d+)号$/.exec(number)?.[1] ?? 0);

const byAge = (issuedAt: Instant, endedAt: Instant | null): number => (endedAt === null ? Date.parse(issuedAt) : Date.parse(issuedAt) - Date.parse(endedAt));

const nothingTold = (event: Recorded<FindingEvent>): Told => ({
  percent: null, latest: null, conclusion: null, followUp: null, evidence: 0, levelSince: event.recordedAt, acknowledgedAt: null, endedAt: null, answeredAt: null, granted: null,
});

/** What the ledger tells after one more fact. */
export function toldAfter(row: FindingRow | undefined, event: Recorded<FindingEvent>): Told {
  const { percent, latest, conclusion, followUp, evidence, levelSince, acknowledgedAt, endedAt, answeredAt, granted } = row ?? nothingTold(event);
  const before: Told = { percent, latest, conclusion, followUp, evidence, levelSince, acknowledgedAt, endedAt, answeredAt, granted };
  const files = 'evidence' in event.data ? event.data.evidence.length : 0;
  const clock = 'deadline' in event.data || event.type === 'supervision.FindingEscalated' ? { levelSince: event.recordedAt } : {};
  return { ...before, evidence: before.evidence + files, ...clock, ...newsOf(event) };
}

function newsOf(event: Recorded<FindingEvent>): Partial<Told> {
  const at = event.recordedAt;
  const latest = (summary: string): Pick<Told, 'latest'> => ({ latest: { at, summary: shortened(summary) } });
  switch (event.type) {
    case 'supervision.FindingAcknowledged':
      return { acknowledgedAt: at };
    case 'supervision.AssignmentUpheld':
      return { acknowledgedAt: null };
    case 'supervision.FindingReassigned':
      return { acknowledgedAt: null, percent: null, latest: null };
    case 'supervision.RectificationProgressed':
      return { percent: event.data.percent, ...latest(event.data.summary) };
    case 'supervision.RectificationReported':
      return latest(event.data.results);
    case 'supervision.RectificationReturned':
      return { conclusion: event.data.verdict, ...latest(event.data.reason) };
    case 'supervision.FindingClosed':
      return { conclusion: 'done', endedAt: at };
    case 'supervision.FollowUpHeld':
      return { followUp: event.data.result };
    case 'supervision.FindingReopened':
      return { endedAt: null, percent: null, conclusion: null, ...latest(event.data.reason) };
    case 'supervision.FindingWithdrawn':
      return { endedAt: at };
    case 'supervision.ExtensionGranted':
      return { answeredAt: at, granted: true };
    case 'supervision.ExtensionRefused':
      return { answeredAt: at, granted: false };
    default:
      return {};
  }
}

/** By characters as people count them: a rare one is never cut in half. */
function shortened(text: string): string {
  const characters = [...text];
  return characters.length <= latestShown ? text : `${characters.slice(0, latestShown - 1).join('')}…`;
}
