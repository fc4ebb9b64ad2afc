// A second, smaller account of the life of a finding, which specs hold against the decisions and the fold; product code never imports it.
import { endOfCityDay, type Instant, type Recorded } from '#engine/kernel';
import { extensionApprovers, type FindingEvent } from './finding.events.js';
import { isIssued, type FindingState, type FindingStatus } from './finding.state.js';

/** What the model keeps of a finding. */
export interface FindingModel {
  readonly status: FindingStatus | 'none' | 'draft' | 'discarded';
  readonly number: string;
  readonly lead: string;
  readonly supporting: readonly string[];
  readonly firstDueAt: Instant;
  readonly dueAt: Instant;
  readonly suspended: boolean;
  readonly rectifiers: readonly string[];
  readonly asked?: { readonly by: string; readonly until: string; readonly approver: (typeof extensionApprovers)[number] };
  readonly extensions: number;
  readonly returns: number;
  readonly relapses: number;
  readonly reportLate?: boolean;
  readonly listed: boolean;
  readonly contest?: { readonly by: string; readonly effects: readonly string[] };
  /** Users who have judged: none of them reviews the effect. */
  readonly judges: readonly string[];
  /** Levels raised, as `level due time`. */
  readonly raised: readonly string[];
}

export const noFinding: FindingModel = {
  status: 'none', number: '', lead: '', supporting: [], firstDueAt: '', dueAt: '', suspended: false, rectifiers: [], extensions: 0, returns: 0, relapses: 0, listed: false, judges: [], raised: [],
};

type Name = FindingEvent['type'] extends `supervision.${infer N}` ? N : never;
type Status = FindingModel['status'];

const open: readonly Status[] = ['issued', 'contested', 'acknowledged', 'rectifying', 'reported', 'returned'];
const working: readonly Status[] = ['acknowledged', 'rectifying', 'returned'];

/** From which statuses each fact can follow, and the status after it; without one the status stays. */
const steps: Readonly<Record<Name, { readonly from: readonly Status[]; readonly to?: Status; readonly whileSuspended?: true }>> = {
  FindingDrafted: { from: ['none'], to: 'draft' },
  FindingRedrafted: { from: ['draft'] },
  FindingDiscarded: { from: ['draft'], to: 'discarded' },
  FindingIssued: { from: ['draft'], to: 'issued' },
  FindingAcknowledged: { from: ['issued'], to: 'acknowledged', whileSuspended: true },
  AssignmentContested: { from: ['issued'], to: 'contested', whileSuspended: true },
  AssignmentUpheld: { from: ['contested'], to: 'issued' },
  FindingReassigned: { from: ['issued', 'contested', 'acknowledged'], to: 'issued' },
  RectificationPlanned: { from: working, to: 'rectifying' },
  RectificationProgressed: { from: working },
  SupportReported: { from: open },
  ExtensionRequested: { from: working },
  ExtensionGranted: { from: working },
  ExtensionRefused: { from: working },
  RectificationReported: { from: working, to: 'reported' },
  RectificationReturned: { from: ['reported'], to: 'returned' },
  FindingClosed: { from: ['reported'], to: 'closed' },
  FollowUpHeld: { from: ['closed'] },
  FindingReopened: { from: ['closed'], to: 'rectifying' },
  FindingSuspended: { from: open },
  FindingResumed: { from: open, whileSuspended: true },
  FindingEscalated: { from: open },
  FindingListed: { from: ['issued', ...working, 'reported'] },
  FindingDelisted: { from: ['reported'] },
  FindingWithdrawn: { from: open, to: 'withdrawn', whileSuspended: true },
  EffectContested: { from: [...open, 'closed'], whileSuspended: true },
  EffectLifted: { from: [...open, 'closed'], whileSuspended: true },
  EffectUpheld: { from: [...open, 'closed'], whileSuspended: true },
};

const rectifying: readonly Name[] = ['RectificationPlanned', 'RectificationProgressed', 'SupportReported', 'RectificationReported'];
const checking: readonly Name[] = ['RectificationReturned', 'FindingClosed', 'FollowUpHeld', 'FindingReopened', 'FindingDelisted'];
const deciding: readonly Name[] = [...checking, 'FindingIssued', 'AssignmentUpheld', 'FindingReassigned', 'ExtensionGranted', 'ExtensionRefused', 'EffectLifted', 'EffectUpheld'];
const judging: readonly Name[] = ['FindingIssued', 'AssignmentUpheld', 'FindingReassigned', 'RectificationReturned', 'FindingClosed', 'FollowUpHeld', 'FindingReopened'];

export const nameOf = (event: { readonly type: string }): Name => event.type.slice('supervision.'.length) as Name;

/** Why a fact must not follow on what the model knows; undefined when it may. */
export function problemOf(model: FindingModel, event: Recorded<FindingEvent>): string | undefined {
  const name = nameOf(event);
  const { actor, unit } = event.meta;
  if (!steps[name].from.includes(model.status)) return `${name} from ${model.status}`;
  if (model.suspended && !steps[name].whileSuspended) return `${name} while suspended`;
  if (checking.includes(name) && model.rectifiers.includes(actor)) return `${name} by a rectifier`;
  const party = 'content' in event.data ? [event.data.content.unit, ...event.data.content.supporting] : [model.lead, ...model.supporting];
  if (deciding.includes(name) && unit !== undefined && party.includes(unit)) return `${name} by somebody of a unit concerned`;
  return ownProblem(model, event);
}

/** At which level the people of stories decide about extensions: inspectors at the lowest; leaders, and those with every role, at the highest. */
const levelOf = (user: string): number => (user.startsWith('inspector') ? 0 : user.startsWith('bureau') ? 1 : 2);

function ownProblem(model: FindingModel, event: Recorded<FindingEvent>): string | undefined {
  const { meta: { actor }, recordedAt } = event;
  const wrong = (when: boolean, what: string): string | undefined => (when ? what : undefined);
  switch (event.type) {
    case 'supervision.FindingSuspended':
      return wrong(model.suspended, 'suspended twice');
    case 'supervision.FindingResumed':
      return wrong(!model.suspended, 'resumed though not suspended');
    case 'supervision.ExtensionRequested': {
      const { count, approver, until } = event.data;
      if (model.asked) return 'two requests at a time';
      if (recordedAt > model.dueAt) return 'asked for after the due time';
      return wrong(count !== model.extensions + 1 || approver !== extensionApprovers[Math.min(count, 3) - 1] || endOfCityDay(until) <= model.dueAt, 'request does not follow');
    }
    case 'supervision.ExtensionGranted': {
      const { count, from, deadline: { dueAt } } = event.data;
      if (!model.asked || model.asked.by === actor) return 'granted without a request of somebody else';
      if (levelOf(actor) < extensionApprovers.indexOf(model.asked.approver)) return 'granted below the level';
      return wrong(count !== model.extensions + 1 || from !== model.dueAt || dueAt <= model.dueAt || dueAt > endOfCityDay(model.asked.until) || dueAt < recordedAt, 'grant does not follow');
    }
    case 'supervision.ExtensionRefused':
      return wrong(!model.asked || model.asked.by === actor, 'refused without a request of somebody else');
    case 'supervision.RectificationReported': {
      const { late, dueAt, evidence, without } = event.data;
      return wrong(dueAt !== model.dueAt || late !== recordedAt > model.dueAt || evidence.length === 0 || without.some(({ unit }) => !model.supporting.includes(unit)), 'report does not follow');
    }
    case 'supervision.RectificationReturned':
      return wrong(event.data.count !== model.returns + 1 || event.data.deadline.dueAt < recordedAt, 'return does not follow');
    case 'supervision.FindingClosed':
      return wrong(event.data.onTime === model.reportLate || model.listed || (model.relapses > 0 && event.data.followUpOn === undefined), 'closing does not follow');
    case 'supervision.FindingReopened':
      return wrong(event.data.count !== model.relapses + 1 || event.data.deadline.dueAt < recordedAt, 'reopening does not follow');
    case 'supervision.FindingEscalated':
      return wrong(model.raised.includes(`${event.data.level} ${event.data.dueAt}`) || event.data.dueAt !== model.dueAt, 'level raised twice or for another due time');
    case 'supervision.FindingListed':
      return wrong(model.listed, 'listed twice');
    case 'supervision.FindingDelisted':
      return wrong(!model.listed, 'delisted though not listed');
    case 'supervision.EffectContested':
      return wrong(model.contest !== undefined, 'contested twice');
    case 'supervision.EffectLifted':
      return wrong(!model.contest || model.contest.by === actor || model.judges.includes(actor), 'lifted without a review by somebody else');
    default:
      return undefined;
  }
}

/** What the model knows after a fact. */
export function modelAfter(model: FindingModel, event: Recorded<FindingEvent>): FindingModel {
  const name = nameOf(event);
  const { actor } = event.meta;
  const moved: FindingModel = { ...model, status: steps[name].to ?? model.status, ...(judging.includes(name) ? { judges: [...model.judges, actor] } : {}), ...(rectifying.includes(name) ? { rectifiers: [...model.rectifiers, actor] } : {}) };
  const { asked: _asked, ...unasked } = moved;
  const { contest: _contest, ...settled } = moved;
  const due = 'deadline' in event.data ? { ...unasked, suspended: false, dueAt: event.data.deadline.dueAt } : moved;
  switch (event.type) {
    case 'supervision.FindingIssued': {
      const { number, content: { unit: lead, supporting }, deadline: { dueAt } } = event.data;
      return { ...due, number, lead, supporting, firstDueAt: dueAt };
    }
    case 'supervision.FindingReassigned': {
      // What the unit before contested is no longer its matter.
      const { contest: _before, ...fresh } = due;
      return { ...fresh, lead: event.data.unit, supporting: event.data.supporting, rectifiers: [] };
    }
    case 'supervision.RectificationProgressed':
      return model.status === 'acknowledged' ? { ...moved, status: 'rectifying' } : moved;
    case 'supervision.ExtensionRequested':
      return { ...moved, asked: { by: actor, until: event.data.until, approver: event.data.approver } };
    case 'supervision.ExtensionGranted':
      return { ...due, extensions: event.data.count };
    case 'supervision.ExtensionRefused':
    case 'supervision.FindingWithdrawn':
    case 'supervision.FindingClosed':
      return unasked;
    case 'supervision.RectificationReported':
      return { ...unasked, reportLate: event.data.late };
    case 'supervision.RectificationReturned':
      return { ...due, returns: event.data.count };
    case 'supervision.FindingReopened':
      return { ...due, relapses: event.data.count };
    case 'supervision.FindingSuspended':
      return { ...moved, suspended: true };
    case 'supervision.FindingEscalated':
      return { ...moved, raised: [...model.raised, `${event.data.level} ${event.data.dueAt}`] };
    case 'supervision.FindingListed':
    case 'supervision.FindingDelisted':
      return { ...moved, listed: event.type === 'supervision.FindingListed' };
    case 'supervision.EffectContested':
      return { ...moved, contest: { by: actor, effects: event.data.effects } };
    case 'supervision.EffectLifted':
    case 'supervision.EffectUpheld':
      return settled;
    default:
      return due;
  }
}

/** The same of the state that decisions see, to be held against the model. */
export function summaryOf(state: FindingState): Partial<FindingModel> {
  if (!isIssued(state)) return { status: state.status };
  const { status, number, content, originalDueAt, deadline, suspended, rectifiers, extension, extensions, returns, relapses, report, listed, effectContested } = state;
  return {
    status, number, lead: content.unit, supporting: content.supporting, firstDueAt: originalDueAt, dueAt: deadline.dueAt, suspended: suspended !== undefined, rectifiers: [...rectifiers].sort(),
    ...(extension ? { asked: { by: extension.requestedBy, until: extension.until, approver: extension.approver as (typeof extensionApprovers)[number] } } : {}), extensions, returns, relapses,
    ...(report ? { reportLate: report.late } : {}), listed, ...(effectContested ? { contest: effectContested } : {}),
    raised: state.escalations.map(({ level, dueAt }) => `${level} ${dueAt}`),
  };
}

/** What {@link summaryOf} tells, of the model. */
export function summaryOfModel({ judges: _judges, ...model }: FindingModel): Partial<FindingModel> {
  if (model.number === '') return { status: model.status };
  return { ...model, rectifiers: [...new Set(model.rectifiers)].sort() };
}
