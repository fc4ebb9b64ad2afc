import type { Bilingual } from '#engine/kernel';
import { both, date, indicator, list, named, period as periodShown, text, texts, unit, units, word, yesOrNo, type MaybeShown, type Shown } from '../../../libs/domain/history/change-history/shown.js';
import type { ToldField } from '../../../libs/domain/history/change-history/telling.js';
import { measureProgressEvents, planEvents, type DefinitionCard, type Target } from '../../../libs/domain/plan/plan.events.js';
import { accumulationWords, comparatorWords, directionWords, frequencyWords, indicatorKindWords, profileWords, progressStatusWords, progressVerdictWords } from '../../words/plan-words.js';
import { evidenceField, field, keyOf, tellingsFor } from './telling-kit.js';

export const planTexts = { comparatorWords, directionWords, frequencyWords, accumulationWords, indicatorKindWords, profileWords, progressStatusWords };

/** A measure by its number and title; the plan's overall targets have no number. */
export const measure = (plan: string, no: number | 'general'): Shown =>
  no === 'general' ? both({ zh: '总体目标', en: 'the overall targets' }) : named('measure', keyOf(plan, no), String(no));

/** A unit, or the whole city where a target is its own. */
const ofWhom = (code: string): Shown => (code === 'city' ? both({ zh: '全市', en: 'the city' }) : unit(code));

const bilingual = (words: Bilingual | undefined): MaybeShown => words && both(words);

/** Fields of a definition card 口径卡, by the names that a revision lists as changed. */
const cardShows: { readonly [F in keyof DefinitionCard]-?: { readonly label: Bilingual; readonly show: (card: DefinitionCard) => MaybeShown } } = {
  code: { label: { zh: '编码', en: 'code' }, show: ({ code }) => text(code) },
  name: { label: { zh: '名称', en: 'name' }, show: ({ name }) => both(name) },
  measure: { label: { zh: '所属措施', en: 'measure' }, show: ({ measure: no }) => (no === 'general' ? both({ zh: '总体目标', en: 'the overall targets' }) : text(no)) },
  kind: { label: { zh: '类型', en: 'kind' }, show: ({ kind }) => word(indicatorKindWords, kind) },
  definition: { label: { zh: '定义', en: 'definition' }, show: ({ definition }) => bilingual(definition) },
  formula: { label: { zh: '计算公式', en: 'formula' }, show: ({ formula }) => bilingual(formula) },
  measurementUnit: { label: { zh: '计量单位', en: 'unit of measurement' }, show: ({ measurementUnit }) => text(measurementUnit) },
  decimals: { label: { zh: '小数位数', en: 'decimals' }, show: ({ decimals }) => text(decimals) },
  direction: { label: { zh: '方向', en: 'direction' }, show: ({ direction }) => word(directionWords, direction) },
  frequency: { label: { zh: '填报频率', en: 'frequency' }, show: ({ frequency }) => word(frequencyWords, frequency) },
  accumulation: { label: { zh: '累计方式', en: 'accumulation' }, show: ({ accumulation }) => word(accumulationWords, accumulation) },
  releaseLagDays: { label: { zh: '发布滞后天数', en: 'release lag in days' }, show: ({ releaseLagDays }) => text(releaseLagDays) },
  reportedBy: { label: { zh: '填报单位', en: 'reported by' }, show: ({ reportedBy }) => units(reportedBy) },
  verifier: { label: { zh: '核定单位', en: 'verified by' }, show: ({ verifier }) => unit(verifier) },
  evidenceRequired: { label: { zh: '须附佐证', en: 'evidence required' }, show: ({ evidenceRequired }) => yesOrNo(evidenceRequired) },
  range: { label: { zh: '允许范围', en: 'range' }, show: ({ range: { min, max } }) => text(`${min ?? '…'} – ${max ?? '…'}`) },
  baseline: { label: { zh: '基期值', en: 'baseline' }, show: ({ baseline }) => baseline && text(`${baseline.value} (${baseline.year})`) },
  dataSource: { label: { zh: '数据来源', en: 'data source' }, show: ({ dataSource }) => text(dataSource) },
  sourceQuote: { label: { zh: '方案原文', en: 'words of the plan' }, show: ({ sourceQuote }) => text(sourceQuote) },
  needsThreshold: { label: { zh: '须由细则定值', en: 'needs a threshold' }, show: ({ needsThreshold }) => yesOrNo(needsThreshold) },
  notes: { label: { zh: '备注', en: 'notes' }, show: ({ notes }) => text(notes) },
};

/** Fields of the card: all when it is defined, those that changed when it is revised. A field that was taken away is shown as none. */
const cardFields: Readonly<Record<string, ToldField<{ readonly card: DefinitionCard; readonly changed?: readonly string[] }>>> = Object.fromEntries(
  Object.entries(cardShows).map(([name, { label, show }]) => [name, {
    label, after: ({ card, changed }) => (changed === undefined ? show(card) : changed.includes(name) ? (show(card) ?? texts([])) : undefined),
  } satisfies ToldField<{ readonly card: DefinitionCard; readonly changed?: readonly string[] }>]),
);

const profile = ({ profile: shape }: Target): Shown => (typeof shape === 'string' ? word(profileWords, shape) : texts(shape));

/** A target as it is said: how it is compared, and with what. */
const aim = ({ comparator, value }: Target): Shown => {
  const { zh, en } = comparatorWords[comparator] ?? { zh: comparator, en: comparator };
  return both(value === undefined ? { zh, en } : { zh: `${zh} ${value}`, en: `${en} ${value}` });
};

interface OfTarget {
  readonly target: Target;
  readonly from?: Target;
}
const targetField = (zh: string, en: string, show: (target: Target) => MaybeShown): ToldField<OfTarget> => field(zh, en, ({ target }) => show(target), ({ from }) => from && show(from));
const targetFields: Readonly<Record<string, ToldField<OfTarget>>> = {
  aim: targetField('目标值', 'target', aim), qualifier: targetField('限定', 'qualifier', ({ qualifier }) => text(qualifier)), profile: targetField('季度进度', 'quarterly profile', profile),
};
const targetKey = (plan: string, { indicator: code, unit: of, year }: Target): string => keyOf(plan, code, of, year);

export const planTellings = tellingsFor(planEvents, {
  'plan.PlanAdopted': {
    kind: 'plan', key: ({ plan }) => plan, audience: 'plan', period: () => undefined,
    sentence: { zh: '印发方案“{title}”（{plan}）', en: 'adopted the plan “{title}” ({plan})' },
    says: ({ plan, title }) => ({ plan: text(plan), title: both(title) }),
    fields: {
      title: field('名称', 'title', ({ title }) => both(title)), date: field('印发日期', 'date', (data) => date(data.date)), issuers: field('印发机关', 'issuers', ({ issuers }) => texts(issuers)),
      years: field('年度', 'years', ({ horizonYears }) => texts(horizonYears)), catalogue: field('目录文件', 'catalogue file', ({ catalogue }) => text(catalogue)),
    },
  },
  'plan.MeasureDefined': {
    kind: 'measure', key: ({ plan, no }) => keyOf(plan, no), audience: 'plan',
    sentence: { zh: '写入第 {no} 项措施“{title}”', en: 'defined measure {no} “{title}”' },
    says: ({ no, title }) => ({ no: text(no), title: text(title) }),
    fields: { title: field('标题', 'title', ({ title }) => text(title)), text: field('内容', 'text', (data) => text(data.text)), responsible: field('方案所列责任单位', 'units the plan names', ({ responsibleUnits }) => texts(responsibleUnits)) },
    names: ({ plan, no, title }) => [{ of: 'measure', key: keyOf(plan, no), name: { zh: `第 ${no} 项措施“${title}”`, en: `measure ${no}` } }],
  },
  'plan.MeasureAssigned': {
    kind: 'measure', key: ({ plan, no }) => keyOf(plan, no), audience: 'plan', unit: ({ lead }) => lead,
    sentence: { zh: '将{measure}交由{lead}牵头、{supporting}配合，自{from}起', en: 'assigned {measure} to {lead}, supported by {supporting}, from {from}' },
    says: ({ plan, no, lead, supporting, from }) => ({ measure: measure(plan, no), lead: unit(lead), supporting: units(supporting), from: date(from) }),
    fields: { lead: field('牵头单位', 'lead unit', ({ lead }) => unit(lead)), supporting: field('配合单位', 'supporting units', ({ supporting }) => units(supporting)), from: field('自何日起', 'from', ({ from }) => date(from)) },
  },
  'plan.IndicatorDefined': {
    kind: 'indicator', key: ({ plan, card }) => keyOf(plan, card.code), audience: 'plan',
    sentence: { zh: '确定指标“{name}”（{code}）的口径', en: 'defined the indicator “{name}” ({code})' },
    says: ({ card }) => ({ name: both(card.name), code: text(card.code) }),
    fields: cardFields,
    names: ({ plan, card: { code, name } }) => [{ of: 'indicator', key: keyOf(plan, code), name }],
  },
  'plan.IndicatorRevised': {
    kind: 'indicator', key: ({ plan, card }) => keyOf(plan, card.code), audience: 'plan',
    sentence: { zh: '依据{document}修订指标“{name}”的口径：{changed}', en: 'revised the indicator “{name}” under {document}: {changed}' },
    says: ({ card, changed, document }) => ({ name: both(card.name), document: text(document), changed: list(changed, (one) => (Object.hasOwn(cardShows, one) ? both(cardShows[one as keyof DefinitionCard].label) : text(one))) }),
    fields: cardFields,
    names: ({ plan, card: { code, name } }) => [{ of: 'indicator', key: keyOf(plan, code), name }],
  },
  'plan.TargetSet': {
    kind: 'target', key: ({ plan, target }) => targetKey(plan, target), audience: 'plan', unit: ({ target }) => target.unit, period: ({ target }) => String(target.year),
    sentence: { zh: '下达{unit} {year} 年“{indicator}”的目标：{aim}', en: 'set the target of {unit} for “{indicator}” in {year}: {aim}' },
    says: ({ plan, target }) => ({ unit: ofWhom(target.unit), year: text(target.year), indicator: indicator(plan, target.indicator), aim: aim(target) }),
    fields: targetFields,
  },
  'plan.TargetRevised': {
    kind: 'target', key: ({ plan, target }) => targetKey(plan, target), audience: 'plan', unit: ({ target }) => target.unit, period: ({ target }) => String(target.year),
    sentence: { zh: '依据{document}将{unit} {year} 年“{indicator}”的目标由{before}调整为{aim}', en: 'changed the target of {unit} for “{indicator}” in {year} from {before} to {aim} under {document}' },
    says: ({ plan, target, from, document }) => ({ unit: ofWhom(target.unit), year: text(target.year), indicator: indicator(plan, target.indicator), aim: aim(target), before: aim(from), document: text(document) }),
    fields: targetFields,
  },
});

export const measureProgressTellings = tellingsFor(measureProgressEvents, {
  'plan.ProgressReported': {
    kind: 'progress', key: ({ plan, no, unit: of }) => keyOf(plan, no, of), audience: 'progress',
    sentence: { zh: '填报{unit}{period}{measure}的进展：{percent}%', en: 'reported the progress of {unit} on {measure} for {period}: {percent} %' },
    says: ({ plan, no, unit: of, period, percent }) => ({ unit: unit(of), period: periodShown(period), measure: measure(plan, no), percent: text(percent) }),
    fields: {
      percent: field('进度（%）', 'progress (%)', ({ percent }) => text(percent)), summary: field('进展情况', 'summary', ({ summary }) => text(summary)), nextStep: field('下步打算', 'next step', ({ nextStep }) => text(nextStep)),
      state: field('状态', 'state', () => word(progressStatusWords, 'reported')), evidence: evidenceField(),
    },
  },
  'plan.ProgressReviewed': {
    kind: 'progress', key: ({ plan, no, unit: of }) => keyOf(plan, no, of), audience: 'progress',
    sentence: { zh: '审核{unit}{period}{measure}的进展：{verdict}[，意见：{remark}]', en: 'reviewed the progress of {unit} on {measure} for {period}: {verdict}[, remark: {remark}]' },
    says: ({ plan, no, unit: of, period, verdict, remark }) => ({ unit: unit(of), period: periodShown(period), measure: measure(plan, no), verdict: word(progressVerdictWords, verdict), remark: text(remark) }),
    fields: { state: field('状态', 'state', ({ verdict }) => word(progressStatusWords, verdict)), remark: field('审核意见', 'remark', ({ remark }) => text(remark)) },
  },
});

