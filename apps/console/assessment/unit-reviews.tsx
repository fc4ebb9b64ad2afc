import { useMemo } from 'react';
import { ActButton } from '../acts/act-button.js';
import type { ActForm } from '../acts/act-dialog.js';
import { cityTime, dayText } from '../language/format.js';
import { useLanguage, useTexts } from '../language/texts.js';
import { LocalList } from '../lists/local-list.js';
import { usePermissions, useView } from '../server/views.js';
import { wholeWords } from '../../words/assessment-words.js';
import { nextCode } from './codes.js';
import { reviewAddress, reviewKey, useReviewColumns, type ReviewRow } from './review-columns.js';
import { reviewTexts } from './review-texts.js';
import { useSchemeNames } from './scheme.js';
import { verdictOn, type Round } from './steps.js';
import { UnitFrame } from './unit-frame.js';

/** The form by which a unit asks for a review: what is contested, what is held to be right, why, and evidence. */
function useRequestForm(round: Round, unit: string, asked: readonly ReviewRow[]): ActForm<'POST /rounds/:round/results/:unit/reviews/:request'> {
  const { say } = useLanguage();
  const names = useSchemeNames(round.scheme.id);
  const group = round.groups.find(({ units }) => units.includes(unit))?.code;
  const options = useMemo(() => [
    ...Object.entries(wholeWords).map(([value, label]) => ({ value, label })),
    ...names.nodes(group).filter(({ code }) => !wholeWords[code]).map(({ code, title, depth }) => ({ value: code, label: `${'　'.repeat(Math.max(0, depth - 1))}${say(title)}` })),
  ], [names, group, say]);
  return {
    route: 'POST /rounds/:round/results/:unit/reviews/:request', title: { zh: '申请复核', en: 'Ask for a review' }, wide: true,
    path: { round: round.round, unit, request: nextCode('q', asked.map(({ request }) => request)) },
    fields: [
      { name: 'node', label: { zh: '申请复核的项目', en: 'Contested' }, kind: 'choice', required: true, options },
      { name: 'claim', label: { zh: '主张（认为应当如何）', en: 'Claim (what should be)' }, kind: 'area', required: true, maxLength: 2000 },
      { name: 'reason', label: { zh: '理由', en: 'Reason' }, kind: 'area', required: true, maxLength: 2000 },
      { name: 'evidence', label: { zh: '佐证材料', en: 'Evidence' }, kind: 'evidence', required: true, evidenceUnit: unit, help: { zh: '没有佐证的申请不予受理。', en: 'A request without evidence is not taken.' } },
    ],
    confirm: { zh: '提交申请', en: 'Send the request' },
  };
}

function Reviews({ round, unit }: { readonly round: Round; readonly unit: string }) {
  const t = useTexts(reviewTexts);
  const { language } = useLanguage();
  const { may } = usePermissions();
  const names = useSchemeNames(round.scheme.id);
  const columns = useReviewColumns(({ node }) => names.node(node), ['round', 'unit']);
  const view = useView('GET /reviews', { query: { round: round.round, unit, limit: 200 } });
  const rows = view.data?.items;
  const form = useRequestForm(round, unit, rows ?? []);
  const { notified } = round;
  const until = notified && dayText(cityTime(notified.requestsBy).date, language);
  const over = round.days.some(({ what, done }) => what === 'requests' && done);
  const can = may('POST /rounds/:round/results/:unit/reviews/:request', unit);
  return (
    <>
      <section className="card">
        <p>{t('rule')}</p>
        <div className="assessment-next-foot">
          <span>{until ? t(over ? 'requestsOver' : 'requestsUntil', { day: until }) : t('notNotified')}</span>
          {can && notified && <ActButton type="primary" form={form} unit={unit} verdict={verdictOn(round, 'request-review')} />}
        </div>
      </section>
      <LocalList name="unit-reviews" title={{ zh: '本单位的复核申请', en: 'Requests of the unit' }} columns={columns} rows={rows} loading={view.loading} rowKey={reviewKey} open={reviewAddress} empty={t('none')} />
    </>
  );
}

/** A unit's requests for review, and the form to ask for another. */
export default function UnitReviewsPage({ round, unit }: { readonly round: string; readonly unit: string }) {
  return <UnitFrame round={round} unit={unit} tab="reviews">{(shown) => <Reviews round={shown} unit={unit} />}</UnitFrame>;
}
