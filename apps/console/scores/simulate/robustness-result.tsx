import { useMemo } from 'react';
import { Chart } from '../../charts/chart.js';
import { nameAxis, narrowScreen } from '../../charts/names.js';
import { usePlanYear } from '../../frame/plan-year.js';
import { useLanguage, useTexts, type Say } from '../../language/texts.js';
import { useUnitNames } from '../../show/unit-names.js';
import { mark } from '../../show/punctuation.js';
import { useCards } from '../indicators.js';
import { Wide } from '../../frame/wide.js';
import type { EffectiveWeight, UnitRobustness } from './simulations.js';
import { simulateTexts } from './simulate-texts.js';
import { byRank, overlaps, verdictOf } from './verdicts.js';

const percentText = (share: number, places = 1): string => (share * 100).toFixed(places);

/** What the intervals mean, in sentences. */
export function InWords({ units, draws, shift }: { readonly units: readonly UnitRobustness[]; readonly draws: number; readonly shift: number }) {
  const t = useTexts(simulateTexts);
  const nameOf = useUnitNames();
  const names = (verdict: string): string => byRank(units).filter((unit) => verdictOf(unit) === verdict).map(({ unit }) => nameOf(unit)).join(mark.and);
  const [firm, loose] = [names('firm'), names('loose')];
  const pairs = overlaps(units).map(([a, b]) => `${nameOf(a.unit)}–${nameOf(b.unit)}`).join(mark.and);
  return (
    <ul>
      <li>{t('average', { draws, shift: shift.toFixed(2) })}</li>
      <li>{firm ? t('firmUnits', { units: firm }) : t('noFirm')}</li>
      <li>{loose ? t('looseUnits', { units: loose }) : t('noLoose')}</li>
      {pairs && <li>{t('swaps', { pairs })}</li>}
    </ul>
  );
}

interface Drawn {
  readonly value: (dimension: number) => number;
  readonly coord: (point: readonly [number, number]) => readonly [number, number];
}

/** One unit's marks: thin from best to worst, thick for 90 %, a dot where it stands. */
function marks(_: unknown, api: Drawn): object {
  const row = api.value(5);
  const [best, low, own, high, worst] = [0, 1, 2, 3, 4].map((dimension) => api.coord([api.value(dimension), row])) as [[number, number], [number, number], [number, number], [number, number], [number, number]];
  const line = (from: readonly [number, number], to: readonly [number, number], width: number, stroke: string) => ({ type: 'line', shape: { x1: from[0] - (width > 4 ? 5 : 0), y1: from[1], x2: to[0] + (width > 4 ? 5 : 0), y2: to[1] }, style: { stroke, lineWidth: width } });
  return { type: 'group', children: [line(best, worst, 2, '#8b999e'), line(low, high, 10, '#8fb8bf'), { type: 'circle', shape: { cx: own[0], cy: own[1], r: 5 }, style: { fill: '#0b5563', stroke: '#fff', lineWidth: 1 } }] };
}

/** The intervals drawn, one line a unit. */
export function Intervals({ units }: { readonly units: readonly UnitRobustness[] }) {
  const t = useTexts(simulateTexts);
  const nameOf = useUnitNames();
  const option = useMemo(() => {
    const down = byRank(units).reverse();
    const narrow = narrowScreen();
    return {
      grid: { left: narrow ? 0 : 8, right: narrow ? 12 : 24, top: 8, bottom: 4, containLabel: true },
      tooltip: { trigger: 'item', confine: true, formatter: ({ dataIndex }: { readonly dataIndex: number }) => { const unit = down[dataIndex]!; return `${nameOf(unit.unit)}${mark.colon}${unit.rank}${mark.open}${unit.rank5}–${unit.rank95}${mark.close}`; } },
      xAxis: { type: 'value', min: 1, max: Math.max(2, units.length), interval: 1, axisLabel: { hideOverlap: true }, splitLine: { lineStyle: { color: '#e3e8ea' } } },
      yAxis: nameAxis(down.map(({ unit }) => nameOf(unit))),
      series: [{ type: 'custom', renderItem: marks, encode: { x: [0, 1, 2, 3, 4], y: 5 }, data: down.map((unit, index) => [unit.bestRank, unit.rank5, unit.rank, unit.rank95, unit.worstRank, index]) }],
    };
  }, [units, nameOf]);
  return <Chart title={t('chartTitle')} option={option} height={48 + units.length * 26} table={<IntervalTable units={units} />} />;
}

const verdictSign = { firm: '●', fair: '◐', loose: '○' } as const;

function row(unit: UnitRobustness, t: Say<typeof simulateTexts.table>, name: string) {
  const verdict = verdictOf(unit);
  return (
    <tr key={unit.unit}>
      <td className="right">{unit.rank}</td><th scope="row">{name}</th><td className="right">{unit.medianRank}</td><td className="right">{unit.rank5}–{unit.rank95}</td><td className="right">{unit.bestRank}–{unit.worstRank}</td>
      <td className="right">{percentText(unit.rankShares[unit.rank - 1] ?? 0)}</td><td><span aria-hidden="true">{verdictSign[verdict]}</span> {t(`verdict-${verdict}`)}</td>
    </tr>
  );
}

/** The same as a table. */
export function IntervalTable({ units }: { readonly units: readonly UnitRobustness[] }) {
  const t = useTexts(simulateTexts);
  const nameOf = useUnitNames();
  return (
    <Wide>
      <table className="plain-table">
        <thead className="scores-heads"><tr><th scope="col" className="right">{t('ownRank')}</th><th scope="col">{t('unit')}</th><th scope="col" className="right">{t('median')}</th><th scope="col" className="right">{t('interval')}</th><th scope="col" className="right">{t('extremes')}</th><th scope="col" className="right">{t('keeps')}</th><th scope="col">{t('verdict')}</th></tr></thead>
        <tbody>{byRank(units).map((unit) => row(unit, t, nameOf(unit.unit)))}</tbody>
      </table>
    </Wide>
  );
}

/** Nominal beside effective weights: an indicator in which all score alike decides nothing. */
export function EffectiveWeights({ weights }: { readonly weights: readonly EffectiveWeight[] }) {
  const t = useTexts(simulateTexts);
  const { say } = useLanguage();
  const { plan } = usePlanYear();
  const cards = useCards(plan);
  return (
    <>
      <p className="scores-hint">{t('effectiveHint')}</p>
      <Wide>
        <table className="plain-table">
          <thead className="scores-heads"><tr><th scope="col">{t('indicator')}</th><th scope="col" className="right">{t('nominal')}</th><th scope="col" className="right">{t('effectiveWeight')}</th><th scope="col" className="scores-drawn">{t('nominal')} / {t('effectiveWeight')}</th><th scope="col" className="right">{t('correlation')}</th></tr></thead>
          <tbody>
            {[...weights].sort((a, b) => (b.effective ?? -1) - (a.effective ?? -1)).map(({ leaf, indicator, nominal, effective, correlation }) => (
              <tr key={leaf}>
                <th scope="row">{cards.has(indicator) ? say(cards.get(indicator)!.name) : leaf}</th>
                <td className="right">{percentText(nominal)}</td>
                <td className="right">{effective === null ? <span className="missing">— {t('noSpread')}</span> : percentText(effective)}</td>
                <td className="scores-drawn"><span className="scores-step scores-step-nominal" style={{ width: `${Math.min(100, nominal * 400)}%` }} /><span className="scores-step" style={{ width: `${Math.min(100, (effective ?? 0) * 400)}%` }} /></td>
                <td className="right">{correlation === null ? '—' : correlation.toFixed(2).replace('-', '−')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </>
  );
}
