import { useQueries } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { reportStatusWords } from '../../words/reporting-words.js';
import { EvidenceFile } from '../acts/evidence-input.js';
import { Chart } from '../charts/chart.js';
import { Answer } from '../frame/page-states.js';
import { usePlanYear } from '../frame/plan-year.js';
import { periodText } from '../language/format.js';
import { useLanguage, useTexts } from '../language/texts.js';
import { ask, type ItemOf, type ReplyOf } from '../server/ask.js';
import { usePermissions, useView } from '../server/views.js';
import { useWord } from '../show/facts.js';
import { Figure, Instant, Missing, Period } from '../show/signs.js';
import { TraceButton } from '../trace/trace-button.js';
import type { Warning } from './city-data.js';
import { cockpitTexts } from './cockpit-texts.js';
import { periodsOf } from './periods.js';
import { ReportLog } from './report-log.js';
import { Wide } from '../frame/wide.js';
import { useMeasure } from '../show/facts.js';

type Card = ReplyOf<'GET /plans/:plan/indicators/:indicator'>['card'];
type Report = ItemOf<'GET /reports'>;
type Target = ItemOf<'GET /plans/:plan/targets'>;

/** What was expected by the end of each period, as the server counts it: from the reporting form, else from the warnings. */
function useExpected(unit: string, code: string, periods: readonly string[], warning: Warning | undefined): ReadonlyMap<string, string> {
  const { plan } = usePlanYear();
  const { may } = usePermissions();
  const forms = useQueries({
    queries: periods.map((period) => ({
      queryKey: ['cockpit.form', plan, code, unit, period],
      enabled: plan !== '' && may('GET /reports/:plan/:indicator/:unit/:period/form', unit),
      staleTime: 5 * 60_000,
      retry: false,
      queryFn: async ({ signal }: { signal: AbortSignal }) => (await ask('GET /reports/:plan/:indicator/:unit/:period/form', { path: { plan, indicator: code, unit, period } }, { signal })).expected,
    })),
    combine: (results) => results.map(({ data }) => data ?? null),
  });
  return useMemo(() => {
    const judged = new Map(warning?.periods.map(({ period, expected }) => [period, expected]));
    return new Map(periods.flatMap((period, index): [string, string][] => { const known = judged.get(period) ?? forms[index]; return known ? [[period, known]] : []; }));
  }, [JSON.stringify([forms, warning?.periods]), periods.join()]);
}

function Rows({ periods, reports, expected, opened, open }: { readonly periods: readonly string[]; readonly reports: ReadonlyMap<string, Report>; readonly expected: ReadonlyMap<string, string>; readonly opened: string | undefined; readonly open: (period: string | undefined) => void }) {
  const t = useTexts(cockpitTexts);
  const { language } = useLanguage();
  const word = useWord();
  return (
    <tbody>
      {periods.map((period) => {
        const report = reports.get(period);
        const expectedValue = expected.get(period);
        return (
          <tr key={period}>
            <th scope="row"><Period period={period} /></th>
            <td className="right">{report?.value ? <Figure value={report.value} /> : <Missing />}</td>
            <td className="right">{expectedValue ? <Figure value={expectedValue} /> : '—'}</td>
            <td>{report ? word(reportStatusWords, report.status) : '—'}</td>
            <td>{report?.reportedAt ? <>{report.reportedBy} <small><Instant at={report.reportedAt} dayOnly /></small></> : '—'}</td>
            <td>{report?.verifiedAt ? <>{report.verifiedBy} <small><Instant at={report.verifiedAt} dayOnly /></small></> : '—'}</td>
            <td>{report && report.evidence.length > 0 ? report.evidence.map(({ sha256, name }) => <EvidenceFile key={sha256} sha256={sha256} name={name} />) : '—'}</td>
            <td>{report && <button type="button" className="cockpit-link" aria-expanded={opened === period} aria-label={t('logOf', { period: periodText(period, language) })} onClick={() => open(opened === period ? undefined : period)}>{t('log')}</button>}</td>
          </tr>
        );
      })}
    </tbody>
  );
}

/** The course of an indicator over the year: actual against expected and target, period by period, down to evidence and events. */
export function IndicatorCourse({ unit, card, target, warning }: { readonly unit: string; readonly card: Card; readonly target: Target | undefined; readonly warning: Warning | undefined }) {
  const t = useTexts(cockpitTexts);
  const { language, say } = useLanguage();
  const measure = useMeasure();
  const { plan, year } = usePlanYear();
  const [opened, setOpened] = useState<string>();
  const periods = useMemo(() => periodsOf(card.frequency, year), [card.frequency, year]);
  const expected = useExpected(unit, card.code, periods, warning);
  const view = useView('GET /reports', { query: { plan, unit, indicator: card.code, year, limit: 50 } }, { enabled: plan !== '' });
  const reports = useMemo(() => new Map(view.data?.items.map((report) => [report.period, report])), [view.data]);
  const option = useMemo(() => courseOption({ labels: periods.map((period) => periodText(period, language)), actual: periods.map((period) => reports.get(period)?.value ?? null), expected: periods.map((period) => expected.get(period) ?? null), target: target?.value ?? null, names: [t('actual'), t('expected'), t('target')] }), [periods, reports, expected, target, language, t]);
  const table = (
    <table className="plain-table">
      <thead><tr><th scope="col">{t('period')}</th><th scope="col" className="right">{t('actualIn', { unit: measure(card.measurementUnit) })}</th><th scope="col" className="right">{t('expected')}</th><th scope="col">{t('status')}</th><th scope="col">{t('reportedBy')}</th><th scope="col">{t('verifiedBy')}</th><th scope="col">{t('evidence')}</th><th scope="col">{t('log')}</th></tr></thead>
      <Rows periods={periods} reports={reports} expected={expected} opened={opened} open={setOpened} />
    </table>
  );
  return (
    <section className="card cockpit-wide" aria-labelledby="indicator-course">
      <div className="cockpit-card-head"><h2 id="indicator-course">{t('course')}</h2><TraceButton subject={{ kind: 'report', key: `${plan}.${card.code}.${unit}` }} /></div>
      <Chart title={t('courseOf', { indicator: say(card.name) })} option={option} height={220} table={<p>{t('course')}</p>} />
      <Answer view={view}>{() => <Wide labelledBy="indicator-course">{table}</Wide>}</Answer>
      {opened && reports.has(opened) && <ReportLog unit={unit} code={card.code} period={opened} />}
    </section>
  );
}

interface Course {
  readonly labels: readonly string[];
  readonly actual: readonly (string | null)[];
  readonly expected: readonly (string | null)[];
  readonly target: string | null;
  readonly names: readonly [string, string, string];
}

function courseOption({ labels, actual, expected, target, names }: Course): object {
  const number = (value: string | null) => (value === null ? null : Number(value));
  const one = labels.length === 1;
  return {
    legend: { top: 0, right: 0, itemWidth: 18 },
    grid: { left: 8, right: 16, top: 32, bottom: 4, containLabel: true },
    tooltip: { trigger: 'axis' },
    xAxis: { type: 'category', data: labels, axisTick: { show: false } },
    yAxis: { type: 'value', scale: true, splitNumber: 4, splitLine: { lineStyle: { color: '#e4e9eb' } } },
    series: [
      { type: 'line', name: names[0], data: actual.map(number), symbol: 'circle', symbolSize: 9, z: 5, lineStyle: { color: '#0b5563', width: 3 }, itemStyle: { color: '#0b5563' }, label: { show: true, position: 'bottom', fontSize: 12, color: '#0b5563' } },
      { type: 'line', name: names[1], data: expected.map(number), symbol: 'diamond', symbolSize: 9, lineStyle: { type: 'dashed', color: '#8a5a00', width: 2 }, itemStyle: { color: '#8a5a00' } },
      ...(target === null ? [] : [{ type: 'line', name: names[2], data: labels.map(() => number(target)), symbol: one ? 'rect' : 'none', symbolSize: [36, 3], lineStyle: { color: '#1d4f91', width: 2 }, itemStyle: { color: '#1d4f91' } }]),
    ],
  };
}
