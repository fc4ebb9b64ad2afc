import { addDays, cityDate, type Actor, type DateText, type Instant } from '#engine/kernel';
import type { CommandItem } from '#engine/commands';
import { nationalCalendar } from '#domain/calendar';
import { findingStream } from '#domain/supervision';
import { commandsOfCalendar, shippedCalendar } from '../../../libs/domain/calendar/catalogue/shipped-calendar.js';
import { publishYear } from '../../../libs/domain/calendar/publish-year/publish-year.js';
import { acknowledgeFinding } from '../../../libs/domain/supervision/answer-assignment/acknowledge-finding.js';
import { contestAssignment } from '../../../libs/domain/supervision/answer-assignment/contest-assignment.js';
import { upholdAssignment } from '../../../libs/domain/supervision/answer-assignment/uphold-assignment.js';
import { closeFinding } from '../../../libs/domain/supervision/check-rectification/close-finding.js';
import { returnRectification } from '../../../libs/domain/supervision/check-rectification/return-rectification.js';
import { draftFinding } from '../../../libs/domain/supervision/draft-finding/draft-finding.js';
import { adoptEscalationPolicy } from '../../../libs/domain/supervision/escalation/adopt-policy.js';
import { defaultRules } from '../../../libs/domain/supervision/escalation/default-policy.js';
import { grantExtension } from '../../../libs/domain/supervision/extend-deadline/grant-extension.js';
import { requestExtension } from '../../../libs/domain/supervision/extend-deadline/request-extension.js';
import { holdFollowUp } from '../../../libs/domain/supervision/follow-up/hold-follow-up.js';
import { issueFinding } from '../../../libs/domain/supervision/issue-finding/issue-finding.js';
import { giveNumber, orderSeries } from '../../../libs/domain/supervision/number-series/give-number.js';
import { planRectification } from '../../../libs/domain/supervision/plan-rectification/plan-rectification.js';
import { reportRectificationProgress } from '../../../libs/domain/supervision/plan-rectification/report-progress.js';
import { reportSupport } from '../../../libs/domain/supervision/plan-rectification/report-support.js';
import { reportRectification } from '../../../libs/domain/supervision/report-rectification/report-rectification.js';
import { resumeFinding } from '../../../libs/domain/supervision/suspend-finding/resume-finding.js';
import { suspendFinding } from '../../../libs/domain/supervision/suspend-finding/suspend-finding.js';
import { demoEvidence } from './demo-evidence.js';
import { pastFindings, presentFindings, type DemoFinding, type FindingStep } from './demo-findings.js';
import { morning, type Act, type Cast } from './story.js';

/** What supervision needs before it begins: the years' working calendars as they were published, and the rules of escalation. */
export function* rulesOfSupervision({ bureau }: Cast, now: Instant): Generator<Act> {
  const published: Readonly<Record<number, DateText>> = { 2023: '2023-12-18', 2024: '2023-12-18', 2025: '2024-11-13', 2026: '2025-11-05' };
  for (const item of commandsOfCalendar()) yield { at: morning(published[item.command.year]!, 90), by: bureau, items: [item] };
  const last = Math.max(...shippedCalendar().years.map(({ year }) => year));
  // A demo that is started in a later year must run too; the notices of those years are not known here.
  for (let year = last + 1; year <= Number(cityDate(now).slice(0, 4)); year += 1) {
    const document = `演示文号：${year}年演示日历`;
    yield { at: now, by: bureau, items: [{ definition: publishYear, command: { calendar: nationalCalendar, year, document, source: '演示数据：仅区分周末，不是国务院办公厅通知', daysOff: [], makeUpDays: [] } }] };
  }
  yield { at: morning('2024-01-08'), by: bureau, authority: '演示文号 宁质委〔2024〕2号', items: [{ definition: adoptEscalationPolicy, command: { policy: 'city', rules: defaultRules } }] };
}

/** Findings of the past years, and those that are under way when the demo city starts. */
export function* findingsUntil(cast: Cast, now: Instant): Generator<Act> {
  const today = cityDate(now);
  for (const finding of [...pastFindings, ...presentFindings((days) => addDays(today, -days))]) yield* courseOf(finding, cast, now);
}

function* courseOf({ code, issuedOn, content, steps }: DemoFinding, cast: Cast, now: Instant): Generator<Act> {
  const at = (on: DateText, minutes: number): Instant => (morning(on, minutes) < now ? morning(on, minutes) : now);
  yield { at: at(issuedOn, 0), by: cast.inspector, items: [{ definition: draftFinding, command: { finding: code, content } }] };
  if (steps.some(({ act }) => act === 'draft-only')) return;
  const { unit, supporting } = content;
  const year = Number(issuedOn.slice(0, 4));
  const number = { series: orderSeries, year, to: findingStream(code), unit };
  yield { at: at(issuedOn, 20), by: cast.inspector, items: [{ definition: giveNumber, command: number }, { definition: issueFinding, command: { finding: code, year, unit, supporting } }] };
  for (const step of steps) yield { at: at(step.on, 60), ...actOf(step, code, content, cast) };
}

type StepAct = Pick<Act, 'by' | 'items' | 'reason' | 'authority'>;
type Content = DemoFinding['content'];

function actOf(step: FindingStep, finding: string, { unit, supporting, problem, requirement }: Content, cast: Cast): StepAct {
  const [ofUnit, evidence] = [cast.reporter(unit), [demoEvidence(unit)]];
  const by = (actor: Actor, definition: CommandItem['definition'], command: object, more: Partial<StepAct> = {}): StepAct => ({ by: actor, items: [{ definition, command: { finding, ...command } }], ...more });
  switch (step.act) {
    case 'acknowledge':
      return by(ofUnit, acknowledgeFinding, { unit });
    case 'plan':
      return by(ofUnit, planRectification, { unit, causes: '日常核查不到位，责任未落实到人。', measures: [{ what: requirement, who: '分管处室', by: addDays(step.on, 3) }], evidence });
    case 'progress':
      return by(ofUnit, reportRectificationProgress, { unit, percent: step.percent, summary: '按整改方案推进。', evidence: [] });
    case 'support':
      return { by: cast.reporter(supporting[0]!), items: supporting.map((code) => ({ definition: reportSupport, command: { finding, unit: code, summary: '已完成配合事项。', evidence: [demoEvidence(code)] } })) };
    case 'contest':
      return by(ofUnit, contestAssignment, { unit, ground: 'facts', evidence }, { reason: step.reason });
    case 'uphold':
      return by(cast.bureau, upholdAssignment, {}, { reason: step.reason });
    case 'extend':
      return by(ofUnit, requestExtension, { unit, reasonCode: 'depends-on-others', progress: '已完成过半，部分事项需外单位配合。', until: step.until }, { reason: '检测机构排期靠后。' });
    case 'grant':
      return by(cast.inspector, grantExtension, { opinion: '同意延期，不再顺延。' });
    case 'report':
      return by(ofUnit, reportRectification, { unit, problem, measures: requirement, results: '已逐项完成整改，记录齐全。', evidence, lasting: '纳入季度自查。', without: [] });
    case 'return':
      return by(cast.inspector, returnRectification, { verdict: 'partly-done', due: step.due }, { reason: step.reason });
    case 'close':
      return by(cast.inspector, closeFinding, { opinion: '措施与问题对应，成效可核，佐证齐全，同意销号。', test: { facts: true, measures: true, results: true, evidence: true }, ...(step.followUpOn === undefined ? {} : { followUpOn: step.followUpOn }) });
    case 'follow-up':
      return by(cast.inspector, holdFollowUp, step.relapsed ? { result: 'relapsed', facts: '复查发现同一问题再次出现。', evidence: [], due: step.relapsed } : { result: 'consolidated', facts: '整改成效稳定。', evidence: [] });
    case 'suspend':
      return by(cast.bureau, suspendFinding, {}, { reason: step.reason, authority: '演示文号 宁质督函〔2025〕6号' });
    case 'resume':
      return by(cast.bureau, resumeFinding, {}, { reason: step.reason });
    case 'draft-only':
      return { by: cast.inspector, items: [] };
  }
}
