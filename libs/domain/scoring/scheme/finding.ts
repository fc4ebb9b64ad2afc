import { fill, type Bilingual } from '#engine/kernel';

/** How much a finding about a scheme's set-up matters: an error stops publication, a warning asks, a hint suggests. */
export type FindingLevel = 'error' | 'warning' | 'hint';

export interface SchemeFinding extends Bilingual {
  readonly level: FindingLevel;
  readonly code: FindingCode;
  /** Where: group code, then node or rule codes, joined by `/`. */
  readonly path: string;
}

const texts = {
  'weights-do-not-add': ['warning', '下级权重合计 {sum}，不等于 100（或 1）', 'weights of the children add to {sum}, not to 100 (or 1)'],
  'points-do-not-add': ['error', '下级分值合计 {sum}，与本级 {own} 不符', 'points of the children add to {sum}, not to the {own} of their parent'],
  'points-not-scale': ['warning', '分值合计 {sum}，与满分 {scale} 不符，总分将按比例折算', 'points add to {sum} while the scale is {scale}: totals will be scaled'],
  'no-weight': ['error', '没有写明权重或分值', 'neither weight nor points are given'],
  'weight-and-points': ['error', '权重和分值只能写一个', 'give weight or points, not both'],
  'mixed-shares': ['error', '“得分相加”节点的下级须写分值，加权节点的下级须写权重', 'children of a sum of points take points, those of a mean take weights'],
  'zero-weight': ['warning', '权重或分值为 0，不影响总分', 'weight or points are 0: no effect on the total'],
  'duplicate-code': ['error', '代码 {code} 重复', 'code {code} is used twice'],
  'duplicate-unit': ['error', '单位 {unit} 出现不止一次', 'unit {unit} is listed more than once'],
  'unit-in-two-groups': ['warning', '单位 {unit} 同时在 {group} 组', 'unit {unit} is in group {group} too'],
  'unknown-indicator': ['error', '指标 {indicator} 不在指标目录', 'indicator {indicator} is not in the catalogue'],
  'unknown-unit': ['error', '单位 {unit} 不在单位目录', 'unit {unit} is not in the catalogue'],
  'indicator-twice': ['hint', '指标 {indicator} 在本组计分不止一次', 'indicator {indicator} is scored more than once in the group'],
  'single-child': ['hint', '只有一个下级，可以合并', 'a single child: the level adds nothing'],
  'too-many-indicators': ['warning', '共 {count} 个指标，超过 40 个，重点不突出', '{count} indicators, more than 40: nothing stands out'],
  'target-not-set': ['warning', '指标 {indicator} 需要目标值，目录中没有数值目标，须在年度方案或责任分解中设定', 'indicator {indicator} needs a target; the catalogue has no number for it, so each unit’s must be set'],
  'same-anchors': ['error', '起点与终点相同（{value}），无法计分', 'both anchors are {value}: nothing can be scored'],
  'zero-target': ['error', '目标为 0，无法作除数', 'a target of 0 cannot divide'],
  'corners-unordered': ['error', '节点或档次未按数值顺序排列', 'corner points or tiers are not in order'],
  'log-not-positive': ['error', '取对数的阈值须为正数', 'goalposts of a logarithm must be positive'],
  'shares-not-one': ['warning', '各部分占比合计 {sum}，不为 1', 'shares of the parts add to {sum}, not to 1'],
  'percentiles-unordered': ['error', '缩尾分位数须满足 0 ≤ 低 < 高 ≤ 1', 'percentiles must be 0 ≤ low < high ≤ 1'],
  'geometric-zero': ['warning', '几何（调和）平均下 {code} 可能得 0 分，会使整个节点为 0；可设 childFloor', '{code} can score 0, which makes the whole geometric (harmonic) mean 0; consider childFloor'],
  'unbounded-in-mean': ['warning', '{code} 的得分率没有上下限，可能超出 0 至 1', 'the rate of {code} has no bounds and may leave 0 to 1'],
  'relative-small-group': ['hint', '相对计分方法用于仅 {count} 个单位的组', 'a relative method in a group of only {count} units'],
  'impute-needs-number': ['warning', '该方法不是数值计分，无法以均值或上期值代替', 'the method scores no number: nothing can be imputed or carried'],
  'limits-unordered': ['error', '下限高于上限', 'the minimum is above the maximum'],
  'bands-gap': ['error', '{upper} 与 {lower} 之间有空档：[{from}，{to})', 'gap between {upper} and {lower}: [{from}, {to})'],
  'bands-overlap': ['error', '{upper} 与 {lower} 重叠：[{from}，{to})', '{upper} and {lower} overlap: [{from}, {to})'],
  'bands-unordered': ['error', '等次须由高到低排列，且下限低于上限', 'bands must be listed best first, each with from below to'],
  'bands-not-covering': ['warning', '等次没有覆盖全部分数：{missing}', 'bands do not cover every score: {missing}'],
  'no-bands': ['hint', '没有等次', 'no grade bands'],
  'unknown-grade': ['error', '等次 {grade} 不存在', 'there is no grade {grade}'],
  'quota-above-one': ['error', '名额比例 {share} 超过 100%', 'quota share {share} is above 100 %'],
  'quota-empty': ['error', '名额未写比例或个数', 'the quota has neither share nor count'],
  'quota-no-overflow': ['error', '名额满后没有可以调整到的等次', 'no grade is left for units that the quota pushes out'],
  'no-bonus-cap': ['warning', '加分没有总上限', 'bonuses have no total cap'],
  'unknown-fact-kind': ['warning', '没有名为 {kind} 的督查事实，该扣分规则不起作用', 'there is no kind of supervision fact called {kind}: the rule deducts nothing'],
  'rule-level-empty': ['error', '加分规则没有任何级别', 'the bonus rule has no levels'],
  'veto-not-lower': ['warning', '一票否决定为最高等次，不起作用', 'the veto sets the best grade and has no effect'],
  'coverage-above-one': ['error', '数据覆盖率下限超过 1', 'minimum coverage is above 1'],
  'unused-child-floor': ['hint', '不是几何或调和平均，childFloor 不起作用', 'childFloor has no effect outside geometric and harmonic means'],
} as const satisfies Record<string, readonly [FindingLevel, string, string]>;

export type FindingCode = keyof typeof texts;

export const findingCodes = Object.keys(texts) as FindingCode[];

export function finding(code: FindingCode, path: string, values: Readonly<Record<string, string | number>> = {}): SchemeFinding {
  const [level, zh, en] = texts[code];
  return { level, code, path, zh: fill(zh, values), en: fill(en, values) };
}
