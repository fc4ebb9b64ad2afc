import { recipientRoleWords } from './escalation-words.js';
import type { Words } from './words.js';

export const roundStepWords: Words = {
  'self-assessment': { zh: '自评', en: 'self-assessment' }, 'site-checks': { zh: '实地核查', en: 'site checks' }, frozen: { zh: '数据已冻结', en: 'data frozen' }, calculated: { zh: '已计分', en: 'calculated' },
  notified: { zh: '结果已反馈', en: 'results notified' }, confirmed: { zh: '结果已审定', en: 'results confirmed' }, published: { zh: '结果已通报', en: 'results published' }, closed: { zh: '已办结', en: 'closed' },
  cancelled: { zh: '已撤销', en: 'cancelled' },
};
/** Steps that are still to come, by what is to be done; the others are called as they stand. */
export const roundStepAheadWords: Words = {
  frozen: { zh: '数据冻结', en: 'data freeze' }, calculated: { zh: '计分', en: 'calculation' }, notified: { zh: '结果反馈', en: 'notification' }, confirmed: { zh: '结果审定', en: 'confirmation' },
  published: { zh: '结果通报', en: 'publication' }, closed: { zh: '办结', en: 'closing' },
};
export const assessmentYearWords: Words = {
  'calendar-year': { zh: '公历年', en: 'calendar year' }, 'july-june': { zh: '7 月至次年 6 月', en: 'July to June' }, 'september-august': { zh: '9 月至次年 8 月', en: 'September to August' },
};
export const calculationCauseWords: Words = {
  first: { zh: '首次', en: 'first' }, adjustment: { zh: '调整后', en: 'after adjustments' }, review: { zh: '复核后', en: 'after reviews' }, correction: { zh: '更正', en: 'correction' },
};
export const selfAssessmentWords: Words = {
  missing: { zh: '未提交', en: 'missing' }, submitted: { zh: '已提交', en: 'submitted' }, late: { zh: '逾期提交', en: 'submitted late' }, returned: { zh: '已退回', en: 'returned' },
};
export const latePartWords: Words = {
  'self-assessment': { zh: '自评', en: 'self-assessment' }, 'site-check': { zh: '核查', en: 'site check' }, marks: { zh: '打分', en: 'marks' }, bonuses: { zh: '加分认定', en: 'bonus decisions' },
  reviews: { zh: '复核', en: 'reviews' },
};
export const standingWords: Words = { provisional: { zh: '暂定', en: 'provisional' }, final: { zh: '审定', en: 'final' }, stayed: { zh: '暂缓执行', en: 'stayed' } };
export const reviewStatusWords: Words = {
  open: { zh: '待复核', en: 'open' }, withdrawn: { zh: '已撤回', en: 'withdrawn' }, upheld: { zh: '维持', en: 'upheld' }, corrected: { zh: '更正', en: 'corrected' },
  're-check': { zh: '重新核查', en: 'to be checked again' },
};
export const reviewOutcomeWords: Words = { upheld: { zh: '维持', en: 'uphold' }, corrected: { zh: '更正', en: 'correct' }, 're-check': { zh: '重新核查', en: 'check again' } };
export const leafKindWords: Words = {
  figure: { zh: '数值', en: 'a figure' }, level: { zh: '等级', en: 'a level' }, counts: { zh: '各类项数', en: 'items counted' }, marks: { zh: '评委打分', en: 'marks of raters' },
};
export const conductWords: Words = { falsified: { zh: '数据造假', en: 'falsified data' }, criticised: { zh: '通报批评', en: 'public criticism' } };
export const entryKindWords: Words = { deduction: { zh: '扣分', en: 'deduction' }, ...conductWords, veto: { zh: '一票否决', en: 'veto' } };
export const bonusDecisionWords: Words = { accepted: { zh: '认定', en: 'accepted' }, rejected: { zh: '不认定', en: 'rejected' } };
export const moveKindWords: Words = {
  node: { zh: '项目', en: 'item' }, bonus: { zh: '加分', en: 'bonus' }, deduction: { zh: '扣分', en: 'deduction' }, 'manual-deduction': { zh: '登记扣分', en: 'entered deduction' },
  adjustment: { zh: '调整', en: 'adjustment' }, limits: { zh: '总分上下限', en: 'limits of the total' },
};
export const gradeReasonWords: Words = { veto: { zh: '一票否决', en: 'veto' }, quota: { zh: '等次名额', en: 'quota' } };
/** What a unit may contest besides an item of its sheet. */
export const wholeWords: Words = { total: { zh: '总分', en: 'the total' }, grade: { zh: '等次', en: 'the grade' } };
/** What a freeze would leave as it is, by the names of the API. */
export const freezeGapWords = {
  unverified: { zh: '已报未核定', en: 'Reported and not verified' }, returned: { zh: '退回未重报', en: 'Returned and not reported anew' }, undecided: { zh: '申报不适用未决定', en: 'Declared not applicable, not decided' },
  notReleased: { zh: '尚未发布', en: 'Not released yet' }, missing: { zh: '缺报且无佐证申报', en: 'Neither reported nor claimed with evidence' }, unmarked: { zh: '评委未打分', en: 'Not marked by any rater' },
} as const satisfies Words;
/** Kinds of documents that the shipped schemes accept for bonuses; another scheme may name others. */
export const bonusDocumentWords: Words = {
  'central-commendation': { zh: '中央表彰文件', en: 'central commendation' }, 'ministry-award': { zh: '部委奖项文件', en: 'award of a ministry' }, 'provincial-commendation': { zh: '省级表彰文件', en: 'provincial commendation' },
  'state-council-reward': { zh: '国务院督查激励文件', en: 'State Council reward' }, 'provincial-reward': { zh: '省级督查激励文件', en: 'provincial reward' }, 'municipal-reward': { zh: '市级督查激励文件', en: 'municipal reward' },
};
export const reproductionWords: Words = {
  reproduced: { zh: '一致', en: 'reproduced' }, 'facts-differ': { zh: '数据不符', en: 'facts differ' }, 'record-differs': { zh: '记录不符', en: 'record differs' },
};
/** Roles to whom the acts of a round belong. */
export const roundRoleWords: Words = { bureau: recipientRoleWords['bureau']!, leadership: recipientRoleWords['leadership']!, inspector: recipientRoleWords['inspector']!, verifier: { zh: '核定员', en: 'verifiers' } };
