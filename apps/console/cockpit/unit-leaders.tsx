import { Answer } from '../frame/page-states.js';
import { useLanguage, useTexts } from '../language/texts.js';
import { usePermissions, useView } from '../server/views.js';
import { Day } from '../show/signs.js';
import { mark } from '../show/punctuation.js';
import { cockpitTexts } from './cockpit-texts.js';
import { Wide } from '../frame/wide.js';

/** Who leads a unit now, and what each answers for. */
export function UnitLeaders({ unit }: { readonly unit: string }) {
  const t = useTexts(cockpitTexts);
  const { say } = useLanguage();
  const { may } = usePermissions();
  const sees = may('GET /appointments', unit);
  const view = useView('GET /appointments', { query: { unit, limit: 50 } }, { enabled: sees });
  if (!sees) return null;
  return (
    <section className="card" aria-labelledby="unit-leaders">
      <h2 id="unit-leaders">{t('leaders')}</h2>
      <Answer view={view}>
        {({ items }) => {
          const now = items.filter(({ until }) => until === null).sort((a, b) => Number(b.rank === 'main') - Number(a.rank === 'main'));
          if (now.length === 0) return <p className="cockpit-hint">{t('noLeaders')}</p>;
          return (
            <Wide labelledBy="unit-leaders">
              <table className="plain-table">
                <thead><tr><th scope="col">{t('post')}</th><th scope="col">{t('person')}</th><th scope="col">{t('portfolio')}</th><th scope="col">{t('since')}</th></tr></thead>
                <tbody>{now.map(({ appointment, post, name, person, portfolio, from }) => <tr key={appointment}><th scope="row">{say(post)}</th><td>{name?.replace(/\*+/, '**') ?? person}</td><td>{portfolio.measures.length === 0 ? t('wholeUnit') : t('measures', { list: portfolio.measures.join(mark.and) })}</td><td><Day date={from} /></td></tr>)}</tbody>
              </table>
            </Wide>
          );
        }}
      </Answer>
    </section>
  );
}
