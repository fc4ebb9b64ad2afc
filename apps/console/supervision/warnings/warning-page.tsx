import '../findings.css';
import '../finding/finding.css';
import { stepWords } from '../../../words/escalation-words.js';
import { levelWords, warningStatusWords } from '../../../words/supervision-words.js';
import { Chart } from '../../charts/chart.js';
import { To } from '../../frame/address.js';
import { Answer } from '../../frame/page-states.js';
import { periodText } from '../../language/format.js';
import { texts, useLanguage, useTexts } from '../../language/texts.js';
import type { ReplyOf } from '../../server/ask.js';
import { usePermissions, useView } from '../../server/views.js';
import { Figure, Instant, Period, Unit } from '../../show/signs.js';
import { TraceButton } from '../../trace/trace-button.js';
import { usePageSubject } from '../../trace/trace.js';
import { Level, useWord } from '../finding-signs.js';
import { padded, percentOf } from './percent.js';
import { ProgressLight } from './warning-signs.js';
import { Wide } from '../../frame/wide.js';

const warningTexts = texts('supervision-warning', {
  unit: ['单位', 'Unit'],
  by: ['至', 'By'],
  target: ['年度目标', 'Target of the year'],
  expected: ['应达', 'Expected'],
  actual: ['实际', 'Actual'],
  share: ['完成时序', 'Of what was expected'],
  measured: ['{what}（{unit}）', '{what} ({unit})'],
  light: ['灯色', 'Light'],
  running: ['连续落后（期）', 'Periods behind'],
  level: ['预警级别', 'Level'],
  status: ['状态', 'Status'],
  periods: ['各期进度', 'Period by period'],
  chart: ['实际进度与应达进度', 'Actual against expected'],
  period: ['报告期', 'Period'],
  judgedAt: ['判定时间', 'Judged at'],
  warnings: ['已发预警', 'Warnings sent'],
  noWarnings: ['未触发预警。', 'No warning was sent.'],
  draft: ['据此拟稿', 'Draft a finding'],
  findings: ['相关问题', 'Findings about it'],
  indicator: ['指标口径', 'Definition'],
  list: ['全部预警', 'All warnings'],
});

type WarningPage = ReplyOf<'GET /supervision/warnings/:plan/:indicator/:unit/:year'>;

/** One indicator of a unit in a year: expected against actual, period by period, and what was warned of. */
export default function WarningPage({ plan, indicator, unit, year }: { readonly plan: string; readonly indicator: string; readonly unit: string; readonly year: string }) {
  const view = useView('GET /supervision/warnings/:plan/:indicator/:unit/:year', { path: { plan, indicator, unit, year } });
  usePageSubject({ kind: 'progress-warning', key: `${plan}.${indicator}.${unit}` });
  return <Answer view={view}>{(warning) => <Shown warning={warning} />}</Answer>;
}

function Shown({ warning }: { readonly warning: WarningPage }) {
  const t = useTexts(warningTexts);
  const { say } = useLanguage();
  const word = useWord();
  const { may } = usePermissions();
  const { plan, indicator, unit, year, name, period, target, expected, actual, share, light, running, level, status, draft } = warning;
  const card = useView('GET /plans/:plan/indicators/:indicator', { path: { plan, indicator } }).data?.card;
  const measured = card?.measurementUnit;
  const facts = [
    ['unit', <Unit code={unit} linked />], ['by', <Period period={period} />], ['target', <Figure value={padded(target, card?.decimals)} unit={measured} />], ['expected', <Figure value={padded(expected, card?.decimals)} unit={measured} />], ['actual', <Figure value={padded(actual, card?.decimals)} unit={measured} />],
    ['share', <Figure value={percentOf(share)} unit="%" />], ['light', <ProgressLight light={light} />], ['status', word(warningStatusWords, status)], ['running', <Figure value={running} />], ['level', <Level level={level} />],
  ] as const;
  return (
    <article className="finding">
      <div className="page-head">
        <h1>{say(name)}</h1><span className="hint"><Period period={String(year)} /></span>
        <span className="bar-space" />
        <TraceButton subject={{ kind: 'progress-warning', key: `${plan}.${indicator}.${unit}` }} />
        <To href={`/plan/indicators/${indicator}`}>{t('indicator')}</To>
        <To href={`/supervision/ledger?indicator=${indicator}&unit=${unit}`}>{t('findings')}</To>
        <To href="/supervision/warnings">{t('list')}</To>
      </div>
      <dl className="finding-facts">{facts.map(([key, value]) => <div key={key}><dt>{t(key)}</dt><dd>{value}</dd></div>)}</dl>
      <div className="columns">
        <Periods warning={warning} measured={measured} decimals={card?.decimals} />
        <Warnings warning={warning} />
      </div>
      {draft && may('POST /findings', unit) && (
        <div className="finding-acts"><span className="bar-space" /><To className="finding-button finding-button-next" href={`/supervision/drafts/new?warning=${plan}/${indicator}/${unit}/${year}`}>{t('draft')}</To></div>
      )}
    </article>
  );
}

function Periods({ warning: { periods }, measured, decimals }: { readonly warning: WarningPage; readonly measured: string | undefined; readonly decimals: number | undefined }) {
  const t = useTexts(warningTexts);
  const { language } = useLanguage();
  const named = periods.map(({ period }) => periodText(period, language));
  const table = (
    <table className="plain-table">
      <thead><tr><th scope="col">{t('period')}</th><th scope="col" className="right">{measured ? t('measured', { what: t('expected'), unit: measured }) : t('expected')}</th><th scope="col" className="right">{measured ? t('measured', { what: t('actual'), unit: measured }) : t('actual')}</th><th scope="col" className="right">{t('measured', { what: t('share'), unit: '%' })}</th><th scope="col">{t('light')}</th><th scope="col">{t('judgedAt')}</th></tr></thead>
      <tbody>{periods.map(({ period, expected, actual, share, light, judgedAt }) => <tr key={period}><th scope="row"><Period period={period} /></th><td className="right"><Figure value={padded(expected, decimals)} /></td><td className="right"><Figure value={padded(actual, decimals)} /></td><td className="right"><Figure value={percentOf(share)} /></td><td><ProgressLight light={light} /></td><td><Instant at={judgedAt} dayOnly /></td></tr>)}</tbody>
    </table>
  );
  return (
    <section className="card">
      <h2>{t('periods')}</h2>
      {periods.length > 1 && (
        <Chart
          title={t('chart')} height={220} table={table}
          option={{ legend: { top: 0, right: 0 }, tooltip: { trigger: 'axis' }, grid: { left: 8, right: 24, top: 34, bottom: 8, containLabel: true }, xAxis: { type: 'category', data: named }, yAxis: { type: 'value', scale: true }, series: [{ name: t('expected'), type: 'line', lineStyle: { type: 'dashed' }, symbol: 'diamond', data: periods.map(({ expected }) => Number(expected)) }, { name: t('actual'), type: 'line', data: periods.map(({ actual }) => Number(actual)) }] }}
        />
      )}
      <Wide label={t('periods')}>{table}</Wide>
    </section>
  );
}

function Warnings({ warning: { warnings } }: { readonly warning: WarningPage }) {
  const t = useTexts(warningTexts);
  const { say } = useLanguage();
  const word = useWord();
  return (
    <section className="card">
      <h2>{t('warnings')}</h2>
      {warnings.length === 0 && <p className="missing">{t('noWarnings')}</p>}
      {[...warnings].reverse().map(({ level, trigger, text, at }) => <div key={at + level} className="finding-entry"><p><strong>{word(levelWords, level)}</strong> {say(text)}</p><span className="finding-signed"><Instant at={at} /> · {word(stepWords, trigger)}</span></div>)}
    </section>
  );
}
