import type { Words } from './words.js';

/** What raises a level, by the kinds of the API; places are filled with the rule's own numbers. */
export const triggerTexts = {
  'before-due': { zh: '到期前 {days} {unit}', en: '{days} {unit} before it is due' },
  overdue: { zh: '逾期 {days} {unit}', en: '{days} {unit} overdue' },
  returned: { zh: '退回 {times} 次', en: 'returned {times} times' },
  'not-acknowledged': { zh: '逾期未签收 {days} {unit}', en: 'not acknowledged, {days} {unit} after the last day' },
  'behind-months': { zh: '连续 {months} 个月落后于时序', en: 'behind schedule {months} months running' },
  'behind-quarter': { zh: '第 {quarter} 季度末落后于时序', en: 'behind schedule at the end of quarter {quarter}' },
} as const satisfies Words;

/** The same where no day has to pass. */
export const atOnceTexts: Words = {
  overdue: { zh: '一旦逾期', en: 'as soon as it is overdue' }, 'not-acknowledged': { zh: '一旦逾期未签收', en: 'as soon as it is not acknowledged in time' },
};

/** What raised a level, as a word. */
export const stepWords: Words = {
  'before-due': { zh: '到期前', en: 'before it is due' }, overdue: { zh: '逾期', en: 'overdue' }, 'not-acknowledged': { zh: '逾期未签收', en: 'not acknowledged in time' },
  returned: { zh: '多次退回', en: 'returned again' }, 'behind-months': { zh: '连续落后', en: 'behind month after month' }, 'behind-quarter': { zh: '季末落后', en: 'behind at the end of a quarter' },
  'by-hand': { zh: '人工升级', en: 'raised by hand' },
};

/** Days of rules: working days 工作日, or days 天. */
export const ruleDayWords = { working: { zh: '个工作日', en: 'working days' }, calendar: { zh: '天', en: 'days' } } as const satisfies Words;

/** Whom a rule tells: whose holders of the role. */
export const recipientOfWords = {
  lead: { zh: '责任单位', en: 'unit in charge' }, supporting: { zh: '配合单位', en: 'supporting units' }, city: { zh: '全市', en: 'whole city' },
} as const satisfies Words;

/** Roles that a rule may tell. */
export const recipientRoleWords: Words = {
  reporter: { zh: '填报员', en: 'reporters' }, inspector: { zh: '督查员', en: 'inspectors' }, bureau: { zh: '市场监管局（秘书处）', en: 'the bureau (secretariat)' },
  leadership: { zh: '领导', en: 'leadership' }, organisation: { zh: '组织部门', en: 'the organisation department' }, auditor: { zh: '审计员', en: 'auditors' },
};
