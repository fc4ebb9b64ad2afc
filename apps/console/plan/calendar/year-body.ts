import type { BodyOf } from '../../server/ask.js';

type YearBody = BodyOf<'POST /calendars/:calendar/:year'>;

/** A row of days off as it is typed. */
export interface DayOffTyped {
  readonly zh: string;
  readonly en: string;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** The holidays that every notice has, to be given their dates. */
export const usualHolidays: readonly DayOffTyped[] = [
  { zh: '元旦', en: 'New Year’s Day' }, { zh: '春节', en: 'Spring Festival' }, { zh: '清明节', en: 'Tomb-Sweeping Day' }, { zh: '劳动节', en: 'Labour Day' },
  { zh: '端午节', en: 'Dragon Boat Festival' }, { zh: '中秋节', en: 'Mid-Autumn Festival' }, { zh: '国庆节', en: 'National Day' },
];

/** Days off as rows of the form. */
export const typedDaysOff = (daysOff: YearBody['daysOff']): DayOffTyped[] => daysOff.map(({ from, to, name }) => ({ ...name, from, to }));

/** The year that the fields make; rows without a first day are left out, a single day ends where it begins. */
export function yearFrom(typed: Readonly<Record<string, unknown>>): YearBody {
  const rows = (typed['daysOff'] ?? []) as readonly DayOffTyped[];
  const worked = (typed['makeUpDays'] ?? []) as readonly string[];
  return {
    source: String(typed['source'] ?? '').trim(),
    daysOff: rows.filter(({ from }) => from).map(({ zh, en, from, to }) => ({ from: from!, to: to ?? from!, name: { zh: zh.trim(), en: en.trim() } })),
    makeUpDays: worked.filter((day) => day !== ''),
  };
}
