import { Radio } from 'antd';
import { useMemo, useState } from 'react';
import { Chart } from '../../charts/chart.js';
import { narrowScreen } from '../../charts/names.js';
import { useLanguage, useTexts, type Language } from '../../language/texts.js';
import { Figure, Missing } from '../../show/signs.js';
import { useUnitNames } from '../../show/unit-names.js';
import { scoreTexts } from '../scores-texts.js';
import { Wide } from '../../frame/wide.js';
import { useBoardsAt, type Board, type BoardAddress } from './board-data.js';
import { lineStyleOf } from './line-styles.js';

/** The last days of a year's months that have passed, as dates. */
export function monthEnds(year: number, today: string): readonly string[] {
  return Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(year, month + 1, 0)).toISOString().slice(0, 10)).filter((day) => day < today);
}

const monthText = (day: string, language: Language): string => new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { month: 'short', timeZone: 'UTC' }).format(new Date(day));

const today = (): string => new Date().toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' });

/** A board as it was known at a point of time. */
interface Point {
  readonly label: string;
  readonly board: Board;
}

/** Ranks (or scores) of all units over the year: at each month's end as known then, and now. */
export function RankHistory({ path, board, onPick }: { readonly path: BoardAddress; readonly board: Board; readonly onPick: (unit: string) => void }) {
  const t = useTexts(scoreTexts);
  const { language } = useLanguage();
  const unit = useUnitNames();
  const [scores, setScores] = useState(false);
  const days = useMemo(() => monthEnds(Number(path.year), today()), [path.year]);
  const then = useBoardsAt(path, days);
  // Nothing later than what the page looks at, and a month in which nothing changed stays: a flat line is an answer too.
  const points = [
    ...days.flatMap((day, index): Point[] => {
      const known = then[index]?.data;
      return known && known.position < board.position && known.lines.some(({ rank }) => rank !== null) ? [{ label: monthText(day, language), board: known }] : [];
    }),
    { label: t('now'), board },
  ];
  const title = t(scores ? 'scoreHistory' : 'history');
  const valueOf = ({ board: known }: Point, code: string): string | number | null => {
    const line = known.lines.find((one) => one.unit === code);
    return (scores ? line?.published : line?.rank) ?? null;
  };
  const codes = board.lines.map((line) => line.unit);
  const option = optionOf(points, codes.map((code) => ({ code, name: unit(code) })), valueOf, scores, board.of);
  if (points.length < 2) return null;
  return (
    <section className="card">
      <Chart title={title} option={option} hint={t('historyHint')} tools={<Radio.Group size="small" className="no-print" value={scores} onChange={({ target }) => setScores(target.value as boolean)} options={[{ value: false, label: t('showRanks') }, { value: true, label: t('showScores') }]} optionType="button" />} height={60 + Math.max(6, codes.length) * 24} onPick={(_, series) => { const found = codes.find((code) => unit(code) === series); if (found) onPick(found); }}
        table={
          <Wide>
            <table className="plain-table">
              <thead><tr><th scope="col">{t('unit')}</th>{points.map(({ label }) => <th key={label} scope="col" className="right">{label}</th>)}</tr></thead>
              <tbody>{codes.map((code) => <tr key={code}><th scope="row">{unit(code)}</th>{points.map((point) => { const value = valueOf(point, code); return <td key={point.label} className="right">{value === null ? <Missing /> : <Figure value={value} />}</td>; })}</tr>)}</tbody>
            </table>
          </Wide>
        }
      />
    </section>
  );
}

function optionOf(points: readonly Point[], units: readonly { readonly code: string; readonly name: string }[], valueOf: (point: Point, code: string) => string | number | null, scores: boolean, of: number): object {
  const narrow = narrowScreen();
  return {
    grid: { left: narrow ? 0 : 8, right: narrow ? 96 : 136, top: 12, bottom: 4, containLabel: true },
    tooltip: { trigger: 'item', confine: true },
    xAxis: { type: 'category', boundaryGap: false, data: points.map(({ label }) => label), axisLabel: { fontSize: 12, hideOverlap: true } },
    yAxis: scores ? { type: 'value', scale: true, splitLine: { lineStyle: { color: '#e3e8ea' } } } : { type: 'value', inverse: true, min: 1, max: Math.max(2, of), interval: 1, splitLine: { lineStyle: { color: '#eef1f2' } } },
    series: units.map(({ code, name }, index) => {
      const { colour, symbol, dashed } = lineStyleOf(index);
      return {
        name, type: 'line', symbol, symbolSize: 7, lineStyle: { width: 2, type: dashed ? 'dashed' : 'solid' }, itemStyle: { color: colour },
        data: points.map((point) => valueOf(point, code)).map((value) => (value === null ? null : Number(value))), triggerEvent: true,
        // Units that end at the same place have their names below each other.
        endLabel: { show: true, formatter: name, fontSize: narrow ? 11 : 12, color: '#1c262a', distance: 6, width: narrow ? 88 : 128, overflow: 'truncate' }, labelLayout: { moveOverlap: 'shiftY' }, emphasis: { focus: 'series' },
      };
    }),
  };
}
