// Supervision facts that specs of scoring start from; product code never imports it.
import type { JsonObject } from '#engine/kernel';
import type { Deadline, FindingContent, FindingEvent, InterviewEvent, Severity } from '#domain/supervision';
import { content, plan, published } from '../scoring-examples.js';

/** Points of every kind, without caps, so that a deduction can be added up by hand. */
export const pointsOf = {
  finding: '0.1', unclosed: '0.25', overdue: { general: '0.5', serious: '1', major: '2' }, returned: '0.3', repeated: '0.7', relapsed: '1.5', listed: '2', talk: '0.4', 'late-report': '0.2',
} as const;

export const withDeductions = (of: JsonObject = content): JsonObject => {
  const [group] = of['groups'] as JsonObject[];
  const rules = Object.entries(pointsOf).map(([kind, points]): JsonObject => ({ code: kind, title: { zh: kind, en: kind }, kind, points }));
  return { ...of, groups: [{ ...group!, deductions: { rules } }] };
};

export const publishedWithDeductions = () => published(withDeductions());

const about = (finding: string, unit = 'xuanwu') => ({ finding, unit });
const policy = { code: 'city', version: 1 };
export const dueAt = '2025-06-30T15:59:59.999Z';
const deadlineOn = (due: string): Deadline => ({ dueAt: due, kind: 'calendar', policy, steps: [] });

export interface IssuedAs {
  readonly unit?: string;
  /** None: the finding names no plan. */
  readonly plan?: string | null;
  readonly severity?: Severity;
  readonly indicator?: string;
  readonly repeats?: string;
}

export const numberOf = (finding: string): string => `〔2025〕督字第${finding.replace(/\D/g, '')}号`;

const contentOf = ({ unit = 'xuanwu', plan: of = plan, severity = 'general', indicator, repeats }: IssuedAs): FindingContent => ({
  title: '台账不全', problem: '抽查三家企业无检验记录。', severity, urgency: 'ordinary', source: { kind: 'site-check' }, basis: '方案第 9 条', requirement: '补齐记录。',
  unit, supporting: [], due: { on: '2025-06-30' }, ...(of === null ? {} : { plan: of }), ...(indicator === undefined ? {} : { indicator }), ...(repeats === undefined ? {} : { repeats }),
});

export const issued = (finding: string, as: IssuedAs = {}): FindingEvent => ({
  type: 'supervision.FindingIssued', data: { finding, number: numberOf(finding), content: contentOf(as), deadline: deadlineOn(dueAt), acknowledgeBy: '2025-03-10T15:59:59.999Z' },
});

export const reassigned = (finding: string, from: string, unit: string): FindingEvent => ({
  type: 'supervision.FindingReassigned',
  data: { finding, from: { unit: from, supporting: [], dueAt }, unit, supporting: [], reason: '属地调整', deadline: deadlineOn(dueAt), acknowledgeBy: '2025-03-12T15:59:59.999Z' },
});

export const escalatedAsOverdue = (finding: string, due = dueAt): FindingEvent => ({
  type: 'supervision.FindingEscalated',
  data: { ...about(finding), number: numberOf(finding), level: 'yellow', trigger: 'overdue', dueAt: due, policy, recipients: [], text: { zh: '逾期', en: 'Overdue' } },
});

export const rectified = (finding: string, late = false, due = dueAt): FindingEvent => ({
  type: 'supervision.RectificationReported', data: { ...about(finding), problem: '缺记录', measures: '补记录', results: '补齐 3 份', evidence: [], without: [], late, dueAt: due },
});

export const sentBack = (finding: string, count = 1): FindingEvent => ({
  type: 'supervision.RectificationReturned', data: { ...about(finding), verdict: 'partly-done', reason: '仍缺一份', count, deadline: deadlineOn('2025-07-31T15:59:59.999Z') },
});

export const findingClosed = (finding: string): FindingEvent => ({ type: 'supervision.FindingClosed', data: { ...about(finding), opinion: '已整改到位', onTime: true } });

export const reopened = (finding: string, count = 1): FindingEvent => ({
  type: 'supervision.FindingReopened', data: { ...about(finding), reason: '回头看发现反弹', count, deadline: deadlineOn('2025-09-30T15:59:59.999Z') },
});

export const withdrawn = (finding: string): FindingEvent => ({ type: 'supervision.FindingWithdrawn', data: { ...about(finding), reason: '重复立项', authority: '宁质督〔2025〕5号' } });

export const listed = (finding: string): FindingEvent => ({
  type: 'supervision.FindingListed', data: { ...about(finding), leader: 'p-1', requirement: '三十日内摘牌', publishedIn: '政府网站', document: '宁质督〔2025〕6号' },
});

export const delisted = (finding: string): FindingEvent => ({ type: 'supervision.FindingDelisted', data: { ...about(finding), opinion: '已整改', document: '宁质督〔2025〕7号', evidence: [] } });

export const authority = '宁质复〔2025〕9号';
export const lifted = (finding: string, ...effects: string[]): FindingEvent => ({ type: 'supervision.EffectLifted', data: { ...about(finding), effects, reason: '复核成立', authority } });

export const interviewCalled = (interview: string, findings: string[], unit = 'xuanwu'): InterviewEvent => ({
  type: 'supervision.InterviewCalled',
  data: { interview, unit, findings, level: 'bureau', interviewer: 'u-1', interviewee: { person: 'p-2', post: '分管副区长' }, reason: '整改逾期', at: '2025-07-20T01:00:00.000Z', place: '市市场监管局' },
});

export const interviewHeld = (interview: string, heldAt = '2025-07-20T01:00:00.000Z', unit = 'xuanwu'): InterviewEvent => ({
  type: 'supervision.InterviewHeld',
  data: { interview, unit, heldAt, statement: '立即整改', commitments: [], minutes: [{ sha256: 'a'.repeat(64), name: '纪要.pdf', size: 1, type: 'application/pdf' }], signatures: { by: 'both' }, followUpReportDueOn: '2025-07-30' },
});
