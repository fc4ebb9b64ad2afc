import { To } from '../frame/address.js';
import { useLanguage, useTexts } from '../language/texts.js';
import type { Column, Filter } from '../lists/columns.js';
import type { ItemOf } from '../server/ask.js';
import { Instant, Light, Unit } from '../show/signs.js';
import { useUnitNames } from '../show/unit-names.js';
import { reviewStatusWords } from '../../words/assessment-words.js';
import { FromTo } from './changes-table.js';
import { reviewTexts } from './review-texts.js';

export type ReviewRow = ItemOf<'GET /reviews'>;

export const reviewAddress = ({ round, unit, request }: Pick<ReviewRow, 'round' | 'unit' | 'request'>): string => `/rounds/${round}/units/${unit}/reviews/${request}`;
export const reviewKey = ({ round, unit, request }: Pick<ReviewRow, 'round' | 'unit' | 'request'>): string => `${round}.${unit}.${request}`;

const lights = { open: 'blue', withdrawn: 'grey', upheld: 'green', corrected: 'green', 're-check': 'yellow' } as const;

/** The state of a request: shape, word and whether it is late. */
export function ReviewState({ review }: { readonly review: Pick<ReviewRow, 'status' | 'late' | 'stayed'> }) {
  const t = useTexts(reviewTexts);
  const { say } = useLanguage();
  const overdue = review.status === 'open' && review.late;
  return <><Light colour={overdue ? 'red' : lights[review.status]} word={`${say(reviewStatusWords[review.status]!)}${overdue ? ` ${t('overdue')}` : ''}`} />{review.stayed && <small> {t('stayed')}</small>}</>;
}

/** The columns of every docket of reviews; the name of an item by the names given. */
export function useReviewColumns(nodeName: (row: ReviewRow) => string, hidden: readonly string[] = []): readonly Column<ReviewRow>[] {
  const { say } = useLanguage();
  const name = useUnitNames();
  const columns: readonly Column<ReviewRow>[] = [
    { key: 'request', title: { zh: '编号', en: 'No.' }, width: 70, frozen: 'left', always: true, cell: (row) => <To href={reviewAddress(row)}>{row.request}</To>, text: ({ request }) => request },
    { key: 'unit', title: { zh: '单位', en: 'Unit' }, width: 130, frozen: 'left', cell: ({ unit }) => <Unit code={unit} />, text: ({ unit }) => name(unit) },
    { key: 'status', title: { zh: '状态', en: 'State' }, width: 140, cell: (row) => <ReviewState review={row} />, text: ({ statusName }) => say(statusName) },
    { key: 'decideBy', title: { zh: '决定期限', en: 'Decide by' }, width: 130, cell: ({ decideBy, late, status }) => <span className={late && status === 'open' ? 'late' : undefined}><Instant at={decideBy} dayOnly /></span>, text: ({ decideBy }) => decideBy },
    { key: 'node', title: { zh: '复核项目', en: 'Contested' }, width: 200, text: nodeName },
    { key: 'claim', title: { zh: '主张', en: 'Claim' }, width: 260, text: ({ claim }) => claim },
    { key: 'requestedAt', title: { zh: '申请时间', en: 'Asked at' }, width: 150, cell: ({ requestedAt }) => <Instant at={requestedAt} />, text: ({ requestedAt }) => requestedAt },
    { key: 'by', title: { zh: '申请人', en: 'Asked by' }, width: 140, hidden: true, text: ({ by }) => by },
    { key: 'evidence', title: { zh: '佐证数', en: 'Evidence' }, width: 76, align: 'right', text: ({ evidence }) => evidence.length },
    { key: 'effect', title: { zh: '得分变动', en: 'Effect on the score' }, width: 150, align: 'right', cell: ({ decision }) => (decision ? <FromTo from={decision.effect.scoreFrom} to={decision.effect.scoreTo} /> : <span className="missing">—</span>), text: ({ decision }) => decision?.effect.scoreTo },
    { key: 'round', title: { zh: '考核', en: 'Round' }, width: 150, cell: ({ round }) => <To href={`/rounds/${round}/reviews`}>{round}</To>, text: ({ round }) => round },
    { key: 'reason', title: { zh: '理由', en: 'Reason' }, width: 260, hidden: true, text: ({ reason }) => reason },
    { key: 'decided', title: { zh: '决定时间', en: 'Decided at' }, width: 150, hidden: true, cell: ({ decision }) => <Instant at={decision?.at} />, text: ({ decision }) => decision?.at },
    { key: 'decisionReason', title: { zh: '决定理由', en: 'Reason of the decision' }, width: 260, hidden: true, text: ({ decision }) => decision?.reason },
  ];
  return columns.filter(({ key }) => !hidden.includes(key));
}

export const reviewFilters: readonly Filter[] = [
  { field: 'status', title: { zh: '状态', en: 'State' }, kind: 'choice', pinned: true, options: Object.entries(reviewStatusWords).map(([value, label]) => ({ value, label })) },
  { field: 'late', title: { zh: '逾期', en: 'Overdue' }, kind: 'choice', pinned: true, options: [{ value: 'true', label: { zh: '仅逾期', en: 'overdue only' } }] },
  { field: 'unit', title: { zh: '单位', en: 'Unit' }, kind: 'unit' },
];
