import { objectionDecisionWords, objectionStateWords } from '../../../words/supervision-words.js';
import { To } from '../../frame/address.js';
import { useTexts } from '../../language/texts.js';
import { useWord } from '../../show/facts.js';
import { Instant, Missing, Unit } from '../../show/signs.js';
import { useUnits } from '../../show/unit-names.js';
import { campaignTexts } from './campaign-texts.js';
import type { Part } from './part-forms.js';
import type { CampaignReply } from './plan-form.js';
import { CalendarDaysLeft, UnitStage } from './signs.js';
import { Wide } from '../../frame/wide.js';

/** The units of a campaign, those drawn first, and how far it has come with each. */
export function PartsTable({ campaign }: { readonly campaign: CampaignReply }) {
  const t = useTexts(campaignTexts);
  const rank = ({ drawn, visits }: Part): number => (drawn === true || visits.length > 0 ? 0 : 1);
  const order = useUnits()?.map(({ code }) => code) ?? [];
  const parts = [...campaign.parts].sort((a, b) => rank(a) - rank(b) || order.indexOf(a.unit) - order.indexOf(b.unit));
  const sealed = campaign.draws.some(({ draw, drawn }) => draw === campaign.inForce && drawn === null);
  const without = campaign.units.filter((unit) => !parts.some((part) => part.unit === unit));
  return (
    <section className="card">
      <h2>{t('units')}</h2>
      <Wide label={t('units')}>
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{t('unit')}</th><th scope="col">{t('stage')}</th><th scope="col">{t('drawn')}</th><th scope="col" className="right">{t('visits')}</th>
              <th scope="col">{t('fedBack')}</th><th scope="col">{t('objection')}</th>
            </tr>
          </thead>
          <tbody>
            {parts.map((part) => <PartRow key={part.unit} part={part} sealed={sealed} />)}
            {without.map((unit) => <tr key={unit}><th scope="row"><Unit code={unit} /></th><td><UnitStage stage="named" /></td><td><Missing /></td><td className="right">0</td><td><Missing /></td><td><Missing /></td></tr>)}
          </tbody>
        </table>
      </Wide>
    </section>
  );
}

function PartRow({ part, sealed }: { readonly part: Part; readonly sealed: boolean }) {
  const t = useTexts(campaignTexts);
  return (
    <tr>
      <th scope="row"><To href={`/supervision/campaigns/${part.campaign}/units/${part.unit}`}><Unit code={part.unit} /></To></th>
      <td><UnitStage stage={part.stage} /></td>
      <td>{part.drawn === null ? sealed ? t('drawnSealed') : <Missing /> : t(part.drawn ? 'drawnYes' : 'drawnNo')}</td>
      <td className="right">{part.visits.length}</td>
      <td><Instant at={part.fedBackAt} dayOnly /></td>
      <td><ObjectionState part={part} /></td>
    </tr>
  );
}

/** Whether a unit objected, until when it can, and what was decided. */
export function ObjectionState({ part: { objection, decision, objectBy, decideBy } }: { readonly part: Part }) {
  const t = useTexts(campaignTexts);
  const word = useWord();
  if (objection === 'decided' && decision) return <>{word(objectionDecisionWords, decision)}</>;
  if (objection === 'raised') return <>{word(objectionStateWords, 'raised')} · <CalendarDaysLeft dueAt={decideBy} /></>;
  return objectBy ? <>{t('objectionNone')}</> : <Missing />;
}
