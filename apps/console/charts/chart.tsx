import { Button } from 'antd';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { texts, useTexts } from '../language/texts.js';

const chartTexts = texts('charts', {
  table: ['看表', 'As a table'],
  chart: ['看图', 'As a chart'],
  both: ['{title}（图，下有同样内容的表）', '{title} (chart; the same as a table below)'],
});

const Drawing = lazy(() => import('./drawing.js'));

/**
 * One question, answered by a chart with the same content as a table beside it. `option` is ECharts' own; animation is off
 * and the colours are the console's.
 */
export function Chart({ title, option, table, height = 260, tools, hint, onPick }: {
  readonly title: string;
  readonly option: object;
  readonly table: ReactNode;
  readonly height?: number;
  /** What changes the chart, beside its title. */
  readonly tools?: ReactNode;
  /** How to read it, below its title. */
  readonly hint?: ReactNode;
  /** A mark of the chart was clicked; gets its data item's name and the series' name. */
  readonly onPick?: (name: string, series: string) => void;
}) {
  const t = useTexts(chartTexts);
  const [asTable, setAsTable] = useState(false);
  return (
    <figure className="chart" aria-label={t('both', { title })}>
      <figcaption><span>{title}</span> <span>{tools} <Button size="small" type="link" className="no-print" onClick={() => setAsTable(!asTable)}>{asTable ? t('chart') : t('table')}</Button></span></figcaption>
      {hint && <p className="hint no-print" style={{ margin: 0, fontSize: 12 }}>{hint}</p>}
      {!asTable && <div aria-hidden="true"><Suspense fallback={<div style={{ height }} />}><Drawing option={option} height={height} {...(onPick ? { onPick } : {})} /></Suspense></div>}
      <div className={asTable ? 'chart-table' : 'sr-only'}>{table}</div>
    </figure>
  );
}
