import '../findings.css';
import { useMemo } from 'react';
import { useMeasure } from '../../show/facts.js';
import { levelWords, progressLightWords, warningStatusWords } from '../../../words/supervision-words.js';
import { To } from '../../frame/address.js';
import { periodText } from '../../language/format.js';
import { usePlanYear } from '../../frame/plan-year.js';
import { texts, useLanguage, useTexts, type Bilingual } from '../../language/texts.js';
import type { Column, Filter } from '../../lists/columns.js';
import { ServerList } from '../../lists/server-list.js';
import { useCards } from '../../reporting/cards.js';
import { Figure, Period } from '../../show/signs.js';
import { useUnitNames } from '../../show/unit-names.js';
import { Level, useWord } from '../finding-signs.js';
import { optionsOf } from '../finding/forms/form-kit.js';
import { useIndicatorOptions } from '../indicator-options.js';
import { padded, percentOf } from './percent.js';
import { ProgressLight, warningPage, type Warning } from './warning-signs.js';

const listTexts = texts('supervision-warnings', {
  title: ['时序预警', 'Progress warnings'],
  hint: ['核定数与时序进度比较，落后最多的在前；水平类指标看从上年目标到本年目标走完的进程，倒退为负。', 'Verified values against what was expected by then, furthest behind first; for levels, the way made from last year’s target to this year’s, negative where it went back.'],
  empty: ['没有落后于时序进度的指标。', 'No indicator is behind schedule.'],
});

const title = (zh: string, en: string): Bilingual => ({ zh, en });

/** Filters of the list; indicators are chosen by name. */
function useFilters(): readonly Filter[] {
  const indicators = useIndicatorOptions();
  return useMemo(() => [...filters, { field: 'indicator', title: title('指标', 'Indicator'), kind: 'choice', options: indicators }], [indicators]);
}

const filters: readonly Filter[] = [
  { field: 'unit', title: title('单位', 'Unit'), kind: 'unit', pinned: true },
  { field: 'status', title: title('状态', 'Status'), kind: 'choice', options: optionsOf(warningStatusWords), pinned: true },
  { field: 'light', title: title('灯色', 'Light'), kind: 'choice', options: optionsOf(progressLightWords), pinned: true },
  { field: 'level', title: title('预警级别', 'Level'), kind: 'choice', options: optionsOf(levelWords) },
];

/** Indicators behind schedule, unit by unit. */
export default function WarningsPage() {
  const t = useTexts(listTexts);
  const columns = useColumns();
  return (
    <>
      <div className="page-head"><h1>{t('title')}</h1><span className="hint">{t('hint')}</span></div>
      <ServerList
        route="GET /supervision/warnings"
        name="supervision-warnings"
        title={{ zh: '时序预警', en: 'Progress warnings' }}
        columns={columns}
        filters={useFilters()}
        rowKey={(row) => warningPage(row)}
        open={warningPage}
        subject={({ plan, indicator, unit }) => ({ kind: 'progress-warning', key: `${plan}.${indicator}.${unit}` })}
        empty={t('empty')}
        numbered
      />
    </>
  );
}

function useColumns(): readonly Column<Warning>[] {
  const word = useWord();
  const unitName = useUnitNames();
  const { say, language } = useLanguage();
  const cards = useCards(usePlanYear().plan);
  const measure = useMeasure();
  return useMemo((): readonly Column<Warning>[] => {
    const figure = (key: 'target' | 'expected' | 'actual', name: Bilingual): Column<Warning> => ({ key, title: name, width: 84, align: 'right', text: (row) => row[key], cell: (row) => <Figure value={padded(row[key], cards.get(row.indicator)?.decimals)} /> });
    return [
      { key: 'name', title: title('指标', 'Indicator'), width: 220, frozen: 'left', always: true, text: ({ name }) => say(name), cell: (row) => <To href={warningPage(row)}>{say(row.name)}</To> },
      { key: 'unit', title: title('单位', 'Unit'), width: 140, text: ({ unit }) => unitName(unit) },
      { key: 'period', title: title('至', 'By'), width: 112, text: ({ period }) => periodText(period, language), cell: ({ period }) => <Period period={period} /> },
      figure('target', title('年度目标', 'Target')), figure('expected', title('应达', 'Expected')), figure('actual', title('实际', 'Actual')),
      { key: 'measured', title: title('计量单位', 'Measured in'), width: 116, text: ({ indicator }) => measure(cards.get(indicator)?.measurementUnit) },
      { key: 'share', title: title('完成时序（%）', 'Of expected (%)'), width: 100, align: 'right', text: ({ share }) => percentOf(share), cell: ({ share }) => <Figure value={percentOf(share)} /> },
      { key: 'light', title: title('灯色', 'Light'), width: 78, text: ({ light }) => word(progressLightWords, light), cell: ({ light }) => <ProgressLight light={light} /> },
      { key: 'status', title: title('状态', 'Status'), width: 76, text: ({ status }) => word(warningStatusWords, status) },
      { key: 'running', title: title('连续落后（期）', 'Periods behind'), width: 108, align: 'right', text: ({ running }) => running },
      { key: 'level', title: title('预警级别', 'Level'), width: 92, text: ({ level }) => (level === null ? '' : word(levelWords, level)), cell: ({ level }) => <Level level={level} /> },
      { key: 'measure', title: title('措施', 'Measure'), width: 72, hidden: true, text: ({ measure }) => String(measure) },
    ];
  }, [word, unitName, say, language, cards]);
}
