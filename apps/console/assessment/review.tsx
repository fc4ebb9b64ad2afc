import { useRef } from 'react';
import { ActButton, type Verdict } from '../acts/act-button.js';
import type { ActForm } from '../acts/act-dialog.js';
import { EvidenceFile } from '../acts/evidence-input.js';
import { Answer } from '../frame/page-states.js';
import { useLanguage, useTexts } from '../language/texts.js';
import type { BodyOf, ReplyOf } from '../server/ask.js';
import { usePermissions, useView } from '../server/views.js';
import { Instant } from '../show/signs.js';
import { reviewOutcomeWords, reviewStatusWords, wholeWords } from '../../words/assessment-words.js';
import { reasonField } from './act-fields.js';
import { ChangesTable } from './changes-table.js';
import { Preview, type Previewed } from './review-preview.js';
import { ReviewState } from './review-columns.js';
import { reviewTexts } from './review-texts.js';
import { useSchemeNames } from './scheme.js';
import type { Round } from './steps.js';
import { UnitFrame } from './unit-frame.js';

type Review = ReplyOf<'GET /rounds/:round/results/:unit/reviews/:request'>;
type DecisionBody = BodyOf<'POST /rounds/:round/results/:unit/reviews/:request/decision'>;

/** The form of a decision: to uphold, to correct after a preview of everybody who moves, or to have the unit checked again. */
function useDecisionForm(round: Round, review: Review): ActForm<'POST /rounds/:round/results/:unit/reviews/:request/decision'> {
  const { say } = useLanguage();
  const names = useSchemeNames(round.scheme.id);
  const group = round.groups.find(({ units }) => units.includes(review.unit))?.code;
  const previewed = useRef<Previewed>(undefined);
  const whole = wholeWords[review.node] !== undefined;
  const corrects = ({ outcome }: Readonly<Record<string, unknown>>) => outcome === 'corrected';
  return {
    route: 'POST /rounds/:round/results/:unit/reviews/:request/decision', title: { zh: '作出复核决定', en: 'Decide on the review' }, wide: true,
    path: { round: review.round, unit: review.unit, request: review.request },
    fields: [
      { name: 'outcome', label: { zh: '决定', en: 'Decision' }, kind: 'choice', required: true, options: Object.entries(reviewOutcomeWords).map(([value, label]) => ({ value, label })) },
      ...(whole ? [{ name: 'node', label: { zh: '更正哪一项', en: 'Item to correct' }, kind: 'choice' as const, required: true, when: corrects, options: names.nodes(group).filter(({ depth }) => depth > 0).map(({ code, title, depth }) => ({ value: code, label: `${'　'.repeat(depth - 1)}${say(title)}` })) }] : []),
      { name: 'delta', label: { zh: '更正分值（分）', en: 'Points' }, kind: 'decimal', required: true, when: corrects, help: { zh: '增加写正数，减少写负数，如 0.2、-0.5。', en: 'More as a plain number, fewer with a minus: 0.2, -0.5.' } },
      { name: 'document', label: { zh: '依据文号', en: 'Document number' }, kind: 'text', when: corrects, maxLength: 200 },
      reasonField(),
    ],
    effect: (values) => <Preview review={review} scheme={round.scheme.id} values={values} previewed={previewed} />,
    body: ({ outcome, node, delta, document, reason }) => {
      if (outcome !== 'corrected') return { outcome, reason } as DecisionBody;
      return { outcome, delta, reason, previewedAt: previewed.current?.position ?? 0, ...(node ? { node } : {}), ...(document ? { document } : {}) } as DecisionBody;
    },
    confirm: { zh: '作出决定', en: 'Decide' },
  };
}

/** What may be done with the request: decide, stay, withdraw; the server tells why not. */
function Acts({ round, review }: { readonly round: Round; readonly review: Review }) {
  const t = useTexts(reviewTexts);
  const { say } = useLanguage();
  const { may } = usePermissions();
  const decision = useDecisionForm(round, review);
  const path = { round: review.round, unit: review.unit, request: review.request };
  const stay: ActForm<'POST /rounds/:round/results/:unit/reviews/:request/stay'> = { route: 'POST /rounds/:round/results/:unit/reviews/:request/stay', title: { zh: '暂缓执行', en: 'Stay the result' }, path, fields: [reasonField()], effect: say({ zh: '复核决定作出之前，该单位的结果暂缓执行；其他单位的审定不受影响。', en: 'The unit’s result has no effect until the decision; the others are confirmed without waiting.' }) };
  const withdraw: ActForm<'POST /rounds/:round/results/:unit/reviews/:request/withdrawal'> = { route: 'POST /rounds/:round/results/:unit/reviews/:request/withdrawal', title: { zh: '撤回申请', en: 'Withdraw the request' }, path, fields: [reasonField()] };
  if (review.status !== 'open') return null;
  const decides = may(decision.route);
  const verdict = (name: 'decide' | 'stay'): Verdict | undefined => {
    const told = review.mayDecide?.[name];
    return told && { allowed: told.possible, ...(told.because ? { because: told.because.text, remedy: told.because.remedy } : {}) };
  };
  const why = review.mayDecide?.decide.because;
  return (
    <section className="card assessment-next no-print">
      <h2>{t('act')}</h2>
      {decides && <p>{t('recusal')}</p>}
      {decides && why && <p className="assessment-why"><strong>{t('mayNot')}</strong>{say(why.text)}<small>{say(why.remedy)}</small></p>}
      <div className="assessment-next-foot">
        <ActButton form={withdraw} unit={review.unit} quiet />
        {!review.stayed && <ActButton form={stay} quiet verdict={verdict('stay')} />}
        <ActButton form={decision} type="primary" quiet verdict={verdict('decide')} />
      </div>
    </section>
  );
}

function Asked({ review, node }: { readonly review: Review; readonly node: string }) {
  const t = useTexts(reviewTexts);
  return (
    <section className="card">
      <h2>{t('asked')}</h2>
      <dl className="fields">
        <div><dt>{t('contested')}</dt><dd><strong>{node}</strong></dd></div>
        <div><dt>{t('claim')}</dt><dd className="assessment-question">{review.claim}</dd></div>
        <div><dt>{t('reason')}</dt><dd className="assessment-question">{review.reason}</dd></div>
        <div><dt>{t('evidence')}</dt><dd>{review.evidence.map(({ sha256, name }) => <EvidenceFile key={sha256} sha256={sha256} name={name} />)}</dd></div>
        <div><dt>{t('by')}</dt><dd>{review.by}</dd></div>
        <div><dt>{t('requestedAt')}</dt><dd><Instant at={review.requestedAt} /></dd></div>
        <div><dt>{t('run')}</dt><dd>{t('runText', { run: review.run })}</dd></div>
        <div><dt>{t('decideBy')}</dt><dd className={review.late && review.status === 'open' ? 'late' : undefined}><Instant at={review.decideBy} dayOnly /></dd></div>
        <div><dt>{t('status')}</dt><dd><ReviewState review={review} /></dd></div>
      </dl>
    </section>
  );
}

function Decided({ review, scheme, node }: { readonly review: Review; readonly scheme: string; readonly node: (code: string) => string }) {
  const t = useTexts(reviewTexts);
  const { say } = useLanguage();
  const { decision, stay, withdrawn, correction } = review;
  if (!decision && !stay && !withdrawn) return null;
  return (
    <section className="card">
      <h2>{t('decision')}</h2>
      <dl className="fields">
        {decision && <div><dt>{t('outcome')}</dt><dd><strong>{say(reviewStatusWords[decision.outcome]!)}</strong>{decision.late && <span className="late"> {t('late')}</span>}</dd></div>}
        {decision && <div><dt>{t('reason')}</dt><dd className="assessment-question">{decision.reason}</dd></div>}
        {correction && <div><dt>{t('correction')}</dt><dd>{t('correctionText', { node: node(correction.node), delta: correction.delta.startsWith('-') ? correction.delta : `+${correction.delta}` })}</dd></div>}
        {decision && <div><dt>{t('decidedBy')}</dt><dd>{decision.by} · <Instant at={decision.at} /></dd></div>}
        {stay && <div><dt>{t('stay')}</dt><dd>{stay.by} · <Instant at={stay.at} /> · {stay.reason}</dd></div>}
        {withdrawn && <div><dt>{t('withdrawn')}</dt><dd><Instant at={withdrawn.at} /> · {withdrawn.reason}</dd></div>}
      </dl>
      {decision && <><h3>{t('effect')}</h3><ChangesTable scheme={scheme} rows={[{ unit: review.unit, ...decision.effect }]} /></>}
    </section>
  );
}

function ReviewShown({ round, unit, request }: { readonly round: Round; readonly unit: string; readonly request: string }) {
  const t = useTexts(reviewTexts);
  const names = useSchemeNames(round.scheme.id);
  const view = useView('GET /rounds/:round/results/:unit/reviews/:request', { path: { round: round.round, unit, request } });
  return (
    <Answer view={view}>
      {(review) => (
        <>
          <h2>{t('review', { request })}</h2>
          <Acts round={round} review={review} />
          <div className="columns"><Asked review={review} node={names.node(review.node)} /><Decided review={review} scheme={round.scheme.id} node={names.node} /></div>
        </>
      )}
    </Answer>
  );
}

/** One request for review: what is asked, what may be done, and what was decided. */
export default function ReviewPage({ round, unit, request }: { readonly round: string; readonly unit: string; readonly request: string }) {
  return <UnitFrame round={round} unit={unit} tab="reviews">{(shown) => <ReviewShown round={shown} unit={unit} request={request} />}</UnitFrame>;
}
