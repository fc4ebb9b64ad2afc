import { textOf, type Bilingual, type Decimal } from '#engine/kernel';
import type { Shown } from '../methods/method.js';
import type { Aggregate } from '../scheme/scheme.js';
import type { LineOutcome } from './adjust.js';
import type { Reason, Treatment } from './admit.js';
import type { NoTotal } from './total.js';

/** A text with the code it was built from. */
export interface CodedText extends Bilingual {
  readonly code: string;
}

/** A number in a sentence: exact up to six places, else marked as shortened. */
export function shown(value: Shown): string {
  if (typeof value !== 'object') return String(value);
  return value.decimalPlaces() <= 6 ? textOf(value) : `≈${textOf(value.toDecimalPlaces(6))}`;
}

/** Templates cut at their `{name}` places: texts and names by turns. There are only so many, and a sheet of a large group fills them for every leaf. */
const cut = new Map<string, readonly string[]>();

function partsOf(template: string): readonly string[] {
  let parts = cut.get(template);
  if (!parts) cut.set(template, (parts = template.split(/\{(\w+)\}/)));
  return parts;
}

/** As the kernel's `fill`: a place without a value stays visible. */
function filled(template: string, texts: Readonly<Record<string, string>>): string {
  const parts = partsOf(template);
  let text = parts[0]!;
  for (let n = 1; n < parts.length; n += 2) {
    const name = parts[n]!;
    text += (Object.hasOwn(texts, name) ? texts[name]! : `{${name}}`) + parts[n + 1]!;
  }
  return text;
}

const noValues: Readonly<Record<string, Shown>> = {};

export function coded(code: string, template: Bilingual, values = noValues): CodedText {
  if (values === noValues) return { code, zh: template.zh, en: template.en };
  const texts: Record<string, string> = {};
  for (const name of Object.keys(values)) texts[name] = shown(values[name]!);
  return { code, zh: filled(template.zh, texts), en: filled(template.en, texts) };
}

/** A derived figure of the explanation, at 20 places: the figures that count (rate, base, raw) are written in full. */
export const derived = (value: Decimal): string => textOf(value.decimalPlaces() <= 20 ? value : value.toDecimalPlaces(20));

export const treatmentTexts: Record<Treatment, Bilingual> = {
  scored: { zh: '按本单位数值计分', en: 'Scored from its own value' },
  carried: { zh: '以上期值代替', en: 'The last value stands in' },
  imputed: { zh: '以同组均值代替', en: 'The group mean stands in' },
  zero: { zh: '计 0 分', en: 'Counts zero' },
  excluded: { zh: '剔除，分值折算到其余项目', en: 'Removed; its weight is shared out among the others' },
  'no-result': { zh: '缺少必需数据，本单位不出总分', en: 'Required value missing: the unit gets no total' },
};

export const reasonTexts: Record<Reason, Bilingual> = {
  'awaiting-verification': { zh: '已填报，待核定', en: 'Reported, awaiting verification' },
  'not-reported': { zh: '未填报', en: 'Not reported' },
  'not-applicable': { zh: '不适用', en: 'Not applicable' },
  'not-released': { zh: '统计数据尚未发布', en: 'Statistic not yet released' },
  falsified: { zh: '数据造假，该项清零', en: 'Data falsified: the item is zeroed' },
  'no-group-mean': { zh: '同组无可用数值', en: 'No value in the group to take a mean of' },
  'no-value': { zh: '已填报但没有可计分的数值', en: 'Reported without a value that can be scored' },
  'no-target': { zh: '该单位未设目标值', en: 'No target is set for the unit' },
  'no-baseline': { zh: '该单位没有基期值', en: 'No baseline value for the unit' },
  'no-last': { zh: '没有上期值', en: 'No value of the period before' },
  'no-history': { zh: '没有历年数值', en: 'No values of earlier years' },
  'no-profile': { zh: '没有季度时序', en: 'No quarterly profile' },
  'no-elapsed-time': { zh: '未给出已过月数', en: 'Elapsed months are not given' },
  'no-second-value': { zh: '缺少增长值或关联指标', en: 'Growth or related indicator is missing' },
  'no-reference': { zh: '没有参照值', en: 'No reference value' },
  'no-peers': { zh: '同组无可比数值', en: 'No comparable value in the group' },
  'no-denominator': { zh: '缺少分母指标或其为 0', en: 'Denominator is missing or zero' },
  'zero-divisor': { zh: '除数为 0，无法计分', en: 'Divisor is zero' },
  'zero-span': { zh: '目标与起点相同，无法计分', en: 'Target equals starting point' },
  'not-positive': { zh: '非正数，无法取对数', en: 'Not positive: no logarithm' },
  'unknown-level': { zh: '评定等级不在方案之内', en: 'Level is not in the scheme' },
  'unknown-item': { zh: '扣分项不在方案之内', en: 'Item is not in the scheme' },
};

export const aggregateTexts: Record<Aggregate, Bilingual> = {
  'weighted-arithmetic': { zh: '加权算术平均', en: 'Weighted arithmetic mean' },
  'weighted-geometric': { zh: '加权几何平均', en: 'Weighted geometric mean' },
  'weighted-harmonic': { zh: '加权调和平均', en: 'Weighted harmonic mean' },
  'sum-of-points': { zh: '得分相加（不适用项折算）', en: 'Sum of points, rescaled for what does not apply' },
  min: { zh: '取最低项', en: 'Lowest child' },
};

export const lineTexts: Record<LineOutcome, Bilingual> = {
  counted: { zh: '计入', en: 'Counted' },
  'no-such-rule': { zh: '方案无此项规则，不计', en: 'No such rule in the scheme: not counted' },
  'document-missing': { zh: '没有文件依据，不计', en: 'No document: not counted' },
  'document-type-not-listed': { zh: '文件类型不在认定范围，不计', en: 'Document type is not listed: not counted' },
  'level-not-listed': { zh: '级别不在认定范围，不计', en: 'Level is not listed: not counted' },
  'same-matter-counted-higher': { zh: '同一事项已按最高级别计入，不重复计', en: 'Same matter already counts at its highest level' },
  'rule-cap-reached': { zh: '达到该项上限，部分或全部不计', en: 'Cap of the rule reached: counted in part or not' },
  'total-cap-reached': { zh: '达到总上限，部分或全部不计', en: 'Cap over all rules reached: counted in part or not' },
  'severity-not-listed': { zh: '严重程度不在规则之内，不计', en: 'Severity is not listed: not counted' },
  'not-allowed': { zh: '方案不允许人工扣分，不计', en: 'The scheme allows no manual deduction' },
  lifted: { zh: '经复核取消，不计', en: 'Lifted on review: not counted' },
  'no-such-node': { zh: '方案无此项目，不计', en: 'No such node in the scheme: not counted' },
};

export const noTotalTexts: Record<NoTotal, Bilingual> = {
  'nothing-applies': { zh: '没有任何适用项目', en: 'Nothing applies' },
  'required-value-missing': { zh: '缺少必需数据', en: 'A required value is missing' },
  'coverage-too-low': { zh: '数据覆盖率低于方案下限', en: 'Data coverage is below the scheme’s minimum' },
};
