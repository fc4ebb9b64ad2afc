import { reviewStatusWords } from '../../words/assessment-words.js';
import { To } from '../frame/address.js';
import { dayText } from '../language/format.js';
import { useLanguage, useTexts, type Bilingual } from '../language/texts.js';
import { usePermissions, useView } from '../server/views.js';
import { Fact, Facts, useMeasure, useWord } from '../show/facts.js';
import { Figure, Instant, Light, Missing, type LightColour } from '../show/signs.js';
import { useCards } from '../reporting/cards.js';
import type { DossierReply } from './cadre-forms.js';
import { Points, Rank } from './cadre-signs.js';
import { cadreTexts } from './cadre-texts.js';
import { Wide } from '../frame/wide.js';

interface Given {
  readonly dossier: DossierReply;
}

/** A scheme by its title; its code until that is known. */
function useSchemeName(scheme: string): string {
  const { say } = useLanguage();
  const { may } = usePermissions();
  const { data } = useView('GET /schemes/:scheme', { path: { scheme } }, { enabled: may('GET /schemes/:scheme') });
  const title = (data?.published ?? data?.draft)?.['title'] as Bilingual | undefined;
  return title ? say(title) : scheme;
}

/** The result, who confirmed it, where it was published, and how it compares with the years before. */
export function ResultCard({ dossier: { content: { confirmed } } }: Given) {
  const t = useTexts(cadreTexts);
  const { say, language } = useLanguage();
  const schemeName = useSchemeName(confirmed.scheme.id);
  const { result, round, confirmation, publication, scheme, trend, findings } = confirmed;
  return (
    <section className="card">
      <h2>{t('confirmed')}</h2>
      <div className="cadre-result">
        <div><span className="cadre-soft">{t('score')}</span><strong><Figure value={result.published} /></strong></div>
        <div><span className="cadre-soft">{t('grade')}</span><strong>{result.grade ?? <Missing />}</strong></div>
        <div><span className="cadre-soft">{t('rank')}</span><strong><Rank rank={result.rank} of={result.of} /></strong></div>
        <div><span className="cadre-soft">{t('vetoed')}</span><strong>{t(result.vetoed ? 'yes' : 'no')}</strong></div>
      </div>
      <Facts>
        <Fact label={t('round')}><To href={`/rounds/${round.code}`}>{say(round.title)}</To></Fact>
        {confirmation && <Fact label={t('confirmation')}>{say(confirmation.committee)} · {confirmation.document}{confirmation.heldOn && <> · {dayText(confirmation.heldOn, language)}</>}</Fact>}
        <Fact label={t('publication')}>{publication.document} · {dayText(publication.on, language)}</Fact>
        {publication.corrections.map(({ run, document, reason }) => <Fact key={run} label={t('adjustment')}>{document} · {reason}</Fact>)}
        <Fact label={t('scheme')}>{t('schemeOf', { name: schemeName, version: scheme.version })} · {scheme.document}</Fact>
        <Fact label={t('bonus')}><Points value={result.bonus} /></Fact>
        <Fact label={t('deduction')}><Points value={result.deduction} /></Fact>
        <Fact label={t('findings')}>{t('findingsOf', { matters: findings.matters, counted: findings.counted, lifted: findings.lifted })}</Fact>
      </Facts>
      <h3>{t('trend')}</h3>
      <table className="plain-table">
        <thead><tr><th scope="col">{t('year')}</th><th scope="col" className="right">{t('score')}</th><th scope="col">{t('grade')}</th><th scope="col" className="right">{t('rank')}</th></tr></thead>
        <tbody>{trend.map((one) => <tr key={one.round}><th scope="row">{one.year}</th><td className="right"><Figure value={one.published} /></td><td>{one.grade ?? <Missing />}</td><td className="right"><Rank rank={one.rank} of={one.of} /></td></tr>)}</tbody>
      </table>
    </section>
  );
}

/** Targets against actuals with what each brought and cost. */
export function Profile({ dossier: { content: { confirmed: { profile, round } } } }: Given) {
  const cards = useCards(round.plan);
  const measure = useMeasure();
  const t = useTexts(cadreTexts);
  const { say } = useLanguage();
  return (
    <section className="card">
      <h2>{t('profile')}</h2>
      <Wide label={t('profile')}>
        <table className="plain-table">
          <thead><tr><th scope="col">{t('indicator')}</th><th scope="col">{t('measured')}</th><th scope="col" className="right">{t('target')}</th><th scope="col" className="right">{t('actual')}</th><th scope="col" className="right">{t('possible')}</th><th scope="col" className="right">{t('obtained')}</th><th scope="col" className="right">{t('lost')}</th></tr></thead>
          <tbody>
            {profile.map(({ node, title, indicator, target, actual, possible, obtained, lost, light }) => (
              <tr key={node}>
                <th scope="row">{say(title)}{light && <> <Light colour={light as LightColour} /></>}</th>
                <td>{cards.has(indicator) ? measure(cards.get(indicator)!.measurementUnit) : <Missing />}</td>
                <td className="right"><Figure value={target} /></td><td className="right"><Figure value={actual} /></td>
                <td className="right"><Points value={possible} /></td><td className="right"><Points value={obtained} /></td><td className="right"><Points value={lost} /></td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </section>
  );
}

/** Bonuses, deductions, adjustments and vetoes with the documents they rest on. */
export function Matters({ dossier: { content: { confirmed } } }: Given) {
  const t = useTexts(cadreTexts);
  const { say } = useLanguage();
  const { bonuses, deductions, adjustments, vetoes } = confirmed;
  const rows = [
    ...bonuses.map((one) => ({ ...one, kind: t('bonus') })), ...deductions.map((one) => ({ ...one, kind: t('deduction') })), ...adjustments.map((one) => ({ ...one, kind: t('adjustment') })),
    ...vetoes.map((one) => ({ ...one, kind: t('veto'), counted: null, detail: null })),
  ];
  return (
    <section className="card">
      <h2>{t('matters')}</h2>
      {rows.length === 0 && <p className="missing">{t('noMatters')}</p>}
      {rows.length > 0 && (
        <Wide label={t('matters')}>
          <table className="plain-table">
            <thead><tr><th scope="col">{t('kind')}</th><th scope="col">{t('matter')}</th><th scope="col">{t('document')}</th><th scope="col" className="right">{t('points')}</th></tr></thead>
            <tbody>{rows.map(({ kind, title, matter, detail, document, counted }, index) => <tr key={index}><th scope="row">{kind}</th><td>{say(title)} · {matter}{detail && ` · ${detail}`}</td><td>{document ?? <Missing />}</td><td className="right"><Points value={counted} /></td></tr>)}</tbody>
          </table>
        </Wide>
      )}
    </section>
  );
}

/** Requests for review and what was decided. */
export function Reviews({ dossier: { content: { confirmed: { reviews } } } }: Given) {
  const t = useTexts(cadreTexts);
  const word = useWord();
  return (
    <section className="card">
      <h2>{t('reviews')}</h2>
      {reviews.length === 0 && <p className="missing">{t('noReviews')}</p>}
      {reviews.map(({ request, claim, status, requestedAt, decidedAt, reason, scoreFrom, scoreTo }) => (
        <Facts key={request}>
          <Fact label={t('claim')}>{claim} · <Instant at={requestedAt} dayOnly /></Fact>
          <Fact label={t('result')}><strong>{word(reviewStatusWords, status)}</strong>{decidedAt && <> · <Instant at={decidedAt} dayOnly /></>}{reason && <> · {reason}</>}</Fact>
          {scoreFrom !== null && scoreTo !== null && <Fact label={t('scoreChange')}><Figure value={scoreFrom} /> → <Figure value={scoreTo} /></Fact>}
        </Facts>
      ))}
    </section>
  );
}
