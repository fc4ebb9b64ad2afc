import { ActButton } from '../acts/act-button.js';
import { To } from '../frame/address.js';
import { Answer } from '../frame/page-states.js';
import { useTexts } from '../language/texts.js';
import { usePermissions, useView } from '../server/views.js';
import { useUnitNames } from '../show/unit-names.js';
import { TraceButton } from '../trace/trace-button.js';
import { usePageSubject } from '../trace/trace.js';
import { useDossierForms, type DossierReply } from './cadre-forms.js';
import { DossierStatus } from './cadre-signs.js';
import { cadreTexts } from './cadre-texts.js';
import { Advice } from './dossier-advice.js';
import { Profile, Matters, ResultCard, Reviews } from './dossier-facts.js';
import { FeedCard, Integrity } from './dossier-feed.js';
import { Leaders } from './dossier-leaders.js';
import './cadre-review.css';

/** One version of a dossier: confirmed facts, leaders with their terms, advice apart from them, and the proof. */
export default function DossierPage({ round, unit, version }: { readonly round: string; readonly unit: string; readonly version: string }) {
  const subject = { kind: 'dossier', key: `${round}.${unit}` };
  usePageSubject(subject);
  const t = useTexts(cadreTexts);
  const name = useUnitNames();
  const view = useView('GET /cadre-review/dossiers/:round/:unit/:version', { path: { round, unit, version } });
  const { data: known } = view;
  return (
    <>
      <p className="no-print"><To href={`/cadre-review?round=${round}`}>{t('title')}</To></p>
      <div className="page-head">
        <h1>{known ? t('dossierOf', { unit: name(unit), year: known.year, version }) : t('dossier')}</h1>
        {known && <DossierStatus status={known.status} />}
        <span className="cadre-mark">{t('internal')}</span>
        <TraceButton subject={subject} />
        <To href={`/cadre-review/dossiers/${round}/${unit}/${version}/letter`}>{t('letter')}</To>
      </div>
      <Answer view={view}>{(dossier) => <Loaded dossier={dossier} />}</Answer>
    </>
  );
}

function Loaded({ dossier }: { readonly dossier: DossierReply }) {
  return (
    <>
      <Standing dossier={dossier} />
      <Acts dossier={dossier} />
      <div className="columns">
        <div>
          <ResultCard dossier={dossier} />
          <Leaders dossier={dossier} />
          <Profile dossier={dossier} />
          <Matters dossier={dossier} />
          <Reviews dossier={dossier} />
        </div>
        <div>
          <FeedCard dossier={dossier} />
          <Advice dossier={dossier} />
          <Integrity dossier={dossier} />
        </div>
      </div>
    </>
  );
}

/** Whether this version still holds. */
function Standing({ dossier: { latest, supersededBy, replacedBecause, round, unit } }: { readonly dossier: DossierReply }) {
  const t = useTexts(cadreTexts);
  if (supersededBy === null && latest) return null;
  return (
    <p className="cadre-standing" role="status">
      {supersededBy === null ? t('notLatest') : <To href={`/cadre-review/dossiers/${round}/${unit}/${supersededBy}`}>{t('superseded', { version: supersededBy })}</To>}
      {replacedBecause && <> {t('replacedBecause', { reason: replacedBecause })}</>}
    </p>
  );
}

function Acts({ dossier }: { readonly dossier: DossierReply }) {
  const { may } = usePermissions();
  const { prepare, dispatch, receipt } = useDossierForms(dossier);
  const { latest, status } = dossier;
  const makes = may(dispatch.route) && latest;
  const receives = may(receipt.route) && latest && status === 'dispatched';
  if (!makes && !receives) return null;
  return (
    <div className="cadre-acts no-print">
      {makes && status === 'prepared' && <ActButton form={dispatch} type="primary" />}
      {makes && <ActButton form={prepare} type={status === 'rejected' ? 'primary' : 'default'} />}
      {receives && <ActButton form={receipt} type="primary" />}
    </div>
  );
}
