import { comparatorWords } from '../../words/plan-words.js';
import { warningStatusWords } from '../../words/supervision-words.js';
import { To } from '../frame/address.js';
import { usePlanYear } from '../frame/plan-year.js';
import { useLanguage, useTexts } from '../language/texts.js';
import { useView } from '../server/views.js';
import { leavesOf } from '../scores/sheet.js';
import { Fact, Facts, useWord } from '../show/facts.js';
import { Figure, Unit } from '../show/signs.js';
import { useUnitNames } from '../show/unit-names.js';
import { cockpitTexts } from './cockpit-texts.js';
import './cockpit.css';
import { Crumbs } from './crumbs.js';
import { IndicatorCourse } from './indicator-course.js';
import { IndicatorLight } from './indicator-sign.js';
import { LeafScore } from './leaf-score.js';
import { useTargetsOf, useUnitScore, useWarningsOf } from './unit-data.js';

/** One indicator of one unit: value against target and schedule, who reported and verified, evidence, score, and every event. */
export default function IndicatorPage({ unit, code }: { readonly unit: string; readonly code: string }) {
  const t = useTexts(cockpitTexts);
  const { say } = useLanguage();
  const word = useWord();
  const { plan, year } = usePlanYear();
  const unitName = useUnitNames()(unit);
  const card = useView('GET /plans/:plan/indicators/:indicator', { path: { plan, indicator: code } }, { enabled: plan !== '' }).data?.card;
  const target = useTargetsOf(unit).get(code);
  const warning = useWarningsOf(unit).get(code);
  const { sheet, group } = useUnitScore(unit);
  const leaf = sheet && leavesOf(sheet.tree).find((node) => node.leaf!.indicator === code);
  const name = card ? say(card.name) : code;
  return (
    <div className="cockpit">
      <Crumbs steps={[{ text: t('title'), href: '/cockpit' }, { text: unitName, href: `/cockpit/units/${unit}` }, { text: name }]} />
      <header className="page-head"><h1>{name}</h1><span className="hint">{unitName} · {t('ofYear', { year })}</span>{(leaf || warning?.status === 'behind') && <IndicatorLight known={{ state: leaf?.leaf?.state ?? 'not-reported', warning }} />}</header>
      <div className="cockpit-unit-grid">
        {card && <IndicatorCourse unit={unit} card={card} target={target} warning={warning} />}
        <section className="card" aria-labelledby="indicator-facts">
          <div className="cockpit-card-head"><h2 id="indicator-facts">{t('definition')}</h2><To href={`/plan/indicators/${code}`}>{t('card')} <span aria-hidden="true">›</span></To></div>
          {card && (
            <Facts>
              <Fact label={t('target')}>{target ? <>{word(comparatorWords, target.comparator)} {target.value !== null && <Figure value={target.value} unit={card.measurementUnit} />}</> : '—'}</Fact>
              {card.definition && <Fact label={t('definition')}>{say(card.definition)}</Fact>}
              {card.formula && <Fact label={t('formula')}>{say(card.formula)}</Fact>}
              {card.dataSource && <Fact label={t('source')}>{card.dataSource}</Fact>}
              <Fact label={t('verifiedBy')}><Unit code={card.verifier} /></Fact>
              {warning && <Fact label={t('warning')}><To href={`/supervision/warnings/${plan}/${code}/${unit}/${year}`}>{warning.status === 'behind' ? t('runningPeriods', { count: warning.running }) : word(warningStatusWords, warning.status)}</To></Fact>}
            </Facts>
          )}
        </section>
        {leaf ? <LeafScore leaf={leaf} unit={unit} group={group ?? ''} /> : sheet && <section className="card"><h2>{t('leafScore')}</h2><p className="cockpit-hint">{t('notOnBoard')}</p></section>}
      </div>
    </div>
  );
}
