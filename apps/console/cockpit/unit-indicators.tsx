import { comparatorWords } from '../../words/plan-words.js';
import { To } from '../frame/address.js';
import { usePlanYear } from '../frame/plan-year.js';
import { useLanguage, useTexts } from '../language/texts.js';
import { percent, rounded } from '../scores/decimals.js';
import { useCards } from '../scores/indicators.js';
import { leavesOf, topNodes, type ScoreSheet, type SheetNode } from '../scores/sheet.js';
import { useMeasure, useWord } from '../show/facts.js';
import { Figure, Missing, Period } from '../show/signs.js';
import { cockpitTexts } from './cockpit-texts.js';
import { IndicatorLight } from './indicator-sign.js';
import { useTargetsOf, useWarningsOf } from './unit-data.js';
import { Wide } from '../frame/wide.js';

interface RowInput {
  readonly unit: string;
  readonly node: SheetNode;
}

function Row({ unit, node, targets, warnings, measurement }: RowInput & { readonly targets: ReturnType<typeof useTargetsOf>; readonly warnings: ReturnType<typeof useWarningsOf>; readonly measurement: string | undefined }) {
  const { say } = useLanguage();
  const word = useWord();
  const measure = useMeasure();
  const leaf = node.leaf!;
  const value = leaf.inputs.find(({ name }) => name === 'value');
  const target = targets.get(leaf.indicator);
  return (
    <tr>
      <td><IndicatorLight known={{ state: leaf.state, warning: warnings.get(leaf.indicator) }} /></td>
      <th scope="row"><To href={`/cockpit/units/${unit}/indicators/${leaf.indicator}`}>{say(node.title)}</To>{measurement && <small> {measure(measurement)}</small>}</th>
      <td className="right">{value ? <Figure value={value.value} /> : <Missing />}</td>
      <td>{value?.period ? <Period period={value.period} /> : '—'}</td>
      <td className="right">{target ? <>{word(comparatorWords, target.comparator)} {target.value !== null && <Figure value={target.value} />}</> : '—'}</td>
      <td className="right">{node.rate === null ? '—' : percent(node.rate)}</td>
      <td className="right">{node.contribution === null || node.possible === null ? <span title={leaf.reason ? say(leaf.reason) : undefined}>—</span> : <>{rounded(node.contribution, 2)} / {rounded(node.possible, 2)}</>}</td>
    </tr>
  );
}

/** Every indicator of a unit, by parts of the scheme: light, value against target, and what it brings. */
export function UnitIndicators({ unit, sheet }: { readonly unit: string; readonly sheet: ScoreSheet }) {
  const t = useTexts(cockpitTexts);
  const { say } = useLanguage();
  const { plan } = usePlanYear();
  const cards = useCards(plan);
  const targets = useTargetsOf(unit);
  const warnings = useWarningsOf(unit);
  return (
    <section className="card cockpit-wide" aria-labelledby="unit-indicators">
      <div className="cockpit-card-head"><h2 id="unit-indicators">{t('indicators')}</h2><To href="/cockpit/heat">{t('heat')} <span aria-hidden="true">›</span></To></div>
      <Wide labelledBy="unit-indicators">
        <table className="plain-table">
          <thead><tr><th scope="col">{t('light')}</th><th scope="col">{t('indicatorName')}</th><th scope="col" className="right">{t('value')}</th><th scope="col">{t('period')}</th><th scope="col" className="right">{t('target')}</th><th scope="col" className="right">{t('rate')}</th><th scope="col" className="right">{t('points')}</th></tr></thead>
          {topNodes(sheet).map((part) => (
            <tbody key={part.code}>
              <tr className="cockpit-part"><th scope="rowgroup" colSpan={5}>{say(part.title)}</th><td className="right">{part.rate === null ? '—' : percent(part.rate)}</td><td className="right">{part.contribution === null || part.possible === null ? t('notMeasured') : `${rounded(part.contribution, 2)} / ${rounded(part.possible, 2)}`}</td></tr>
              {leavesOf(part).map((node) => <Row key={node.code} unit={unit} node={node} targets={targets} warnings={warnings} measurement={cards.get(node.leaf!.indicator)?.measurementUnit} />)}
            </tbody>
          ))}
        </table>
      </Wide>
    </section>
  );
}
