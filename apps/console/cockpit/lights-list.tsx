import { findingStatusWords, levelWords, lightWords } from '../../words/supervision-words.js';
import { To } from '../frame/address.js';
import { usePlanYear } from '../frame/plan-year.js';
import { cityTime, periodText } from '../language/format.js';
import { useLanguage, useTexts } from '../language/texts.js';
import { useCards } from '../reporting/cards.js';
import type { ItemOf } from '../server/ask.js';
import { usePermissions, useView } from '../server/views.js';
import { useWord } from '../show/facts.js';
import { Day, Light } from '../show/signs.js';
import { useWarnings, type Warning } from './city-data.js';
import { cockpitTexts } from './cockpit-texts.js';
import { ShortUnit } from './short-unit.js';
import { useWall } from './wall.js';
import { Wide } from '../frame/wide.js';

type Finding = ItemOf<'GET /findings'>;

const shown = 6;
/** A wall does not scroll. */
const shownOnWall = 5;

function FindingRow({ finding }: { readonly finding: Finding }) {
  const t = useTexts(cockpitTexts);
  const word = useWord();
  const { finding: id, number, title, unit, light, level, dueAt, overdue, latest, status } = finding;
  return (
    <tr>
      <td><Light colour={light} word={word(lightWords, light)} /></td>
      <th scope="row"><To href={`/supervision/findings/${id}`}>{title}</To><small>{number}</small></th>
      <td className="cockpit-whole"><ShortUnit code={unit} /></td>
      <td>{level && <span>{word(levelWords, level)} · </span>}{overdue ? <span className="late">{t('overdue')}</span> : t('dueAt')} <Day date={cityTime(dueAt).date} /></td>
      <td>{word(findingStatusWords, status)}{latest && <small>{latest.summary}</small>}</td>
    </tr>
  );
}

function WarningRow({ warning, unitOf }: { readonly warning: Warning; readonly unitOf: string | undefined }) {
  const t = useTexts(cockpitTexts);
  const { language, say } = useLanguage();
  const word = useWord();
  // Units of measure are Chinese words; an English name says itself what is counted.
  const measured = (value: string): string => (unitOf && (language === 'zh' || unitOf === '%') ? t('measured', { value, unit: unitOf }) : value);
  const { plan, indicator, unit, year, name, period, expected, actual, light, running, level } = warning;
  return (
    <tr>
      <td><Light colour={light} /></td>
      <th scope="row"><To href={`/cockpit/units/${unit}/indicators/${indicator}`}>{say(name)}</To></th>
      <td className="cockpit-whole"><ShortUnit code={unit} /></td>
      <td>{t('behindBecause', { period: periodText(period, language), expected: measured(expected), actual: measured(actual) })}{running > 1 && <small>{t('runningPeriods', { count: running })}</small>}</td>
      <td>{level ? <To href={`/supervision/warnings/${plan}/${indicator}/${unit}/${year}`}>{t('warnedAt', { level: word(levelWords, level) })}</To> : t('toWatch')}</td>
    </tr>
  );
}

const byLight = (a: Warning, b: Warning): number => Number(b.light === 'red') - Number(a.light === 'red') || Number(a.share) - Number(b.share);

/** Red and yellow: findings first, then indicators behind schedule; each with its reason and what comes next. */
export function LightsList() {
  const t = useTexts(cockpitTexts);
  const { plan, year } = usePlanYear();
  const cards = useCards(plan);
  const { wall } = useWall();
  const { may } = usePermissions();
  const sees = may('GET /findings');
  const red = useView('GET /findings', { query: { stage: 'open', light: 'red', sort: 'due', limit: shown } }, { enabled: sees });
  const yellow = useView('GET /findings', { query: { stage: 'open', light: 'yellow', sort: 'due', limit: shown } }, { enabled: sees });
  const behind = (useWarnings().data?.items ?? []).filter(({ status, light }) => status === 'behind' && light !== 'green').sort(byLight);
  const findings = [...(red.data?.items ?? []), ...(yellow.data?.items ?? [])];
  const findingsInAll = (red.data?.total ?? 0) + (yellow.data?.total ?? 0);
  if (!sees) return null;
  const head = (first: string) => <thead><tr><th scope="col">{t('light')}</th><th scope="col">{first}</th><th scope="col">{t('unit')}</th><th scope="col">{t('why')}</th><th scope="col">{t('next')}</th></tr></thead>;
  return (
    <section className="card cockpit-lights" aria-labelledby="cockpit-lights">
      <div className="cockpit-card-head"><h2 id="cockpit-lights">{t('lights')}</h2><span className="cockpit-hint">{t('lightsHint')}</span></div>
      {findings.length + behind.length === 0 && <p className="cockpit-hint">{t('noRedOrYellow')}</p>}
      <Wide labelledBy="cockpit-lights">
        {findings.length > 0 && <table className="plain-table">{head(t('findingsLights'))}<tbody>{findings.slice(0, shown).map((finding) => <FindingRow key={finding.finding} finding={finding} />)}</tbody></table>}
        {behind.length > 0 && <table className="plain-table">{head(t('indicatorLights'))}<tbody>{behind.slice(0, wall ? shownOnWall : shown).map((warning) => <WarningRow key={`${warning.indicator}/${warning.unit}`} warning={warning} unitOf={cards.get(warning.indicator)?.measurementUnit} />)}</tbody></table>}
      </Wide>
      <p className="cockpit-more">
        {findingsInAll > 0 && <To href="/supervision/ledger?stage=open&sort=due">{t('findingsAll', { count: findingsInAll })}</To>}
        {behind.length > 0 && <To href={`/supervision/warnings?status=behind&year=${year}`}>{t('indicatorsAll', { count: behind.length })}</To>}
      </p>
    </section>
  );
}
