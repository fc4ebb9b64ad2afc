import { date, list, text, type Shown } from '../../../libs/domain/history/change-history/shown.js';
import type { ToldField } from '../../../libs/domain/history/change-history/telling.js';
import { calendarEvents, type YearContent } from '../../../libs/domain/calendar/calendar.events.js';
import { field, keyOf, tellingsFor } from './telling-kit.js';

interface OfYear extends YearContent {
  readonly from?: YearContent;
}

const daysOff = (content: YearContent): Shown => list(content.daysOff, ({ from, to, name }) => ({ as: 'words', words: { zh: `${name.zh} ${from} 至 ${to}`, en: `${name.en} ${from} to ${to}` } }));
const yearField = (zh: string, en: string, show: (content: YearContent) => Shown): ToldField<OfYear> => field<OfYear>(zh, en, show, ({ from }) => from && show(from));
const yearFields: Readonly<Record<string, ToldField<OfYear>>> = {
  document: yearField('文号', 'document', ({ document }) => text(document)), source: yearField('来源', 'source', ({ source }) => text(source)), daysOff: yearField('放假', 'days off', daysOff),
  makeUpDays: yearField('调休上班', 'make-up days', ({ makeUpDays }) => list(makeUpDays, date)),
};

export const calendarTellings = tellingsFor(calendarEvents, {
  'calendar.YearPublished': {
    kind: 'calendar', key: ({ calendar, year }) => keyOf(calendar, year), audience: 'calendar',
    sentence: { zh: '录入 {year} 年工作日历（{document}）', en: 'published the working calendar of {year} ({document})' }, says: ({ year, document }) => ({ year: text(year), document: text(document) }), fields: yearFields,
  },
  'calendar.YearRevised': {
    kind: 'calendar', key: ({ calendar, year }) => keyOf(calendar, year), audience: 'calendar',
    sentence: { zh: '调整 {year} 年工作日历（{document}，原为{before}）', en: 'revised the working calendar of {year} ({document}, before: {before})' },
    says: ({ year, document, from }) => ({ year: text(year), document: text(document), before: text(from.document) }), fields: yearFields,
  },
});
