import { useTexts } from '../language/texts.js';
import { ServerList } from '../lists/server-list.js';
import { reviewAddress, reviewFilters, reviewKey, useReviewColumns } from './review-columns.js';
import { reviewTexts } from './review-texts.js';
import { RoundFrame } from './round-frame.js';
import { useSchemeNames } from './scheme.js';
import type { Round } from './steps.js';

function Reviews({ round }: { readonly round: Round }) {
  const t = useTexts(reviewTexts);
  const names = useSchemeNames(round.scheme.id);
  const columns = useReviewColumns(({ node }) => names.node(node), ['round']);
  return (
    <ServerList
      route="GET /reviews" query={{ round: round.round }} name="round-reviews" title={{ zh: '本轮复核', en: 'Reviews of the round' }} columns={columns} filters={reviewFilters} rowKey={reviewKey} open={reviewAddress}
      subject={(row) => ({ kind: 'result', key: `${row.round}.${row.unit}` })} empty={t('none')}
    />
  );
}

/** Requests for review of one round. */
export default function RoundReviewsPage({ round }: { readonly round: string }) {
  return <RoundFrame round={round} tab="reviews">{(shown) => <Reviews round={shown} />}</RoundFrame>;
}
