import { useMemo } from 'react';
import { Chart } from '../../charts/chart.js';
import { periodText } from '../../language/format.js';
import { useLanguage, useTexts } from '../../language/texts.js';
import { Figure, Period } from '../../show/signs.js';
import { panelTexts } from './panel-texts.js';
import { StatusSign } from './sheet-signs.js';
import type { Card, SheetLine } from './sheet-types.js';
import { useMeasure } from '../../show/facts.js';

/** The last values before this period: a line with the target, and the same as a table. */
export function LastValues({ card, values, target }: { readonly card: Card; readonly values: SheetLine['values']; readonly target: string | undefined }) {
  const t = useTexts(panelTexts);
  const { language } = useLanguage();
  const measure = useMeasure();
  const option = useMemo(() => ({
    tooltip: { trigger: 'axis' },
    xAxis: { type: 'category', data: values.map(({ period }) => periodText(period, language)), axisLabel: { hideOverlap: true, fontSize: 10 } },
    yAxis: { type: 'value', scale: true, axisLabel: { fontSize: 10 } },
    series: [{
      type: 'line', name: t('value'), data: values.map(({ value }) => Number(value)), symbolSize: 6,
      ...(target === undefined ? {} : { markLine: { silent: true, symbol: 'none', lineStyle: { type: 'dashed' }, label: { formatter: `${t('target')} ${target}`, position: 'insideEndTop', fontSize: 10 }, data: [{ yAxis: Number(target) }] } }),
    }],
  }), [values, target, language]);
  if (values.length === 0) return <section><h3>{t('values')}</h3><p className="missing">{t('noValues')}</p></section>;
  const table = (
    <table className="plain-table">
      <thead><tr><th scope="col">{t('period')}</th><th scope="col" className="right">{t('value')} ({measure(card.measurementUnit)})</th><th scope="col">{t('status')}</th></tr></thead>
      <tbody>{[...values].reverse().map(({ period, value, status }) => <tr key={period}><th scope="row"><Period period={period} /></th><td className="right"><Figure value={value} /></td><td><StatusSign status={status} /></td></tr>)}</tbody>
    </table>
  );
  return <Chart title={t('values')} option={option} table={table} height={150} />;
}
