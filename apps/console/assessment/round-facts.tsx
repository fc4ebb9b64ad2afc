import { To } from '../frame/address.js';
import { cityTime, dayText } from '../language/format.js';
import { useLanguage, useTexts } from '../language/texts.js';
import { Day, Instant, Position } from '../show/signs.js';
import { useUnitNames } from '../show/unit-names.js';
import { mark } from '../show/punctuation.js';
import { assessmentYearWords, calculationCauseWords, latePartWords } from '../../words/assessment-words.js';
import { roundTexts } from './round-texts.js';
import { useSchemeNames } from './scheme.js';
import type { Round } from './steps.js';
import { Wide } from '../frame/wide.js';

/** What the round is: year, scheme, units. */
export function RoundFacts({ round }: { readonly round: Round }) {
  const t = useTexts(roundTexts);
  const { say, language } = useLanguage();
  const { year, assessmentYear, from, to, planItem, scheme, units, openedAt, startedFrom, frozenAt } = round;
  const { title } = useSchemeNames(scheme.id);
  return (
    <section className="card">
      <h2>{t('facts')}</h2>
      <dl className="fields">
        <div><dt>{t('year')}</dt><dd>{t('years', { year, kind: say(assessmentYearWords[assessmentYear]!), from: dayText(from, language), to: dayText(to, language) })}</dd></div>
        <div><dt>{t('planItem')}</dt><dd>{planItem}</dd></div>
        <div><dt>{t('scheme')}</dt><dd><To href={`/schemes/${scheme.id}`}>{t('schemeText', { name: title, version: scheme.version, document: scheme.document })}</To>{title !== scheme.id && <> <small>{scheme.id}</small></>}</dd></div>
        <div><dt>{t('units')}</dt><dd>{t('unitsText', { count: units })}</dd></div>
        <div><dt>{t('opened')}</dt><dd><Instant at={openedAt} /></dd></div>
        {startedFrom && <div><dt>{t('startedFrom')}</dt><dd><To href={`/rounds/${startedFrom}`}>{startedFrom}</To></dd></div>}
        {frozenAt !== null && <div><dt>{t('frozenAt')}</dt><dd><Position at={frozenAt} /></dd></div>}
      </dl>
    </section>
  );
}

/** Who is late with what, and who was without a self-assessment. */
export function LateCard({ round }: { readonly round: Round }) {
  const t = useTexts(roundTexts);
  const { say } = useLanguage();
  const name = useUnitNames();
  const { late, missing } = round;
  return (
    <section className="card">
      <h2>{t('late')}</h2>
      {late.length === 0 ? <p>{t('nobodyLate')}</p> : <ul className="assessment-list">{late.map(({ unit, what }) => <li key={unit}><To href={`/rounds/${round.round}/units/${unit}/file`}>{name(unit)}</To> <span className="late">{what.map((part) => say(latePartWords[part]!)).join(mark.and)}</span></li>)}</ul>}
      {missing && missing.length > 0 && <p>{t('missing', { units: missing.map(name).join(mark.and) })}</p>}
    </section>
  );
}

/** Every calculation of the round. */
export function RunsCard({ round }: { readonly round: Round }) {
  const t = useTexts(roundTexts);
  const { say } = useLanguage();
  return (
    <section className="card">
      <h2>{t('runs')}</h2>
      {round.runs.length === 0 ? <p>{t('noRuns')}</p> : (
        <Wide label={t('runs')}>
          <table className="plain-table">
            <thead><tr><th scope="col">{t('runNo')}</th><th scope="col">{t('cause')}</th><th scope="col">{t('when')}</th><th scope="col">{t('engine')}</th><th scope="col" className="right">{t('frozenAt')}</th><th scope="col" className="right">{t('upTo')}</th><th scope="col">{t('hash')}</th><th scope="col" className="right">{t('position')}</th></tr></thead>
            <tbody>
              {round.runs.map(({ run, cause, at, engineVersion, frozenAt, upTo, hash, position }) => (
                <tr key={run}>
                  <th scope="row">{t('run', { run })}</th><td>{say(calculationCauseWords[cause]!)}</td><td><Instant at={at} position={position} /></td><td>{engineVersion}</td>
                  <td className="right"><Position at={frozenAt} /></td><td className="right"><Position at={upTo} /></td><td><span className="assessment-hash" title={hash}>{hash.slice(0, 16)}</span></td><td className="right"><Position at={position} /></td>
                </tr>
              ))}
            </tbody>
          </table>
        </Wide>
      )}
    </section>
  );
}

/** Notification, confirmation, publications: document, day, what. */
export function DecisionsCard({ round }: { readonly round: Round }) {
  const t = useTexts(roundTexts);
  const { say, language } = useLanguage();
  const name = useUnitNames();
  const { notified, confirmed, publications } = round;
  return (
    <section className="card">
      <h2>{t('decisions')}</h2>
      {!notified ? <p>{t('noDecisions')}</p> : (
        <Wide label={t('decisions')}>
          <table className="plain-table">
            <thead><tr><th scope="col">{t('what')}</th><th scope="col">{t('onDay')}</th><th scope="col">{t('document')}</th><th scope="col">{t('remark')}</th></tr></thead>
            <tbody>
              <tr><th scope="row">{t('notified')}</th><td><Instant at={notified.at} dayOnly /></td><td>{notified.document ?? '—'}</td><td>{t('requestsUntil', { run: notified.run, day: dayText(cityTime(notified.requestsBy).date, language) })}</td></tr>
              {confirmed && <tr><th scope="row">{t('confirmed')}</th><td><Day date={confirmed.heldOn} /></td><td>{confirmed.document}</td><td>{t('byCommittee', { run: confirmed.run, committee: say(confirmed.committee) })}{confirmed.stayed.length > 0 && t('stayed', { units: confirmed.stayed.map(name).join(mark.and) })}</td></tr>}
              {publications.map(({ run, document, at, publishedOn, replaces, reason, changed }) => (
                <tr key={run}>
                  <th scope="row">{t(replaces === null ? 'published' : 'corrected')}</th><td>{publishedOn ? <Day date={publishedOn} /> : <Instant at={at} dayOnly />}</td><td>{document}</td>
                  <td>{replaces === null ? t('ofRun', { run }) : t('replaces', { run, replaces, reason: reason ?? '', count: changed.length })}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Wide>
      )}
    </section>
  );
}
