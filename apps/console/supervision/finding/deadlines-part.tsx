import { approverWords, dueChangeWords, extensionReasonWords } from '../../../words/supervision-words.js';
import { dayText } from '../../language/format.js';
import { useLanguage, useTexts } from '../../language/texts.js';
import { Instant, Position } from '../../show/signs.js';
import { Actor, useWord } from '../finding-signs.js';
import { dueOf, inOrder, latest, textOf, type IssuedFinding } from './finding-data.js';
import { findingTexts } from './finding-texts.js';
import { Part, Signed } from './part.js';

/** Every due date a finding has had, the old ones struck through, with why; below, extensions asked for and suspensions. */
export function DeadlinesPart({ page }: { readonly page: IssuedFinding }) {
  const t = useTexts(findingTexts);
  const word = useWord();
  const { deadlines, record } = page;
  const now = latest(deadlines);
  const asides = inOrder(record.extensions, record.pauses);
  return (
    <Part title={t('deadlines')}>
      <ol className="finding-deadlines">
        {deadlines.map(({ position, because, to, at, actor, reason }) => (
          <li key={position}>
            {position === now?.position ? <ins><Instant at={to} dayOnly /></ins> : <del><Instant at={to} dayOnly /></del>} {word(dueChangeWords, because)}{position === now?.position && <span className="finding-note"> {t('deadlineNow')}</span>}
            <div className="finding-signed"><Instant at={at} dayOnly /> <Actor actor={actor} /> · <Position at={position} />{reason && <> · {reason}</>}</div>
          </li>
        ))}
      </ol>
      {asides.length > 0 && <h3>{t('extensions')}{record.pauses.length > 0 && ` · ${t('pauses')}`}</h3>}
      {asides.map((entry) => <div key={entry.id} className="finding-entry"><Aside entry={entry} page={page} /><Signed entry={entry} /></div>)}
    </Part>
  );
}

function Aside({ entry, page }: { readonly entry: IssuedFinding['record']['extensions'][number]; readonly page: IssuedFinding }) {
  const t = useTexts(findingTexts);
  const word = useWord();
  const { language } = useLanguage();
  switch (entry.type) {
    case 'supervision.ExtensionRequested': {
      const isOpen = page.line.extensionAsked !== null && latest(page.record.extensions)?.id === entry.id;
      return (
        <p>
          <strong>{t('asked', { date: dayText(textOf(entry, 'until') ?? '', language) })}</strong> {isOpen && <span className="finding-mark">{t('waiting')}</span>}
          <br />{t('named', { what: word(extensionReasonWords, textOf(entry, 'reasonCode')), why: entry.reason ?? '' })}<br />{t('named', { what: t('progress'), why: textOf(entry, 'progress') ?? '' })} · {t('decidedBy', { who: word(approverWords, textOf(entry, 'approver')) })}
        </p>
      );
    }
    case 'supervision.ExtensionGranted': return <p><strong><Until label="granted" at={dueOf(entry)} /></strong> {textOf(entry, 'opinion')}</p>;
    case 'supervision.ExtensionRefused': return <p><strong>{t('refused')}</strong> {entry.reason}</p>;
    case 'supervision.FindingSuspended': return <p><strong>{t('suspended', { days: Number(entry.details['daysLeft']) })}</strong> {entry.reason} {entry.authority}</p>;
    default: return <p><strong><Until label="resumed" at={dueOf(entry)} /></strong> {entry.reason}</p>;
  }
}

function Until({ label, at }: { readonly label: 'granted' | 'resumed'; readonly at: string | undefined }) {
  const t = useTexts(findingTexts);
  return <>{t(label)} <Instant at={at} dayOnly /></>;
}
