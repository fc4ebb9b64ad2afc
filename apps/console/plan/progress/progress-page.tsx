import { useMemo } from 'react';
import type { Column, Filter } from '../../lists/columns.js';
import { ServerList } from '../../lists/server-list.js';
import { To } from '../../frame/address.js';
import { usePlanYear } from '../../frame/plan-year.js';
import { periodText } from '../../language/format.js';
import { texts, useLanguage, useTexts } from '../../language/texts.js';
import { EvidenceFile } from '../../acts/evidence-input.js';
import { Figure, Instant, Period, Unit } from '../../show/signs.js';
import { useUnitNames } from '../../show/unit-names.js';
import { usePermissions } from '../../server/views.js';
import { progressStatusWords } from '../../../words/plan-words.js';
import { useMeasures, useMeasureTitles } from '../names.js';
import { begunPeriods, cityToday } from '../today.js';
import { optionsOf, useWord } from '../word.js';
import { OwnMeasures } from './own-measures.js';
import { ReportProgress, ReviewProgress, useOwnParts, type ProgressItem } from './progress-forms.js';
import { ProgressStatus } from './progress-status.js';
import '../plan.css';

const pageTexts = texts('plan-progress', {
  title: ['任务进展', 'Progress of measures'],
  hint: ['没有数值指标的措施，按各单位填报的进展和佐证考核。', 'Measures without a figure of their own are followed by what units report, with evidence.'],
  empty: ['还没有填报的进展。由措施的责任单位填报，填报后在这里审核。', 'Nothing reported yet. The units of a measure report; it is reviewed here.'],
  next: ['下一步：', 'Next: '],
  remark: ['审核意见：', 'Remark: '],
  returns: ['（退回 {count} 次）', '(returned {count} times)'],
});

/** The register of progress: units report here, the bureau reviews here. */
export default function ProgressPage() {
  const t = useTexts(pageTexts);
  const { plan, year } = usePlanYear();
  const { language } = useLanguage();
  const { may, unitsOf } = usePermissions();
  const measures = useMeasures(plan).data?.items;
  const columns = useProgressColumns(plan);
  const filters: readonly Filter[] = [
    { field: 'status', title: { zh: '状态', en: 'Status' }, kind: 'choice', pinned: true, options: optionsOf(progressStatusWords) },
    { field: 'unit', title: { zh: '填报单位', en: 'Unit' }, kind: 'unit', pinned: true, units: unitsOf('GET /plans/:plan/progress') },
    { field: 'no', title: { zh: '措施', en: 'Measure' }, kind: 'choice', pinned: true, options: (measures ?? []).map(({ no, title }) => ({ value: String(no), label: `${no}. ${title}` })) },
    { field: 'period', title: { zh: '报告期', en: 'Period' }, kind: 'choice', options: begunPeriods(year, cityToday()).map((value) => ({ value, label: periodText(value, language) })) },
  ];
  return (
    <>
      <div className="page-head"><h1>{t('title')}</h1><span className="hint">{t('hint')}</span></div>
      {may('POST /plans/:plan/measures/:no/progress') && measures && <OwnMeasures plan={plan} measures={measures} />}
      <ServerList
        route="GET /plans/:plan/progress"
        path={{ plan }}
        enabled={plan !== ''}
        name="plan.progress"
        title={{ zh: '任务进展台账', en: 'Register of progress' }}
        columns={columns}
        filters={filters}
        rowKey={(row) => `${row.no}/${row.unit}/${row.period}`}
        subject={({ no, unit }) => ({ kind: 'progress', key: `${plan}.${no}.${unit}` })}
        empty={t('empty')}
      />
    </>
  );
}

function useProgressColumns(plan: string): readonly Column<ProgressItem>[] {
  const t = useTexts(pageTexts);
  const { language } = useLanguage();
  const word = useWord();
  const unitName = useUnitNames();
  const titleOf = useMeasureTitles(plan);
  return useMemo(() => [
    { key: 'measure', title: { zh: '措施', en: 'Measure' }, text: ({ no }) => `${no}. ${titleOf(no)}`, cell: ({ no }) => <To href={`/plan/measures/${no}`} lang="zh-CN">{no}. {titleOf(no)}</To>, width: 176, frozen: 'left', always: true },
    { key: 'unit', title: { zh: '填报单位', en: 'Unit' }, text: ({ unit }) => unitName(unit), cell: ({ unit }) => <Unit code={unit} />, width: 104 },
    { key: 'period', title: { zh: '报告期', en: 'Period' }, text: ({ period }) => periodText(period, language), cell: ({ period }) => <Period period={period} />, width: 112 },
    { key: 'percent', title: { zh: '完成（%）', en: 'Done (%)' }, text: ({ percent }) => percent, cell: ({ percent }) => <Figure value={percent} />, width: 84, align: 'right' },
    { key: 'summary', title: { zh: '进展情况', en: 'What was done' }, text: ({ summary }) => summary, width: 252, cell: ({ summary, nextStep, evidence }) => (
      <><div>{summary}</div>{nextStep && <div className="plan-soft">{t('next')}{nextStep}</div>}{evidence.map(({ sha256, name }) => <EvidenceFile key={sha256} sha256={sha256} name={name} />)}</>
    ) },
    { key: 'next', title: { zh: '下一步打算', en: 'Next step' }, text: ({ nextStep }) => nextStep, width: 200, hidden: true },
    { key: 'evidence', title: { zh: '佐证数', en: 'Files' }, text: ({ evidence }) => evidence.length, width: 80, align: 'right', hidden: true },
    { key: 'reportedAt', title: { zh: '填报时间', en: 'Reported' }, text: ({ reportedAt }) => reportedAt, cell: ({ reportedAt, reportedBy }) => <><Instant at={reportedAt} /><div className="plan-soft">{reportedBy}</div></>, width: 136 },
    { key: 'status', title: { zh: '状态', en: 'Status' }, text: ({ status }) => word(progressStatusWords, status), width: 128, cell: ({ status, remark, returns }) => (
      <><ProgressStatus status={status} />{returns > 0 && <small> {t('returns', { count: returns })}</small>}{remark && <div className="plan-soft">{t('remark')}{remark}</div>}</>
    ) },
    { key: 'acts', acts: true, title: { zh: '办理', en: 'To do' }, text: () => '', width: 92, frozen: 'right', cell: (row) => <ProgressActs plan={plan} item={row} /> },
  ], [plan, t, language, word, unitName, titleOf]);
}

/** What can be done about a report: its reviewer decides while it waits, its unit reports again until it is accepted. */
function ProgressActs({ plan, item }: { readonly plan: string; readonly item: ProgressItem }) {
  const measure = useMeasures(plan).data?.items.find(({ no }) => no === item.no);
  const own = useOwnParts([item.unit]);
  if (item.status === 'reported' && own.length === 0) return <ReviewProgress item={item} />;
  if (item.status !== 'accepted' && measure) return <ReportProgress plan={plan} measure={measure} before={item} />;
  return null;
}
