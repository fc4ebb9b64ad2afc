import { verdictWords } from '../../../words/supervision-words.js';
import { useTexts } from '../../language/texts.js';
import { Day, Instant, Unit } from '../../show/signs.js';
import { useWord } from '../finding-signs.js';
import { dueOf, inOrder, textOf, type Entry, type IssuedFinding } from './finding-data.js';
import { findingTexts } from './finding-texts.js';
import { Fields, Files, Part, Signed } from './part.js';

interface Without {
  readonly unit: string;
  readonly reason: string;
}

/** Rectification reports, each with the check that answered it; the latest first. Whoever checks is another person than whoever reports. */
export function ChecksPart({ page: { record } }: { readonly page: IssuedFinding }) {
  const t = useTexts(findingTexts);
  const acts = inOrder(record.reports, record.checks);
  if (acts.length === 0) return null;
  return (
    <Part title={t('reports')}>
      {[...acts].reverse().map((entry) => {
        switch (entry.type) {
          case 'supervision.RectificationReported': return <Report key={entry.id} entry={entry} no={record.reports.indexOf(entry) + 1} />;
          case 'supervision.RectificationReturned': return <Returned key={entry.id} entry={entry} />;
          default: return <Closed key={entry.id} entry={entry} />;
        }
      })}
    </Part>
  );
}

function Report({ entry, no }: { readonly entry: Entry; readonly no: number }) {
  const t = useTexts(findingTexts);
  const without = (entry.details['without'] ?? []) as readonly Without[];
  return (
    <div className="finding-entry">
      <h3>{t('reportNo', { no })} <small className={entry.details['late'] ? 'late' : 'finding-note'}>{entry.details['late'] ? t('late') : t('inTime')}</small></h3>
      <Fields fields={[
        [t('reportedProblem'), textOf(entry, 'problem')], [t('measures'), textOf(entry, 'measures')], [t('results'), textOf(entry, 'results')], [t('evidence'), <Files key="f" entry={entry} />],
        [t('lasting'), textOf(entry, 'lasting')],
        [t('without'), without.length > 0 && without.map(({ unit, reason }) => <div key={unit}><Unit code={unit} /> — {reason}</div>)],
      ]} />
      <p className="finding-line">{t('rectifiedBy')} <Signed entry={entry} /></p>
    </div>
  );
}

function Returned({ entry }: { readonly entry: Entry }) {
  const t = useTexts(findingTexts);
  const word = useWord();
  return (
    <div className="finding-entry finding-returned">
      <h3>{t('returnNo', { no: Number(entry.details['count']), verdict: word(verdictWords, textOf(entry, 'verdict')) })}</h3>
      <Fields fields={[[t('opinion'), entry.reason], [t('due'), <>{entry.due?.before && <><del><Instant at={entry.due.before} dayOnly /></del> </>}<Instant at={dueOf(entry)} dayOnly /></>]]} />
      <p className="finding-line">{t('checkedBy')} <Signed entry={entry} /></p>
    </div>
  );
}

function Closed({ entry }: { readonly entry: Entry }) {
  const t = useTexts(findingTexts);
  return (
    <div className="finding-entry finding-closed">
      <h3>{t('closed', { when: entry.details['onTime'] ? t('onTime') : t('notOnTime') })}</h3>
      <Fields fields={[[t('opinion'), textOf(entry, 'opinion')], [t('stepFollowUp'), textOf(entry, 'followUpOn') && <Day date={textOf(entry, 'followUpOn')} />]]} />
      <p className="finding-line">{t('checkedBy')} <Signed entry={entry} /></p>
    </div>
  );
}
