import { Button } from 'antd';
import { useState } from 'react';
import { preparedOutcomeWords } from '../../words/cadre-words.js';
import { ActButton } from '../acts/act-button.js';
import { To } from '../frame/address.js';
import { Answer } from '../frame/page-states.js';
import { dayText } from '../language/format.js';
import { useLanguage, useTexts } from '../language/texts.js';
import { usePermissions, useView } from '../server/views.js';
import { useWord } from '../show/facts.js';
import { Light, Unit } from '../show/signs.js';
import { usePrepareForm, type Round } from './cadre-forms.js';
import { cadreTexts } from './cadre-texts.js';
import { DossierList } from './dossier-list.js';
import { FeedState } from './feed-state.js';
import { asRead, type Prepared } from './prepared-outcome.js';
import './cadre-review.css';

/** What can be handed over, what was, and how far it came: rounds, state of the feed, register of dossiers. */
export default function CadreReviewPage() {
  const t = useTexts(cadreTexts);
  const rounds = useView('GET /cadre-review/rounds', {});
  const [outcome, setOutcome] = useState<Prepared>();
  return (
    <>
      <div className="page-head"><h1>{t('title')}</h1><span className="hint">{t('hint')}</span></div>
      <div className="columns">
        <section className="card">
          <h2>{t('rounds')}</h2>
          <Answer view={rounds}>{({ items }) => <ul className="cadre-rounds">{items.map((round) => <RoundLine key={round.round} round={round} onDone={setOutcome} />)}</ul>}</Answer>
        </section>
        <FeedState />
      </div>
      {outcome && <Outcome outcome={outcome} onClose={() => setOutcome(undefined)} />}
      <DossierList />
    </>
  );
}

function RoundLine({ round, onDone }: { readonly round: Round; readonly onDone: (outcome: Prepared) => void }) {
  const t = useTexts(cadreTexts);
  const { say, language } = useLanguage();
  const { may } = usePermissions();
  const form = usePrepareForm(round, onDone);
  const { publishedOn, document } = round;
  return (
    <li>
      <div>
        <strong>{say(round.title)}</strong>
        <div className="cadre-soft">
          {publishedOn ? t('published', { on: dayText(publishedOn, language), document: document ?? '' }) : t('notPublished')} · {t('unitsIn', { count: round.units.length })}
          {round.corrections > 0 && <> · {t('corrections', { count: round.corrections })}</>}
        </div>
      </div>
      {publishedOn && may(form.route) && <ActButton form={form} type="primary" size="small" />}
      <To href={`/cadre-review?round=${round.round}`}>{t('dossiersOf')}</To>
    </li>
  );
}

const colours = { prepared: 'green', unchanged: 'grey', refused: 'yellow' } as const;

/** What came of preparing a whole round, unit by unit. */
function Outcome({ outcome, onClose }: { readonly outcome: Prepared; readonly onClose: () => void }) {
  const t = useTexts(cadreTexts);
  const word = useWord();
  const { say } = useLanguage();
  const { units, ...counts } = asRead(outcome);
  return (
    <section className="card" role="status">
      <h2>{t('outcome')}</h2>
      <p>{t('outcomeOf', counts)}</p>
      <table className="plain-table">
        <thead><tr><th scope="col">{t('unit')}</th><th scope="col">{t('result')}</th><th scope="col">{t('why')}</th></tr></thead>
        <tbody>{units.map(({ unit, outcome: came, title }) => <tr key={unit}><th scope="row"><Unit code={unit} /></th><td><Light colour={colours[came]} word={word(preparedOutcomeWords, came)} /></td><td>{title ? say(title) : ''}</td></tr>)}</tbody>
      </table>
      <p><Button size="small" onClick={onClose}>{t('closeOutcome')}</Button></p>
    </section>
  );
}
