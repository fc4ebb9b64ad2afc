import { canonicalJson } from '#engine/kernel';
import { filters } from '#engine/http';
import type { DefinitionCard } from '#domain/plan';
import { tableView, type ComparableView } from '../../../libs/domain/history/comparing/comparable-view.js';
import { indicators, type IndicatorRow } from '../../../libs/domain/plan/indicators/indicators.projection.js';
import { measures, type MeasureRow } from '../../../libs/domain/plan/measures/measures.projection.js';
import { maySeePlan } from '../../../libs/domain/plan/plan.policies.js';
import { targets, type TargetRow } from '../../../libs/domain/plan/targets/targets.projection.js';
import { joined, labels, yesNo } from './words.js';

const profile = (row: TargetRow): string => (typeof row.profile === 'string' ? row.profile : row.profile.join(', '));

const targetView = tableView<TargetRow>({
  code: 'targets', title: { zh: '目标', en: 'Targets' }, policy: maySeePlan, projection: targets.name, table: targets.table.name, filters: ['plan', 'indicator', 'unit', 'year'],
  conditions: ({ given }) => filters(given),
  unit: ({ unit }) => (unit === 'city' ? null : unit),
  about: [
    { name: 'plan', label: labels.plan, of: (row) => row.plan }, { name: 'indicator', label: labels.indicator, of: (row) => row.indicator },
    { name: 'unit', label: labels.unit, of: (row) => row.unit, words: { city: { zh: '全市', en: 'city' } } }, { name: 'year', label: labels.year, of: (row) => row.year },
  ],
  fields: [
    { name: 'comparator', label: { zh: '要求', en: 'comparator' }, of: (row) => row.comparator },
    { name: 'value', label: { zh: '目标值', en: 'target' }, of: (row) => row.value },
    { name: 'qualifier', label: { zh: '限定', en: 'qualifier' }, of: (row) => row.qualifier },
    { name: 'profile', label: { zh: '时序', en: 'profile' }, of: profile, words: { linear: { zh: '均匀', en: 'linear' }, 'year-end': { zh: '年末', en: 'year end' } } },
    { name: 'document', label: labels.document, of: (row) => row.history.at(-1)?.document },
  ],
});

type CardField = readonly [keyof DefinitionCard, string, string];

/** Parts of a definition card; what has parts of its own is compared as its JSON. */
const cardFields: readonly CardField[] = [
  ['name', '名称', 'name'], ['measure', '措施', 'measure'], ['kind', '类型', 'kind'], ['definition', '指标解释', 'definition'], ['formula', '计算公式', 'formula'], ['measurementUnit', '计量单位', 'measurement unit'],
  ['decimals', '小数位数', 'decimals'], ['direction', '方向', 'direction'], ['frequency', '频次', 'frequency'], ['accumulation', '累计方式', 'accumulation'], ['releaseLagDays', '发布滞后天数', 'release lag in days'],
  ['reportedBy', '填报单位', 'reported by'], ['verifier', '核定单位', 'verifier'], ['evidenceRequired', '须附佐证', 'evidence required'], ['range', '取值范围', 'range'], ['baseline', '基期', 'baseline'],
  ['dataSource', '数据来源', 'data source'], ['sourceQuote', '方案原文', 'words of the plan'], ['needsThreshold', '须另定目标值', 'needs a threshold'], ['notes', '备注', 'notes'],
];

function cardValue(value: DefinitionCard[keyof DefinitionCard]): string | number | boolean | null | undefined {
  if (Array.isArray(value)) return joined(value);
  return typeof value === 'object' && value !== null ? canonicalJson(value as never) : (value as string | number | boolean | undefined);
}

const indicatorView = tableView<IndicatorRow>({
  code: 'indicators', title: { zh: '指标口径', en: 'Definition cards' }, policy: maySeePlan, projection: indicators.name, table: indicators.table.name, filters: ['plan', 'code'],
  conditions: ({ given }) => filters(given),
  about: [{ name: 'plan', label: labels.plan, of: (row) => row.plan }, { name: 'code', label: labels.indicator, of: (row) => row.code }],
  fields: [
    ...cardFields.map(([name, zh, en]) => ({ name, label: { zh, en }, of: (row: IndicatorRow) => cardValue(row.card[name]), ...(name === 'evidenceRequired' || name === 'needsThreshold' ? { words: yesNo } : {}) })),
    { name: 'document', label: labels.document, of: (row) => row.versions.at(-1)?.document },
  ],
});

const measureView = tableView<MeasureRow>({
  code: 'measures', title: { zh: '措施责任分解', en: 'Measures and assignments' }, policy: maySeePlan, projection: measures.name, table: measures.table.name, filters: ['plan'],
  conditions: ({ given }) => filters(given),
  about: [{ name: 'plan', label: labels.plan, of: (row) => row.plan }, { name: 'no', label: { zh: '序号', en: 'number' }, of: (row) => row.no }, { name: 'title', label: labels.name, of: (row) => row.title }],
  fields: [
    { name: 'text', label: { zh: '内容', en: 'text' }, of: (row) => row.text },
    { name: 'lead', label: { zh: '牵头单位', en: 'lead unit' }, of: (row) => row.lead },
    { name: 'supporting', label: { zh: '配合单位', en: 'supporting units' }, of: (row) => joined(row.supporting) },
    { name: 'assignedFrom', label: { zh: '分工自', en: 'assigned from' }, of: (row) => row.assignedFrom },
  ],
});

export const planViews: readonly ComparableView[] = [targetView, indicatorView, measureView];
