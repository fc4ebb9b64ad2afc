import { To } from '../frame/address.js';
import { dayText } from '../language/format.js';
import { useLanguage, useTexts } from '../language/texts.js';
import type { Column, Filter } from '../lists/columns.js';
import { ServerList } from '../lists/server-list.js';
import type { ItemOf } from '../server/ask.js';
import { Day, Instant } from '../show/signs.js';
import { mark } from '../show/punctuation.js';
import { roundRoleWords, roundStepWords } from '../../words/assessment-words.js';
import { OpenRound } from './open-round.js';
import { roundTexts } from './round-texts.js';
import './assessment.css';

type Row = ItemOf<'GET /rounds'>;

const filters: readonly Filter[] = [
  { field: 'step', title: { zh: '步骤', en: 'Step' }, kind: 'choice', pinned: true, options: Object.entries(roundStepWords).map(([value, label]) => ({ value, label })) },
];

/** The act that comes next, whose it is and by when. */
function NextCell({ step, next }: Pick<Row, 'step' | 'next'>) {
  const t = useTexts(roundTexts);
  const { say, language } = useLanguage();
  if (!next) return <span className="missing">{step === 'closed' || step === 'cancelled' ? t('nothingNext') : '—'}</span>;
  return (
    <>
      <strong>{say(next.called)}</strong> · {next.roles.map((role) => say(roundRoleWords[role] ?? { zh: role, en: role })).join(mark.and)}
      {next.by && <div className={next.late ? 'late' : undefined}>{t(next.late ? 'nextLate' : 'nextBy', { day: dayText(next.by, language) })}</div>}
    </>
  );
}

/** Every round of assessment: its step, and what comes next. */
export default function RoundsPage() {
  const t = useTexts(roundTexts);
  const { say } = useLanguage();
  const columns: readonly Column<Row>[] = [
    { key: 'title', title: { zh: '考核', en: 'Round' }, frozen: 'left', width: 270, always: true, cell: ({ round, title }) => <To href={`/rounds/${round}`}>{say(title)}</To>, text: ({ title }) => say(title) },
    { key: 'year', title: { zh: '年度', en: 'Year' }, width: 56, text: ({ year }) => year },
    { key: 'step', title: { zh: '步骤', en: 'Step' }, width: 100, cell: ({ stepName }) => say(stepName), text: ({ stepName }) => say(stepName) },
    { key: 'since', title: { zh: '自何时起', en: 'Since' }, width: 120, cell: ({ stepSince }) => <Instant at={stepSince} dayOnly />, text: ({ stepSince }) => stepSince },
    { key: 'next', title: { zh: '下一步', en: 'Next' }, width: 250, cell: (row) => <NextCell step={row.step} next={row.next} />, text: ({ next }) => (next ? say(next.called) : '') },
    { key: 'units', title: { zh: '单位数', en: 'Units' }, width: 72, align: 'right', text: ({ units }) => units },
    { key: 'scheme', title: { zh: '评分细则', en: 'Scheme' }, width: 200, cell: ({ scheme }) => <To href={`/schemes/${scheme.id}`}>{scheme.document}</To>, text: ({ scheme }) => `${scheme.id} ${scheme.version} ${scheme.document}` },
    { key: 'run', title: { zh: '计分次数', en: 'Calculations' }, width: 84, align: 'right', hidden: true, text: ({ run }) => run },
    { key: 'planItem', title: { zh: '计划项号', en: 'Plan item' }, width: 180, hidden: true, text: ({ planItem }) => planItem },
    { key: 'from', title: { zh: '考核起', en: 'From' }, width: 120, hidden: true, cell: ({ from }) => <Day date={from} />, text: ({ from }) => from },
    { key: 'to', title: { zh: '考核止', en: 'To' }, width: 120, hidden: true, cell: ({ to }) => <Day date={to} />, text: ({ to }) => to },
    { key: 'round', title: { zh: '编码', en: 'Code' }, width: 140, hidden: true, text: ({ round }) => round },
  ];
  return (
    <>
      <div className="page-head"><h1>{t('title')}</h1></div>
      <ServerList
        route="GET /rounds" name="rounds" title={{ zh: '考核台账', en: 'Rounds' }} columns={columns} filters={filters} rowKey={({ round }) => round}
        open={({ round }) => `/rounds/${round}`} subject={({ round }) => ({ kind: 'round', key: round })} empty={t('none')} actions={<OpenRound />}
      />
    </>
  );
}
