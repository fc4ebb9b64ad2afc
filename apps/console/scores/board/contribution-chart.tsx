import { useMemo } from 'react';
import { Chart } from '../../charts/chart.js';
import { nameAxis, narrowScreen } from '../../charts/names.js';
import { useLanguage, useTexts, type Bilingual } from '../../language/texts.js';
import { Figure, Missing } from '../../show/signs.js';
import { useUnitNames } from '../../show/unit-names.js';
import { isZero, negated, rounded } from '../decimals.js';
import { scoreTexts } from '../scores-texts.js';
import { topNodes, type ScoreSheet } from '../sheet.js';
import { Wide } from '../../frame/wide.js';
import type { BoardLine } from './board-data.js';
import { partColours } from './part-colours.js';

interface Series {
  readonly key: string;
  readonly title: Bilingual;
  readonly of: (sheet: ScoreSheet) => string | null;
}

const word = (key: 'bonus' | 'deduction' | 'adjustment'): Bilingual => ({ zh: scoreTexts.table[key][0], en: scoreTexts.table[key][1] });

/** The parts that all sheets of a group have in common, then what is added and taken. */
function seriesOf(sheets: readonly ScoreSheet[]): readonly Series[] {
  const nodes = sheets[0] ? topNodes(sheets[0]) : [];
  const parts = nodes.map(({ code, title }): Series => ({ key: code, title, of: (sheet) => topNodes(sheet).find((node) => node.code === code)?.contribution ?? null }));
  const others: Series[] = [
    { key: '~bonus', title: word('bonus'), of: ({ total }) => total.bonus },
    { key: '~deduction', title: word('deduction'), of: ({ total }) => negated(total.deduction) },
    { key: '~adjustment', title: word('adjustment'), of: ({ total }) => total.adjustment ?? '0' },
  ];
  return [...parts, ...others.filter(({ of }) => sheets.some((sheet) => !isZero(of(sheet) ?? '0')))];
}

/** What each unit's total is made up of: bars that add up to it, and the same as a table. */
export function ContributionChart({ lines, sheets, onPick }: { readonly lines: readonly BoardLine[]; readonly sheets: ReadonlyMap<string, ScoreSheet>; readonly onPick: (unit: string) => void }) {
  const t = useTexts(scoreTexts);
  const { say } = useLanguage();
  const unit = useUnitNames();
  const shown = lines.filter((line) => line.published !== null && sheets.has(line.unit));
  const series = useMemo(() => seriesOf([...sheets.values()]), [sheets]);
  const totalOf = (line: BoardLine): string => `${line.published}${isZero(line.deduction) ? '' : t('minus', { points: line.deduction })}`;
  const option = useMemo(() => optionOf({ lines: shown, sheets, series, unit, say, totals: t('total'), totalOf }), [lines, sheets, series, unit, say]);
  if (shown.length === 0) return <p className="scores-hint">{t('reading')}</p>;
  return <Chart title={t('chart')} option={option} height={(narrowScreen() ? 116 : 84) + shown.length * 27} onPick={(name) => { const found = shown.find((line) => unit(line.unit) === name); if (found) onPick(found.unit); }} table={<PartsTable lines={shown} sheets={sheets} series={series} />} />;
}

interface Drawn {
  readonly lines: readonly BoardLine[];
  readonly sheets: ReadonlyMap<string, ScoreSheet>;
  readonly series: readonly Series[];
  readonly unit: (code: string) => string;
  readonly say: (both: Bilingual) => string;
  readonly totals: string;
  readonly totalOf: (line: BoardLine) => string;
}

function optionOf({ lines, sheets, series, unit, say, totals, totalOf }: Drawn): object {
  const down = [...lines].reverse();
  const added = series.filter(({ key }) => key !== '~deduction');
  // On a phone the legend takes more lines, and what was taken off is said in the tooltip and the table alone.
  const narrow = narrowScreen();
  return {
    grid: { left: narrow ? 0 : 8, right: narrow ? 44 : 96, top: narrow ? 96 : 64, bottom: 4, containLabel: true },
    legend: { top: 0, left: 0, itemWidth: 12, itemHeight: 12, itemGap: 12, textStyle: { fontSize: 12, color: '#1c262a' }, data: added.map(({ title }) => say(title)) },
    tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' }, valueFormatter: (value: number) => value?.toFixed(2), confine: true },
    xAxis: { type: 'value', ...(narrow ? { splitNumber: 2 } : {}), axisLabel: { fontSize: 11, hideOverlap: true }, splitLine: { lineStyle: { color: '#e3e8ea' } } },
    yAxis: nameAxis(down.map((line) => unit(line.unit))),
    series: [
      ...added.map(({ title, of }, index) => ({
        name: say(title), type: 'bar', stack: 'total', barWidth: 16, itemStyle: { color: partColours[index % partColours.length], borderColor: '#fff', borderWidth: 1 },
        data: down.map((line) => Number(of(sheets.get(line.unit)!) ?? 0)),
      })),
      // What is taken off cannot be stacked; it is said beside the total that remains.
      { name: totals, type: 'bar', stack: 'total', barWidth: 16, silent: true, tooltip: { show: false }, itemStyle: { color: 'transparent' }, data: down.map(() => 0), label: { show: true, position: 'right', fontSize: 12, color: '#1c262a', formatter: ({ dataIndex }: { readonly dataIndex: number }) => (narrow ? down[dataIndex]!.published : totalOf(down[dataIndex]!)) } },
    ],
  };
}

function PartsTable({ lines, sheets, series }: { readonly lines: readonly BoardLine[]; readonly sheets: ReadonlyMap<string, ScoreSheet>; readonly series: readonly Series[] }) {
  const t = useTexts(scoreTexts);
  const { say } = useLanguage();
  const unit = useUnitNames();
  return (
    <Wide>
      <table className="plain-table">
        <thead><tr><th scope="col">{t('unit')}</th>{series.map(({ key, title }) => <th key={key} scope="col" className="right">{say(title)}</th>)}<th scope="col" className="right">{t('total')}</th></tr></thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.unit}>
              <th scope="row">{unit(line.unit)}</th>
              {series.map(({ key, of }) => {
                const points = of(sheets.get(line.unit)!);
                return <td key={key} className="right">{points === null ? <Missing /> : <Figure value={rounded(points, 2)} />}</td>;
              })}
              <td className="right"><strong><Figure value={line.published} /></strong></td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}
