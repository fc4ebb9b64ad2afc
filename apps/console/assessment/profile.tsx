import { Chart } from '../charts/chart.js';
import { Answer } from '../frame/page-states.js';
import { To } from '../frame/address.js';
import { Wide } from '../frame/wide.js';
import { useLanguage, useTexts } from '../language/texts.js';
import { Paper } from '../print/paper.js';
import { rounded } from '../scores/decimals.js';
import { useFormula } from '../scores/explain/formula.js';
import { matterOf } from '../scores/explain/lines.js';
import type { ReplyOf } from '../server/ask.js';
import { useView } from '../server/views.js';
import { Figure, Light, Missing, type LightColour } from '../show/signs.js';
import { useUnitNames } from '../show/unit-names.js';
import { standingWords } from '../../words/assessment-words.js';
import { valueStateWords } from '../../words/scoring-words.js';
import { rewardLevelWords } from '../../words/supervision-words.js';
import { cutPercent } from './cut-percent.js';
import { useCards } from './indicator-names.js';
import { profileTexts } from './profile-texts.js';
import { useSchemeNames, type SchemeNames } from './scheme.js';
import { Seal } from './seal.js';
import { UnitFrame } from './unit-frame.js';
import type { Round } from './steps.js';
import { useMeasure } from '../show/facts.js';
import { mark } from '../show/punctuation.js';

type Profile = ReplyOf<'GET /rounds/:round/results/:unit/profile'>;

/** Points shown to three places; the sheet has all of them. */
const shortPoints = (points: string): string => (/\.\d{4}/.test(points) ? rounded(points, 3) : points);
/** So many gains and losses stand on the page; the sheet has all. */
const shownPoints = 6;

function Head({ profile, names }: { readonly profile: Profile; readonly names: SchemeNames }) {
  const t = useTexts(profileTexts);
  const formula = useFormula();
  const { result, selfScore } = profile;
  return (
    <>
      <table className="plain-table">
        <tbody>
          <tr><th scope="row">{t('score')}</th><td><strong className="assessment-score">{result.published ?? '—'}</strong></td><th scope="row">{t('grade')}</th><td><strong>{names.grade(result.grade)}</strong>{result.vetoed && <> {t('vetoed', { grade: result.gradeByScore ?? '—' })}</>}</td><th scope="row">{t('rank')}</th><td>{t('rankText', { rank: result.rank ?? '—', of: result.of })}</td></tr>
          <tr><th scope="row">{t('self')}</th><td><Figure value={selfScore} /></td><th scope="row">{t('bonus')}</th><td><Figure value={result.bonus} /></td><th scope="row">{t('deduction')}</th><td><Figure value={result.deduction} /></td></tr>
        </tbody>
      </table>
      <p><strong>{t('how')}</strong>{formula(profile.total)}<br />{formula(profile.grade)}</p>
    </>
  );
}

function Targets({ targets }: { readonly targets: Profile['targets'] }) {
  const t = useTexts(profileTexts);
  const { say } = useLanguage();
  const cards = useCards();
  const measure = useMeasure();
  return (
    <Wide label={t('targets')}><table className="plain-table">
      <thead><tr><th scope="col">{t('indicator')}</th><th scope="col">{t('unit')}</th><th scope="col" className="right">{t('target')}</th><th scope="col" className="right">{t('actual')}</th><th scope="col" className="right">{t('rate')}</th><th scope="col">{t('state')}</th></tr></thead>
      <tbody>
        {targets.map(({ node, indicator, title, state, value, level, target, light, rate }) => (
          <tr key={node}>
            <th scope="row">{say(title)}</th><td>{measure(cards.get(indicator)?.measurementUnit)}</td><td className="right"><Figure value={target} /></td><td className="right">{value ?? level ?? <Missing />}</td><td className="right">{rate === null ? '—' : cutPercent(rate)}</td>
            <td>{light ? <Light colour={light as LightColour} /> : say(valueStateWords[state] ?? { zh: state, en: state })}</td>
          </tr>
        ))}
      </tbody>
    </table></Wide>
  );
}

function Trend({ trend, names }: { readonly trend: Profile['trend']; readonly names: SchemeNames }) {
  const t = useTexts(profileTexts);
  const table = (
    <table className="plain-table">
      <thead><tr><th scope="col">{t('year')}</th><th scope="col" className="right">{t('score')}</th><th scope="col">{t('grade')}</th><th scope="col" className="right">{t('rank')}</th></tr></thead>
      <tbody>{trend.map(({ round, year, score, grade, rank, of }) => <tr key={round}><th scope="row">{year}</th><td className="right"><Figure value={score} /></td><td>{names.grade(grade)}</td><td className="right">{rank ?? '—'}/{of}</td></tr>)}</tbody>
    </table>
  );
  if (trend.length < 2) return table;
  const option = { xAxis: { type: 'category', data: trend.map(({ year }) => String(year)) }, yAxis: { type: 'value', scale: true }, series: [{ type: 'line', name: t('score'), data: trend.map(({ score }) => (score === null ? null : Number(score))), label: { show: true } }] };
  return <div className="assessment-trend">{table}<Chart title={t('trendChart')} option={option} table={table} height={150} /></div>;
}

/** The most of the points won or lost; `reasons` says where they went. */
function Points({ lines, reasons = false }: { readonly lines: Profile['gains']; readonly reasons?: boolean }) {
  const t = useTexts(profileTexts);
  const formula = useFormula();
  const { say } = useLanguage();
  return (
    <table className="plain-table">
      <thead><tr><th scope="col">{t('item')}</th><th scope="col" className="right">{t('pointsOf')}</th>{reasons && <th scope="col">{t('why')}</th>}</tr></thead>
      <tbody>
        {lines.slice(0, shownPoints).map(({ kind, code, title, points, of, why, matter, document }) => (
          <tr key={`${kind}${code}${matter ?? ''}`}><th scope="row">{say(title)}</th><td className="right">{shortPoints(points)}{of !== null && `/${of}`}</td>{reasons && <td>{[...new Set([matter && matterOf({ matter, document }), document, ...why.slice(0, 1).map(formula)])].filter(Boolean).join(mark.semicolon)}</td>}</tr>
        ))}
      </tbody>
    </table>
  );
}

function Findings({ findings }: { readonly findings: Profile['findings'] }) {
  const t = useTexts(profileTexts);
  const counted = [['opened', 'closed'], ['overdue', 'returned'], ['repeated', 'relapsed'], ['interviews', 'lateReports']] as const;
  return (
    <table className="plain-table">
      <tbody>
        {counted.map(([left, right]) => <tr key={left}><th scope="row">{t(left)}</th><td className="right">{findings[left]}</td><th scope="row">{t(right)}</th><td className="right">{findings[right]}</td></tr>)}
      </tbody>
    </table>
  );
}

function Rewards({ rewards }: { readonly rewards: Profile['rewards'] }) {
  const t = useTexts(profileTexts);
  const { say } = useLanguage();
  if (rewards.length === 0) return <p>{t('noRewards')}</p>;
  return (
    <table className="plain-table">
      <thead><tr><th scope="col">{t('matter')}</th><th scope="col">{t('document')}</th><th scope="col" className="right">{t('points')}</th><th scope="col">{t('outcome')}</th></tr></thead>
      <tbody>{rewards.map(({ rule, title, matter, level, document, points, outcome }) => <tr key={`${rule}${matter}`}><th scope="row">{matter} <small>{say(title)}{level && ` · ${say(rewardLevelWords[level] ?? { zh: level, en: level })}`}</small></th><td>{document ?? '—'}</td><td className="right"><Figure value={points} /></td><td>{say(outcome)}</td></tr>)}</tbody>
    </table>
  );
}

function Reviews({ reviews, names }: { readonly reviews: Profile['reviews']; readonly names: SchemeNames }) {
  const t = useTexts(profileTexts);
  const { say } = useLanguage();
  if (reviews.length === 0) return <p>{t('noReviews')}</p>;
  return (
    <table className="plain-table">
      <thead><tr><th scope="col">{t('item')}</th><th scope="col">{t('claim')}</th><th scope="col">{t('decision')}</th><th scope="col">{t('why')}</th></tr></thead>
      <tbody>{reviews.map(({ request, node, claim, statusName, decision, correction }) => <tr key={request}><th scope="row">{names.node(node)}</th><td>{claim}</td><td>{say(statusName)}{correction && ` ${correction.delta}`}</td><td>{decision?.reason ?? '—'}</td></tr>)}</tbody>
    </table>
  );
}

function Document({ round, unit }: { readonly round: Round; readonly unit: string }) {
  const t = useTexts(profileTexts);
  const { say } = useLanguage();
  const name = useUnitNames();
  const names = useSchemeNames(round.scheme.id);
  const view = useView('GET /rounds/:round/results/:unit/profile', { path: { round: round.round, unit } });
  return (
    <Answer view={view}>
      {(profile) => (
        <Paper label={t('label')}>
          <div className="assessment-paper">
            <p className="assessment-paper-no"><span>{t('number', { round: round.round, unit })}</span><span>{t('basis', { run: profile.result.run, standing: say(standingWords[profile.result.standing]!) })}</span></p>
            <h1>{t('title', { unit: name(unit) })}</h1>
            <p className="assessment-paper-sub">{say(profile.title)}</p>
            <Head profile={profile} names={names} />
            <h2>{t('targets')}</h2><Targets targets={profile.targets} />
            <div className="assessment-halves">
              <section><h2>{t('trend')}</h2><Trend trend={profile.trend} names={names} /></section>
              <section><h2>{t('findings')}</h2><Findings findings={profile.findings} /></section>
            </div>
            <div className="assessment-halves assessment-points">
              <section><h2>{t('gains')}</h2><Points lines={profile.gains} /></section>
              <section><h2>{t('losses')}</h2>{profile.losses.length === 0 ? <p>{t('noLosses')}</p> : <Points lines={profile.losses} reasons />}</section>
            </div>
            <p className="no-print"><To href={`/rounds/${round.round}/units/${unit}/sheet`}>{t('all')}</To></p>
            <div className="assessment-halves assessment-closing">
              <section>
                <h2>{t('rewards')}</h2><Rewards rewards={profile.rewards} />
                <h2>{t('reviews')}</h2><Reviews reviews={profile.reviews} names={names} />
              </section>
              <Seal day={undefined} />
            </div>
          </div>
        </Paper>
      )}
    </Answer>
  );
}

/** The unit on paper: targets and actuals, three years, gains and losses, findings, rewards, reviews. */
export default function ProfilePage({ round, unit }: { readonly round: string; readonly unit: string }) {
  return <UnitFrame round={round} unit={unit} tab="profile">{(shown) => <Document round={shown} unit={unit} />}</UnitFrame>;
}
