import { BarChart, CustomChart, HeatmapChart, LineChart, ScatterChart } from 'echarts/charts';
import { GridComponent, LegendComponent, MarkLineComponent, TooltipComponent, VisualMapComponent } from 'echarts/components';
import { init, use, type ECharts } from 'echarts/core';
import { LabelLayout } from 'echarts/features';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { colours } from '../frame/theme.js';

use([BarChart, CustomChart, HeatmapChart, LineChart, ScatterChart, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent, VisualMapComponent, LabelLayout, SVGRenderer]);

const base = {
  animation: false,
  color: [colours.accent, '#8a5a00', '#1d4f91', '#5f6b70', '#6b3fa0', '#1e7b3a'],
  textStyle: { fontFamily: '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", system-ui, sans-serif', color: colours.ink },
  grid: { left: 8, right: 16, top: 24, bottom: 8, containLabel: true },
};

/** The drawing itself, as SVG: sharp on a wall screen and in print. */
export default function Drawing({ option, height, onPick }: { readonly option: object; readonly height: number; readonly onPick?: (name: string, series: string) => void }) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<ECharts>(undefined);
  const picked = useRef(onPick);
  picked.current = onPick;
  useEffect(() => {
    const made = init(box.current!, undefined, { renderer: 'svg' });
    chart.current = made;
    made.on('click', ({ name, seriesName }) => picked.current?.(name, seriesName ?? ''));
    const watch = new ResizeObserver(() => made.resize());
    watch.observe(box.current!);
    return () => (watch.disconnect(), made.dispose());
  }, []);
  useEffect(() => chart.current?.setOption({ ...base, ...option }, { notMerge: true }), [option]);
  return <div ref={box} style={{ height, width: '100%' }} />;
}
