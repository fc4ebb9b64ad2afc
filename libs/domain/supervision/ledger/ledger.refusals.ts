import { defineRefusals } from '#engine/kernel';

/** What the views of findings say no to. */
export const ledgerRefusals = defineRefusals({
  'supervision.too-many-audiences': {
    kind: 'unprocessable',
    title: { zh: '可见单位的牵头、配合组合超过 {most} 种，无法一次列出。', en: 'The units you see work together in more than {most} ways; they cannot be listed at once.' },
    remedy: { zh: '请按责任单位筛选。', en: 'Name the unit that answers.' },
  },
  'supervision.calendar-too-long': {
    kind: 'unprocessable',
    title: { zh: '{from} 至 {to} 超过 {most} 天。', en: 'From {from} to {to} there are more than {most} days.' },
    remedy: { zh: '请缩短起止日期。', en: 'Ask for fewer days.' },
  },
  'supervision.calendar-backwards': {
    kind: 'unprocessable',
    title: { zh: '止日 {to} 早于起日 {from}。', en: 'The last day {to} lies before the first day {from}.' },
    remedy: { zh: '请核对起止日期。', en: 'Check both dates.' },
  },
});
