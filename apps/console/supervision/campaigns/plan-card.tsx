import { campaignMeansWords } from '../../../words/supervision-words.js';
import { To } from '../../frame/address.js';
import { Wide } from '../../frame/wide.js';
import { dayText } from '../../language/format.js';
import { useLanguage, useTexts } from '../../language/texts.js';
import { Fact, Facts, useWord } from '../../show/facts.js';
import { Instant, Missing, Unit, Units } from '../../show/signs.js';
import { mark } from '../../show/punctuation.js';
import { campaignTexts } from './campaign-texts.js';
import { FindingLink } from './finding-link.js';
import { CampaignLink } from './campaign-link.js';
import type { CampaignReply } from './plan-form.js';

/** The plan of a campaign, and when it came how far. */
export function PlanCard({ campaign }: { readonly campaign: CampaignReply }) {
  const t = useTexts(campaignTexts);
  const word = useWord();
  const { language } = useLanguage();
  const { from, to, follows } = campaign;
  return (
    <section className="card">
      <h2>{t('plan')}</h2>
      <Facts>
        <Fact label={t('planItem')}>{campaign.planItem}</Fact>
        <Fact label={t('days')}>{t('fromTo', { from: dayText(from, language), to: dayText(to, language) })}</Fact>
        <Fact label={t('means')}>{campaign.means.map((one) => word(campaignMeansWords, one)).join(mark.and)}</Fact>
        <Fact label={t('content')}>{campaign.content}</Fact>
        {campaign.unannounced && <Fact label={t('unannounced')}>{t('unannouncedSealed')}</Fact>}
        {campaign.measures.length > 0 && <Fact label={t('measures')}>{campaign.measures.map((no) => <span key={no}><To href={`/plan/measures/${no}`}>{t('measureNo', { no })}</To> </span>)}</Fact>}
        {follows && <Fact label={t('follows')}>{follows.campaign && <CampaignLink campaign={follows.campaign} />} {follows.findings.map((one) => <div key={one}><FindingLink finding={one} /></div>)}</Fact>}
        <Fact label={t('plannedBy')}><Instant at={campaign.plannedAt} /> · {campaign.plannedBy}</Fact>
        {campaign.startedAt && <Fact label={t('startedAt')}><Instant at={campaign.startedAt} /></Fact>}
        {campaign.concludedAt && <Fact label={t('concludedAt')}><Instant at={campaign.concludedAt} />{campaign.concludedBy && <> · {campaign.concludedBy}</>}</Fact>}
        {campaign.cancelledAt && <Fact label={t('cancelledAt')}><Instant at={campaign.cancelledAt} /> · {campaign.cancelReason}</Fact>}
        {campaign.revisions.map(({ at, by, reason }) => <Fact key={at} label={t('revisions')}><Instant at={at} /> · {by} · {reason}</Fact>)}
      </Facts>
    </section>
  );
}

/** Who goes, and for which units not. */
export function TeamCard({ campaign: { team, recusals } }: { readonly campaign: CampaignReply }) {
  const t = useTexts(campaignTexts);
  return (
    <section className="card">
      <h2>{t('team')}</h2>
      <Wide label={t('team')}><table className="plain-table campaigns-team">
        <thead><tr><th scope="col">{t('account')}</th><th scope="col">{t('duty')}</th><th scope="col">{t('ownUnit')}</th><th scope="col">{t('recusedFrom')}</th></tr></thead>
        <tbody>
          {team.map(({ user, unit, leader }) => {
            const own = recusals.filter((one) => one.user === user);
            return (
              <tr key={user}>
                <th scope="row">{user}</th><td>{t(leader ? 'leader' : 'member')}</td><td><Unit code={unit} /></td>
                <td>{own.length === 0 ? <Missing /> : own.map((one) => <div key={one.unit}><Units codes={[one.unit]} /> · {one.reason}</div>)}</td>
              </tr>
            );
          })}
        </tbody>
      </table></Wide>
    </section>
  );
}
