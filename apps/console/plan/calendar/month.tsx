import { texts, useLanguage, useTexts } from '../../language/texts.js';
import { dayKindWords } from '../../../words/plan-words.js';
import { useWord } from '../word.js';
import { weeksOf, type CalendarDay } from './weeks.js';

const monthTexts = texts('plan-month', {
  title: ['{month} 月', '{month}'],
  working: ['工作日 {count} 天', '{count} working days'],
  off: ['休', 'off'],
  on: ['班', 'on'],
});

const englishMonths = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const weekdays: Readonly<Record<'zh' | 'en', readonly (readonly [string, string])[]>> = {
  zh: ['一', '二', '三', '四', '五', '六', '日'].map((short) => [short, `星期${short}`] as const),
  en: [['Mo', 'Monday'], ['Tu', 'Tuesday'], ['We', 'Wednesday'], ['Th', 'Thursday'], ['Fr', 'Friday'], ['Sa', 'Saturday'], ['Su', 'Sunday']],
};

/** A month as a table of weeks: days off are framed and marked 休, days worked instead are filled and marked 班. */
export function Month({ year, month, days, workingDays }: { readonly year: number; readonly month: number; readonly days: readonly CalendarDay[]; readonly workingDays: number }) {
  const t = useTexts(monthTexts);
  const { language, say } = useLanguage();
  const word = useWord();
  const prefix = `${year}-${String(month).padStart(2, '0')}-`;
  return (
    <table className="plan-month">
      <caption><strong>{t('title', { month: language === 'zh' ? month : englishMonths[month - 1]! })}</strong> <small>{t('working', { count: workingDays })}</small></caption>
      <thead><tr>{weekdays[language].map(([short, long]) => <th key={long} scope="col" abbr={long}>{short}</th>)}</tr></thead>
      <tbody>
        {weeksOf(days.filter(({ date }) => date.startsWith(prefix))).map((week, index) => (
          <tr key={index}>
            {week.map((day, at) => (day ? (
              <td key={at} className={`plan-day-${day.kind}`} title={[word(dayKindWords, day.kind), day.name && say(day.name)].filter(Boolean).join(' · ')}>
                {Number(day.date.slice(8))}
                {day.kind === 'day-off' && <sup>{t('off')}</sup>}
                {day.kind === 'make-up' && <sup>{t('on')}</sup>}
                <span className="sr-only"> {word(dayKindWords, day.kind)}{day.name && ` ${say(day.name)}`}</span>
              </td>
            ) : <td key={at} aria-hidden="true" />))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
