import { To } from '../frame/address.js';
import { usePlanYear } from '../frame/plan-year.js';
import { useLanguage, useTexts } from '../language/texts.js';
import { percent, rounded } from '../scores/decimals.js';
import { useFormula } from '../scores/explain/formula.js';
import { useInputName } from '../scores/explain/leaf-detail.js';
import { useCards } from '../scores/indicators.js';
import type { SheetNode } from '../scores/sheet.js';
import { Fact, Facts } from '../show/facts.js';
import { Figure, Period, Position } from '../show/signs.js';
import { cockpitTexts } from './cockpit-texts.js';

/** What an indicator brings to the total, by which formula, and from which values; each value opens its event. */
export function LeafScore({ leaf, unit, group }: { readonly leaf: SheetNode; readonly unit: string; readonly group: string }) {
  const t = useTexts(cockpitTexts);
  const { say } = useLanguage();
  const { plan, year } = usePlanYear();
  const formula = useFormula();
  const inputName = useInputName(useCards(plan));
  const { inputs, reason, treatment, method } = leaf.leaf!;
  return (
    <section className="card" aria-labelledby="leaf-score">
      <div className="cockpit-card-head"><h2 id="leaf-score">{t('leafScore')}</h2><To href={`/scores/${group}/${year}/${unit}`}>{t('explain')} <span aria-hidden="true">›</span></To></div>
      <Facts>
        <Fact label={t('points')}>{leaf.contribution === null || leaf.possible === null ? <>— {reason && say(reason)}</> : <>{rounded(leaf.contribution, 2)} / {rounded(leaf.possible, 2)}</>}</Fact>
        <Fact label={t('rate')}>{leaf.rate === null ? '—' : percent(leaf.rate)}</Fact>
        <Fact label={t('state')}>{say(treatment)}</Fact>
        <Fact label={t('explain')}>{say(method.title)}{leaf.formula && <><br />{formula(leaf.formula)}</>}</Fact>
      </Facts>
      <h3>{t('inputs')}</h3>
      {inputs.length === 0 && <p className="cockpit-hint">{t('noInputs')}</p>}
      <ul className="cockpit-lines">
        {inputs.map(({ name, value, period, position }) => <li key={`${name}/${period ?? ''}/${position ?? ''}`}><span>{inputName(name)} {period && <Period period={period} />} <Figure value={value} /></span>{position !== undefined && <span>{t('event')} <Position at={position} /></span>}</li>)}
      </ul>
    </section>
  );
}
