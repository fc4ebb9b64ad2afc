import { To } from '../frame/address.js';
import { Answer } from '../frame/page-states.js';
import { useLanguage, useTexts } from '../language/texts.js';
import { useView } from '../server/views.js';
import { latePartWords, standingWords } from '../../words/assessment-words.js';
import { AdjustButton } from './adjust-button.js';
import { CheckSection } from './check-section.js';
import { EntrySection } from './entry-section.js';
import { fileTexts } from './file-texts.js';
import { MarkSection } from './mark-section.js';
import { useSchemeNames } from './scheme.js';
import { BonusTable } from './self-report.js';
import type { Round } from './steps.js';
import { UnitFrame } from './unit-frame.js';
import { mark } from '../show/punctuation.js';

/** The unit's result as it stands, and what of it is late. */
function Standing({ round, unit }: { readonly round: Round; readonly unit: string }) {
  const t = useTexts(fileTexts);
  const { say } = useLanguage();
  const names = useSchemeNames(round.scheme.id);
  const view = useView('GET /rounds/:round/board', { path: { round: round.round }, query: { limit: 500 } });
  return (
    <Answer view={view}>
      {({ items }) => {
        const line = items.find((one) => one.unit === unit);
        const result = line?.result;
        return (
          <section className="card">
            <h2>{t('result')}</h2>
            {result ? <p><To href={`/rounds/${round.round}/units/${unit}/sheet`} className="assessment-score">{result.published ?? '—'}</To> {names.grade(result.grade)} · {result.rank ?? '—'}/{result.of} · {say(standingWords[result.standing]!)}</p> : <p>{t('noResult')}</p>}
            {line && line.late.length > 0 && <p className="late">{t('late', { what: line.late.map((part) => say(latePartWords[part]!)).join(mark.and) })}</p>}
            <p className="no-print"><AdjustButton round={round} unit={unit} /></p>
          </section>
        );
      }}
    </Answer>
  );
}

function File({ round, unit }: { readonly round: Round; readonly unit: string }) {
  const t = useTexts(fileTexts);
  const names = useSchemeNames(round.scheme.id);
  const path = { round: round.round, unit };
  const form = useView('GET /rounds/:round/units/:unit/self-assessment-form', { path });
  const report = useView('GET /rounds/:round/units/:unit/self-assessment', { path });
  return (
    <Answer view={form}>
      {(shown) => (
        <>
          <Standing round={round} unit={unit} />
          <CheckSection round={round} unit={unit} form={shown} report={report.data} names={names} />
          <MarkSection round={round} unit={unit} form={shown} names={names} />
          <section className="card"><h2>{t('bonuses')}</h2>{report.data ? <BonusTable unit={unit} bonuses={report.data.bonuses} form={shown} round={round} /> : <p>{t('noSelf')}</p>}</section>
          <EntrySection round={round} unit={unit} names={names} />
        </>
      )}
    </Answer>
  );
}

/** What was checked, marked, decided and entered about a unit in a round. */
export default function UnitFilePage({ round, unit }: { readonly round: string; readonly unit: string }) {
  return <UnitFrame round={round} unit={unit} tab="file">{(shown) => <File round={shown} unit={unit} />}</UnitFrame>;
}
