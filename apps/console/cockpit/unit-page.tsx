import { To } from '../frame/address.js';
import { Nothing } from '../frame/page-states.js';
import { usePlanYear } from '../frame/plan-year.js';
import { useTexts } from '../language/texts.js';
import { ScoreInfo } from '../scores/score-info.js';
import { useBoard } from '../scores/board/board-data.js';
import { percent } from '../scores/decimals.js';
import { Figure } from '../show/signs.js';
import { useUnitNames } from '../show/unit-names.js';
import { TraceButton } from '../trace/trace-button.js';
import { usePageSubject } from '../trace/trace.js';
import { cockpitTexts } from './cockpit-texts.js';
import './cockpit.css';
import { Crumbs } from './crumbs.js';
import { Movers } from './movers.js';
import { TrendChart } from './trend-chart.js';
import { UnitFindings, UnitRewards } from './unit-affairs.js';
import { useUnitScore } from './unit-data.js';
import { UnitIndicators } from './unit-indicators.js';
import { UnitLeaders } from './unit-leaders.js';

/** One unit: its score and rank, every indicator with its light, findings, rewards and leaders. */
export default function UnitPage({ unit }: { readonly unit: string }) {
  const t = useTexts(cockpitTexts);
  const { plan, year } = usePlanYear();
  const name = useUnitNames()(unit);
  const { group, line, of, sheet } = useUnitScore(unit);
  usePageSubject({ kind: 'unit', key: unit });
  const path = { plan, year, group: group ?? '' };
  const board = useBoard(path).data;
  const own = board && { ...board, lines: board.lines.filter((one) => one.unit === unit) };
  return (
    <div className="cockpit">
      <Crumbs steps={[{ text: t('title'), href: '/cockpit' }, { text: name }]} />
      <header className="page-head"><h1>{name}</h1><TraceButton subject={{ kind: 'unit', key: unit }} /></header>
      {line && group && (
        <section className="cockpit-score" aria-label={t('score')}>
          <strong className="cockpit-score-figure"><Figure value={line.published} /></strong>
          <ScoreInfo source={{ kind: 'live', plan, year, group, unit }} unitName={name} />
          <span>{t('gradeOf', { grade: line.grade ?? '—' })}</span>
          <span>{line.rank === null ? t('notRanked') : t('rankOf', { rank: line.rank })} / {of}</span>
          <span>{t('coverage')} {percent(line.coverage, 0)}%</span>
          {line.provisional && <span className="cockpit-mark">{t('provisional')}</span>}
          {line.vetoed && <span className="cockpit-mark">{t('vetoed')}</span>}
          <span className="bar-space" />
          <To href={`/scores/${group}/${year}/${unit}`}>{t('explain')} <span aria-hidden="true">›</span></To>
        </section>
      )}
      {group === null && <div className="card"><Nothing>{t('noBoardLine', { year })}</Nothing></div>}
      <div className="cockpit-unit-grid">
        {group && sheet && <UnitIndicators unit={unit} sheet={sheet} />}
        {own && <TrendChart path={path} board={own} />}
        {own && <Movers path={path} board={own} />}
        <UnitFindings unit={unit} />
        <UnitRewards unit={unit} />
        <UnitLeaders unit={unit} />
      </div>
    </div>
  );
}
