import { Button } from 'antd';
import { ActButton } from '../../acts/act-button.js';
import { useAddress } from '../../frame/address.js';
import { Answer, Nothing } from '../../frame/page-states.js';
import { usePlanYear } from '../../frame/plan-year.js';
import { dayText } from '../../language/format.js';
import { texts, useLanguage, useTexts, type Language } from '../../language/texts.js';
import type { ReplyOf } from '../../server/ask.js';
import { useView } from '../../server/views.js';
import { Instant } from '../../show/signs.js';
import { TraceButton } from '../../trace/trace-button.js';
import { usePageSubject } from '../../trace/trace.js';
import { dayKindWords } from '../../../words/plan-words.js';
import { Fact, Parts, useShown } from '../parts.js';
import { useWord } from '../word.js';
import { DueCalculator } from './due-calculator.js';
import { Month } from './month.js';
import { usePublishForm, useReviseForm } from './year-forms.js';

/** A date without its year where the page says the year. */
const shortDay = (date: string, language: Language): string => dayText(date, language).replace(/^\d{4}年| \d{4}$/, '');

/** The one calendar that deadlines are reckoned by. */
export const nationalCalendar = 'national';

const pageTexts = texts('plan-calendar', {
  title: ['{year} 年工作日历', 'Working calendar of {year}'],
  previous: ['上一年', 'Year before'],
  next: ['下一年', 'Next year'],
  unpublished: ['{year} 年的工作日历还没有发布，凡涉及该年工作日的期限都算不出来。', 'The calendar of {year} is not published: no deadline that runs through it can be reckoned.'],
  facts: ['依据', 'Rests on'],
  document: ['文号', 'Document'],
  source: ['来源', 'Source'],
  total: ['工作日合计', 'Working days'],
  count: ['{count} 天', '{count} days'],
  known: ['发布时间', 'Known from'],
  daysOff: ['放假安排', 'Days off'],
  name: ['节日', 'Holiday'],
  days: ['日期', 'Days'],
  makeUp: ['调休上班', 'Worked instead'],
  earlier: ['此前的版本', 'Earlier versions'],
  legend: ['图例', 'Legend'],
});

const keys = ['year', 'due'] as const;

/** The working calendar: a year at a glance, and the reckoning of deadlines. */
export default function CalendarPage() {
  const t = useTexts(pageTexts);
  const { year } = usePlanYear();
  const { put } = useAddress();
  const shown = useShown(keys);
  usePageSubject(year ? { kind: 'calendar', key: `${nationalCalendar}.${year}` } : undefined);
  const step = (by: number) => put({ year: String(Number(year) + by) });
  return (
    <>
      <div className="page-head">
        <h1>{t('title', { year })}</h1>
        <TraceButton subject={{ kind: 'calendar', key: `${nationalCalendar}.${year}` }} />
        <span className="no-print"><Button size="small" onClick={() => step(-1)}>{t('previous')}</Button> <Button size="small" onClick={() => step(1)}>{t('next')}</Button></span>
      </div>
      <Parts path="/plan/calendar" shown={shown} parts={[{ key: 'year', title: { zh: '全年', en: 'The year' } }, { key: 'due', title: { zh: '期限计算', en: 'Reckon a deadline' } }]} />
      {shown === 'year' ? year && <Year key={year} year={year} /> : <DueCalculator />}
    </>
  );
}

function Year({ year }: { readonly year: string }) {
  const t = useTexts(pageTexts);
  const list = useView('GET /calendars/:calendar', { path: { calendar: nationalCalendar }, query: { limit: 100 } });
  const published = list.data?.items.some((one) => String(one.year) === year);
  const view = useView('GET /calendars/:calendar/:year', { path: { calendar: nationalCalendar, year } }, { enabled: published === true });
  const publish = usePublishForm(year);
  return (
    <Answer view={list}>
      {() => (published ? <Answer view={view}>{(calendar) => <Published calendar={calendar} />}</Answer> : (
        <div className="card"><Nothing>{t('unpublished', { year })}</Nothing><p className="plan-centred"><ActButton quiet type="primary" form={publish} /></p></div>
      ))}
    </Answer>
  );
}

type Calendar = ReplyOf<'GET /calendars/:calendar/:year'>;

const signs = { 'day-off': { zh: '休', en: 'off' }, 'make-up': { zh: '班', en: 'on' } } as const;

function Published({ calendar }: { readonly calendar: Calendar }) {
  const t = useTexts(pageTexts);
  const { say } = useLanguage();
  const word = useWord();
  return (
    <div className="plan-calendar">
      <div>
        <p className="plan-legend" aria-label={t('legend')} role="note">
          {(['working', 'weekend', 'day-off', 'make-up'] as const).map((kind) => <span key={kind}><span className={`plan-day plan-day-${kind}`} aria-hidden="true">8{kind in signs && <sup>{say(signs[kind as keyof typeof signs])}</sup>}</span> {word(dayKindWords, kind)}</span>)}
        </p>
        <div className="plan-months">
          {calendar.workingDaysByMonth.map((count, index) => <Month key={index} year={calendar.year} month={index + 1} days={calendar.days} workingDays={count} />)}
        </div>
      </div>
      <Facts calendar={calendar} />
    </div>
  );
}

function Facts({ calendar }: { readonly calendar: Calendar }) {
  const t = useTexts(pageTexts);
  const { say, language } = useLanguage();
  const revise = useReviseForm(calendar);
  return (
    <div>
      <section className="card">
        <h2>{t('facts')}</h2>
        <dl className="fields">
          <Fact name={t('document')}>{calendar.document}</Fact>
          <Fact name={t('source')}><span lang="zh-CN">{calendar.source}</span></Fact>
          <Fact name={t('total')}><strong>{t('count', { count: calendar.workingDays })}</strong></Fact>
          <Fact name={t('known')}><Instant at={calendar.knownFrom} /></Fact>
          {calendar.earlier.length > 0 && <Fact name={t('earlier')}>{calendar.earlier.map(({ document, knownFrom }) => <div key={document}>{document} · <Instant at={knownFrom} dayOnly /></div>)}</Fact>}
        </dl>
        <ActButton quiet size="small" form={revise} />
      </section>
      <section className="card">
        <h2>{t('daysOff')}</h2>
        <table className="plain-table">
          <thead><tr><th scope="col">{t('name')}</th><th scope="col">{t('days')}</th></tr></thead>
          <tbody>{calendar.daysOff.map(({ from, to, name }) => <tr key={from}><td>{say(name)}</td><td>{shortDay(from, language)}{to !== from && ` – ${shortDay(to, language)}`}</td></tr>)}</tbody>
        </table>
        <h3>{t('makeUp')}</h3>
        <ul className="plan-links">{calendar.makeUpDays.map((day) => <li key={day}>{shortDay(day, language)}</li>)}</ul>
      </section>
    </div>
  );
}
