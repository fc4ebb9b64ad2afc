import { followUpWords } from '../../../words/supervision-words.js';
import { useLanguage, useTexts } from '../../language/texts.js';
import { Day, Figure, Instant, Unit } from '../../show/signs.js';
import { useWord } from '../finding-signs.js';
import { PersonName } from '../persons.js';
import { textOf, type IssuedFinding } from './finding-data.js';
import { findingTexts } from './finding-texts.js';
import { Fields, Files, Part, Signed } from './part.js';
import { Wide } from '../../frame/wide.js';

interface PartProps {
  readonly page: IssuedFinding;
}

interface PlannedMeasure {
  readonly what: string;
  readonly who: string;
  readonly by: string;
}

/** The plan in force: causes, and the list of measures with who and by when. Earlier plans fold away. */
export function PlanPart({ page: { record: { plans } } }: PartProps) {
  const t = useTexts(findingTexts);
  if (plans.length === 0) return null;
  return (
    <Part title={t('plan')}>
      {[...plans].reverse().map((entry, index) => {
        const body = (
          <>
            <Fields fields={[[t('causes'), textOf(entry, 'causes')]]} />
            <Wide label={t('plan')}>
              <table className="plain-table">
                <thead><tr><th scope="col">{t('what')}</th><th scope="col">{t('who')}</th><th scope="col">{t('by')}</th></tr></thead>
                <tbody>{(entry.details['measures'] as PlannedMeasure[]).map(({ what, who, by }, at) => <tr key={at}><td>{what}</td><td>{who}</td><td className="finding-nowrap"><Day date={by} /></td></tr>)}</tbody>
              </table>
            </Wide>
            <Fields fields={[[t('evidence'), <Files key="f" entry={entry} />]]} />
          </>
        );
        return index === 0 ? <div key={entry.id}>{body}<Signed entry={entry} /></div> : <details key={entry.id}><summary><Signed entry={entry} /></summary>{body}</details>;
      })}
    </Part>
  );
}

/** What was reported on the way, the latest first. */
export function ProgressPart({ page: { record: { progress } } }: PartProps) {
  const t = useTexts(findingTexts);
  if (progress.length === 0) return null;
  return (
    <Part title={t('progressed')}>
      {[...progress].reverse().map((entry) => (
        <div key={entry.id} className="finding-entry">
          <p><strong><Figure value={textOf(entry, 'percent')} unit="%" /></strong> {textOf(entry, 'summary')}</p>
          <Fields fields={[[t('nextStep'), textOf(entry, 'nextStep')], [t('evidence'), <Files key="f" entry={entry} />]]} />
          <Signed entry={entry} />
        </div>
      ))}
    </Part>
  );
}

/** What supporting units reported to the unit in charge. */
export function SupportPart({ page: { record: { support } } }: PartProps) {
  const t = useTexts(findingTexts);
  if (support.length === 0) return null;
  return (
    <Part title={t('support')}>
      {[...support].reverse().map((entry) => (
        <div key={entry.id} className="finding-entry">
          <p><strong><Unit code={textOf(entry, 'unit')} /></strong> {textOf(entry, 'summary')}</p>
          <Fields fields={[[t('evidence'), <Files key="f" entry={entry} />]]} />
          <Signed entry={entry} />
        </div>
      ))}
    </Part>
  );
}

/** Whether what was done held. */
export function FollowUpPart({ page: { record: { followUps } } }: PartProps) {
  const t = useTexts(findingTexts);
  const word = useWord();
  const { say } = useLanguage();
  if (followUps.length === 0) return null;
  return (
    <Part title={t('followUps')}>
      {[...followUps].reverse().map((entry) => (
        <div key={entry.id} className="finding-entry">
          <p><strong>{textOf(entry, 'result') ? word(followUpWords, textOf(entry, 'result')) : say(entry.title)}</strong> {textOf(entry, 'facts') ?? entry.reason}</p>
          <Fields fields={[[t('due'), entry.due && <Instant at={entry.due.after} dayOnly />], [t('evidence'), 'evidence' in entry.details ? <Files key="f" entry={entry} /> : undefined]]} />
          <Signed entry={entry} />
        </div>
      ))}
    </Part>
  );
}

/** Public listing and its end. */
export function ListingPart({ page: { record: { listings } } }: PartProps) {
  const t = useTexts(findingTexts);
  if (listings.length === 0) return null;
  return (
    <Part title={t('listings')}>
      {[...listings].reverse().map((entry) => (
        <div key={entry.id} className="finding-entry">
          <p><strong>{entry.type === 'supervision.FindingListed' ? t('listed') : t('delisted')}</strong> {textOf(entry, 'opinion')}</p>
          <Fields fields={[[t('listLeader'), textOf(entry, 'leader') && <PersonName person={textOf(entry, 'leader')!} />], [t('listRequirement'), textOf(entry, 'requirement')], [t('publishedIn'), textOf(entry, 'publishedIn')], [t('document'), textOf(entry, 'document')]]} />
          <Signed entry={entry} />
        </div>
      ))}
    </Part>
  );
}
