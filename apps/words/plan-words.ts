import type { Words } from './words.js';

export const comparatorWords: Words = {
  '>=': { zh: '不低于', en: 'at least' }, '<=': { zh: '不高于', en: 'at most' }, '~': { zh: '约', en: 'about' }, '=': { zh: '等于', en: 'exactly' }, improving: { zh: '逐年提高', en: 'improving every year' },
  'full-coverage': { zh: '全覆盖', en: 'full coverage' }, 'none-occur': { zh: '不发生', en: 'none occurs' }, milestone: { zh: '完成节点', en: 'milestone' },
};
/** Units of measurement that the plan uses; another is shown as the card has it. */
export const measureWords: Words = {
  家: { zh: '家', en: 'organisations' }, 项: { zh: '项', en: 'items' }, 个: { zh: '个', en: 'number' }, 部: { zh: '部', en: 'documents' }, 份: { zh: '份', en: 'copies' }, 条: { zh: '条', en: 'entries' }, 次: { zh: '次', en: 'times' }, '次/年': { zh: '次/年', en: 'times a year' },
  分: { zh: '分', en: 'points' }, 起: { zh: '起', en: 'cases' }, 名次: { zh: '名次', en: 'rank' }, 指数: { zh: '指数', en: 'index' }, 定性: { zh: '定性', en: 'qualitative' }, '件/万人': { zh: '件/万人', en: 'per 10,000 people' },
};
export const directionWords: Words = { 'higher-better': { zh: '越高越好', en: 'higher is better' }, 'lower-better': { zh: '越低越好', en: 'lower is better' }, 'on-target': { zh: '接近目标为好', en: 'on target is best' } };
export const frequencyWords: Words = { month: { zh: '月', en: 'month' }, quarter: { zh: '季', en: 'quarter' }, half: { zh: '半年', en: 'half-year' }, year: { zh: '年', en: 'year' }, event: { zh: '按事项', en: 'by event' } };
export const accumulationWords: Words = { cumulative: { zh: '累计', en: 'cumulative' }, period: { zh: '当期', en: 'of the period' }, latest: { zh: '时点', en: 'latest' } };
export const indicatorKindWords: Words = { quantitative: { zh: '定量', en: 'quantitative' }, 'qualitative-milestone': { zh: '定性节点', en: 'qualitative milestone' }, veto: { zh: '一票否决', en: 'veto' } };
export const profileWords: Words = { linear: { zh: '按季均匀', en: 'linear' }, 'year-end': { zh: '年底完成', en: 'at the end of the year' } };
export const progressVerdictWords: Words = { accepted: { zh: '通过', en: 'accepted' }, returned: { zh: '退回', en: 'returned' } };
export const progressStatusWords: Words = { reported: { zh: '待审核', en: 'to be reviewed' }, ...progressVerdictWords };
export const measurePartWords: Words = { lead: { zh: '牵头', en: 'lead' }, supporting: { zh: '配合', en: 'supporting' }, member: { zh: '参与', en: 'member' } };
export const decompositionRuleWords: Words = { sum: { zh: '相加（计数类）', en: 'sum (counts)' }, 'weighted-mean': { zh: '加权平均（比率类）', en: 'weighted mean (rates)' }, each: { zh: '同一目标（处处须达到）', en: 'the same for each' } };
export const unitKindWords: Words = {
  department: { zh: '部门', en: 'department' }, district: { zh: '区', en: 'district' }, 'new-area': { zh: '新区', en: 'new area' }, 'vertical-agency': { zh: '垂管单位', en: 'vertically managed agency' },
  customs: { zh: '海关', en: 'customs' }, 'mass-organisation': { zh: '群团组织', en: 'mass organisation' }, 'party-organ': { zh: '党委部门', en: 'party organ' }, 'party-institution': { zh: '党委事业单位', en: 'party institution' },
  collective: { zh: '集合主体', en: 'collective' }, 'coordination-body': { zh: '议事协调机构', en: 'coordination body' }, 'government-office': { zh: '政府办公机构', en: 'government office' },
};
export const unitStandingWords: Words = { active: { zh: '存续', en: 'active' }, merged: { zh: '已合并', en: 'merged' }, closed: { zh: '已撤销', en: 'closed' } };
export const dayKindWords: Words = {
  working: { zh: '工作日', en: 'working day' }, weekend: { zh: '周末', en: 'weekend' }, 'day-off': { zh: '放假', en: 'day off' }, 'make-up': { zh: '调休上班', en: 'make-up day' },
};
