// Facts that specs about findings start from; product code never imports it.
import { readFileSync } from 'node:fs';
import { isRefusal, type Instant, type RecordedEvent } from '#engine/kernel';
import { person, recorded } from '#engine/testing';
import { calendarStream, nationalCalendar, workingCalendar, type CalendarEvent, type WorkingCalendar } from '#domain/calendar';
import type { PlanEvent } from '#domain/plan';
import type { UnitEvent } from '#domain/units';
import { deadlineOf } from './deadline.js';
import { cityEscalationPolicy, type EscalationPolicyEvent, type EscalationRule } from './escalation/escalation-policy.events.js';
import { escalationPolicy, type EscalationPolicyState } from './escalation/escalation-policy.state.js';
import { findingStream, type Deadline, type EscalationLevel, type FindingContent, type FindingEvent } from './finding.events.js';
import { finding as findingFold, type FindingState, type IssuedFinding } from './finding.state.js';
import type { NumberSeriesEvent } from './number-series/number-series.events.js';
import { orderSeries, printedNumber } from './number-series/give-number.js';

export const finding = 'f-2025-012';
export const number = printedNumber(orderSeries, 2025, 12);
export const plan = 'nanjing-2023';

/** Monday morning; commands of specs come then unless they say otherwise. */
export const now = '2025-03-03T01:00:00.000Z';
/** Two working days later. */
export const acknowledgeBy = '2025-03-05T15:59:59.999Z';
/** Until when the fixture's order is due: the end of 31 March in the city. */
export const dueAt = '2025-03-31T15:59:59.999Z';
export const later = '2025-04-30T15:59:59.999Z';

export const people = {
  inspector: person('inspector-zhou', { unit: 'market-regulation', roles: { inspector: 'all' } }),
  otherInspector: person('inspector-he', { unit: 'market-regulation', roles: { inspector: 'all' } }),
  /** Inspects, but is of the unit that the fixture's finding concerns. */
  ownInspector: person('inspector-own', { unit: 'xuanwu', roles: { inspector: 'all' } }),
  /** Inspects one district only, and not the one that the fixture's finding concerns. */
  gulouInspector: person('inspector-gulou', { unit: 'market-regulation', roles: { inspector: ['gulou'] } }),
  bureau: person('bureau-zhao', { unit: 'market-regulation', roles: { bureau: 'all' } }),
  leader: person('leader-sun', { unit: 'government-office', roles: { leadership: 'all' } }),
  /** Answers for the lead unit. */
  reporter: person('reporter-wang', { unit: 'xuanwu', roles: { reporter: ['xuanwu'] } }),
  secondReporter: person('reporter-wu', { unit: 'xuanwu', roles: { reporter: ['xuanwu'] } }),
  /** Answers for the supporting unit. */
  supporter: person('reporter-qian', { unit: 'finance', roles: { reporter: ['finance'] } }),
  stranger: person('reporter-li', { unit: 'health', roles: { reporter: ['health'] } }),
  system: person('system:supervision.spec', { roles: { system: 'all' } }),
  auditor: person('auditor-lin', { roles: { auditor: 'all' } }),
} as const;

export const evidence = [{ sha256: 'a'.repeat(64), name: '佐证.pdf', size: 1_024, type: 'application/pdf' }];

/** What the fixture's order says. */
export function content(changes: Partial<FindingContent> = {}): FindingContent {
  return {
    title: '电梯检验超期', problem: '抽查的 20 台电梯中有 6 台检验超期', severity: 'serious', urgency: 'ordinary', source: { kind: 'site-check' }, basis: '实施方案措施 1',
    requirement: '限期完成检验并建立台账', unit: 'xuanwu', supporting: ['finance'], responsibleLeader: 'p-001', plan, measure: 1, indicator: 'elevator-inspection',
    due: { on: '2025-03-31' }, ...changes,
  };
}

/** Without a field, where an optional one must be absent. */
export function without<T extends object, K extends keyof T>(whole: T, ...fields: readonly K[]): Omit<T, K> {
  return Object.fromEntries(Object.entries(whole).filter(([field]) => !fields.includes(field as K))) as Omit<T, K>;
}

// The calendar of 2025 and 2026, as shipped.

const shipped = JSON.parse(readFileSync(new URL('../calendar/catalogue/national.calendar.json', import.meta.url), 'utf8')) as {
  readonly years: readonly (Omit<Extract<CalendarEvent, { type: 'calendar.YearPublished' }>['data'], 'calendar'>)[];
};

export const publishedYears = (...years: readonly number[]): CalendarEvent[] =>
  shipped.years.filter(({ year }) => years.includes(year)).map((content) => ({ type: 'calendar.YearPublished', validAt: String(content.year), data: { calendar: nationalCalendar, ...content } }));

export const calendarYears = publishedYears(2025, 2026);

export const calendarOf = (events: readonly CalendarEvent[]): WorkingCalendar =>
  events.map((event) => recorded(event.type, event.data, { stream: calendarStream(nationalCalendar) })).reduce((state, event) => workingCalendar.evolve(state, event as never), workingCalendar.initial);

export const calendar = calendarOf(calendarYears);

// Rules of escalation.

const toLead: EscalationRule['recipients'] = [{ role: 'reporter', of: 'lead' }];
const rule = (level: EscalationLevel, when: EscalationRule['when'], recipients = toLead): EscalationRule => ({
  level, when, recipients, text: { zh: `问题{number}《{title}》：{unit}，期限{due}`, en: `Finding {number} “{title}” of {unit}, due {due}` },
});

export const escalationRules: EscalationRule[] = [
  rule('reminder', [{ kind: 'before-due', days: 3, dayKind: 'working' }]),
  rule('blue', [{ kind: 'before-due', days: 1, dayKind: 'working' }]),
  rule('yellow', [{ kind: 'overdue', days: 0, dayKind: 'calendar' }, { kind: 'not-acknowledged', days: 0, dayKind: 'calendar' }], [...toLead, { role: 'reporter', of: 'supporting' }]),
  rule('red', [{ kind: 'overdue', days: 7, dayKind: 'calendar' }, { kind: 'returned', times: 2 }], [...toLead, { role: 'bureau', of: 'city' }]),
  rule('talk', [{ kind: 'overdue', days: 15, dayKind: 'calendar' }, { kind: 'returned', times: 3 }, { kind: 'behind-months', months: 2 }], [...toLead, { role: 'leadership', of: 'city' }]),
  rule('listed', [{ kind: 'overdue', days: 30, dayKind: 'calendar' }], [{ role: 'leadership', of: 'city' }]),
  rule('referred', [{ kind: 'overdue', days: 60, dayKind: 'calendar' }], [{ role: 'leadership', of: 'city' }]),
];

export const adoptedPolicy = (rules: EscalationRule[] = escalationRules, version = 1): EscalationPolicyEvent => ({
  type: 'supervision.EscalationPolicyAdopted', data: { policy: cityEscalationPolicy, version, document: '宁质发〔2025〕1号', rules },
});

export const policyOf = (...events: readonly EscalationPolicyEvent[]): EscalationPolicyState =>
  events.map((event) => recorded(event.type, event.data)).reduce((state, event) => escalationPolicy.evolve(state, event as never), escalationPolicy.initial);

export const policy = policyOf(adoptedPolicy());

/** What decisions that give a deadline are told, from facts. */
export const reckonedFrom = { calendar: calendarYears, policy: [adoptedPolicy()] };

/** The deadline that the fixture's calendar and rules give. */
export function deadline(due: Instant = dueAt, { from = now, kind = 'calendar', acknowledge }: { readonly from?: Instant; readonly kind?: Deadline['kind']; readonly acknowledge?: Instant } = {}): Deadline {
  const reckoned = deadlineOf(due, kind, from, { calendar, policy }, acknowledge);
  if (isRefusal(reckoned)) throw new Error(reckoned.refused);
  return reckoned;
}

// Facts of a finding.

type Name = FindingEvent['type'] extends `supervision.${infer N}` ? N : never;
export type FactOf<N extends Name> = Extract<FindingEvent, { readonly type: `supervision.${N}` }>;
type DataOf<N extends Name> = FactOf<N>['data'];

const builder = <N extends Name>(name: N, data: DataOf<N>) => (changes: Partial<DataOf<N>> = {}): FactOf<N> => ({ type: `supervision.${name}`, data: { ...data, ...changes } }) as unknown as FactOf<N>;
const unit = 'xuanwu';
const about = { finding, unit };

export const draftedFinding = builder('FindingDrafted', { finding, content: content() });
export const redraftedFinding = builder('FindingRedrafted', { finding, content: content({ title: '电梯检验超期（修改）' }) });
export const discardedFinding = builder('FindingDiscarded', { finding, reason: '重复' });
export const issuedFinding = builder('FindingIssued', { finding, number, content: content(), deadline: deadline(dueAt, { acknowledge: acknowledgeBy }), acknowledgeBy });
export const acknowledged = builder('FindingAcknowledged', { ...about, late: false });
export const contestedAssignment = builder('AssignmentContested', { ...about, ground: 'not-ours', reason: '不属本区职责', evidence: [] });
export const upheldAssignment = builder('AssignmentUpheld', { ...about, reason: '属地管理', deadline: deadline(dueAt, { acknowledge: acknowledgeBy }), acknowledgeBy });
export const reassignedFinding = builder('FindingReassigned', {
  finding, from: { unit, supporting: ['finance'], dueAt }, unit: 'qinhuai', supporting: ['finance'], reason: '职责调整', deadline: deadline(dueAt, { acknowledge: acknowledgeBy }), acknowledgeBy,
});
export const plannedRectification = builder('RectificationPlanned', { ...about, causes: '台账不全', measures: [{ what: '补检 6 台', who: '特种设备科', by: '2025-03-20' }], evidence: [] });
export const progressedRectification = builder('RectificationProgressed', { ...about, percent: '50', summary: '已补检 3 台', evidence: [] });
export const supportReported = builder('SupportReported', { finding, unit: 'finance', summary: '经费已拨付', evidence: [] });
export const requestedExtension = builder('ExtensionRequested', { ...about, reasonCode: 'depends-on-others', reason: '检验机构排期', progress: '已补检 3 台', until: '2025-04-30', count: 1, approver: 'inspector' });
export const grantedExtension = builder('ExtensionGranted', { ...about, count: 1, from: dueAt, deadline: deadline(later) });
export const refusedExtension = builder('ExtensionRefused', { ...about, reason: '可协调其他机构' });
export const reportedFinding = builder('RectificationReported', {
  ...about, problem: '6 台电梯检验超期', measures: '逐台补检', results: '6 台全部检验合格', evidence, without: [], late: false, dueAt,
});
export const returnedRectification = builder('RectificationReturned', { ...about, verdict: 'partly-done', reason: '2 台未见报告', count: 1, deadline: deadline(later, { from: '2025-03-31T02:00:00.000Z' }) });
export const closedFinding = builder('FindingClosed', { ...about, opinion: '同意销号', onTime: true, followUpOn: '2025-09-30' });
export const heldFollowUp = builder('FollowUpHeld', { ...about, result: 'consolidated', facts: '复查 6 台均在有效期内', evidence });
export const reopenedFinding = builder('FindingReopened', { ...about, reason: '又有 2 台超期', count: 1, deadline: deadline(later) });
export const suspendedFinding = builder('FindingSuspended', { ...about, reason: '政策调整', authority: '宁府〔2025〕3号', daysLeft: 28 });
export const resumedFinding = builder('FindingResumed', { ...about, reason: '政策已明确', deadline: deadline(later) });
export const escalatedFinding = builder('FindingEscalated', {
  finding, number, unit, level: 'red', trigger: 'overdue', dueAt, policy: { code: cityEscalationPolicy, version: 1 }, recipients: [{ role: 'reporter', unit }], text: { zh: '红牌督办', en: 'Red card' },
});
export const listedFinding = builder('FindingListed', { ...about, leader: 'p-100', requirement: '4 月底前整改到位', publishedIn: '市政府网站', document: '宁府督〔2025〕2号' });
export const delistedFinding = builder('FindingDelisted', { ...about, opinion: '整改到位', document: '宁府督〔2025〕5号', evidence });
export const withdrawnFinding = builder('FindingWithdrawn', { ...about, reason: '交办有误', authority: '宁质发〔2025〕8号' });
export const contestedEffect = builder('EffectContested', { ...about, effects: ['overdue'], reason: '延期申请已获口头同意', evidence: [] });
export const liftedEffect = builder('EffectLifted', { ...about, effects: ['overdue'], reason: '情况属实', authority: '宁质发〔2025〕9号' });
export const upheldEffect = builder('EffectUpheld', { ...about, effects: ['overdue'], reason: '无书面依据' });

export const givenNumber = (changes: Partial<NumberSeriesEvent['data']> = {}): NumberSeriesEvent => ({
  type: 'supervision.NumberGiven', data: { series: orderSeries, year: 2025, number: 12, to: findingStream(finding), ...changes },
});

/** A fact, and by whom and when it was recorded. */
export type Step = FindingEvent | readonly [event: FindingEvent, by: string, at?: Instant];

/** Facts of a finding as the log holds them, where it matters who recorded them and when. Days of specs begin in office hours of 3 March 2025. */
export function recordedSteps(...steps: readonly Step[]): RecordedEvent<FindingEvent>[] {
  return steps.map((step, index) => {
    const [event, actor = 'tester', at] = 'type' in step ? [step] : step;
    const recordedAt = at ?? new Date(Date.parse(now) + index * 60_000).toISOString();
    return recorded(event.type, event.data, { stream: findingStream(finding), position: index + 1, revision: index, recordedAt, meta: { actor } }) as RecordedEvent<FindingEvent>;
  });
}

/** The state that facts leave. */
export const stateAfter = (...steps: readonly Step[]): FindingState => recordedSteps(...steps).reduce((state, event) => findingFold.evolve(state, event as never), findingFold.initial);

/** The state of an issued finding that facts leave. */
export function issuedAfter(...steps: readonly Step[]): IssuedFinding {
  const state = stateAfter(...steps);
  if (!('number' in state)) throw new Error('the finding was not issued');
  return state;
}

// What a draft is checked against.

export const registeredUnit = (code: string): UnitEvent => ({
  type: 'units.UnitRegistered', data: { code, name: { zh: '玄武区', en: 'Xuanwu District' }, kind: 'district', aliases: [], order: 1, from: '2023-12-18' },
});
export const closedUnit = (code: string): UnitEvent => ({ type: 'units.UnitClosed', data: { code, from: '2025-01-01', document: '宁编〔2025〕1号' } });

export const planFacts: PlanEvent[] = [
  {
    type: 'plan.PlanAdopted',
    data: { plan, title: { zh: '方案', en: 'Plan' }, issuers: [], date: '2023-12-18', approvedBy: [], basis: [], horizonYears: [2025], overallRequirements: [], chapters: [], catalogue: '' },
  },
  { type: 'plan.MeasureDefined', data: { plan, no: 1, chapter: 1, title: '特种设备安全', text: '加强电梯检验', responsibleUnits: [], open: false } },
  {
    type: 'plan.IndicatorDefined',
    data: {
      plan,
      card: {
        code: 'elevator-inspection', name: { zh: '电梯定期检验率', en: 'Elevators inspected in time' }, measure: 1, kind: 'quantitative', measurementUnit: '%', decimals: 1, direction: 'higher-better',
        frequency: 'quarter', accumulation: 'latest', releaseLagDays: 15, reportedBy: ['xuanwu'], verifier: 'market-regulation', evidenceRequired: false, range: {}, sourceQuote: '电梯定期检验率', needsThreshold: false,
      },
    },
  },
];

/** What a draft of the fixture's content is told, from facts. */
export const draftFacts = { 'unit.xuanwu': [registeredUnit('xuanwu')], 'unit.finance': [registeredUnit('finance')], plan: planFacts };
