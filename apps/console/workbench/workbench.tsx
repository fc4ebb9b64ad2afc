import { To } from '../frame/address.js';
import { Told } from '../frame/page-states.js';
import { usePerson } from '../frame/person.js';
import { cityTime, dayText } from '../language/format.js';
import { useLanguage, useTexts } from '../language/texts.js';
import { useView } from '../server/views.js';
import { Unit } from '../show/signs.js';
import { mark } from '../show/punctuation.js';
import { Milestones } from './milestones.js';
import { NewestNotices } from './newest-notices.js';
import { useWork } from './use-work.js';
import { WorkCardView } from './work-card-view.js';
import { countsOf, ownGroups, workGroups, type WorkSource } from './work-card.js';
import './workbench.css';
import { workbenchTexts } from './workbench-texts.js';

function Today() {
  const t = useTexts(workbenchTexts);
  const { language, say } = useLanguage();
  const person = usePerson();
  const now = new Date();
  const weekday = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { weekday: 'long', timeZone: 'Asia/Shanghai' }).format(now);
  const roles = [...new Map(person?.grants.map(({ role, title }) => [role, say(title)]))].map(([, title]) => title).join(mark.and);
  return (
    <p className="hint workbench-today">
      <span>{t('today', { day: dayText(cityTime(now.toISOString()).date, language), weekday })}</span>
      {person?.unit && <span><Unit code={person.unit} /></span>}
      {roles && <span>{roles}</span>}
    </p>
  );
}

function Summary({ work }: { readonly work: WorkSource }) {
  const t = useTexts(workbenchTexts);
  const counts = countsOf(work.cards);
  const { data } = useView('GET /notices', { query: { limit: 1 } }, { now: true });
  return (
    <nav className="workbench-summary" aria-label={t('summary')}>
      {ownGroups.map((group) => (
        <a key={group} href={`#workbench-group-${group}`} className={counts[group] > 0 ? `workbench-tile workbench-${group}` : 'workbench-tile workbench-none'}>
          <span>{t(group)}</span> <strong>{work.pending && counts[group] === 0 ? '…' : counts[group]}</strong>
        </a>
      ))}
      <To href="/notices?unread=true" className={data && data.counts.unread > 0 ? 'workbench-tile workbench-todo' : 'workbench-tile workbench-none'}>
        <span>{t('notices')}</span> <strong>{data ? data.counts.unread : '…'}</strong>
      </To>
    </nav>
  );
}

/** What a person opens in the morning: what to do, the most urgent first, each thing one step from being done. */
export default function Workbench() {
  const t = useTexts(workbenchTexts);
  const work = useWork();
  const groups = workGroups.map((group) => ({ group, cards: work.cards.filter((card) => card.group === group) })).filter(({ cards }) => cards.length > 0);
  const own = groups.some(({ group }) => group !== 'watch');
  const urgent = groups.some(({ group }) => group === 'overdue' || group === 'returned');
  return (
    <div className="workbench">
      <header className="page-head"><h1>{t('title')}</h1><Today /></header>
      <Summary work={work} />
      <div className="workbench-columns">
        <div>
          {work.problem && <><p>{t('partly')}</p><Told problem={work.problem} className="spaced" /></>}
          {!work.pending && !own && <p className="card workbench-calm">{t('nothing')}</p>}
          {!work.pending && own && !urgent && <p className="workbench-calm-line">{t('nothingOverdue')}</p>}
          {groups.map(({ group, cards }) => (
            <section key={group} id={`workbench-group-${group}`} className="workbench-group" aria-label={t(group)}>
              <h2>{t(group)}</h2>
              <div className="workbench-cards">{cards.map((card) => <WorkCardView key={card.key} card={card} />)}</div>
            </section>
          ))}
          {work.pending && <p role="status" className="workbench-reading">{t('reading')}</p>}
        </div>
        <aside className="workbench-side">
          <NewestNotices />
          <Milestones />
        </aside>
      </div>
    </div>
  );
}
