import type { ActForm } from '../../acts/act-dialog.js';
import type { Field } from '../../acts/fields.js';
import { texts, useLanguage, useTexts } from '../../language/texts.js';
import { dayText } from '../../language/format.js';
import type { ReplyOf } from '../../server/ask.js';
import { DaysOffInput, WorkedDaysInput } from './year-inputs.js';
import { typedDaysOff, usualHolidays, yearFrom } from './year-body.js';
import { mark } from '../../show/punctuation.js';

const formTexts = texts('plan-year-forms', {
  publishes: ['将发布 {year} 年工作日历：放假 {off} 段，调休上班 {on} 天。发布后，经过该年的期限才能计算。', 'The calendar of {year} is published: {off} spells of days off, {on} days worked instead. Deadlines through that year can then be reckoned.'],
  revises: ['将凭另一份文件调整。已经确定的期限按当时的日历计算，不随之改动；此后新定的期限按新日历。', 'It is revised by another document. Deadlines already fixed keep the calendar of their time; later ones go by the new one.'],
  added: ['增加：', 'added: '],
  removed: ['取消：', 'removed: '],
  sourceExample: ['《国务院办公厅关于{year}年部分节假日安排的通知》', '《国务院办公厅关于{year}年部分节假日安排的通知》'],
});

function yearFields(year: number, first: { readonly source: string; readonly daysOff: unknown; readonly makeUpDays: unknown }): Field[] {
  return [
    { name: 'source', label: { zh: '来源', en: 'Source' }, kind: 'text', required: true, first: first.source, maxLength: 200 },
    { name: 'daysOff', label: { zh: '放假', en: 'Days off' }, kind: 'own', input: <DaysOffInput year={year} />, first: first.daysOff, help: { zh: '没有填日期的行不提交。', en: 'Rows without dates are not sent.' } },
    { name: 'makeUpDays', label: { zh: '调休上班（周末）', en: 'Worked weekend days' }, kind: 'own', input: <WorkedDaysInput year={year} />, first: first.makeUpDays },
  ];
}

/** Publish a year from the holiday notice. */
export function usePublishForm(year: string): ActForm<'POST /calendars/:calendar/:year'> {
  const t = useTexts(formTexts);
  return {
    route: 'POST /calendars/:calendar/:year', title: { zh: '发布工作日历', en: 'Publish the year' }, path: { calendar: 'national', year }, wide: true, authority: 'required',
    effect: (typed) => t('publishes', { year, off: yearFrom(typed).daysOff.length, on: yearFrom(typed).makeUpDays.length }),
    fields: yearFields(Number(year), { source: t('sourceExample', { year }), daysOff: usualHolidays, makeUpDays: [] }),
    body: yearFrom,
  };
}

type Calendar = ReplyOf<'GET /calendars/:calendar/:year'>;

/** Revise a published year by another document, with the days that change shown. */
export function useReviseForm(calendar: Calendar): ActForm<'POST /calendars/:calendar/:year/revision'> {
  const t = useTexts(formTexts);
  const { language } = useLanguage();
  const before = daysOf(calendar.daysOff, calendar.makeUpDays);
  return {
    route: 'POST /calendars/:calendar/:year/revision', title: { zh: '凭文件调整', en: 'Revise by document' }, path: { calendar: calendar.calendar, year: String(calendar.year) }, wide: true, authority: 'required', reason: 'optional',
    effect: (typed) => {
      const { daysOff, makeUpDays } = yearFrom(typed);
      const after = daysOf(daysOff, makeUpDays);
      const added = [...after].filter((day) => !before.has(day));
      const removed = [...before].filter((day) => !after.has(day));
      const told = (days: readonly string[]) => days.map((day) => `${dayText(day.slice(0, 10), language)} ${day.slice(11)}`).join(mark.and);
      return <>{t('revises')}{added.length > 0 && <div>{t('added')}<ins>{told(added)}</ins></div>}{removed.length > 0 && <div>{t('removed')}<del>{told(removed)}</del></div>}</>;
    },
    fields: yearFields(calendar.year, { source: calendar.source, daysOff: typedDaysOff(calendar.daysOff), makeUpDays: [...calendar.makeUpDays] }),
    body: yearFrom,
  };
}

/** Spells off by their first and last day, and days worked, as texts that can be compared. */
const daysOf = (daysOff: Calendar['daysOff'], makeUpDays: readonly string[]): ReadonlySet<string> => new Set([...daysOff.map(({ from, to }) => `${from} 休${from === to ? '' : `–${to}`}`), ...makeUpDays.map((day) => `${day} 班`)]);
