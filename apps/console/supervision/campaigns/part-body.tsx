import { objectionDecisionWords } from '../../../words/supervision-words.js';
import { ActButton } from '../../acts/act-button.js';
import { useTexts } from '../../language/texts.js';
import { usePermissions } from '../../server/views.js';
import { Fact, Facts, useWord } from '../../show/facts.js';
import { Instant } from '../../show/signs.js';
import { campaignTexts } from './campaign-texts.js';
import { Files } from './files.js';
import { usePartForms, type Part } from './part-forms.js';
import { CalendarDaysLeft } from './signs.js';
import { VisitCard } from './visit-card.js';

/** Visits, conclusion, feedback, objection and its decision: all that a campaign came to for a unit. */
export function PartBody({ part }: { readonly part: Part }) {
  const t = useTexts(campaignTexts);
  return (
    <>
      <section className="card">
        <h2>{t('conclusion')}</h2>
        <Conclusion part={part} />
      </section>
      {part.fedBackAt && <Objection part={part} />}
      <section className="card">
        <h2>{t('visitsTitle')}</h2>
        {part.visits.length === 0 && <p className="missing">{t('noVisits')}</p>}
        {part.visits.map((visit) => <VisitCard key={visit.visit} visit={visit} />)}
      </section>
    </>
  );
}

function Conclusion({ part }: { readonly part: Part }) {
  const t = useTexts(campaignTexts);
  const { may } = usePermissions();
  const { feedback } = usePartForms(part);
  const { conclusion, notInspectedReason, fedBackAt, feedbackDocument, objectBy, objection } = part;
  if (notInspectedReason) return <p>{t('notInspected', { reason: notInspectedReason })}</p>;
  if (!conclusion) return <p className="missing">{t(may('POST /campaigns/:campaign/conclusion') ? 'noConclusion' : 'notYetTold')}</p>;
  return (
    <>
      <Facts>
        <Fact label={t('facts')}>{conclusion.facts}</Fact>
        <Fact label={t('conclusion')}><strong>{conclusion.conclusion}</strong></Fact>
        <Fact label={t('evidence')}><Files files={conclusion.evidence} /></Fact>
        <Fact label={t('fedBack')}><Instant at={fedBackAt} dayOnly /></Fact>
        {feedbackDocument && <Fact label={t('feedbackDocument')}>{feedbackDocument}</Fact>}
        {objectBy && <Fact label={t('objectBy')}><CalendarDaysLeft dueAt={objectBy} settled={objection !== 'none'} lapses /></Fact>}
      </Facts>
      {!fedBackAt && <ActButton form={feedback} type="primary" quiet />}
    </>
  );
}

function Objection({ part }: { readonly part: Part }) {
  const t = useTexts(campaignTexts);
  const word = useWord();
  const { may } = usePermissions();
  const { object, decide } = usePartForms(part);
  const { objection, unit } = part;
  if (objection === 'none' && !may('POST /campaigns/:campaign/units/:unit/objection', unit)) return null;
  return (
    <section className="card">
      <h2>{t('objectionTitle')}</h2>
      {objection === 'none' && <p><ActButton form={object} unit={unit} /></p>}
      {objection !== 'none' && (
        <Facts>
          <Fact label={t('objectionReason')}>{part.objectionReason}</Fact>
          <Fact label={t('evidence')}><Files files={part.objectionEvidence} /></Fact>
          <Fact label={t('raised')}><Instant at={part.raisedAt} /> · {part.raisedBy}</Fact>
          <Fact label={t('decideBy')}><CalendarDaysLeft dueAt={part.decideBy} settled={objection === 'decided'} /></Fact>
          {part.decision && <Fact label={t('decision')}><strong>{word(objectionDecisionWords, part.decision)}</strong></Fact>}
          {part.decisionReason && <Fact label={t('decisionReason')}>{part.decisionReason}</Fact>}
          {part.decidedAt && <Fact label={t('decided')}><Instant at={part.decidedAt} /> · {part.decidedBy}{part.decidedLate && <strong className="late"> · {t('decidedLate')}</strong>}</Fact>}
        </Facts>
      )}
      {objection === 'raised' && <ActButton form={decide} type="primary" quiet />}
    </section>
  );
}
