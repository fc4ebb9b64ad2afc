import { useTexts } from '../../language/texts.js';
import { Fact, Facts } from '../../show/facts.js';
import { Day, Figure, Instant, Missing } from '../../show/signs.js';
import { mark } from '../../show/punctuation.js';
import { campaignTexts } from './campaign-texts.js';
import { PersonName } from '../persons.js';
import { Files } from './files.js';
import type { Part } from './part-forms.js';
import { Wide } from '../../frame/wide.js';

type Visit = Part['visits'][number];

/** The record of an on-site check: what was claimed, what was found, who signed. */
export function VisitCard({ visit }: { readonly visit: Visit }) {
  const t = useTexts(campaignTexts);
  const { signatures, team } = visit;
  return (
    <article className="campaigns-visit">
      <h3><Day date={visit.date} /> · {visit.place}</h3>
      {visit.claims.length > 0 && <Claims claims={visit.claims} />}
      <Facts>
        {visit.observations && <Fact label={t('observations')}>{visit.observations}</Fact>}
        <Fact label={t('checkers')}>{team.join(mark.and)}</Fact>
        {visit.substitution && <Fact label={t('substitution')}>{visit.substitution}</Fact>}
        <Fact label={t('photos')}><Files files={visit.photos} /></Fact>
        <Fact label={t('signatures')}>
          {t('signedTeam', { users: signatures.team.join(mark.and) })}{t('signedAnd')}{'signer' in signatures.unit ? <>{t('signedUnit')}<PersonName person={signatures.unit.signer} /></> : <strong>{t('signRefused', { reason: signatures.unit.refused })}</strong>}
        </Fact>
        <Fact label={t('recordedBy')}><Instant at={visit.recordedAt} /> · {visit.recordedBy}</Fact>
      </Facts>
    </article>
  );
}

function Claims({ claims }: { readonly claims: Visit['claims'] }) {
  const t = useTexts(campaignTexts);
  return (
    <Wide label={t('visitsTitle')}>
      <table className="plain-table">
        <thead><tr><th scope="col">{t('item')}</th><th scope="col" className="right">{t('claimed')}</th><th scope="col" className="right">{t('verified')}</th><th scope="col" className="right">{t('difference')}</th><th scope="col">{t('remark')}</th></tr></thead>
        <tbody>
          {claims.map(({ item, claimed, verified, difference, remark }) => (
            <tr key={item}><th scope="row">{item}</th><td className="right">{claimed}</td><td className="right">{verified}</td><td className="right"><Figure value={difference} /></td><td>{remark ?? <Missing />}</td></tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}
