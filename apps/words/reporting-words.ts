import type { Words } from './words.js';

// The codes of reporting with what they are called. A spec holds them against the context's own lists.

export const reportStatusWords: Words = {
  reported: { zh: '待核定', en: 'to be verified' }, verified: { zh: '已核定', en: 'verified' }, returned: { zh: '退回', en: 'returned' },
  'not-applicable-declared': { zh: '申报不适用', en: 'declared not applicable' }, 'not-applicable': { zh: '不适用', en: 'not applicable' }, 'not-released': { zh: '尚未发布', en: 'not yet released' },
};
export const correctionReasonWords: Words = {
  'input-error': { zh: '填报差错', en: 'input error' }, 'statistical-revision': { zh: '统计修订', en: 'statistical revision' }, 'definition-change': { zh: '口径调整', en: 'definition changed' },
  'review-decision': { zh: '复核决定', en: 'review decision' },
};
export const completenessWords: Words = {
  'nothing-owed': { zh: '无应报', en: 'nothing due' }, missing: { zh: '缺报', en: 'missing' }, returned: { zh: '有退回', en: 'returned' }, waiting: { zh: '待核定', en: 'to be verified' }, verified: { zh: '已核定', en: 'verified' },
};
/** What a submitter sees of a period: five plain states, and one for nothing due. */
export const submissionWords: Words = {
  'no-data': { zh: '未填', en: 'no data' }, 'in-progress': { zh: '填报中', en: 'in progress' }, submitted: { zh: '已报送', en: 'submitted' }, returned: { zh: '有退回', en: 'returned' }, verified: { zh: '已核定', en: 'verified' },
  'nothing-owed': { zh: '无应报', en: 'nothing due' },
};
export const periodStatusWords: Words = { 'not-opened': { zh: '未开放', en: 'not open yet' }, open: { zh: '开放', en: 'open' }, closed: { zh: '已关闭', en: 'closed' } };
export const periodClosedWords: Words = { deadline: { zh: '到期关闭', en: 'at the due time' }, 'by-hand': { zh: '人工关闭', en: 'by hand' } };
export const periodKindWords: Words = { year: { zh: '年度', en: 'yearly' }, half: { zh: '半年度', en: 'half-yearly' }, quarter: { zh: '季度', en: 'quarterly' }, month: { zh: '月度', en: 'monthly' } };
export const softCheckWords: Words = {
  'unit-mix-up': { zh: '计量单位可能有误（例如把 96% 填成了 0.96，或把“万”填成了“个”）', en: 'the unit of measurement may be wrong (0.96 written for 96 %, or single units for ten thousands)' },
  'far-from-history': { zh: '与本单位历史数据相比变动异常', en: "the change against the unit's own earlier values is unusual" },
  'far-from-peers': { zh: '与其他单位同期数据差异过大', en: 'the value is far from those of the other units' },
  'far-from-target': { zh: '不足目标的十分之一或超过目标的十倍', en: 'the value is less than a tenth or more than ten times the target' },
  'more-decimals': { zh: '小数位数多于口径卡规定', en: 'the value has more decimals than the definition card' },
};
