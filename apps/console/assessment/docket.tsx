import { useMemo } from 'react';
import { useLanguage, useTexts } from '../language/texts.js';
import { ServerList } from '../lists/server-list.js';
import { useView } from '../server/views.js';
import { wholeWords } from '../../words/assessment-words.js';
import { reviewAddress, reviewFilters, reviewKey, useReviewColumns, type ReviewRow } from './review-columns.js';
import { reviewTexts } from './review-texts.js';
import { useIndicatorNames } from './indicator-names.js';
import './assessment.css';

/** Requests for review of every round, the one that is due first on top. */
export default function DocketPage() {
  const t = useTexts(reviewTexts);
  const { say } = useLanguage();
  const indicators = useIndicatorNames();
  const rounds = useView('GET /rounds', { query: { limit: 200 } });
  const nodeName = ({ node }: ReviewRow) => (wholeWords[node] ? say(wholeWords[node]) : indicators(node));
  const columns = useReviewColumns(nodeName);
  const filters = useMemo(() => [...reviewFilters, { field: 'round', title: { zh: '考核', en: 'Round' }, kind: 'choice' as const, options: (rounds.data?.items ?? []).map(({ round, title }) => ({ value: round, label: title })) }], [rounds.data]);
  return (
    <>
      <div className="page-head"><h1>{t('title')}</h1> <span className="hint">{t('hint')}</span></div>
      <ServerList route="GET /reviews" name="reviews" title={{ zh: '复核台账', en: 'Reviews' }} columns={columns} filters={filters} rowKey={reviewKey} open={reviewAddress} subject={(row) => ({ kind: 'result', key: `${row.round}.${row.unit}` })} empty={t('none')} />
    </>
  );
}
