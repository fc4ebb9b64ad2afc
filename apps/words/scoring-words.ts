import type { Words } from './words.js';

export const schemeStatusWords: Words = { draft: { zh: '草稿', en: 'draft' }, published: { zh: '已印发', en: 'published' }, withdrawn: { zh: '已废止', en: 'withdrawn' } };
export const schemeFindingWords = { error: { zh: '错误', en: 'error' }, warning: { zh: '警告', en: 'warning' }, hint: { zh: '提示', en: 'hint' } } as const satisfies Words;
export const methodWords: Words = {
  'completion-ratio': { zh: '目标完成率法', en: 'Completion ratio' }, 'reverse-ratio': { zh: '逆向指标法', en: 'Reverse ratio' }, 'baseline-progress': { zh: '基期提升幅度法', en: 'Progress from baseline' },
  goalposts: { zh: '阈值标准化法', en: 'Goalposts' }, threshold: { zh: '达标计分法', en: 'Threshold' }, steps: { zh: '分档计分法', en: 'Steps' },
  'piecewise-linear': { zh: '分段线性插值法', en: 'Piecewise linear' }, efficacy: { zh: '功效系数法', en: 'Efficacy coefficient' }, 'efficacy-tiers': { zh: '多档功效系数法', en: 'Efficacy coefficient in tiers' },
  'peer-min-max': { zh: '同组极差法', en: 'Min-max among peers' }, 'static-dynamic': { zh: '静态动态结合法', en: 'Static and dynamic' }, rank: { zh: '排名法', en: 'Rank steps' },
  'ratio-to-best': { zh: '与最优比值法', en: 'Ratio to best' }, 'z-score': { zh: 'Z 分数法', en: 'z-score' }, 'percentile-rank': { zh: '百分位法', en: 'Percentile rank' },
  borda: { zh: 'Borda 计数法', en: 'Borda count' }, 'distance-to-best': { zh: '与最优距离法', en: 'Distance to best' }, 'distance-to-target': { zh: '与目标距离法', en: 'Distance to target' },
  'distance-to-reference': { zh: '与参照距离法', en: 'Distance to reference' }, increment: { zh: '增幅法', en: 'Increment' }, 'improves-every-year': { zh: '逐年提高法', en: 'Improves every year' },
  'deduction-per-item': { zh: '扣分法', en: 'Deduction per item' }, 'evidence-levels': { zh: '分级评定法', en: 'Evidence levels' }, raters: { zh: '多人评分法', en: 'Several raters' },
  'expected-progress': { zh: '时序进度法', en: 'Expected progress' }, blend: { zh: '组合法', en: 'Blend' },
};
export const aggregateWords: Words = {
  'weighted-arithmetic': { zh: '加权算术平均', en: 'Weighted arithmetic mean' }, 'weighted-geometric': { zh: '加权几何平均', en: 'Weighted geometric mean' }, 'weighted-harmonic': { zh: '加权调和平均', en: 'Weighted harmonic mean' },
  'sum-of-points': { zh: '得分相加（不适用项折算）', en: 'Sum of points, rescaled for what does not apply' }, min: { zh: '取最低项', en: 'Lowest child' },
};
export const valueStateWords: Words = {
  reported: { zh: '已核定', en: 'verified' }, 'awaiting-verification': { zh: '待核定', en: 'awaiting verification' }, 'not-reported': { zh: '未填报', en: 'not reported' },
  'not-applicable': { zh: '不适用', en: 'not applicable' }, 'not-released': { zh: '未发布', en: 'not released' },
};
export const noTotalWords: Words = {
  'nothing-applies': { zh: '没有任何适用项目', en: 'Nothing applies' }, 'required-value-missing': { zh: '缺少必需数据', en: 'A required value is missing' },
  'coverage-too-low': { zh: '数据覆盖率低于方案下限', en: 'Data coverage is below the scheme’s minimum' },
};
export const supervisionKindWords: Words = {
  finding: { zh: '有督办问题', en: 'a finding was issued' }, unclosed: { zh: '问题未销号', en: 'a finding is not closed' }, overdue: { zh: '整改逾期', en: 'rectification overdue' },
  returned: { zh: '整改被退回', en: 'a rectification was returned' }, repeated: { zh: '同一问题重复发生', en: 'the same matter again' }, relapsed: { zh: '销号后反弹', en: 'relapse after closing' },
  listed: { zh: '挂牌督办', en: 'listed publicly' }, talk: { zh: '约谈', en: 'formal interview' }, 'late-report': { zh: '指标迟报', en: 'late report' },
  falsified: { zh: '数据造假', en: 'falsified data' }, criticised: { zh: '通报批评', en: 'public criticism' },
};
/** Fields of a scheme as people call them; where a name means something else as another kind of value, that kind stands behind it (`points:list`). */
export const schemeFieldWords: Words = {
  id: { zh: '细则编码', en: 'Code of the scheme' }, title: { zh: '名称', en: 'Title' }, note: { zh: '备注', en: 'Note' }, source: { zh: '出处', en: 'Source' }, year: { zh: '年度', en: 'Year' }, version: { zh: '版次', en: 'Version' },
  zh: { zh: '中文', en: 'Chinese' }, en: { zh: '英文', en: 'English' }, groups: { zh: '评分组', en: 'Groups' }, code: { zh: '编码', en: 'Code' }, units: { zh: '单位', en: 'Units' }, scale: { zh: '满分', en: 'Full points' },
  tree: { zh: '指标体系', en: 'Items' }, children: { zh: '下级项目', en: 'Children' }, indicator: { zh: '指标', en: 'Indicator' }, weight: { zh: '权重', en: 'Weight' }, points: { zh: '分值', en: 'Points' }, method: { zh: '计分方法', en: 'Method' },
  aggregate: { zh: '汇总方式', en: 'Aggregation' }, childFloor: { zh: '下级最低得分率', en: 'Least rate of a child' }, treat: { zh: '数据处理', en: 'Treatment of values' }, limits: { zh: '得分率上下限', en: 'Limits of the rate' },
  missing: { zh: '缺数据时', en: 'When data are missing' }, notReported: { zh: '未填报', en: 'Not reported' }, notReleased: { zh: '统计数据未发布', en: 'Statistic not released' }, awaitingVerification: { zh: '待核定', en: 'Awaiting verification' }, noParameter: { zh: '未设目标值或基期值', en: 'No target or baseline' },
  minimumCoverage: { zh: '数据覆盖率下限（0–1）', en: 'Least coverage of data (0–1)' }, rounding: { zh: '取整', en: 'Rounding' }, places: { zh: '小数位数', en: 'Places' }, mode: { zh: '取整方式', en: 'Way of rounding' }, applies: { zh: '取整范围', en: 'What is rounded' },
  gradeOn: { zh: '定等依据', en: 'Grades look at' }, bands: { zh: '等次', en: 'Grades' }, from: { zh: '起（含）', en: 'From (included)' }, to: { zh: '止（不含）', en: 'To (not included)' }, quotas: { zh: '等次名额', en: 'Quotas' }, grade: { zh: '等次', en: 'Grade' },
  share: { zh: '比例（0–1）', en: 'Share (0–1)' }, count: { zh: '个数', en: 'Count' }, ties: { zh: '同分', en: 'Ties' }, overflow: { zh: '名额满后归入', en: 'Grade beyond the quota' }, ranks: { zh: '名次', en: 'Ranks' },
  bonuses: { zh: '加分', en: 'Bonuses' }, rules: { zh: '规则', en: 'Rules' }, documentTypes: { zh: '认定文件', en: 'Documents accepted' }, cap: { zh: '上限', en: 'Cap' }, deductions: { zh: '扣分', en: 'Deductions' }, kind: { zh: '督查事实', en: 'Supervision fact' },
  zeroesIndicator: { zh: '该指标清零', en: 'Zeroes the indicator' }, manual: { zh: '登记扣分', en: 'Entered deductions' }, allowed: { zh: '允许', en: 'Allowed' }, vetoes: { zh: '一票否决', en: 'Vetoes' }, effect: { zh: '效果', en: 'Effect' }, above: { zh: '指标大于', en: 'Indicator above' },
  totalLimits: { zh: '总分上下限', en: 'Limits of the total' }, min: { zh: '下限', en: 'Minimum' }, max: { zh: '上限', en: 'Maximum' }, target: { zh: '目标值', en: 'Target' }, variant: { zh: '算法', en: 'Variant' }, baseline: { zh: '基期值', en: 'Baseline' },
  threshold: { zh: '达标值', en: 'Threshold' }, direction: { zh: '方向', en: 'Direction' }, otherwise: { zh: '未达标得分率', en: 'Rate otherwise' }, steps: { zh: '分档', en: 'Steps' }, rate: { zh: '得分率', en: 'Rate' }, below: { zh: '最低档以下', en: 'Below the lowest' },
  value: { zh: '数值', en: 'Value' }, score: { zh: '百分制得分', en: 'Score of 100' }, unacceptable: { zh: '不允许值', en: 'Unacceptable value' }, satisfactory: { zh: '满意值', en: 'Satisfactory value' }, base: { zh: '基础分', en: 'Base' }, span: { zh: '幅度分', en: 'Span' },
  clamp: { zh: '限幅', en: 'Clamp' }, tiers: { zh: '档次', en: 'Tiers' }, coefficient: { zh: '系数', en: 'Coefficient' }, transform: { zh: '变换', en: 'Transform' }, floor: { zh: '限下限', en: 'Floor' }, ceiling: { zh: '限上限', en: 'Ceiling' },
  staticShare: { zh: '静态占比', en: 'Static share' }, dynamicShare: { zh: '动态占比', en: 'Dynamic share' }, dynamic: { zh: '动态值', en: 'Dynamic value' }, average: { zh: '与平均比较', en: 'Against the average' }, of: { zh: '比较对象', en: 'Of' }, per: { zh: '每差', en: 'Per' },
  first: { zh: '第一名得分率', en: 'Rate of the first' }, step: { zh: '每名递减', en: 'Step' }, difficulty: { zh: '难度系数', en: 'Difficulty' }, deviation: { zh: '偏离目标', en: 'Deviation' }, last: { zh: '上期值', en: 'Last value' }, goal: { zh: '应增幅度', en: 'Increment due' },
  partial: { zh: '部分达到', en: 'Partly reached' }, items: { zh: '扣分项', en: 'Items' }, levels: { zh: '等级', en: 'Levels' }, number: { zh: '对应数值', en: 'Number' }, full: { zh: '满分', en: 'Full mark' }, trimFrom: { zh: '几人起去掉最高最低', en: 'Raters from which extremes are dropped' },
  profile: { zh: '时序', en: 'Profile' }, mean: { zh: '均值', en: 'Mean' }, spread: { zh: '标准差', en: 'Spread' }, reference: { zh: '参照', en: 'Reference' }, unit: { zh: '单位', en: 'Unit' }, form: { zh: '形式', en: 'Form' }, parts: { zh: '组成方法', en: 'Parts' },
  'points:list': { zh: '折点', en: 'Corner points' }, 'from:choice': { zh: '取自', en: 'Taken from' }, 'ceiling:decimal': { zh: '封顶值', en: 'Ceiling value' },
  type: { zh: '类型', en: 'Type' }, times: { zh: '乘以', en: 'Times' }, plus: { zh: '加上', en: 'Plus' }, low: { zh: '低分位', en: 'Low percentile' }, high: { zh: '高分位', en: 'High percentile' }, skew: { zh: '偏度限', en: 'Skew limit' }, kurtosis: { zh: '峰度限', en: 'Kurtosis limit' }, maxPoints: { zh: '最多处理个数', en: 'Values moved at most' },
};
/** Values that a scheme's fields can have. */
export const schemeValueWords: Words = {
  ...aggregateWords,
  zero: { zh: '计 0 分', en: 'zero' }, exclude: { zh: '剔除，分值折算', en: 'leave out and rescale' }, 'impute-group-mean': { zh: '以同组均值代替', en: 'group mean stands in' }, 'carry-last': { zh: '以上期值代替', en: 'last value stands in' }, 'no-result': { zh: '不出总分', en: 'no total' }, use: { zh: '暂按填报值', en: 'use as reported' },
  'half-up': { zh: '四舍五入', en: 'half up' }, 'half-even': { zh: '四舍六入五成双', en: 'half to even' }, down: { zh: '截断', en: 'cut off' }, up: { zh: '进位', en: 'up' }, total: { zh: '只取整总分', en: 'the total only' }, leaf: { zh: '各项也取整', en: 'each item too' },
  published: { zh: '公布得分', en: 'the published score' }, raw: { zh: '取整前总分', en: 'the exact score' }, competition: { zh: '并列后跳位（1、1、3）', en: 'ties skip ranks (1, 1, 3)' }, dense: { zh: '并列后不跳位（1、1、2）', en: 'ties skip none (1, 1, 2)' }, 'all-in': { zh: '同分都进', en: 'all in' }, 'all-out': { zh: '同分都不进', en: 'all out' },
  set: { zh: '直接定为该等次', en: 'sets the grade' }, 'at-most': { zh: '最高不超过该等次', en: 'at most the grade' }, higher: { zh: '越高越好', en: 'higher is better' }, lower: { zh: '越低越好', en: 'lower is better' },
  'target-over-actual': { zh: '目标 ÷ 实际', en: 'target ÷ actual' }, 'two-minus-ratio': { zh: '2 − 实际 ÷ 目标', en: '2 − actual ÷ target' }, none: { zh: '不限', en: 'none' }, ceiling: { zh: '限上限', en: 'ceiling' }, 'zero-and-ceiling': { zh: '限 0 分和上限', en: 'zero and ceiling' }, both: { zh: '限上下限', en: 'both' },
  'lowest-coefficient': { zh: '取最低系数', en: 'lowest coefficient' }, ln: { zh: '自然对数', en: 'natural logarithm' }, log10: { zh: '常用对数', en: 'logarithm to base 10' }, growth: { zh: '比上年增长率', en: 'growth over last year' }, static: { zh: '静态', en: 'static' }, dynamic: { zh: '动态', en: 'dynamic' },
  'share-of-years': { zh: '按达到年数', en: 'by share of years' }, linear: { zh: '按月均匀', en: 'linear' }, listed: { zh: '按季度时序', en: 'as listed by quarter' }, ratio: { zh: '比值', en: 'ratio' }, 'relative-difference': { zh: '相对差', en: 'relative difference' },
  target: { zh: '单位年度目标值', en: 'the unit\'s target' }, baseline: { zh: '单位基期值', en: 'the unit\'s baseline' }, last: { zh: '单位上期值', en: 'the unit\'s last value' }, '*': { zh: '全部', en: 'all' },
  per: { zh: '除以另一指标', en: 'divide by another indicator' }, 'winsorise-percentiles': { zh: '按分位数缩尾', en: 'winsorise by percentiles' }, 'winsorise-outliers': { zh: '极端值缩尾', en: 'winsorise outliers' },
};
