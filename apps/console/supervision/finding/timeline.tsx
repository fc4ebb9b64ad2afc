import { levelWords, verdictWords, followUpWords } from '../../../words/supervision-words.js';
import { Answer } from '../../frame/page-states.js';
import { useLanguage, useTexts } from '../../language/texts.js';
import { useView } from '../../server/views.js';
import { Instant } from '../../show/signs.js';
import { useWord } from '../finding-signs.js';
import { textOf, type Entry } from './finding-data.js';
import { findingTexts } from './finding-texts.js';
import { Part, Signed } from './part.js';

/** Everything that was done about a finding, newest first: who, when, why, and due dates before and after. */
export function Timeline({ finding }: { readonly finding: string }) {
  const t = useTexts(findingTexts);
  const view = useView('GET /findings/:finding/timeline', { path: { finding } });
  return (
    <Part title={t('timeline')} note={t('newestFirst')}>
      <Answer view={view}>
        {({ items }) => (
          <ol className="finding-timeline">{[...items].reverse().map((entry) => <TimelineEntry key={entry.id} entry={entry} />)}</ol>
        )}
      </Answer>
    </Part>
  );
}

function TimelineEntry({ entry }: { readonly entry: Entry }) {
  const t = useTexts(findingTexts);
  const { say } = useLanguage();
  const word = useWord();
  const coded = [[levelWords, 'level'], [verdictWords, 'verdict'], [followUpWords, 'result']] as const;
  const codes = coded.flatMap(([words, name]) => (textOf(entry, name) && words[textOf(entry, name)!] ? [word(words, textOf(entry, name))] : []));
  const percent = textOf(entry, 'percent');
  const byHand = !entry.actor.startsWith('system:');
  const said = [percent && `${percent}%`, textOf(entry, 'summary') ?? textOf(entry, 'opinion') ?? textOf(entry, 'facts') ?? textOf(entry, 'results'), byHand ? entry.reason : undefined].filter(Boolean).join(' · ');
  return (
    <li>
      <strong>{say(entry.title)}</strong>{codes.length > 0 && ` · ${codes.join(' · ')}`}
      {entry.due && <span className="finding-due"> {t('dueChange')} {entry.due.before && <><del><Instant at={entry.due.before} dayOnly /></del> → </>}<ins><Instant at={entry.due.after} dayOnly /></ins></span>}
      {said && <p>{said}</p>}
      <Signed entry={entry} />
    </li>
  );
}
