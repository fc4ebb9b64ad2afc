import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { Chart } from '../charts/chart.js';
import { useMoment } from '../frame/address.js';
import { periodText } from '../language/format.js';
import { useLanguage, useTexts } from '../language/texts.js';
import { ask } from '../server/ask.js';
import { momentFields } from '../server/views.js';
import type { Board, BoardAddress } from '../scores/board/board-data.js';
import { Figure, Unit } from '../show/signs.js';
import { useUnitNames } from '../show/unit-names.js';
import { cockpitTexts } from './cockpit-texts.js';
import { monthly, monthsOf, type TrendPoint } from './monthly.js';
import { useWall } from './wall.js';
import { Wide } from '../frame/wide.js';

const mostMonths = 24;
const mostLines = 40;
const noPoints: readonly TrendPoint[] = [];

interface UnitTrend {
  readonly unit: string;
  readonly points: readonly TrendPoint[];
  readonly loading: boolean;
}

/** How the scores of a board's units moved, as far as it is there. Asked again for a unit whose score changed. */
function useTrends(path: BoardAddress, board: Board | undefined): readonly UnitTrend[] {
  const { at } = useMoment();
  const lines = board && board.lines.length <= mostLines ? board.lines : [];
  return useQueries({
    queries: lines.map(({ unit, published }) => ({
      queryKey: ['cockpit.trend', path, unit, at, published],
      staleTime: Infinity,
      queryFn: async ({ signal }: { signal: AbortSignal }) => (await ask('GET /boards/:plan/:year/:group/:unit/trend', { path: { ...path, unit }, query: momentFields(true, at) }, { signal })).points,
    })),
    combine: (results) => results.map(({ data, isPending }, index) => ({ unit: lines[index]!.unit, points: data ?? noPoints, loading: isPending })),
  });
}

/** Scores of a group at the end of each month, one line a unit; the one picked out stands before the others. */
export function TrendChart({ path, board, picked, pick }: { readonly path: BoardAddress; readonly board: Board | undefined; readonly picked?: string | undefined; readonly pick?: (unit: string) => void }) {
  const t = useTexts(cockpitTexts);
  const { language } = useLanguage();
  const { scale } = useWall();
  const name = useUnitNames();
  const trends = useTrends(path, board);
  const months = monthsOf(trends.map(({ points }) => points), mostMonths);
  const rows = trends.map(({ unit, points }) => ({ unit, values: monthly(points, months) }));
  const shape = JSON.stringify([rows, picked, scale, language]);
  const option = useMemo(() => chartOption(rows.map(({ unit, values }) => ({ name: name(unit), values, picked: unit === picked })), months.map((month) => periodText(month, language)), scale, picked !== undefined), [shape, name]);
  const loading = board === undefined || trends.some(({ loading: waits }) => waits);
  if (months.length === 0) return loading ? <section className="card cockpit-trend" aria-label={t('trend')}><p className="cockpit-hint" role="status">{t('reading')}</p></section> : null;
  return (
    <section className="card cockpit-trend" aria-label={t('trend')}>
      <Chart
        title={picked ? t('trendOf', { unit: name(picked) }) : t('trend')}
        option={option}
        height={Math.round(230 * scale)}
        {...(pick ? { onPick: (_: string, series: string) => { const found = rows.find(({ unit }) => name(unit) === series); if (found) pick(found.unit); } } : {})}
        table={
          <Wide label={t('trend')}>
            <table className="plain-table">
              <thead><tr><th scope="col">{t('unit')}</th>{months.map((month) => <th key={month} scope="col" className="right">{periodText(month, language)}</th>)}</tr></thead>
              <tbody>{rows.map(({ unit, values }) => <tr key={unit}><th scope="row"><Unit code={unit} /></th>{values.map((value, index) => <td key={months[index]} className="right"><Figure value={value} /></td>)}</tr>)}</tbody>
            </table>
          </Wide>
        }
      />
    </section>
  );
}

interface Line {
  readonly name: string;
  readonly values: readonly (string | null)[];
  readonly picked: boolean;
}

function chartOption(lines: readonly Line[], months: readonly string[], scale: number, onePicked: boolean): object {
  const fontSize = Math.round(11 * scale);
  const only = lines.length === 1;
  return {
    grid: { left: 8, right: 16 * scale, top: 16 * scale, bottom: 4, containLabel: true },
    tooltip: { trigger: onePicked || only ? 'axis' : 'item', textStyle: { fontSize: Math.round(12 * scale) } },
    xAxis: { type: 'category', data: months, axisLabel: { fontSize, hideOverlap: true }, axisTick: { show: false } },
    yAxis: { type: 'value', scale: true, axisLabel: { fontSize }, splitNumber: 4, splitLine: { lineStyle: { color: '#e4e9eb' } } },
    series: lines.map(({ name, values, picked }) => ({
      type: 'line', name, step: 'end', data: values.map((value) => (value === null ? null : Number(value))), connectNulls: false, symbolSize: (picked || only ? 5 : 2) * scale, z: picked ? 5 : 2,
      lineStyle: { width: (picked || only ? 3 : 1.2) * scale, color: picked || only ? '#0b5563' : '#a9b6bb' }, itemStyle: { color: picked || only ? '#0b5563' : '#a9b6bb' },
      emphasis: { lineStyle: { width: 3 * scale, color: '#0b5563' } },
    })),
  };
}
