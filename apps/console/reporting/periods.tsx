import { useMemo } from 'react';
import { ActButton } from '../acts/act-button.js';
import { Answer } from '../frame/page-states.js';
import { usePlanYear } from '../frame/plan-year.js';
import { instantText, periodText } from '../language/format.js';
import { texts, useLanguage, useTexts } from '../language/texts.js';
import type { Column, Filter } from '../lists/columns.js';
import { LocalList } from '../lists/local-list.js';
import { periodClosedWords, periodKindWords, periodStatusWords } from '../../words/reporting-words.js';
import type { ItemOf } from '../server/ask.js';
import { usePermissions, useView } from '../server/views.js';
import { useWord } from '../show/facts.js';
import { Instant, Period } from '../show/signs.js';
import { useUnitNames } from '../show/unit-names.js';
import { mark } from '../show/punctuation.js';
import { DueLeft } from './due-left.js';
import { closeForm, extendForm, openForm, reopenForm } from './period-acts.js';
import './reporting.css';

const periodTexts = texts('reporting-periods', {
  title: ['填报期', 'Reporting periods'],
  hint: ['开放、延期、提前关闭和重开，都会通知有关单位。', 'Opening, extending, closing and reopening a period notifies the units.'],
  complete: ['{complete}/{units} 个单位已全部核定', '{complete} of {units} units wholly verified'],
  missing: ['缺报 {missing} 项', '{missing} missing'],
  exceptions: ['{count} 个单位另有期限', '{count} units with a later date'],
  how: ['（{how}）', ' ({how})'],
  empty: ['本年度还没有开放过填报期。', 'No period of the year was opened.'],
});

type Row = ItemOf<'GET /periods'>;
type Total = ItemOf<'GET /completeness/summary'>;

/** The bureau opens, extends, closes and reopens periods; everybody else sees them. */
export default function PeriodsPage() {
  const t = useTexts(periodTexts);
  const { plan, year } = usePlanYear();
  const { may } = usePermissions();
  const view = useView('GET /periods', { query: { plan, year, limit: 100 } }, { enabled: plan !== '', keep: true });
  const totals = useView('GET /completeness/summary', { query: { plan, year } }, { enabled: plan !== '', keep: true });
  const byPeriod = useMemo(() => new Map((totals.data?.items ?? []).map((total) => [total.period, total])), [totals.data]);
  const columns = useColumns(byPeriod);
  const filters: readonly Filter[] = [
    { field: 'kind', title: { zh: '类别', en: 'Kind' }, kind: 'choice', options: Object.entries(periodKindWords).map(([value, label]) => ({ value, label })), pinned: true },
    { field: 'status', title: { zh: '状态', en: 'State' }, kind: 'choice', options: (['open', 'closed'] as const).map((value) => ({ value, label: periodStatusWords[value]! })), pinned: true },
  ];
  return (
    <>
      <div className="page-head">
        <h1>{t('title')}</h1><span className="hint">{t('hint')}</span><span className="bar-space" />
        {may('POST /periods/:plan/:period') && <ActButton type="primary" form={openForm(plan, year, view.data?.items.map(({ period }) => period) ?? [])} />}
      </div>
      <Answer view={view}>
        {({ items }) => (
          <LocalList
            name="periods" title={{ zh: '填报期', en: 'Reporting periods' }} rows={items} columns={columns} filters={filters} rowKey={({ period }) => period} empty={t('empty')}
            fits={(row, field, value) => String(row[field as keyof Row]) === value} subject={({ plan: of, period }) => ({ kind: 'period', key: `${of}.${period}` })}
          />
        )}
      </Answer>
    </>
  );
}

function Acts({ row }: { readonly row: Row }) {
  const open = row.status === 'open';
  return (
    <span className="panel-acts period-acts">
      {open ? (
        <>
          <ActButton quiet size="small" form={extendForm(row)} label={{ zh: '延期', en: 'Extend' }} />
          <ActButton quiet size="small" form={closeForm(row)} label={{ zh: '提前关闭', en: 'Close' }} />
        </>
      ) : <ActButton quiet size="small" form={reopenForm(row)} label={{ zh: '重开', en: 'Reopen' }} />}
    </span>
  );
}

function useColumns(totals: ReadonlyMap<string, Total>): readonly Column<Row>[] {
  const t = useTexts(periodTexts);
  const { language } = useLanguage();
  const { may } = usePermissions();
  const name = useUnitNames();
  const word = useWord();
  return useMemo<readonly Column<Row>[]>(() => {
    const counts = (row: Row): string => {
      const total = totals.get(row.period);
      return total ? t('complete', { complete: total.unitsComplete, units: total.units }) : '';
    };
    return [
      { key: 'period', title: { zh: '报告期', en: 'Period' }, text: (row) => periodText(row.period, language), cell: (row) => <Period period={row.period} />, width: 130, frozen: 'left', always: true },
      { key: 'kind', title: { zh: '类别', en: 'Kind' }, text: (row) => word(periodKindWords, row.kind), width: 80 },
      { key: 'status', title: { zh: '状态', en: 'State' }, text: (row) => word(periodStatusWords, row.status), cell: (row) => <span className={`submission ${row.status === 'open' ? 'submission-verified' : ''}`}><span aria-hidden="true">{row.status === 'open' ? '●' : '■'}</span> {word(periodStatusWords, row.status)}{row.closedHow && t('how', { how: word(periodClosedWords, row.closedHow) })}</span>, width: 140 },
      { key: 'dueAt', title: { zh: '截止时间', en: 'Due' }, text: (row) => instantText(row.dueAt, language), cell: (row) => <Instant at={row.dueAt} />, width: 160 },
      { key: 'left', title: { zh: '剩余时间', en: 'Time left' }, text: () => null, cell: (row) => (row.status === 'open' ? <DueLeft dueAt={row.dueAt} /> : '—'), width: 110 },
      { key: 'progress', title: { zh: '完成情况', en: 'Progress' }, text: counts, cell: (row) => <>{counts(row)}{(totals.get(row.period)?.missing ?? 0) > 0 && <> · {t('missing', { missing: totals.get(row.period)!.missing })}</>}</>, width: 270 },
      { key: 'exceptions', title: { zh: '单位期限', en: 'Later dates' }, text: (row) => Object.keys(row.exceptions).map(name).join(mark.and) || null, cell: (row) => (Object.keys(row.exceptions).length === 0 ? '—' : <span title={Object.entries(row.exceptions).map(([unit, at]) => `${name(unit)} ${instantText(at, language)}`).join('\n')}>{t('exceptions', { count: Object.keys(row.exceptions).length })}</span>), width: 200 },
      { key: 'reason', title: { zh: '延期或重开原因', en: 'Reason of the last change' }, text: (row) => row.reason, width: 200 },
      ...(may('POST /periods/:plan/:period/extension') ? [{ key: 'acts', acts: true, title: { zh: '办理', en: 'Actions' }, text: () => null, cell: (row: Row) => <Acts row={row} />, width: 170, frozen: 'right' as const }] : []),
    ];
  }, [totals, language, name, may]);
}
