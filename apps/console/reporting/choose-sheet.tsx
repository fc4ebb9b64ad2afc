import { Select, Segmented } from 'antd';
import { useEffect, useId } from 'react';
import { periodKindWords } from '../../words/reporting-words.js';
import { To, useAddress } from '../frame/address.js';
import { Answer, Nothing } from '../frame/page-states.js';
import { useOwnUnits, usePerson } from '../frame/person.js';
import { usePlanYear } from '../frame/plan-year.js';
import { texts, useLanguage, useTexts } from '../language/texts.js';
import type { ItemOf } from '../server/ask.js';
import { usePermissions, useView } from '../server/views.js';
import { Figure, Instant, Missing, Period } from '../show/signs.js';
import { useUnitOptions } from '../show/unit-names.js';
import { DueLeft } from './due-left.js';
import './reporting.css';
import { SubmissionSign } from './submission.js';
import { Wide } from '../frame/wide.js';

const chooseTexts = texts('reporting-choose', {
  title: ['数据填报', 'Reporting'],
  hint: ['先选填报集，再选单位，最后选报告期。', 'Choose the set, then the unit, then the period.'],
  set: ['一、填报集', '1. Set'],
  unit: ['二、填报单位', '2. Unit'],
  period: ['三、报告期', '3. Period'],
  setOf: ['{kind}指标（{count} 项）', '{kind} indicators ({count})'],
  state: ['状态', 'State'],
  owed: ['应报', 'Expected'],
  missing: ['缺报', 'Missing'],
  waiting: ['待核定', 'To be verified'],
  returned: ['退回', 'Returned'],
  verified: ['已核定', 'Verified'],
  notApplicable: ['不适用', 'Not applicable'],
  onTime: ['及时率（%）', 'On time (%)'],
  due: ['截止日期', 'Due'],
  left: ['剩余时间', 'Time left'],
  fill: ['填报', 'Fill in'],
  look: ['查看', 'Look'],
  open: ['打开', 'Open'],
  closed: ['已关闭', 'closed'],
  empty: ['{year}年还没有开放过这类填报期。', 'No period of this kind was opened in {year}.'],
  wholeYear: ['年度视图（全年各期一张表）', 'Sheet of the year'],
  import: ['批量导入', 'Import'],
  noUnit: ['请选择填报单位。', 'Choose a unit.'],
  done: ['完成情况', 'Progress'],
  doneOf: ['{done}/{owed}', '{done} of {owed}'],
});

type Line = ItemOf<'GET /completeness'>;
const kinds = ['month', 'quarter', 'half', 'year'] as const;

/** Choose set, unit and period, in this order; each period with its state, its counts and the time left. */
export default function ChooseSheetPage() {
  const t = useTexts(chooseTexts);
  const { say } = useLanguage();
  const { plan, year } = usePlanYear();
  const { params, put } = useAddress();
  const own = useReportUnits();
  const options = useUnitOptions(own);
  const home = usePerson()?.unit;
  const unit = params.get('unit') ?? (own !== 'all' && own.length === 1 ? own[0] : options.some(({ value }) => value === home) ? home! : undefined);
  const counts = useSetCounts(plan, unit);
  const kind = kinds.find((one) => one === params.get('kind')) ?? (counts && counts.quarter === 0 ? (kinds.find((one) => counts[one] > 0) ?? 'quarter') : 'quarter');
  const unitId = useId();
  useEffect(() => {
    if (unit && !params.has('unit')) put({ unit }, { replace: true });
  }, [unit]);
  return (
    <>
      <div className="page-head"><h1>{t('title')}</h1><span className="hint">{t('hint')}</span></div>
      <section className="card choose-steps" aria-label={t('hint')}>
        <div><span className="choose-label">{t('set')}</span><Segmented aria-label={t('set')} value={kind} onChange={(next) => put({ kind: String(next) })} options={kinds.map((one) => ({ value: one, label: t('setOf', { kind: say(periodKindWords[one]!), count: counts?.[one] ?? '…' }), disabled: counts !== undefined && counts[one] === 0 && one !== kind }))} /></div>
        <div><label htmlFor={unitId}>{t('unit')}</label><Select id={unitId} className="choose-unit" value={unit} onChange={(next: string) => put({ unit: next })} options={options} showSearch={{ optionFilterProp: 'label' }} disabled={options.length === 1} /></div>
      </section>
      {unit ? <Periods plan={plan} year={year} unit={unit} kind={kind} /> : <Nothing>{t('noUnit')}</Nothing>}
    </>
  );
}

/** Units one may fill in for; all that one may see where one fills in for none. */
function useReportUnits(): 'all' | readonly string[] {
  const { unitsOf } = usePermissions();
  const reports = useOwnUnits('reporter');
  return reports === 'all' || reports.length > 0 ? reports : unitsOf('GET /completeness');
}

/** How many indicators the unit reports, by kind of period. */
function useSetCounts(plan: string, unit: string | undefined): Readonly<Record<(typeof kinds)[number], number>> | undefined {
  const { data } = useView('GET /plans/:plan/indicators', { path: { plan }, query: { ...(unit ? { unit } : {}), limit: 500 } }, { enabled: plan !== '' });
  if (!data) return undefined;
  const count = (frequency: string): number => data.items.filter(({ card }) => card.frequency === frequency && (!unit || card.reportedBy.includes(unit))).length;
  return { month: count('month'), quarter: count('quarter'), half: count('half'), year: count('year') };
}

function Periods({ plan, year, unit, kind }: { readonly plan: string; readonly year: string; readonly unit: string; readonly kind: (typeof kinds)[number] }) {
  const t = useTexts(chooseTexts);
  const { may } = usePermissions();
  const view = useView('GET /completeness', { query: { plan, year, unit, kind, limit: 100 } }, { enabled: plan !== '', keep: true });
  return (
    <section className="card">
      <div className="page-head"><h2>{t('period')}</h2><span className="bar-space" /><To href={`/reporting/year/${unit}?kind=${kind}`}>{t('wholeYear')}</To>{may('POST /imports', unit) && <To href="/reporting/import">{t('import')}</To>}</div>
      <Answer view={view}>{({ items }) => (items.length === 0 ? <Nothing>{t('empty', { year })}</Nothing> : <Wide><PeriodTable lines={items} /></Wide>)}</Answer>
    </section>
  );
}

const counted = ['owed', 'missing', 'waiting', 'returned', 'verified', 'notApplicable'] as const;

function PeriodTable({ lines }: { readonly lines: readonly Line[] }) {
  const t = useTexts(chooseTexts);
  const { may } = usePermissions();
  return (
    <table className="plain-table choose-table">
      <thead>
        <tr>
          <th scope="col">{t('period').replace(/^.*[、.]\s*/, '')}</th><th scope="col">{t('state')}</th>
          {counted.map((key) => <th key={key} scope="col" className="right">{t(key)}</th>)}
          <th scope="col" className="right">{t('onTime')}</th><th scope="col">{t('due')}</th><th scope="col">{t('left')}</th><th scope="col"><span className="sr-only">{t('open')}</span></th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.period}>
            <th scope="row"><To href={`/reporting/${line.period}/${line.unit}`}><Period period={line.period} /></To></th>
            <td><SubmissionSign counts={line} /></td>
            {counted.map((key) => <td key={key} className="right">{key === 'returned' && line.returned > 0 ? <span className="late">{line.returned}</span> : key === 'waiting' ? line.waiting + line.declared : line[key]}</td>)}
            <td className="right">{line.onTimeRate === null || line.missing === line.owed ? <Missing /> : <Figure value={line.onTimeRate} />}</td>
            <td><Instant at={line.dueAt} dayOnly /></td>
            <td>{line.periodStatus === 'closed' ? t('closed') : <DueLeft dueAt={line.dueAt} />}</td>
            <td className="period-go"><To href={`/reporting/${line.period}/${line.unit}`}>{line.periodStatus === 'open' && may('POST /reports', line.unit) ? t('fill') : t('look')}</To></td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
