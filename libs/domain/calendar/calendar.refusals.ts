import { defineRefusals } from '#engine/kernel';

/** Every "no" of the working calendar. */
export const calendarRefusals = defineRefusals({
  'calendar.year-not-published': {
    kind: 'conflict',
    title: { zh: '{year} 年的工作日历尚未发布，无法计算工作日。', en: 'The working calendar of {year} is not published, so its working days cannot be counted.' },
    remedy: { zh: '请由市市场监管局按国务院办公厅通知发布该年日历后再办理。', en: 'The bureau publishes that year from the notice of the State Council’s office; then try again.' },
  },
  'calendar.already-published': {
    kind: 'conflict',
    title: { zh: '{year} 年的工作日历已按 {document} 发布，内容与本次不同。', en: 'The calendar of {year} is published already by {document}, with other content.' },
    remedy: { zh: '内容有变的，请凭新的文件办理调整。', en: 'Revise it with another document if it changed.' },
  },
  'calendar.document-required': {
    kind: 'unprocessable',
    title: { zh: '发布和调整工作日历须写明文号。', en: 'Publishing or revising a calendar needs the number of a document.' },
    remedy: { zh: '请填写放假通知的文号后再提交。', en: 'Give the number of the notice and try again.' },
  },
  'calendar.another-document-required': {
    kind: 'unprocessable',
    title: { zh: '{document} 正是现行日历的依据，调整须凭另一份文件。', en: '{document} is what the calendar rests on now; a revision needs another document.' },
    remedy: { zh: '请填写作出调整的文件文号。', en: 'Give the number of the document that changes it.' },
  },
  'calendar.bad-code': {
    kind: 'unprocessable',
    title: { zh: '{code} 不能作为日历编码。', en: '{code} cannot be the code of a calendar.' },
    remedy: { zh: '编码由小写字母、数字和连字符组成。', en: 'A code has lower-case letters, digits and hyphens.' },
  },
  'calendar.not-a-date': {
    kind: 'unprocessable',
    title: { zh: '{date} 不是存在的日期。', en: '{date} is not a date that exists.' },
    remedy: { zh: '请核对日期。', en: 'Check the date.' },
  },
  'calendar.ends-before-it-begins': {
    kind: 'unprocessable',
    title: { zh: '假期的末日 {to} 早于首日 {from}。', en: 'The last day off, {to}, lies before the first, {from}.' },
    remedy: { zh: '请核对日期。', en: 'Check the dates.' },
  },
  'calendar.outside-year': {
    kind: 'unprocessable',
    title: { zh: '{date} 不在 {year} 年。', en: '{date} does not lie in {year}.' },
    remedy: { zh: '上班日须在本年内；假期可以从上年十二月开始或到下年一月结束，但须有一天在本年内。', en: 'Days worked lie in the year; days off may begin in December before it or end in January after it, with at least one day in it.' },
  },
  'calendar.worked-in-other-year': {
    kind: 'conflict',
    title: { zh: '按已发布的 {year} 年日历，{date} 须上班。', en: 'By the published calendar of {year}, {date} is worked.' },
    remedy: { zh: '每年的通知只管当年的日期，请先按本通知调整 {year} 年日历。', en: 'A notice settles the days of its own year only: revise {year} by this notice first.' },
  },
  'calendar.not-a-weekend': {
    kind: 'unprocessable',
    title: { zh: '调休上班日 {date} 不是周末。', en: 'The make-up day {date} is not a weekend day.' },
    remedy: { zh: '只有周末需要注明上班，请核对日期。', en: 'Only weekend days are named as worked; check the date.' },
  },
  'calendar.off-and-worked': {
    kind: 'unprocessable',
    title: { zh: '{date} 既列为放假又列为上班。', en: '{date} is named both as off and as worked.' },
    remedy: { zh: '请核对通知原文。', en: 'Check the notice.' },
  },
  'calendar.named-twice': {
    kind: 'unprocessable',
    title: { zh: '{date} 列了两次。', en: '{date} is named twice.' },
    remedy: { zh: '请删去重复的日期。', en: 'Leave the repeated date out.' },
  },
});
