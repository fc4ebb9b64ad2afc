import { ActButton } from '../acts/act-button.js';
import type { ActForm } from '../acts/act-dialog.js';
import { EvidenceFile } from '../acts/evidence-input.js';
import { useLanguage, useTexts } from '../language/texts.js';
import { Figure, Light } from '../show/signs.js';
import { mark } from '../show/punctuation.js';
import { bonusDocumentWords } from '../../words/assessment-words.js';
import { rewardLevelWords } from '../../words/supervision-words.js';
import { claimText, type Form, type Report } from './claims.js';
import { useCards } from './indicator-names.js';
import { selfTexts } from './self-texts.js';
import { verdictOn, type Round } from './steps.js';
import { Wide } from '../frame/wide.js';

type Item = Report['items'][number];
type Bonus = Report['bonuses'][number];

function ItemsTable({ items, form, returned }: { readonly items: readonly Item[]; readonly form: Form; readonly returned: boolean }) {
  const t = useTexts(selfTexts);
  const { say } = useLanguage();
  const cards = useCards();
  return (
    <Wide label={t('items')}>
      <table className="plain-table">
        <thead><tr><th scope="col">{t('item')}</th><th scope="col" className="right">{t('points')}</th><th scope="col" className="right">{t('claim')}</th><th scope="col">{t('note')}</th><th scope="col">{t('evidence')}</th><th scope="col">{t('counts')}</th></tr></thead>
        <tbody>
          {form.leaves.map((leaf) => {
            const item = items.find(({ node }) => node === leaf.node);
            return (
              <tr key={leaf.node}>
                <th scope="row">{say(leaf.title)}</th>
                <td className="right"><Figure value={leaf.points} /></td>
                <td className="right">{item && claimText(item.claim) ? <Figure value={claimText(item.claim)} unit={leaf.takes === 'figure' ? cards.get(leaf.indicator)?.measurementUnit : undefined} /> : <span className="missing">{t('noClaim')}</span>}</td>
                <td>{item?.note}</td>
                <td>{item?.evidence.map(({ sha256, name }) => <EvidenceFile key={sha256} sha256={sha256} name={name} />)}</td>
                <td>{item && (item.counts ? <Light colour="green" word={t('doesCount')} /> : <Light colour="yellow" word={t(returned ? 'doesNotReturned' : 'doesNot')} />)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Wide>
  );
}

/** The form by which a bonus claim is accepted or rejected. */
export const bonusForm = (round: string, unit: string, { claim }: Pick<Bonus, 'claim'>, accepted: boolean): ActForm<'POST /rounds/:round/units/:unit/bonuses/:claim/decision'> => ({
  route: 'POST /rounds/:round/units/:unit/bonuses/:claim/decision', title: accepted ? { zh: '认定加分', en: 'Accept the bonus' } : { zh: '不予认定', en: 'Reject the bonus' }, path: { round, unit, claim }, fixed: { accepted },
  fields: [{ name: 'reason', label: { zh: '理由', en: 'Reason' }, kind: 'area', required: true, maxLength: 2000 }],
});

/** Bonus claims with what became of them; those who decide do it here. */
export function BonusTable({ round, unit, bonuses, form }: { readonly round: Round; readonly unit: string; readonly bonuses: readonly Bonus[]; readonly form: Form }) {
  const t = useTexts(selfTexts);
  const { say } = useLanguage();
  const word = (words: typeof rewardLevelWords, code: string) => say(words[code] ?? { zh: code, en: code });
  const may = verdictOn(round, 'decide-bonus');
  if (bonuses.length === 0) return <p>{t('noBonuses')}</p>;
  return (
    <Wide label={t('bonuses')}>
      <table className="plain-table">
        <thead><tr><th scope="col">{t('matter')}</th><th scope="col">{t('rule1')}</th><th scope="col">{t('level')}</th><th scope="col">{t('document')}</th><th scope="col">{t('evidence')}</th><th scope="col">{t('accepted')}</th></tr></thead>
        <tbody>
          {bonuses.map((bonus) => {
            const rule = form.bonusRules.find((one) => one.rule === bonus.rule);
            const points = rule?.points[bonus.level];
            return (
              <tr key={bonus.claim}>
                <th scope="row">{bonus.matter}</th><td>{rule ? say(rule.title) : bonus.rule}</td><td>{word(rewardLevelWords, bonus.level)}{points && <small>{mark.open}{t('bonusPoints', { points })}{mark.close}</small>}</td>
                <td>{bonus.document ?? '—'} <small>{word(bonusDocumentWords, bonus.documentType)}</small></td>
                <td>{bonus.evidence.length === 0 ? <Light colour="yellow" word={t('doesNot')} /> : bonus.evidence.map(({ sha256, name }) => <EvidenceFile key={sha256} sha256={sha256} name={name} />)}</td>
                <td>
                  {bonus.accepted === null ? <Light colour="blue" word={t('undecided')} /> : <Light colour={bonus.accepted ? 'green' : 'grey'} word={t(bonus.accepted ? 'accepted' : 'rejected')} />}{' '}
                  {bonus.accepted !== true && <ActButton size="small" form={bonusForm(round.round, unit, bonus, true)} quiet verdict={may} />} {bonus.accepted !== false && <ActButton size="small" form={bonusForm(round.round, unit, bonus, false)} quiet verdict={may} />}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Wide>
  );
}

/** A self-assessment as it was submitted: what counts and what does not, and why. */
export function SelfReport({ round, unit, form, report }: { readonly round: Round; readonly unit: string; readonly form: Form; readonly report: Report }) {
  const t = useTexts(selfTexts);
  return (
    <>
      <section className="card"><h2>{t('items')}</h2><ItemsTable items={report.items} form={form} returned={report.returned !== null} /></section>
      <section className="card"><h2>{t('bonuses')}</h2><BonusTable round={round} unit={unit} bonuses={report.bonuses} form={form} /></section>
      <section className="card">
        <h2>{t('narrative')}</h2>
        {(['situation', 'problems', 'nextSteps'] as const).map((name) => <div key={name}><h3>{t(name)}</h3><p className="assessment-question">{report[name]}</p></div>)}
      </section>
    </>
  );
}
