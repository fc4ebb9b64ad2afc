import type { EscalationRule, EscalationTrigger } from './escalation-policy.events.js';

const calendarDaysOverdue = (days: number): EscalationTrigger => ({ kind: 'overdue', days, dayKind: 'calendar' });
const workingDaysBefore = (days: number): EscalationTrigger => ({ kind: 'before-due', days, dayKind: 'working' });

const unit = [{ role: 'reporter', of: 'lead' }, { role: 'reporter', of: 'supporting' }] as const;
const inspectors = [{ role: 'inspector', of: 'lead' }] as const;
const bureau = [{ role: 'bureau', of: 'city' }] as const;
const leadership = [{ role: 'leadership', of: 'city' }] as const;

/**
 * The rules that are shipped, for the bureau to adopt as they are or changed: 提醒 · 蓝牌 · 黄牌 · 红牌 · 约谈 · 挂牌督办 · 移交, after the
 * ladder of supervision cards in use (Sanming 2017, Suqian 2025) and Nanjing's rule of 2016 on work behind its schedule two months
 * running. Steps after the due time count calendar days, so that none reaches into a year whose working calendar is not published.
 */
export const defaultRules: readonly EscalationRule[] = [
  {
    level: 'reminder', when: [workingDaysBefore(3)], recipients: [...unit],
    text: { zh: '{number}“{title}”将于{due}到期，请抓紧办理并按时反馈。', en: '{number} “{title}” is due on {due}. Please complete it and report in time.' },
  },
  {
    level: 'blue', when: [workingDaysBefore(1)], recipients: [...unit, ...inspectors],
    text: { zh: '蓝牌：{number}“{title}”将于{due}到期，尚未报送整改报告。', en: 'Blue card: {number} “{title}” is due on {due} and no rectification report has come in.' },
  },
  {
    level: 'yellow', when: [calendarDaysOverdue(0), { kind: 'not-acknowledged', days: 0, dayKind: 'working' }], recipients: [...unit, ...inspectors],
    text: { zh: '黄牌：{number}“{title}”未按时签收或已逾期（到期日{due}），请立即办理。', en: 'Yellow card: {number} “{title}” was not acknowledged in time or is overdue (due on {due}). Act at once.' },
  },
  {
    level: 'red', when: [calendarDaysOverdue(7), { kind: 'returned', times: 2 }, { kind: 'behind-quarter', quarter: 3 }], recipients: [...unit, ...inspectors, ...bureau],
    text: { zh: '红牌：{number}“{title}”严重逾期或多次退回（到期日{due}），责任单位{unit}，拟予通报。', en: 'Red card: {number} “{title}” of {unit} is long overdue or was returned again (due on {due}); it will be named in a circular.' },
  },
  {
    level: 'talk', when: [calendarDaysOverdue(15), { kind: 'returned', times: 3 }, { kind: 'behind-months', months: 2 }], recipients: [...unit, ...inspectors, ...bureau],
    text: { zh: '约谈：{number}“{title}”仍未完成整改（到期日{due}），拟约谈责任单位{unit}负责人。', en: 'Interview: {number} “{title}” is still not rectified (due on {due}); the head of {unit} will be called in.' },
  },
  {
    level: 'listed', when: [calendarDaysOverdue(30)], recipients: [...unit, ...inspectors, ...bureau, ...leadership],
    text: { zh: '挂牌督办：{number}“{title}”逾期满30日（到期日{due}），提请对责任单位{unit}挂牌督办。', en: 'Public listing: {number} “{title}” of {unit} is 30 days overdue (due on {due}); listing is proposed.' },
  },
  {
    level: 'referred', when: [calendarDaysOverdue(60)], recipients: [...inspectors, ...bureau, ...leadership],
    text: { zh: '移交：{number}“{title}”逾期满60日（到期日{due}），提请将责任单位{unit}的有关情况移交处理。', en: 'Referral: {number} “{title}” of {unit} is 60 days overdue (due on {due}); referral to the competent authority is proposed.' },
  },
];
