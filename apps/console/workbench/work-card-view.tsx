import { To } from '../frame/address.js';
import { cityTime, dayText } from '../language/format.js';
import { useLanguage, useTexts } from '../language/texts.js';
import { Day, DaysLeft, Instant, Unit } from '../show/signs.js';
import type { WorkCard, WorkItem } from './work-card.js';
import { workbenchTexts } from './workbench-texts.js';

const shown = 5;

function Line({ item, late }: { readonly item: WorkItem; readonly late: boolean }) {
  const t = useTexts(workbenchTexts);
  const { language } = useLanguage();
  const { unit, note, due, on, since } = item;
  return (
    <li className="workbench-line">
      <p className="workbench-line-head">
        {item.urgent && <strong className="workbench-urgent">{t('urgent')}</strong>}
        <To href={item.href}>{item.title}</To>
      </p>
      <p className="workbench-line-more">
        {unit && <span><Unit code={unit} /></span>}
        {note && <span className="workbench-note" title={note}>{note}</span>}
        {due && <span className={late ? 'late workbench-when' : 'workbench-when'}>{due.days === undefined || due.days === null ? t('dueOn', { day: dayText(due.at.includes('T') ? cityTime(due.at).date : due.at, language) }) : <DaysLeft days={due.days} dueAt={due.at} />}</span>}
        {on && <span className="workbench-when"><Day date={on} /></span>}
        {!due && !on && since && <span className="workbench-when">{t('since')} <Instant at={since} dayOnly /></span>}
      </p>
    </li>
  );
}

/** A card of the workbench: what kind, how many, the most urgent of them, and the way to all. */
export function WorkCardView({ card }: { readonly card: WorkCard }) {
  const t = useTexts(workbenchTexts);
  const title = `workbench-${card.key}`;
  return (
    <section className={`workbench-card workbench-${card.group}`} aria-labelledby={title}>
      <header>
        <h3 id={title}>{card.title}</h3>
        <span className="workbench-count">{t(card.atLeast ? 'atLeast' : 'items', { count: card.count })}</span>
      </header>
      <ol>{card.items.slice(0, shown).map((item) => <Line key={item.key} item={item} late={card.group === 'overdue'} />)}</ol>
      <footer><To href={card.all}>{t('all', { count: card.count })}<span className="sr-only"> · {card.title}</span> <span aria-hidden="true">›</span></To></footer>
    </section>
  );
}
