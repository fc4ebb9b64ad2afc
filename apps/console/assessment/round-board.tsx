import { useMemo } from 'react';
import { To } from '../frame/address.js';
import { Told, Freshness } from '../frame/page-states.js';
import { dayText } from '../language/format.js';
import { texts, useLanguage, useTexts } from '../language/texts.js';
import type { Column, Filter } from '../lists/columns.js';
import { LocalList } from '../lists/local-list.js';
import type { ItemOf, ReplyOf } from '../server/ask.js';
import type { Viewed } from '../server/views.js';
import { Figure, Instant, Light, Unit } from '../show/signs.js';
import { useUnitNames } from '../show/unit-names.js';
import { mark } from '../show/punctuation.js';
import { latePartWords, selfAssessmentWords, standingWords } from '../../words/assessment-words.js';
import { roundTexts } from './round-texts.js';
import { useSchemeNames } from './scheme.js';
import type { Round } from './steps.js';

type Line = ItemOf<'GET /rounds/:round/board'>;

const boardTexts = texts('assessment-board', {
  notYet: ['未计分', 'not calculated'],
  missingMarks: ['缺 {count} 项', '{count} missing'],
  complete: ['齐', 'complete'],
  open: ['{count} 件待复核', '{count} open'],
  late: ['其中 {count} 件逾期', '{count} late'],
  stayed: ['暂缓执行', 'stayed'],
  vetoed: ['一票否决', 'vetoed'],
  again: ['{day}前重报', 'again by {day}'],
});

const selfLights = { submitted: 'green', late: 'yellow', returned: 'yellow', missing: 'grey' } as const;

/** What may be entered about a unit, counted. */
const entryColumns = [
  { key: 'deductions', title: { zh: '扣分', en: 'deductions' } }, { key: 'conduct', title: { zh: '违规', en: 'conduct' } }, { key: 'vetoes', title: { zh: '否决', en: 'vetoes' } }, { key: 'adjustments', title: { zh: '调整', en: 'adjusted' } },
] as const;

/** A count where nothing is nothing to look at. */
const Count = ({ of }: { readonly of: number }) => <span className={of === 0 ? 'assessment-zero' : undefined}>{of}</span>;

function SelfCell({ line }: { readonly line: Line }) {
  const t = useTexts(boardTexts);
  const { say, language } = useLanguage();
  const late = line.late.includes('self-assessment');
  return <><Light colour={late ? 'red' : selfLights[line.self]} word={say(selfAssessmentWords[line.self]!)} />{line.resubmitBy && <small> {t('again', { day: dayText(line.resubmitBy, language) })}</small>}</>;
}

/** Every unit of the round with what is there and what is missing; a row opens the unit's file. */
export function RoundBoard({ round, view }: { readonly round: Round; readonly view: Viewed<ReplyOf<'GET /rounds/:round/board'>> }) {
  const t = useTexts(boardTexts);
  const tr = useTexts(roundTexts);
  const { say } = useLanguage();
  const unitName = useUnitNames();
  const names = useSchemeNames(round.scheme.id);
  const order = round.groups.flatMap(({ units }) => units);
  const rows = useMemo(() => view.data && [...view.data.items].sort((a, b) => order.indexOf(a.unit) - order.indexOf(b.unit)), [view.data]);
  const to = (unit: string, page: string) => `/rounds/${round.round}/units/${unit}${page}`;
  const count = (key: string, title: Column<Line>['title'], of: (line: Line) => number, hidden = false): Column<Line> => ({ key, title, width: 84, align: 'right', cell: (line) => <Count of={of(line)} />, text: of, ...(hidden ? { hidden } : {}) });
  const marking = (rows ?? []).some(({ marksMissing }) => marksMissing.length > 0);
  const entriesText = (line: Line) => entryColumns.filter(({ key }) => line[key] > 0).map(({ key, title }) => `${say(title)} ${line[key]}`).join(mark.and);
  const columns: readonly Column<Line>[] = [
    { key: 'unit', title: { zh: '单位', en: 'Unit' }, frozen: 'left', width: 110, always: true, cell: ({ unit }) => <To href={to(unit, '/file')}><Unit code={unit} /></To>, text: ({ unit }) => unitName(unit) },
    { key: 'group', title: { zh: '组别', en: 'Group' }, width: 130, hidden: round.groups.length < 2, cell: ({ group }) => names.group(group), text: ({ group }) => names.group(group) },
    { key: 'self', title: { zh: '自评', en: 'Self-assessment' }, width: 110, cell: (line) => <To href={to(line.unit, '/self-assessment')}><SelfCell line={line} /></To>, text: ({ self }) => say(selfAssessmentWords[self]!) },
    { key: 'selfAt', title: { zh: '自评提交', en: 'Submitted' }, width: 120, hidden: true, cell: ({ selfAt }) => <Instant at={selfAt} dayOnly />, text: ({ selfAt }) => selfAt },
    { key: 'selfScore', title: { zh: '自评分', en: 'Self-score' }, width: 76, align: 'right', cell: ({ selfScore }) => <Figure value={selfScore} />, text: ({ selfScore }) => selfScore },
    count('siteChecks', { zh: '核查', en: 'Checks' }, ({ siteChecks }) => siteChecks),
    { key: 'marks', title: { zh: '评委打分', en: 'Marks' }, width: 90, hidden: !marking, cell: ({ marksMissing }) => (marksMissing.length === 0 ? t('complete') : t('missingMarks', { count: marksMissing.length })), text: ({ marksMissing }) => marksMissing.map(names.node).join(mark.and) },
    count('bonusesUndecided', { zh: '加分待认定', en: 'Bonuses open' }, ({ bonusesUndecided }) => bonusesUndecided),
    { key: 'entries', title: { zh: '登记事项', en: 'Entries' }, width: 140, cell: (line) => entriesText(line) || <span className="missing">—</span>, text: entriesText },
    ...entryColumns.map(({ key, title }) => count(key, title, (line) => line[key], true)),
    { key: 'score', title: { zh: '得分', en: 'Score' }, width: 80, align: 'right', cell: ({ result, unit }) => (result?.published ? <To href={to(unit, '/sheet')}><Figure value={result.published} /></To> : <span className="missing" title={t('notYet')}>—</span>), text: ({ result }) => result?.published },
    { key: 'grade', title: { zh: '等次', en: 'Grade' }, width: 96, cell: ({ result }) => (result ? <>{names.grade(result.grade)}{result.vetoed && <small className="late"> {t('vetoed')}</small>}</> : <span className="missing">—</span>), text: ({ result }) => (result ? names.grade(result.grade) : '') },
    { key: 'rank', title: { zh: '名次', en: 'Rank' }, width: 70, align: 'right', cell: ({ result }) => (result?.rank ? `${result.rank}/${result.of}` : <span className="missing">—</span>), text: ({ result }) => result?.rank },
    { key: 'standing', title: { zh: '效力', en: 'Standing' }, width: 80, hidden: true, cell: ({ result }) => (result ? say(standingWords[result.standing]!) : '—'), text: ({ result }) => (result ? say(standingWords[result.standing]!) : '') },
    { key: 'reviews', title: { zh: '待决复核', en: 'Open reviews' }, width: 110, cell: (line) => (line.reviewsOpen === 0 ? <Count of={0} /> : <To href={to(line.unit, '/reviews')}>{t('open', { count: line.reviewsOpen })}{line.reviewsLate > 0 && <span className="late"> {t('late', { count: line.reviewsLate })}</span>}{line.stayed && ` ${t('stayed')}`}</To>), text: ({ reviewsOpen }) => reviewsOpen },
    { key: 'late', title: { zh: '逾期', en: 'Late' }, width: 110, cell: ({ late }) => (late.length === 0 ? <span className="missing">—</span> : <span className="late">■ {late.map((part) => say(latePartWords[part]!)).join(mark.and)}</span>), text: ({ late }) => late.map((part) => say(latePartWords[part]!)).join(mark.and) },
  ];
  const filters: readonly Filter[] = [
    ...(round.groups.length > 1 ? [{ field: 'group', title: { zh: '组别', en: 'Group' }, kind: 'choice' as const, pinned: true, options: round.groups.map(({ code }) => ({ value: code, label: names.group(code) })) }] : []),
    { field: 'self', title: { zh: '自评', en: 'Self-assessment' }, kind: 'choice', pinned: true, options: Object.entries(selfAssessmentWords).map(([value, label]) => ({ value, label })) },
    { field: 'late', title: { zh: '有逾期', en: 'Late' }, kind: 'flag' },
  ];
  const fits = (line: Line, field: string, value: string): boolean => (field === 'late' ? String(line.late.length > 0) === value : field === 'self' ? line.self === value : line.group === value);
  return (
    <section aria-labelledby="round-board">
      <h2 id="round-board">{tr('board')}</h2>
      <Freshness view={view} />
      {view.problem && <Told problem={view.problem} again={view.again} />}
      <LocalList
        name="round-board" title={{ zh: '各单位进度', en: 'Units of the round' }} columns={columns} filters={filters} fits={fits} rows={rows} loading={view.loading} rowKey={({ unit }) => unit}
        open={({ unit }) => to(unit, '/file')} subject={({ unit }) => ({ kind: 'result', key: `${round.round}.${unit}` })}
      />
    </section>
  );
}
