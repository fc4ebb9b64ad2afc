import { z } from 'zod';
import { defineEvents, type EventsOf } from '#engine/kernel';
import { evidenceReference } from '#domain/reporting';

// Names and schemas here are storage format: a change means a new version with an upcaster and a golden file.

/** How grave a finding is: 一般 · 较重 · 重大. A scheme's deduction rules name these codes. */
export const severities = ['general', 'serious', 'major'] as const;
export type Severity = (typeof severities)[number];

/** 紧急程度: 平件 · 急件 · 特急. */
export const urgencies = ['ordinary', 'urgent', 'extra-urgent'] as const;
export type Urgency = (typeof urgencies)[number];

/** Where a finding comes from: 批示 · 会议 · 督查活动 · 实地核查 · 考核 · 媒体 · 指标填报 · 措施任务 · 重大事项 · 时序预警 · 其他. */
export const findingSources = ['instruction', 'meeting', 'campaign', 'site-check', 'assessment', 'media', 'report', 'measure', 'matter', 'progress', 'other'] as const;
export type FindingSource = (typeof findingSources)[number];

/** Levels of escalation, lowest first: 提醒 · 蓝牌 · 黄牌 · 红牌 · 约谈 · 挂牌督办 · 移交. */
export const escalationLevels = ['reminder', 'blue', 'yellow', 'red', 'talk', 'listed', 'referred'] as const;
export type EscalationLevel = (typeof escalationLevels)[number];

/** Why more time is asked for: 政策变化 · 不可抗力 · 依赖外单位 · 主观原因. */
export const extensionReasons = ['policy-change', 'force-majeure', 'depends-on-others', 'own-fault'] as const;

/** Who decides about an extension: the first is the inspector's, the second the bureau's, any later one the leadership's. */
export const extensionApprovers = ['inspector', 'bureau', 'leadership'] as const;

/** How long a unit has: until the end of a date, or so many days after the order is issued. */
export const timeAllowed = z.union([
  z.strictObject({ on: z.string() }),
  z.strictObject({ days: z.int().min(1).max(3_650), kind: z.enum(['calendar', 'working']) }),
]);
export type TimeAllowed = z.output<typeof timeAllowed>;

/** What a supervision order says, as printed on the form 督办单. */
export const findingContent = z.strictObject({
  title: z.string(),
  /** 问题: the facts found. */
  problem: z.string(),
  severity: z.enum(severities),
  urgency: z.enum(urgencies),
  /** `ref` is the stream of what it was raised from, `document` the number of a paper. */
  source: z.strictObject({ kind: z.enum(findingSources), ref: z.string().optional(), document: z.string().optional() }),
  /** 依据: the rule, measure or instruction that is not kept. */
  basis: z.string(),
  /** 要求. */
  requirement: z.string(),
  /** 反馈方式. */
  feedback: z.string().optional(),
  /** 牵头（责任）单位: answers for the finding, also where others support. */
  unit: z.string(),
  /** 配合单位. */
  supporting: z.array(z.string()),
  /** 责任领导, by reference to the registry of persons. */
  responsibleLeader: z.string().optional(),
  /** 联系人, by reference to the registry of persons. */
  contact: z.string().optional(),
  plan: z.string().optional(),
  measure: z.union([z.int().min(1), z.literal('general')]).optional(),
  indicator: z.string().optional(),
  period: z.string().optional(),
  campaign: z.string().optional(),
  /** The finding of which this is the same matter again. */
  repeats: z.string().optional(),
  remark: z.string().optional(),
  due: timeAllowed,
});
export type FindingContent = z.output<typeof findingContent>;

/**
 * A due time with what follows when it comes near and passes. It is reckoned once, when the deadline is given, by the calendar and
 * the escalation policy of that moment: "was it late?" has the same answer for ever.
 */
export const deadline = z.strictObject({
  /** Last instant in time: the end of the last day in the city. */
  dueAt: z.string(),
  /** Kind of days in which pauses are reckoned. */
  kind: z.enum(['calendar', 'working']),
  policy: z.strictObject({ code: z.string(), version: z.int().min(1) }),
  /** When each level is raised unless the matter is settled before; earliest first. */
  steps: z.array(z.strictObject({ level: z.enum(escalationLevels), at: z.string(), trigger: z.string() })),
});
export type Deadline = z.output<typeof deadline>;

const about = { finding: z.string() };
const evidence = z.array(evidenceReference);

export const findingEvents = defineEvents({
  'supervision.FindingDrafted': {
    version: 1,
    title: { zh: '问题拟稿', en: 'Finding drafted' },
    data: z.strictObject({ ...about, content: findingContent }),
  },
  'supervision.FindingRedrafted': {
    version: 1,
    title: { zh: '问题拟稿修改', en: 'Draft of a finding changed' },
    data: z.strictObject({ ...about, content: findingContent }),
  },
  'supervision.FindingDiscarded': {
    version: 1,
    title: { zh: '问题拟稿作废', en: 'Draft of a finding discarded' },
    data: z.strictObject({ ...about, reason: z.string() }),
  },
  'supervision.FindingIssued': {
    version: 1,
    title: { zh: '问题交办', en: 'Finding issued' },
    data: z.strictObject({
      ...about,
      /** Number of the order as printed: `〔2025〕督字第12号`. */
      number: z.string(),
      content: findingContent, deadline,
      /** Until when the unit acknowledges or contests: two working days. */
      acknowledgeBy: z.string(),
    }),
  },
  'supervision.FindingAcknowledged': {
    version: 1,
    title: { zh: '签收', en: 'Finding acknowledged' },
    data: z.strictObject({ ...about, unit: z.string(), contact: z.string().optional(), late: z.boolean() }),
  },
  'supervision.AssignmentContested': {
    version: 1,
    title: { zh: '交办异议', en: 'Assignment contested' },
    data: z.strictObject({ ...about, unit: z.string(), ground: z.enum(['not-ours', 'due-date', 'facts']), reason: z.string(), proposedUnit: z.string().optional(), evidence }),
  },
  'supervision.AssignmentUpheld': {
    version: 1,
    title: { zh: '维持交办', en: 'Assignment upheld' },
    data: z.strictObject({ ...about, unit: z.string(), reason: z.string(), deadline, acknowledgeBy: z.string() }),
  },
  'supervision.FindingReassigned': {
    version: 1,
    title: { zh: '改派', en: 'Finding reassigned' },
    data: z.strictObject({
      ...about, from: z.strictObject({ unit: z.string(), supporting: z.array(z.string()), dueAt: z.string() }),
      unit: z.string(), supporting: z.array(z.string()), responsibleLeader: z.string().optional(), reason: z.string(), deadline, acknowledgeBy: z.string(),
    }),
  },
  'supervision.RectificationPlanned': {
    version: 1,
    title: { zh: '整改方案', en: 'Rectification planned' },
    data: z.strictObject({
      ...about, unit: z.string(), causes: z.string(),
      /** 措施清单、责任清单、时限清单 in one. */
      measures: z.array(z.strictObject({ what: z.string(), who: z.string(), by: z.string() })).min(1),
      evidence,
    }),
  },
  'supervision.RectificationProgressed': {
    version: 1,
    title: { zh: '整改进展', en: 'Rectification progressed' },
    data: z.strictObject({ ...about, unit: z.string(), percent: z.string(), summary: z.string(), nextStep: z.string().optional(), evidence }),
  },
  'supervision.SupportReported': {
    version: 1,
    title: { zh: '配合单位报送', en: 'Supporting unit reported to the lead' },
    data: z.strictObject({ ...about, unit: z.string(), summary: z.string(), evidence }),
  },
  'supervision.ExtensionRequested': {
    version: 1,
    title: { zh: '申请延期', en: 'Extension requested' },
    data: z.strictObject({
      ...about, unit: z.string(), reasonCode: z.enum(extensionReasons), reason: z.string(), progress: z.string(), until: z.string(),
      /** 1 for the first request that would be granted. */
      count: z.int().min(1), approver: z.enum(extensionApprovers),
    }),
  },
  'supervision.ExtensionGranted': {
    version: 1,
    title: { zh: '同意延期', en: 'Extension granted' },
    data: z.strictObject({ ...about, unit: z.string(), count: z.int().min(1), from: z.string(), deadline, opinion: z.string().optional() }),
  },
  'supervision.ExtensionRefused': {
    version: 1,
    title: { zh: '不同意延期', en: 'Extension refused' },
    data: z.strictObject({ ...about, unit: z.string(), reason: z.string() }),
  },
  'supervision.RectificationReported': {
    version: 1,
    title: { zh: '整改报告', en: 'Rectification reported' },
    data: z.strictObject({
      ...about, unit: z.string(), problem: z.string(), measures: z.string(), results: z.string(), evidence,
      /** 长效机制. */
      lasting: z.string().optional(),
      /** Supporting units that have not reported, and why the lead answers without them. */
      without: z.array(z.strictObject({ unit: z.string(), reason: z.string() })),
      /** Whether it came after the due time that held. */
      late: z.boolean(), dueAt: z.string(),
    }),
  },
  'supervision.RectificationReturned': {
    version: 1,
    title: { zh: '退回重改', en: 'Rectification returned' },
    data: z.strictObject({ ...about, unit: z.string(), verdict: z.enum(['partly-done', 'not-done']), reason: z.string(), count: z.int().min(1), deadline }),
  },
  'supervision.FindingClosed': {
    version: 1,
    title: { zh: '销号', en: 'Finding closed' },
    data: z.strictObject({
      ...about, unit: z.string(), opinion: z.string(),
      /** Whether the report that closed it was in time by the deadline it was due. */
      onTime: z.boolean(),
      /** 回头看 date. */
      followUpOn: z.string().optional(),
    }),
  },
  'supervision.FollowUpHeld': {
    version: 1,
    title: { zh: '回头看', en: 'Follow-up held' },
    data: z.strictObject({ ...about, unit: z.string(), result: z.enum(['consolidated', 'relapsed']), facts: z.string(), evidence }),
  },
  'supervision.FindingReopened': {
    version: 1,
    title: { zh: '反弹重开', en: 'Finding reopened after a relapse' },
    data: z.strictObject({ ...about, unit: z.string(), reason: z.string(), count: z.int().min(1), deadline }),
  },
  'supervision.FindingSuspended': {
    version: 1,
    title: { zh: '挂起', en: 'Finding suspended' },
    data: z.strictObject({
      ...about, unit: z.string(), reason: z.string(), authority: z.string(),
      /** Days of the deadline's kind that were left. */
      daysLeft: z.int(),
    }),
  },
  'supervision.FindingResumed': {
    version: 1,
    title: { zh: '恢复办理', en: 'Finding resumed' },
    data: z.strictObject({ ...about, unit: z.string(), reason: z.string(), deadline }),
  },
  'supervision.FindingEscalated': {
    version: 1,
    title: { zh: '督办升级', en: 'Finding escalated' },
    data: z.strictObject({
      ...about, number: z.string(), unit: z.string(), level: z.enum(escalationLevels),
      /** `before-due`, `overdue`, `returned`, `not-acknowledged`, or `by-hand`. */
      trigger: z.string(),
      /** The due time it refers to. */
      dueAt: z.string(),
      policy: z.strictObject({ code: z.string(), version: z.int().min(1) }),
      recipients: z.array(z.strictObject({ role: z.string(), unit: z.string().optional() })),
      text: z.strictObject({ zh: z.string(), en: z.string() }),
      reason: z.string().optional(),
    }),
  },
  'supervision.FindingListed': {
    version: 1,
    title: { zh: '挂牌督办', en: 'Finding listed publicly' },
    data: z.strictObject({ ...about, unit: z.string(), leader: z.string(), requirement: z.string(), publishedIn: z.string(), document: z.string() }),
  },
  'supervision.FindingDelisted': {
    version: 1,
    title: { zh: '摘牌', en: 'Finding delisted' },
    data: z.strictObject({ ...about, unit: z.string(), opinion: z.string(), document: z.string(), evidence }),
  },
  'supervision.FindingWithdrawn': {
    version: 1,
    title: { zh: '撤销交办', en: 'Finding withdrawn' },
    data: z.strictObject({ ...about, unit: z.string(), reason: z.string(), authority: z.string() }),
  },
  'supervision.EffectContested': {
    version: 1,
    title: { zh: '申请复核扣分依据', en: 'Effect on the score contested' },
    data: z.strictObject({ ...about, unit: z.string(), effects: z.array(z.string()).min(1), reason: z.string(), evidence }),
  },
  'supervision.EffectLifted': {
    version: 1,
    title: { zh: '取消扣分依据', en: 'Effect on the score lifted' },
    data: z.strictObject({ ...about, unit: z.string(), effects: z.array(z.string()).min(1), reason: z.string(), authority: z.string() }),
  },
  'supervision.EffectUpheld': {
    version: 1,
    title: { zh: '维持扣分依据', en: 'Effect on the score upheld' },
    data: z.strictObject({ ...about, unit: z.string(), effects: z.array(z.string()).min(1), reason: z.string() }),
  },
});
export type FindingEvent = EventsOf<typeof findingEvents>;

/** The stream of a finding. */
export const findingStream = (finding: string): string => `finding-${finding}`;
