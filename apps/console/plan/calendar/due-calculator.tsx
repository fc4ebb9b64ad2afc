import { DatePicker, Input, Radio } from 'antd';
import dayjs from 'dayjs';
import { useAddress } from '../../frame/address.js';
import { Answer } from '../../frame/page-states.js';
import { texts, useLanguage, useTexts } from '../../language/texts.js';
import { dayText, instantText } from '../../language/format.js';
import { useView } from '../../server/views.js';
import { dayKindWords } from '../../../words/plan-words.js';
import { cityToday } from '../today.js';
import { useWord } from '../word.js';

const dueTexts = texts('plan-due', {
  intro: ['从起算日的次日开始数；工作日按已发布的日历，逐日列出，便于核对。', 'Counting begins on the day after; working days go by the published calendar, each listed for checking.'],
  from: ['起算日', 'From'],
  days: ['天数', 'Days'],
  kind: ['按', 'Counted in'],
  working: ['工作日', 'working days'],
  calendar: ['自然日', 'calendar days'],
  result: ['到期日：{day}', 'Due on {day}'],
  until: ['截止到 {instant}', 'until {instant}'],
  list: ['逐日计算', 'Day by day'],
  date: ['日期', 'Date'],
  weekday: ['星期', 'Weekday'],
  dayKind: ['类别', 'Kind'],
  number: ['第几日', 'Count'],
  notCounted: ['不计', 'not counted'],
  fill: ['填写天数（1 至 400）。', 'Give the days, from 1 to 400.'],
});

const weekdayNames = { zh: ['日', '一', '二', '三', '四', '五', '六'], en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] } as const;

/** Reckon a deadline and list every day on the way; what is asked is in the address, so that it can be shared. */
export function DueCalculator() {
  const t = useTexts(dueTexts);
  const { params, put } = useAddress();
  const from = params.get('from') ?? cityToday();
  const days = params.get('days') ?? '15';
  const kind = params.get('kind') === 'calendar' ? ('calendar' as const) : ('working' as const);
  const good = /^\d+$/.test(days) && Number(days) >= 1 && Number(days) <= 400;
  const view = useView('GET /calendars/:calendar/due', { path: { calendar: 'national' }, query: { from, days, kind } }, { enabled: good, keep: true });
  return (
    <>
      <section className="card">
        <p className="plan-soft">{t('intro')}</p>
        <div className="plan-due">
          <label htmlFor="due-from">{t('from')}</label>
          <DatePicker id="due-from" allowClear={false} value={dayjs(from)} onChange={(day) => put({ from: day?.format('YYYY-MM-DD') }, { replace: true })} />
          <label htmlFor="due-days">{t('days')}</label>
          <Input id="due-days" className="plan-due-days" inputMode="numeric" value={days} onChange={({ target }) => put({ days: target.value.replace(/\D/g, '') || '0' }, { replace: true })} />
          <Radio.Group aria-label={t('kind')} value={kind} onChange={({ target }) => put({ kind: target.value as string }, { replace: true })} options={[{ value: 'working', label: t('working') }, { value: 'calendar', label: t('calendar') }]} />
        </div>
        {!good && <p role="alert">{t('fill')}</p>}
      </section>
      {good && <Answer view={view}>{(due) => <Result due={due} />}</Answer>}
    </>
  );
}

interface Due {
  readonly dueOn: string;
  readonly dueAt: string;
  readonly days: readonly { readonly date: string; readonly weekday: number; readonly kind: string | null; readonly name: { readonly zh: string; readonly en: string } | null; readonly number: number | null }[];
}

function Result({ due }: { readonly due: Due }) {
  const t = useTexts(dueTexts);
  const { language, say } = useLanguage();
  const word = useWord();
  return (
    <section className="card">
      <p className="plan-due-result" role="status"><strong className="plan-date">{t('result', { day: dayText(due.dueOn, language) })}</strong> <span className="plan-soft plan-date">{t('until', { instant: instantText(due.dueAt, language) })}</span></p>
      <h2>{t('list')}</h2>
      <table className="plain-table plan-narrow">
        <thead><tr><th scope="col">{t('date')}</th><th scope="col">{t('weekday')}</th><th scope="col">{t('dayKind')}</th><th scope="col" className="right">{t('number')}</th></tr></thead>
        <tbody>
          {due.days.map((day) => (
            <tr key={day.date} className={day.number === null ? 'plan-out' : undefined}>
              <td className="plan-date">{dayText(day.date, language)}</td>
              <td>{weekdayNames[language][day.weekday % 7]}</td>
              <td>{day.kind && word(dayKindWords, day.kind)}{day.name && ` · ${say(day.name)}`}</td>
              <td className="right">{day.number === null ? t('notCounted') : <strong>{day.number}</strong>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
