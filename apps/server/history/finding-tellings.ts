import { date, instant, list, named, text, unit, units, word, yesOrNo, type MaybeShown, type Shown } from '../../../libs/domain/history/change-history/shown.js';
import type { ToldField } from '../../../libs/domain/history/change-history/telling.js';
import { findingEvents, type Deadline, type FindingContent, type TimeAllowed } from '../../../libs/domain/supervision/finding.events.js';
import { levelNames } from '../../../libs/domain/supervision/escalation/level-names.js';
import { approverWords, contestGroundWords, effectWords, extensionReasonWords, findingStatusWords, followUpWords, severityWords, sourceWords, urgencyWords, verdictWords } from '../../words/supervision-words.js';
import { becomes, dueAtField, evidenceField, field, tellingsFor, type Words } from './telling-kit.js';

const triggerWords: Words = {
  'before-due': { zh: '临近期限', en: 'the due time is near' }, overdue: { zh: '逾期', en: 'overdue' }, returned: { zh: '被退回', en: 'returned' }, 'not-acknowledged': { zh: '未按时签收', en: 'not acknowledged in time' },
  'by-hand': { zh: '人工', en: 'by hand' }, 'behind-months': { zh: '连续落后于时序', en: 'behind for months' }, 'behind-quarter': { zh: '季末落后于时序', en: 'behind at the end of the quarter' },
};
const stateWords: Words = { ...findingStatusWords, suspended: { zh: '挂起', en: 'suspended' }, rectifying: { zh: '整改中', en: 'rectifying' } };
const listingWords: Words = { listed: { zh: '已挂牌', en: 'listed' }, delisted: { zh: '已摘牌', en: 'delisted' } };

export const findingTexts = { triggerWords, stateWords, listingWords };

interface About {
  readonly finding: string;
}
interface OfUnit extends About {
  readonly unit: string;
}
const finding = { kind: 'finding', key: (data: About) => data.finding, audience: 'findings' } as const;
const draft = { ...finding, audience: 'drafts' } as const;
const about = (data: About): Shown => named('finding', data.finding);
const says = (data: OfUnit): Readonly<Record<string, MaybeShown>> => ({ finding: about(data), unit: unit(data.unit) });
const reasoned = (data: OfUnit & { readonly reason: string }): Readonly<Record<string, MaybeShown>> => ({ ...says(data), reason: text(data.reason) });
const due = (data: { readonly deadline: Deadline }): Shown => instant(data.deadline.dueAt);
const deadlineField = <D extends { readonly deadline: Deadline }>(before?: (data: D) => MaybeShown): ToldField<D> => dueAtField(({ deadline }) => deadline.dueAt, before);

const allowed = (time: TimeAllowed): Shown =>
  'on' in time ? date(time.on) : { as: 'words', words: time.kind === 'working' ? { zh: `${time.days} 个工作日`, en: `${time.days} working days` } : { zh: `${time.days} 天`, en: `${time.days} days` } };

interface WithContent {
  readonly content: FindingContent;
}
const ofContent = (zh: string, en: string, show: (content: FindingContent) => MaybeShown): ToldField<WithContent> => field(zh, en, ({ content }) => show(content));
const contentFields = {
  title: ofContent('标题', 'title', ({ title }) => text(title)), problem: ofContent('问题', 'problem', ({ problem }) => text(problem)), severity: ofContent('严重程度', 'severity', ({ severity }) => word(severityWords, severity)),
  urgency: ofContent('紧急程度', 'urgency', ({ urgency }) => word(urgencyWords, urgency)), source: ofContent('来源', 'source', ({ source }) => word(sourceWords, source.kind)), basis: ofContent('依据', 'basis', ({ basis }) => text(basis)),
  requirement: ofContent('要求', 'requirement', ({ requirement }) => text(requirement)), feedback: ofContent('反馈方式', 'feedback', ({ feedback }) => text(feedback)), unit: ofContent('责任单位', 'unit in charge', (content) => unit(content.unit)),
  supporting: ofContent('配合单位', 'supporting units', ({ supporting }) => units(supporting)), leader: ofContent('责任领导', 'responsible leader', ({ responsibleLeader }) => text(responsibleLeader)),
  contact: ofContent('联系人', 'contact', ({ contact }) => text(contact)), measure: ofContent('措施', 'measure', ({ measure }) => text(measure)), indicator: ofContent('指标', 'indicator', ({ indicator }) => text(indicator)),
  remark: ofContent('备注', 'remark', ({ remark }) => text(remark)),
} as const;
const draftFields = { ...contentFields, allowed: ofContent('时限', 'time allowed', (content) => allowed(content.due)) } as const;
const drafted = ({ finding: code, content }: About & WithContent) => [{ of: 'finding', key: code, name: { zh: `“${content.title}”`, en: `“${content.title}”` } } as const];
const effects = (codes: readonly string[]): Shown => list(codes, (code) => word(effectWords, code));

export const findingTellings = tellingsFor(findingEvents, {
  'supervision.FindingDrafted': {
    ...draft, unit: ({ content }) => content.unit, sentence: { zh: '拟写{unit}的问题“{title}”（{severity}）', en: 'drafted the finding “{title}” about {unit} ({severity})' },
    says: ({ content }) => ({ unit: unit(content.unit), title: text(content.title), severity: word(severityWords, content.severity) }), fields: { ...draftFields, state: becomes(stateWords, 'draft') }, names: drafted,
  },
  'supervision.FindingRedrafted': {
    ...draft, unit: ({ content }) => content.unit, sentence: { zh: '修改{unit}的问题“{title}”的拟稿', en: 'changed the draft of the finding “{title}” about {unit}' },
    says: ({ content }) => ({ unit: unit(content.unit), title: text(content.title) }), fields: draftFields, names: drafted,
  },
  'supervision.FindingDiscarded': {
    ...draft, sentence: { zh: '作废问题{finding}的拟稿，理由：{reason}', en: 'discarded the draft of the finding {finding}, because: {reason}' }, says: (data) => ({ finding: about(data), reason: text(data.reason) }),
    fields: { state: becomes(stateWords, 'discarded') },
  },
  'supervision.FindingIssued': {
    ...finding, unit: ({ content }) => content.unit, period: ({ content }) => content.period,
    sentence: { zh: '向{unit}交办问题“{title}”（{number}，{severity}），限{due}前办结[，由{supporting}配合]', en: 'issued the finding “{title}” ({number}, {severity}) to {unit}, due {due}[, supported by {supporting}]' },
    says: ({ content, number, deadline }) => ({
      unit: unit(content.unit), title: text(content.title), number: text(number), severity: word(severityWords, content.severity), due: instant(deadline.dueAt), supporting: content.supporting.length === 0 ? undefined : units(content.supporting),
    }),
    fields: { ...contentFields, state: becomes(stateWords, 'issued'), due: deadlineField(), acknowledgeBy: field('签收期限', 'acknowledge by', ({ acknowledgeBy }) => instant(acknowledgeBy)), number: field('编号', 'number', ({ number }) => text(number)) },
    names: ({ finding: code, number }) => [{ of: 'finding', key: code, name: { zh: number, en: number } }],
    parties: ({ content }) => ({ join: [content.unit, ...content.supporting], leave: [] }),
  },
  'supervision.FindingAcknowledged': {
    ...finding, sentence: { zh: '代{unit}签收问题{finding}[（{late}）]', en: 'acknowledged the finding {finding} for {unit}[ ({late})]' },
    says: (data) => ({ ...says(data), late: data.late ? { as: 'words', words: { zh: '逾期签收', en: 'late' } } : undefined }), fields: { state: becomes(stateWords, 'acknowledged'), contact: field('联系人', 'contact', ({ contact }) => text(contact)) },
  },
  'supervision.AssignmentContested': {
    ...finding, sentence: { zh: '代{unit}对问题{finding}的交办提出异议（{ground}）：{reason}[，建议交由{proposed}]', en: 'contested the assignment of the finding {finding} for {unit} ({ground}): {reason}[; proposed: {proposed}]' },
    says: (data) => ({ ...reasoned(data), ground: word(contestGroundWords, data.ground), proposed: named('unit', data.proposedUnit) }), fields: { state: becomes(stateWords, 'contested'), evidence: evidenceField() },
  },
  'supervision.AssignmentUpheld': {
    ...finding, sentence: { zh: '维持向{unit}交办问题{finding}，限{due}前办结，理由：{reason}', en: 'upheld the assignment of the finding {finding} to {unit}, due {due}, because: {reason}' },
    says: (data) => ({ ...reasoned(data), due: due(data) }), fields: { state: becomes(stateWords, 'issued'), due: deadlineField() },
  },
  'supervision.FindingReassigned': {
    ...finding, sentence: { zh: '将问题{finding}由{from}改派{unit}，限{due}前办结，理由：{reason}', en: 'reassigned the finding {finding} from {from} to {unit}, due {due}, because: {reason}' },
    says: (data) => ({ ...reasoned(data), from: unit(data.from.unit), due: due(data) }),
    fields: {
      unit: field('责任单位', 'unit in charge', (data) => unit(data.unit), ({ from }) => unit(from.unit)), supporting: field('配合单位', 'supporting units', ({ supporting }) => units(supporting), ({ from }) => units(from.supporting)),
      leader: field('责任领导', 'responsible leader', ({ responsibleLeader }) => text(responsibleLeader)), due: deadlineField(({ from }) => instant(from.dueAt)), state: becomes(stateWords, 'issued'),
    },
    parties: ({ from, unit: lead, supporting }) => ({ join: [lead, ...supporting], leave: [from.unit, ...from.supporting].filter((one) => one !== lead && !supporting.includes(one)) }),
  },
  'supervision.RectificationPlanned': {
    ...finding, sentence: { zh: '代{unit}报送问题{finding}的整改方案（{count} 项措施）', en: 'filed the rectification plan of {unit} for the finding {finding} ({count} measures)' }, says: (data) => ({ ...says(data), count: text(data.measures.length) }),
    fields: { state: becomes(stateWords, 'rectifying'), causes: field('原因', 'causes', ({ causes }) => text(causes)), measures: field('措施清单', 'measures', ({ measures }) => list(measures, ({ what, who, by }) => text(`${what} (${who}, ${by})`))), evidence: evidenceField() },
  },
  'supervision.RectificationProgressed': {
    ...finding, sentence: { zh: '代{unit}报送问题{finding}的整改进展：{percent}%', en: 'reported the progress of {unit} on the finding {finding}: {percent} %' }, says: (data) => ({ ...says(data), percent: text(data.percent) }),
    fields: { percent: field('进度（%）', 'progress (%)', ({ percent }) => text(percent)), summary: field('进展情况', 'summary', ({ summary }) => text(summary)), evidence: evidenceField() },
  },
  'supervision.SupportReported': {
    ...finding, sentence: { zh: '代配合单位{unit}报送问题{finding}的配合情况', en: 'reported what {unit} contributed to the finding {finding}' }, says, fields: { support: field('配合情况', 'contribution', ({ summary }) => text(summary)), evidence: evidenceField() },
  },
  'supervision.ExtensionRequested': {
    ...finding,
    sentence: { zh: '代{unit}申请将问题{finding}延期至{until}（第 {count} 次，由{approver}审批，{code}）：{reason}', en: 'asked for more time for {unit} on the finding {finding} until {until} (request {count}, for {approver} to decide, {code}): {reason}' },
    says: (data) => ({ ...reasoned(data), until: date(data.until), count: text(data.count), approver: word(approverWords, data.approver), code: word(extensionReasonWords, data.reasonCode) }),
    fields: { asked: field('申请延期至', 'asked for until', ({ until }) => date(until)) },
  },
  'supervision.ExtensionGranted': {
    ...finding, sentence: { zh: '同意将{unit}的问题{finding}由{from}延期至{due}[，意见：{opinion}]', en: 'granted {unit} more time on the finding {finding}, from {from} to {due}[: {opinion}]' },
    says: (data) => ({ ...says(data), from: instant(data.from), due: due(data), opinion: text(data.opinion) }), fields: { due: deadlineField(({ from }) => instant(from)) },
  },
  'supervision.ExtensionRefused': { ...finding, sentence: { zh: '不同意{unit}的问题{finding}延期，理由：{reason}', en: 'refused {unit} more time on the finding {finding}, because: {reason}' }, says: reasoned },
  'supervision.RectificationReported': {
    ...finding, sentence: { zh: '代{unit}报送问题{finding}的整改报告[（{late}）]', en: 'reported the rectification of the finding {finding} by {unit}[ ({late})]' },
    says: (data) => ({ ...says(data), late: data.late ? { as: 'words', words: { zh: '逾期报送', en: 'late' } } : undefined }),
    fields: {
      state: becomes(stateWords, 'reported'), measures: field('整改措施', 'measures taken', ({ measures }) => text(measures)), results: field('整改结果', 'results', ({ results }) => text(results)), lasting: field('长效机制', 'lasting mechanism', ({ lasting }) => text(lasting)),
      late: field('是否逾期', 'late', ({ late }) => yesOrNo(late)), evidence: evidenceField(),
    },
  },
  'supervision.RectificationReturned': {
    ...finding, sentence: { zh: '退回{unit}的问题{finding}重改（{verdict}，第 {count} 次），限{due}前办结，理由：{reason}', en: 'returned the rectification of the finding {finding} to {unit} ({verdict}, return {count}), due {due}, because: {reason}' },
    says: (data) => ({ ...reasoned(data), verdict: word(verdictWords, data.verdict), count: text(data.count), due: due(data) }), fields: { state: becomes(stateWords, 'returned'), due: deadlineField(), returns: field('退回次数', 'returns', ({ count }) => text(count)) },
  },
  'supervision.FindingClosed': {
    ...finding, sentence: { zh: '将{unit}的问题{finding}销号，意见：{opinion}[，{on}回头看]', en: 'closed the finding {finding} of {unit}: {opinion}[; follow-up on {on}]' },
    says: (data) => ({ ...says(data), opinion: text(data.opinion), on: date(data.followUpOn) }), fields: { state: becomes(stateWords, 'closed'), onTime: field('按期办结', 'in time', ({ onTime }) => yesOrNo(onTime)), followUpOn: field('回头看日期', 'follow-up on', ({ followUpOn }) => date(followUpOn)) },
  },
  'supervision.FollowUpHeld': {
    ...finding, sentence: { zh: '对{unit}的问题{finding}开展回头看，结果：{result}', en: 'followed up the finding {finding} at {unit}: {result}' }, says: (data) => ({ ...says(data), result: word(followUpWords, data.result) }),
    fields: { followUp: field('回头看结果', 'follow-up', ({ result }) => word(followUpWords, result)), facts: field('回头看情况', 'facts', ({ facts }) => text(facts)), evidence: evidenceField() },
  },
  'supervision.FindingReopened': {
    ...finding, sentence: { zh: '因反弹重开{unit}的问题{finding}（第 {count} 次），限{due}前办结，理由：{reason}', en: 'reopened the finding {finding} of {unit} after a relapse (time {count}), due {due}, because: {reason}' },
    says: (data) => ({ ...reasoned(data), count: text(data.count), due: due(data) }), fields: { state: becomes(stateWords, 'rectifying'), due: deadlineField() },
  },
  'supervision.FindingSuspended': {
    ...finding, sentence: { zh: '依据{authority}挂起{unit}的问题{finding}（剩余 {days} 天），理由：{reason}', en: 'suspended the finding {finding} of {unit} under {authority} ({days} days left), because: {reason}' },
    says: (data) => ({ ...reasoned(data), authority: text(data.authority), days: text(data.daysLeft) }), fields: { state: becomes(stateWords, 'suspended') },
  },
  'supervision.FindingResumed': {
    ...finding, sentence: { zh: '恢复办理{unit}的问题{finding}，限{due}前办结，理由：{reason}', en: 'resumed the finding {finding} of {unit}, due {due}, because: {reason}' }, says: (data) => ({ ...reasoned(data), due: due(data) }),
    fields: { state: becomes(stateWords, 'rectifying'), due: deadlineField() },
  },
  'supervision.FindingEscalated': {
    ...finding, sentence: { zh: '将{unit}的问题{number}升级为{level}（{trigger}）[，理由：{reason}]', en: 'raised the finding {number} of {unit} to {level} ({trigger})[, because: {reason}]' },
    says: (data) => ({ unit: unit(data.unit), number: text(data.number), level: word(levelNames, data.level), trigger: word(triggerWords, data.trigger), reason: text(data.reason) }), fields: { level: field('督办级别', 'level', ({ level }) => word(levelNames, level)) },
  },
  'supervision.FindingListed': {
    ...finding, sentence: { zh: '依据{document}将{unit}的问题{finding}挂牌督办，刊载于{where}', en: 'listed the finding {finding} of {unit} publicly under {document}, published in {where}' },
    says: (data) => ({ ...says(data), document: text(data.document), where: text(data.publishedIn) }), fields: { listing: becomes(listingWords, 'listed'), requirement: field('挂牌要求', 'requirement of the listing', ({ requirement }) => text(requirement)) },
  },
  'supervision.FindingDelisted': {
    ...finding, sentence: { zh: '依据{document}将{unit}的问题{finding}摘牌，意见：{opinion}', en: 'delisted the finding {finding} of {unit} under {document}: {opinion}' }, says: (data) => ({ ...says(data), document: text(data.document), opinion: text(data.opinion) }),
    fields: { listing: becomes(listingWords, 'delisted'), evidence: evidenceField() },
  },
  'supervision.FindingWithdrawn': {
    ...finding, sentence: { zh: '依据{authority}撤销向{unit}交办的问题{finding}，理由：{reason}', en: 'withdrew the finding {finding} of {unit} under {authority}, because: {reason}' }, says: (data) => ({ ...reasoned(data), authority: text(data.authority) }),
    fields: { state: becomes(stateWords, 'withdrawn') },
  },
  'supervision.EffectContested': {
    ...finding, sentence: { zh: '代{unit}申请复核问题{finding}的扣分依据（{effects}）：{reason}', en: 'contested the effect of the finding {finding} on the score of {unit} ({effects}): {reason}' }, says: (data) => ({ ...reasoned(data), effects: effects(data.effects) }),
    fields: { contested: field('申请复核的扣分依据', 'contested effects', (data) => effects(data.effects)), evidence: evidenceField() },
  },
  'supervision.EffectLifted': {
    ...finding, sentence: { zh: '依据{authority}取消{unit}的问题{finding}的扣分依据（{effects}），理由：{reason}', en: 'lifted the effect of the finding {finding} on the score of {unit} ({effects}) under {authority}, because: {reason}' },
    says: (data) => ({ ...reasoned(data), effects: effects(data.effects), authority: text(data.authority) }), fields: { lifted: field('已取消的扣分依据', 'lifted effects', (data) => effects(data.effects)) },
  },
  'supervision.EffectUpheld': {
    ...finding, sentence: { zh: '维持{unit}的问题{finding}的扣分依据（{effects}），理由：{reason}', en: 'upheld the effect of the finding {finding} on the score of {unit} ({effects}), because: {reason}' }, says: (data) => ({ ...reasoned(data), effects: effects(data.effects) }),
    fields: { upheld: field('维持的扣分依据', 'upheld effects', (data) => effects(data.effects)) },
  },
});
