import { ActButton } from '../acts/act-button.js';
import type { ActForm } from '../acts/act-dialog.js';
import { EvidenceFile } from '../acts/evidence-input.js';
import { Answer } from '../frame/page-states.js';
import { usePerson } from '../frame/person.js';
import { dayText } from '../language/format.js';
import { useLanguage, useTexts } from '../language/texts.js';
import type { BodyOf, ReplyOf } from '../server/ask.js';
import { useView } from '../server/views.js';
import { Figure, Instant, Light } from '../show/signs.js';
import { mark } from '../show/punctuation.js';
import { claimText, cleanClaim, type Form, type Report } from './claims.js';
import { FoundItems, People, type FoundItem, type Person } from './check-inputs.js';
import { nextCode } from './codes.js';
import { fileTexts } from './file-texts.js';
import type { SchemeNames } from './scheme.js';
import { verdictOn, type Round } from './steps.js';
import { Wide } from '../frame/wide.js';

type Check = ReplyOf<'GET /rounds/:round/units/:unit/site-checks'>['checks'][number];

/** The form of a site check: when, where, who, what was found, and both signatures or why one is missing. */
function useCheckForm(round: Round, unit: string, checks: readonly Check[], form: Form, report: Report | undefined): ActForm<'POST /rounds/:round/units/:unit/site-checks/:check'> {
  const person = usePerson();
  const claimed = (node: string) => claimText(report?.items.find((item) => item.node === node)?.claim ?? {});
  const me: readonly Person[] = person ? [{ user: person.user, ...(person.unit ? { unit: person.unit } : {}) }] : [];
  const leaves = form.leaves.filter(({ takes }) => takes !== 'marks');
  return {
    route: 'POST /rounds/:round/units/:unit/site-checks/:check', title: { zh: '登记实地核查', en: 'Record a site check' }, wide: true,
    path: { round: round.round, unit, check: nextCode('k', checks.map(({ check }) => check)) },
    fields: [
      { name: 'on', label: { zh: '核查日期', en: 'Day' }, kind: 'date', required: true },
      { name: 'place', label: { zh: '地点', en: 'Place' }, kind: 'text', required: true, maxLength: 200 },
      { name: 'unannounced', label: { zh: '暗访（事先不通知）', en: 'Unannounced' }, kind: 'flag' },
      { name: 'sample', label: { zh: '暗访抽样', en: 'Sample' }, kind: 'choice', when: ({ unannounced }) => unannounced === true, options: (round.samples ?? []).map(({ sample }) => ({ value: sample, label: sample })) },
      { name: 'team', label: { zh: '核查人员（不少于两名）', en: 'Team (two people at least)' }, kind: 'own', required: true, first: me, input: <People least={2} /> },
      { name: 'recusals', label: { zh: '回避人员', en: 'Who stepped back' }, kind: 'own', input: <People withReason /> },
      { name: 'items', label: { zh: '核查结果', en: 'What was found' }, kind: 'own', required: true, input: <FoundItems leaves={leaves} claimed={claimed} /> },
      { name: 'evidence', label: { zh: '现场照片和材料', en: 'Photos and papers' }, kind: 'evidence', evidenceUnit: person?.unit ?? unit },
      { name: 'signed', label: { zh: '签字', en: 'Signatures' }, kind: 'choice', required: true, options: [{ value: 'both', label: { zh: '双方签字', en: 'signed by both sides' } }, { value: 'refused', label: { zh: '被核查单位拒签', en: 'the unit refused to sign' } }] },
      { name: 'refused', label: { zh: '拒签原因', en: 'Why it refused' }, kind: 'area', required: true, maxLength: 1000, when: ({ signed }) => signed === 'refused' },
    ],
    body: ({ on, place, unannounced, sample, team, recusals, items, evidence, signed, refused }) => ({
      on, place, ...(unannounced ? { unannounced: true } : {}), ...(unannounced && sample ? { sample } : {}),
      team: ((team ?? []) as Person[]).filter(({ user }) => user).map(({ user, unit: of }) => ({ user, ...(of ? { unit: of } : {}) })),
      recusals: ((recusals ?? []) as Person[]).filter(({ user }) => user).map(({ user, reason }) => ({ user, reason: reason ?? '' })),
      items: ((items ?? []) as FoundItem[]).filter(({ node }) => node).map(({ node, verified, remark }) => ({ node, verified: cleanClaim(verified), ...(remark?.trim() ? { remark: remark.trim() } : {}) })),
      evidence: evidence ?? [], signatures: signed === 'both' ? { both: true } : { refused },
    }) as BodyOf<'POST /rounds/:round/units/:unit/site-checks/:check'>,
    confirm: { zh: '登记', en: 'Record' },
  };
}

/** One site check as its paper form shows it. */
function CheckCard({ check, names }: { readonly check: Check; readonly names: SchemeNames }) {
  const t = useTexts(fileTexts);
  const { language } = useLanguage();
  const { signatures } = check;
  return (
    <article>
      <h3>{t('check', { on: dayText(check.on, language), place: check.place })} <small>{mark.open}{check.check}{mark.comma}{t(check.unannounced ? 'unannounced' : 'announced')}{check.sample && `${mark.comma}${t('sample', { sample: check.sample })}`}{mark.close}</small></h3>
      <Wide label={t('check', { on: dayText(check.on, language), place: check.place })}>
        <table className="plain-table">
          <thead><tr><th scope="col">{t('item')}</th><th scope="col" className="right">{t('claimed')}</th><th scope="col" className="right">{t('verified')}</th><th scope="col" className="right">{t('difference')}</th><th scope="col">{t('remark')}</th></tr></thead>
          <tbody>{check.items.map(({ node, claimed, verified, difference, remark }) => <tr key={node}><th scope="row">{names.node(node)}</th><td className="right"><Figure value={claimText(claimed)} /></td><td className="right"><Figure value={claimText(verified)} /></td><td className="right"><Figure value={difference} /></td><td>{remark}</td></tr>)}</tbody>
        </table>
      </Wide>
      <dl className="fields">
        <div><dt>{t('team')}</dt><dd>{check.team.join(mark.and)}</dd></div>
        {check.recusals.length > 0 && <div><dt>{t('recusals')}</dt><dd>{check.recusals.map(({ user, reason }) => t('recusal', { user, reason })).join(mark.and)}</dd></div>}
        <div><dt>{t('state')}</dt><dd>{'both' in signatures ? <Light colour="green" word={t('signed')} /> : <Light colour="yellow" word={t('refused', { reason: signatures.refused })} />}</dd></div>
        {check.evidence.length > 0 && <div><dt>{t('evidence')}</dt><dd>{check.evidence.map(({ sha256, name }) => <EvidenceFile key={sha256} sha256={sha256} name={name} />)}</dd></div>}
        <div><dt>{t('by')}</dt><dd>{check.recordedBy}{mark.comma}<Instant at={check.recordedAt} /></dd></div>
      </dl>
    </article>
  );
}

/** Site checks of a unit, and the form to record another. */
export function CheckSection({ round, unit, form, report, names }: { readonly round: Round; readonly unit: string; readonly form: Form; readonly report: Report | undefined; readonly names: SchemeNames }) {
  const t = useTexts(fileTexts);
  const view = useView('GET /rounds/:round/units/:unit/site-checks', { path: { round: round.round, unit } });
  const act = useCheckForm(round, unit, view.data?.checks ?? [], form, report);
  return (
    <section className="card">
      <h2>{t('checks')}</h2>
      <Answer view={view}>{({ checks }) => (checks.length === 0 ? <p>{t('noChecks')}</p> : <>{checks.map((check) => <CheckCard key={check.check} check={check} names={names} />)}</>)}</Answer>
      <p className="no-print"><ActButton form={act} unit={unit} quiet verdict={verdictOn(round, 'check-on-site')} /></p>
    </section>
  );
}
