import '../findings.css';
import './calendar.css';
import { Button } from 'antd';
import { FilterBar } from '../../lists/filter-bar.js';
import { To, useAddress, useMoment } from '../../frame/address.js';
import { Answer } from '../../frame/page-states.js';
import { cityTime, dayText, periodText } from '../../language/format.js';
import { texts, useLanguage, useTexts } from '../../language/texts.js';
import type { ReplyOf } from '../../server/ask.js';
import { useView } from '../../server/views.js';
import { Unit } from '../../show/signs.js';
import { findingStatusWords, lightWords } from '../../../words/supervision-words.js';
import { FindingLight, useWord } from '../finding-signs.js';
import { monthAfter, monthOr, weeksOf } from './month-grid.js';

const calendarTexts = texts('supervision-calendar', {
  title: ['期限日历', 'Due dates'],
  previous: ['上月', 'Month before'],
  next: ['下月', 'Month after'],
  today: ['本月', 'This month'],
  print: ['打印', 'Print'],
  caption: ['{month}：每天到期、待签收和回头看', '{month}: due, to acknowledge and followed up on each day'],
  mon: ['周一', 'Mon'], tue: ['周二', 'Tue'], wed: ['周三', 'Wed'], thu: ['周四', 'Thu'], fri: ['周五', 'Fri'], sat: ['周六', 'Sat'], sun: ['周日', 'Sun'],
  due: ['到期 {count}', '{count} due'],
  acknowledge: ['待签收 {count}', '{count} to acknowledge'],
  followUp: ['回头看 {count}', '{count} follow-ups'],
  lights: ['{light} {count} 件', '{count} {light}'],
  'day-off': ['休', 'off'],
  'make-up': ['班', 'worked'],
  weekend: ['', ''],
  dueTitle: ['到期', 'Due'],
  acknowledgeTitle: ['签收期限', 'To acknowledge'],
  followUpTitle: ['回头看', 'Follow-ups'],
  inLedger: ['在台账中打开', 'Open in the ledger'],
  nothing: ['这一天没有到期、待签收或回头看的问题。', 'Nothing is due, to be acknowledged or followed up on this day.'],
  pick: ['选一天查看明细；数字直达台账。', 'Choose a day for its list; numbers lead to the ledger.'],
});

type Day = ReplyOf<'GET /supervision/due-calendar'>['days'][number];
const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const lights = ['red', 'yellow', 'blue', 'green'] as const;

/** A month of deadlines: how many end each day, by light; a day opens its list, a number the ledger. */
export default function CalendarPage() {
  const t = useTexts(calendarTexts);
  const { language } = useLanguage();
  const { params, put } = useAddress();
  const { at } = useMoment();
  const today = cityTime(at && at.includes('T') ? at : new Date().toISOString()).date;
  const month = monthOr(params.get('month'), at && /^\d{4}-\d{2}-\d{2}$/.test(at) ? at : today);
  const weeks = weeksOf(month);
  const view = useView('GET /supervision/due-calendar', { query: { from: weeks[0]![0]!, to: weeks[weeks.length - 1]![6]!, ...(params.get('unit') ? { unit: params.get('unit')! } : {}) } }, { keep: true });
  const day = params.get('day');
  const turn = (months: number) => put({ month: monthAfter(month, months), day: undefined });
  return (
    <>
      <div className="page-head">
        <h1>{t('title')}</h1>
        <strong className="calendar-month">{periodText(month, language)}</strong>
        <Button size="small" onClick={() => turn(-1)}>{t('previous')}</Button>
        <Button size="small" onClick={() => put({ month: undefined, day: undefined })}>{t('today')}</Button>
        <Button size="small" onClick={() => turn(1)}>{t('next')}</Button>
        <FilterBar filters={[{ field: 'unit', title: { zh: '责任单位', en: 'Unit in charge' }, kind: 'unit', pinned: true }]} />
        <span className="bar-space" />
        <Button size="small" onClick={() => window.print()}>{t('print')}</Button>
      </div>
      <Answer view={view}>
        {({ days }) => {
          const byDate = new Map(days.map((one) => [one.date, one]));
          const shown = day ? byDate.get(day) : undefined;
          return (
            <>
              <table className="calendar">
                <caption className="sr-only">{t('caption', { month: periodText(month, language) })}</caption>
                <thead><tr>{weekdays.map((key) => <th key={key} scope="col">{t(key)}</th>)}</tr></thead>
                <tbody>{weeks.map((week) => <tr key={week[0]}>{week.map((date) => <DayCell key={date} date={date} day={byDate.get(date)} isOutside={!date.startsWith(month)} isToday={date === today} isOpen={date === day} />)}</tr>)}</tbody>
              </table>
              {shown ? <DayList day={shown} /> : <p className="hint calendar-hint">{t('pick')} <Legend /></p>}
            </>
          );
        }}
      </Answer>
    </>
  );
}

function DayCell({ date, day, isOutside, isToday, isOpen }: { readonly date: string; readonly day: Day | undefined; readonly isOutside: boolean; readonly isToday: boolean; readonly isOpen: boolean }) {
  const t = useTexts(calendarTexts);
  const { language } = useLanguage();
  const word = useWord();
  const { params, put } = useAddress();
  const unit = params.get('unit');
  const { due, acknowledge, followUps, kind } = day ?? {};
  const isEmpty = !due?.count && !acknowledge?.count && !followUps?.count;
  const isOff = kind === 'weekend' || kind === 'day-off';
  const mark = kind === 'day-off' || kind === 'make-up' ? t(kind) : '';
  return (
    <td className={`${isOutside ? 'calendar-outside' : ''} ${isOff ? 'calendar-off' : ''} ${isToday ? 'calendar-today' : ''} ${isOpen ? 'calendar-open' : ''} ${isEmpty ? 'calendar-empty' : ''}`}>
      <button type="button" className="calendar-day" aria-pressed={isOpen} {...(isToday ? { 'aria-current': 'date' as const } : {})} onClick={() => put({ day: isOpen ? undefined : date })}><span aria-hidden="true" className="calendar-number">{Number(date.slice(8))}</span><span className="calendar-long">{dayText(date, language)}</span></button>
      {mark && <small className="calendar-mark">{mark}</small>}
      {due && due.count > 0 && (
        <To className="calendar-due" href={`/supervision/ledger?dueFrom=${date}&dueTo=${date}${unit ? `&unit=${unit}` : ''}`}>
          {t('due', { count: due.count })}
          <span className="calendar-lights">{lights.filter((light) => due.lights[light] > 0).map((light) => <span key={light} className={`light light-${light}`} role="img" aria-label={t('lights', { light: word(lightWords, light), count: due.lights[light] })}><span>{{ red: '■', yellow: '▲', blue: '◆', green: '●' }[light]}</span>{due.lights[light]}</span>)}</span>
        </To>
      )}
      {acknowledge && acknowledge.count > 0 && <span className="calendar-other">{t('acknowledge', { count: acknowledge.count })}</span>}
      {followUps && followUps.count > 0 && <span className="calendar-other">{t('followUp', { count: followUps.count })}</span>}
    </td>
  );
}

/** What each light looks like. */
function Legend() {
  return <span className="calendar-legend">{lights.map((light) => <FindingLight key={light} light={light} />)}</span>;
}

function DayList({ day }: { readonly day: Day }) {
  const t = useTexts(calendarTexts);
  const { language } = useLanguage();
  const word = useWord();
  const groups = [['dueTitle', day.due], ['acknowledgeTitle', day.acknowledge], ['followUpTitle', day.followUps]] as const;
  return (
    <section className="card" aria-live="polite">
      <h2>{dayText(day.date, language)}</h2>
      {groups.every(([, { count }]) => count === 0) && <p>{t('nothing')}</p>}
      {groups.filter(([, { count }]) => count > 0).map(([key, { count, items }]) => (
        <div key={key}>
          <h3>{t(key)} {count} {key === 'dueTitle' && count > items.length && <To href={`/supervision/ledger?dueFrom=${day.date}&dueTo=${day.date}`}>{t('inLedger')}</To>}</h3>
          <ul className="calendar-items">{items.map(({ finding, number, title, unit, status, light, link }) => <li key={finding}>{number} <To href={link}>{title}</To> · <Unit code={unit} /> · {word(findingStatusWords, status)} · <FindingLight light={light} /></li>)}</ul>
        </div>
      ))}
    </section>
  );
}
