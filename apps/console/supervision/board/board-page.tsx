import '../findings.css';
import './board.css';
import { useMemo } from 'react';
import { findingTypeWords, groupingWords, severityWords, sourceWords } from '../../../words/supervision-words.js';
import { Chart } from '../../charts/chart.js';
import { useAddress } from '../../frame/address.js';
import { Answer } from '../../frame/page-states.js';
import { texts, useLanguage, useTexts } from '../../language/texts.js';
import { LocalList } from '../../lists/local-list.js';
import { FilterBar } from '../../lists/filter-bar.js';
import type { ReplyOf } from '../../server/ask.js';
import { useView } from '../../server/views.js';
import { Instant } from '../../show/signs.js';
import { useUnits, useUnitNames } from '../../show/unit-names.js';
import { useWord } from '../finding-signs.js';
import { boardColumns, type BoardLine } from './board-columns.js';

const boardTexts = texts('supervision-board', {
  title: ['督查统计', 'Figures on findings'],
  by: ['统计口径', 'Grouped by'],
  at: ['截至', 'As of'],
  chart: ['在办、逾期和已销号的问题数', 'Findings open, overdue and closed'],
  open: ['在办（未逾期）', 'Open, in time'],
  overdue: ['逾期', 'Overdue'],
  closed: ['已销号', 'Closed'],
  totalText: ['合计：立项 {issued}，在办 {open}，逾期 {overdue}，已销号 {closed}，按期办结率 {rate}', 'Total: {issued} issued, {open} open, {overdue} overdue, {closed} closed, {rate} closed on time'],
  issued: ['立项', 'Issued'],
  openAll: ['在办', 'Open'],
  onTimeRate: ['按期办结率', 'Share closed on time'],
  closingRate: ['办结率', 'Share closed'],
  averageDays: ['平均用时（工作日）', 'Average (working days)'],
  general: ['总体目标', 'overall aims'],
  measure: ['第 {no} 项措施', 'Measure {no}'],
  none: ['未对应', 'none'],
  empty: ['这一范围内没有问题。', 'No finding in this range.'],
});

type Grouping = 'unit' | 'type' | 'severity' | 'source' | 'measure';
type Board = ReplyOf<'GET /supervision/board'>;
const groupings = Object.keys(groupingWords) as Grouping[];

/** What a group is called. */
function useValueName(by: Grouping): (value: string) => string {
  const t = useTexts(boardTexts);
  const unitName = useUnitNames();
  const word = useWord();
  return useMemo(() => (value: string) => {
    switch (by) {
      case 'unit': return unitName(value);
      case 'type': return word(findingTypeWords, value);
      case 'severity': return word(severityWords, value);
      case 'source': return word(sourceWords, value);
      case 'measure': return value === 'general' ? t('general') : /^\d+$/.test(value) ? t('measure', { no: value }) : t('none');
    }
  }, [by, unitName, word, t]);
}

/** Figures by unit, type, severity, source or measure: a chart, the table, and the way into the ledger. */
export default function BoardPage() {
  const t = useTexts(boardTexts);
  const { say } = useLanguage();
  const { params, put } = useAddress();
  const by = groupings.find((one) => one === params.get('by')) ?? 'unit';
  const [year, unit] = [params.get('of') ?? '', params.get('unit') ?? ''];
  const view = useView('GET /supervision/board', { query: { by, ...(year ? { year } : {}), ...(unit ? { unit } : {}) } }, { keep: true });
  const thisYear = new Date().getFullYear();
  return (
    <>
      <div className="page-head">
        <h1>{t('title')}</h1>
        <div className="board-by" role="group" aria-label={t('by')}>{groupings.map((one) => <button key={one} type="button" aria-pressed={one === by} onClick={() => put({ by: one })}>{say(groupingWords[one]!)}</button>)}</div>
        <FilterBar filters={[
          { field: 'of', title: { zh: '交办年度', en: 'Year of issue' }, kind: 'choice', pinned: true, options: [0, 1, 2, 3].map((back) => ({ value: String(thisYear - back), label: String(thisYear - back) })) },
          { field: 'unit', title: { zh: '责任单位', en: 'Unit in charge' }, kind: 'unit', pinned: true },
        ]} />
        <span className="bar-space" />
        {view.data && <span className="hint">{t('at')} <Instant at={view.data.at} /></span>}
      </div>
      <Answer view={view}>{(board) => <Figures board={board} by={by} year={year} />}</Answer>
    </>
  );
}

function Figures({ board, by, year }: { readonly board: Board; readonly by: Grouping; readonly year: string }) {
  const t = useTexts(boardTexts);
  const { say } = useLanguage();
  const name = useValueName(by);
  const units = useUnits();
  const { go } = useAddress();
  const order = useMemo(() => new Map(units?.map(({ code }, index) => [code, index])), [units]);
  const items = useMemo(() => (by === 'unit' ? [...board.items].sort((a, b) => (order.get(a.value) ?? 999) - (order.get(b.value) ?? 999)) : board.items), [board, by, order]);
  const ledgerOf = (value: string): string | undefined => (by === 'type' || value === 'none' ? undefined : `/supervision/ledger?${by}=${encodeURIComponent(value)}${year ? `&issuedFrom=${year}-01-01&issuedTo=${year}-12-31` : ''}`);
  const columns = useMemo(() => boardColumns({ name, title: groupingWords[by]!, buckets: board.ageBuckets, ledgerOf }), [name, by, board, year]);
  const { total } = board;
  // Names are cut rather than the bars squeezed; the table below has them whole.
  const labelWidth = globalThis.matchMedia('(max-width: 900px)').matches ? 130 : 260;
  return (
    <>
      <dl className="board-totals">
        {([['issued', total.issued], ['openAll', total.open], ['overdue', total.overdue], ['closed', total.closed], ['onTimeRate', total.onTimeRate.value && `${total.onTimeRate.value}%`], ['closingRate', total.closingRate.value && `${total.closingRate.value}%`], ['averageDays', total.averageDays.value]] as const).map(([key, value]) => (
          <div key={key}><dt>{t(key)}</dt><dd className={key === 'overdue' && Number(value) > 0 ? 'late' : ''}>{value ?? '—'}</dd></div>
        ))}
      </dl>
      {items.length > 0 && (
        <div className="card">
          <Chart
            title={t('chart')}
            height={Math.max(160, 60 + items.length * 24)}
            option={{
              legend: { top: 0, right: 0, itemWidth: 14 }, tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' } }, grid: { left: 8, right: 24, top: 30, bottom: 8, containLabel: true },
              xAxis: { type: 'value', minInterval: 1 }, yAxis: { type: 'category', inverse: true, data: items.map(({ value }) => name(value)), axisLabel: { width: labelWidth, overflow: 'truncate' } },
              series: [
                { name: t('closed'), type: 'bar', stack: 'all', barMaxWidth: 16, color: '#8fb3b9', data: items.map(({ closed }) => closed) },
                { name: t('open'), type: 'bar', stack: 'all', color: '#0b5563', data: items.map(({ open, overdue }) => open - overdue) },
                { name: t('overdue'), type: 'bar', stack: 'all', color: '#b3261e', data: items.map(({ overdue }) => overdue) },
              ],
            }}
            table={<table className="plain-table"><thead><tr><th scope="col">{say(groupingWords[by]!)}</th><th scope="col" className="right">{t('closed')}</th><th scope="col" className="right">{t('open')}</th><th scope="col" className="right">{t('overdue')}</th></tr></thead><tbody>{items.map(({ value, closed, open, overdue }) => <tr key={value}><th scope="row">{name(value)}</th><td className="right">{closed}</td><td className="right">{open - overdue}</td><td className="right">{overdue}</td></tr>)}</tbody></table>}
            onPick={(picked) => {
              const found = items.find(({ value }) => name(value) === picked);
              const target = found && ledgerOf(found.value);
              if (target) go(target);
            }}
          />
        </div>
      )}
      <LocalList<BoardLine> name="supervision-board" title={{ zh: '督查统计', en: 'Figures on findings' }} rows={items} columns={columns} rowKey={({ value }) => value} empty={t('empty')} footer={<TotalLine total={total} />} />
    </>
  );
}

function TotalLine({ total }: { readonly total: Board['total'] }) {
  const t = useTexts(boardTexts);
  return <strong>{t('totalText', { issued: total.issued, open: total.open, overdue: total.overdue, closed: total.closed, rate: total.onTimeRate.value === null ? '—' : `${total.onTimeRate.value}%` })}</strong>;
}
