import { useEffect } from 'react';
import { To, useAddress } from '../../frame/address.js';
import { Answer, Nothing } from '../../frame/page-states.js';
import { useOwnUnits } from '../../frame/person.js';
import { usePlanYear } from '../../frame/plan-year.js';
import { useTexts } from '../../language/texts.js';
import { scoreTexts } from '../scores-texts.js';
import { useGroups } from './board-data.js';

/** The way in: leads to the board of the year, of one's own group first. Tells what is missing when there is none. */
export default function StartPage() {
  const t = useTexts(scoreTexts);
  const { go } = useAddress();
  const { plan, year } = usePlanYear();
  const { groups, shapes, complete } = useGroups(plan, year);
  const own = useOwnUnits();
  const codes = groups.data?.groups.map(({ group }) => group) ?? [];
  // Districts are assessed in one group, departments in another: who belongs to one sees that first.
  const home = own === 'all' ? undefined : codes.find((code) => own.some((unit) => (shapes.get(code)?.units ?? []).includes(unit)));
  const first = home ?? codes.find((code) => code === 'districts') ?? codes[0];
  useEffect(() => {
    if (complete && first) go(`/scores/${first}/${year}`, { replace: true });
  }, [complete, first, year]);
  return (
    <>
      <div className="page-head"><h1>{t('title')}</h1></div>
      <Answer view={groups}>
        {() => (codes.length === 0 ? <section className="card"><Nothing>{t('none', { year })}<br />{t('noneHint')}<br /><To href="/schemes">{t('toSchemes')}</To></Nothing></section> : null)}
      </Answer>
    </>
  );
}
