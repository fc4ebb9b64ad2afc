import { Decimal } from 'decimal.js';
import { date, indicator, list, named, period as periodShown, text, texts, unit, word, type MaybeShown, type Shown } from '../../../libs/domain/history/change-history/shown.js';
import type { ToldField } from '../../../libs/domain/history/change-history/telling.js';
import { escalationPolicyEvents } from '../../../libs/domain/supervision/escalation/escalation-policy.events.js';
import { levelNames } from '../../../libs/domain/supervision/escalation/level-names.js';
import { matterEvents } from '../../../libs/domain/supervision/matter.events.js';
import { numberSeriesEvents } from '../../../libs/domain/supervision/number-series/number-series.events.js';
import { progressWarningEvents } from '../../../libs/domain/supervision/progress-warning/progress-warning.events.js';
import { rewardEvents } from '../../../libs/domain/supervision/reward.events.js';
import { matterKindWords, matterOutcomeWords, matterStatusWords, progressLightWords, rewardLevelWords, rewardStatusWords, severityWords, urgencyWords } from '../../words/supervision-words.js';
import { becomes, documentField, evidenceField, field, keyOf, tellingsFor, type Words } from './telling-kit.js';

const originWords: Words = { self: { zh: '自荐', en: 'by itself' }, bureau: { zh: '市市场监管局提名', en: 'by the bureau' } };
const verdictWords: Words = { passed: { zh: '通过', en: 'passed' }, returned: { zh: '退回', en: 'returned' } };
const objectionWords: Words = { upheld: { zh: '异议成立', en: 'upheld' }, dismissed: { zh: '异议不成立', en: 'dismissed' } };
const progressWords: Words = { behind: { zh: '落后', en: 'behind' }, 'caught-up': { zh: '已赶上', en: 'caught up' } };
const warningWords: Words = { 'behind-months': { zh: '连续落后于时序', en: 'behind for months' }, 'behind-quarter': { zh: '季末落后于时序', en: 'behind at the end of the quarter' } };
const handlingWords: Words = { note: { zh: '阅知', en: 'for information' }, finding: { zh: '转督查', en: 'to become a finding' } };
const publicWords: Words = { public: { zh: '社会公众', en: 'the public' } };
export const upwardsTexts = { originWords, verdictWords, objectionWords, progressWords, warningWords, handlingWords, publicWords };

type Says = Readonly<Record<string, MaybeShown>>;
interface OfMatter {
  readonly matter: string;
  readonly unit: string;
}
const matter = { kind: 'matter', key: (data: OfMatter) => data.matter, audience: 'matters' } as const;
const ofMatter = (data: OfMatter): Says => ({ matter: named('matter', data.matter), unit: unit(data.unit) });

export const matterTellings = tellingsFor(matterEvents, {
  'supervision.MatterReported': {
    ...matter, sentence: { zh: '代{unit}报送{kind}“{title}”（{urgency}）', en: 'filed the {kind} “{title}” of {unit} ({urgency})' },
    says: (data) => ({ ...ofMatter(data), kind: word(matterKindWords, data.kind), title: text(data.title), urgency: word(urgencyWords, data.urgency) }),
    fields: {
      title: field('标题', 'title', ({ title }) => text(title)), content: field('内容', 'content', ({ content }) => text(content)), sought: field('请示事项', 'decision sought', ({ decisionSought }) => text(decisionSought)),
      urgency: field('紧急程度', 'urgency', ({ urgency }) => word(urgencyWords, urgency)), documents: field('文号', 'documents', ({ documents }) => texts(documents)), state: becomes(matterStatusWords, 'reported'), evidence: evidenceField(),
    },
    names: ({ matter: code, title }) => [{ of: 'matter', key: code, name: { zh: `“${title}”`, en: `“${title}”` } }],
  },
  'supervision.MatterSupplemented': { ...matter, sentence: { zh: '代{unit}续报{matter}', en: 'supplemented {matter} for {unit}' }, says: ofMatter, fields: { supplement: field('续报内容', 'supplement', ({ content }) => text(content)), evidence: evidenceField() } },
  'supervision.MatterReturned': {
    ...matter, sentence: { zh: '退回{unit}的{matter}，理由：{reason}', en: 'returned {matter} to {unit}, because: {reason}' }, says: (data) => ({ ...ofMatter(data), reason: text(data.reason) }), fields: { state: becomes(matterStatusWords, 'returned') },
  },
  'supervision.InstructionGiven': {
    ...matter, sentence: { zh: '就{unit}的{matter}记录批示（{handling}）：{text}', en: 'recorded an instruction on {matter} of {unit} ({handling}): {text}' },
    says: (data) => ({ ...ofMatter(data), handling: word(handlingWords, data.handling), text: text(data.text) }),
    fields: {
      state: becomes(matterStatusWords, 'instructed'), instruction: field('批示', 'instruction', (data) => text(data.text)),
      // What it demands of another unit is for that unit and for those who see the whole city.
      finding: field('转督查', 'finding demanded', ({ finding }) => finding && list([finding.unit], unit)), severity: field('严重程度', 'severity', ({ finding }) => finding && word(severityWords, finding.severity)),
    },
    withheld: ['finding', 'severity'],
  },
  'supervision.MatterSettled': {
    ...matter, sentence: { zh: '办结{unit}的{matter}：{outcome}[（{document}）][，意见：{opinion}]', en: 'settled {matter} of {unit}: {outcome}[ ({document})][; {opinion}]' },
    says: (data) => ({ ...ofMatter(data), outcome: word(matterOutcomeWords, data.outcome), document: text(data.document), opinion: text(data.opinion) }),
    fields: { state: becomes(matterStatusWords, 'settled'), outcome: field('办理结果', 'outcome', ({ outcome }) => word(matterOutcomeWords, outcome)), document: documentField() },
  },
});

interface OfReward {
  readonly reward: string;
  readonly unit: string;
}
const reward = { kind: 'reward', key: (data: OfReward) => data.reward, audience: 'rewards' } as const;
const ofReward = (data: OfReward): Says => ({ reward: text(data.reward), unit: unit(data.unit) });
const rewarded = (state: string) => ({ state: field<OfReward>('状态', 'state', () => word(rewardStatusWords, state)) });

export const rewardTellings = tellingsFor(rewardEvents, {
  'supervision.RewardNominated': {
    ...reward, sentence: { zh: '提出{unit} {year} 年{level}督查激励“{item}”（{origin}）', en: 'nominated {unit} for the {level} reward of {year} “{item}” ({origin})' },
    says: (data) => ({ ...ofReward(data), year: text(data.year), level: word(rewardLevelWords, data.level), item: text(data.policyItem), origin: word(originWords, data.origin) }),
    fields: { ...rewarded('nominated'), item: field('激励事项', 'item', ({ policyItem }) => text(policyItem)), grounds: field('事由', 'grounds', ({ grounds }) => text(grounds)), form: field('激励形式', 'form', ({ form }) => text(form)), evidence: evidenceField() },
  },
  'supervision.RewardReviewed': {
    ...reward, sentence: { zh: '初审{unit}的督查激励（{reward}）：{verdict}，意见：{opinion}', en: 'reviewed the reward {reward} of {unit}: {verdict}; {opinion}' },
    says: (data) => ({ ...ofReward(data), verdict: word(verdictWords, data.verdict), opinion: text(data.opinion) }), fields: { state: field('状态', 'state', ({ verdict }) => word(rewardStatusWords, verdict)) },
  },
  'supervision.RewardRecommendedUp': {
    ...reward, sentence: { zh: '以{document}向{to}推荐{unit}的督查激励（{reward}）', en: 'recommended the reward {reward} of {unit} to {to} by {document}' }, says: (data) => ({ ...ofReward(data), to: text(data.to), document: text(data.document) }),
    fields: rewarded('recommended'),
  },
  'supervision.RewardPublicised': {
    ...reward, sentence: { zh: '公示{unit}的督查激励（{reward}），{from}至{to}，{where}', en: 'publicised the reward {reward} of {unit} from {from} to {to} in {where}' },
    says: (data) => ({ ...ofReward(data), from: date(data.from), to: date(data.to), where: text(data.where) }), fields: { ...rewarded('publicised'), until: field('公示至', 'publicised until', ({ to }) => date(to)) },
  },
  'supervision.RewardObjected': {
    ...reward, sentence: { zh: '登记{by}对{unit}的督查激励（{reward}）公示的异议：{content}', en: 'recorded an objection of {by} to the reward {reward} of {unit}: {content}' },
    says: (data) => ({ ...ofReward(data), by: data.by.kind === 'unit' ? unit(data.by.unit) : word(publicWords, 'public'), content: text(data.content) }),
    fields: { objection: field('异议', 'objection', ({ content }) => text(content)), evidence: evidenceField() },
  },
  'supervision.RewardObjectionSettled': {
    ...reward, sentence: { zh: '处理对{unit}的督查激励（{reward}）的异议：{outcome}，意见：{opinion}', en: 'settled the objection to the reward {reward} of {unit}: {outcome}; {opinion}' },
    says: (data) => ({ ...ofReward(data), outcome: word(objectionWords, data.outcome), opinion: text(data.opinion) }), fields: { settled: field('异议处理', 'objection settled', ({ outcome }) => word(objectionWords, outcome)) },
  },
  'supervision.RewardGranted': {
    ...reward, sentence: { zh: '登记{unit}于{on}获得督查激励（{reward}，{document}）：{form}[，{amount}]', en: 'recorded that {unit} was granted the reward {reward} on {on} ({document}): {form}[, {amount}]' },
    says: (data) => ({ ...ofReward(data), on: date(data.on), document: text(data.document), form: text(data.form), amount: data.amount && text(`${data.amount.value} ${data.amount.unit}`) }), fields: { ...rewarded('granted'), document: documentField() },
  },
  'supervision.RewardNotGranted': { ...reward, sentence: { zh: '登记{unit}未获督查激励（{reward}），理由：{reason}', en: 'recorded that {unit} was not granted the reward {reward}, because: {reason}' }, says: (data) => ({ ...ofReward(data), reason: text(data.reason) }), fields: rewarded('not-granted') },
  'supervision.RewardWithdrawn': { ...reward, sentence: { zh: '撤回对{unit}的督查激励推荐（{reward}），理由：{reason}', en: 'withdrew the nomination {reward} of {unit}, because: {reason}' }, says: (data) => ({ ...ofReward(data), reason: text(data.reason) }), fields: rewarded('withdrawn') },
  'supervision.RewardRevoked': {
    ...reward, sentence: { zh: '依据{document}撤销{unit}的督查激励（{reward}），理由：{reason}', en: 'revoked the reward {reward} of {unit} under {document}, because: {reason}' }, says: (data) => ({ ...ofReward(data), document: text(data.document), reason: text(data.reason) }),
    fields: rewarded('revoked'),
  },
});

interface Judged {
  readonly plan: string;
  readonly indicator: string;
  readonly unit: string;
  readonly period: string;
}
const warning = { kind: 'progress-warning', key: (data: Judged) => keyOf(data.plan, data.indicator, data.unit), audience: 'supervision' } as const;
const judged = (data: Judged): Says => ({ unit: unit(data.unit), indicator: indicator(data.plan, data.indicator), period: periodShown(data.period) });
/** A share as people read it; what is no number stays as it stands. */
const percentOf = (share: string): string => (Number.isFinite(Number(share)) ? `${new Decimal(share).times(100).toDecimalPlaces(2)} %` : share);
const judgedFields: Readonly<Record<string, ToldField<{ readonly light: string; readonly share: string; readonly expected: string; readonly actual: string }>>> = {
  light: field('时序灯', 'light', ({ light }) => word(progressLightWords, light)), share: field('时序进度', 'progress against schedule', ({ share }) => text(percentOf(share))),
  expected: field('应完成', 'expected', ({ expected }) => text(expected)), actual: field('实际', 'actual', ({ actual }) => text(actual)),
};

export const progressWarningTellings = tellingsFor(progressWarningEvents, {
  'supervision.ProgressFellBehind': {
    ...warning, sentence: { zh: '判定{unit}{period}“{indicator}”落后于时序（应达 {expected}，实际 {actual}，连续 {running} 期）', en: 'found “{indicator}” of {unit} behind in {period} (expected {expected}, reached {actual}; {running} periods running)' },
    says: (data) => ({ ...judged(data), expected: text(data.expected), actual: text(data.actual), running: text(data.running) }), fields: { ...judgedFields, state: becomes(progressWords, 'behind') },
  },
  'supervision.ProgressCaughtUp': {
    ...warning, sentence: { zh: '判定{unit}{period}“{indicator}”已赶上时序（应达 {expected}，实际 {actual}）', en: 'found that “{indicator}” of {unit} caught up in {period} (expected {expected}, reached {actual})' },
    says: (data) => ({ ...judged(data), expected: text(data.expected), actual: text(data.actual) }), fields: { ...judgedFields, state: becomes(progressWords, 'caught-up') },
  },
  'supervision.ProgressWarned': {
    ...warning, sentence: { zh: '就{unit}{period}“{indicator}”发出{level}（{trigger}）', en: 'warned {unit} about “{indicator}” in {period}: {level} ({trigger})' },
    says: (data) => ({ ...judged(data), level: word(levelNames, data.level), trigger: word(warningWords, data.trigger) }), fields: { level: field('预警级别', 'level', ({ level }) => word(levelNames, level)) },
  },
});

const rule = ({ level, when, text: words }: { readonly level: string; readonly when: readonly unknown[]; readonly text: { readonly zh: string; readonly en: string } }): Shown => {
  const { zh, en } = levelNames[level as keyof typeof levelNames];
  const terms = JSON.stringify(when);
  return { as: 'words', words: { zh: `${zh} ${terms} ${words.zh}`, en: `${en} ${terms} ${words.en}` } };
};

export const rulesTellings = tellingsFor({ ...escalationPolicyEvents, ...numberSeriesEvents }, {
  'supervision.EscalationPolicyAdopted': {
    kind: 'escalation-policy', key: ({ policy }) => policy, audience: 'supervision-rules', sentence: { zh: '依据{document}发布督办升级规则（{policy}）第 {version} 版', en: 'adopted version {version} of the escalation policy {policy} under {document}' },
    says: ({ policy, version, document }) => ({ policy: text(policy), version: text(version), document: text(document) }),
    fields: { version: field('版本', 'version', ({ version }) => text(version)), document: documentField(), rules: field('规则', 'rules', ({ rules }) => list(rules, rule)) },
  },
  'supervision.NumberGiven': {
    kind: 'number-series', key: ({ series, year }) => keyOf(series, year), audience: 'numbers', sentence: { zh: '给 {to} 编号：{series}〔{year}〕第 {number} 号', en: 'gave {to} the number {number} of {series} in {year}' },
    says: ({ series, year, number, to }) => ({ series: text(series), year: text(year), number: text(number), to: text(to) }), fields: { number: field('末号', 'last number', ({ number }) => text(number)) },
  },
});

