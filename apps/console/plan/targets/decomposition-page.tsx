import { texts, useTexts } from '../../language/texts.js';
import { usePlanYear } from '../../frame/plan-year.js';
import { Parts, useShown } from '../parts.js';
import { Responsibilities } from './responsibilities.js';
import { TargetsMatrix } from './targets-matrix.js';

const pageTexts = texts('plan-decomposition', {
  title: ['目标与责任分解', 'Decomposition'],
});

const keys = ['targets', 'responsibilities'] as const;

/** Who answers for what: the year's targets by unit, and the measures by unit. */
export default function DecompositionPage() {
  const t = useTexts(pageTexts);
  const { plan, year } = usePlanYear();
  const shown = useShown(keys);
  return (
    <>
      <div className="page-head"><h1>{t('title')}</h1></div>
      <Parts path="/plan/decomposition" shown={shown} parts={[
        { key: 'targets', title: { zh: `${year} 年目标分解表`, en: `Targets of ${year}` } },
        { key: 'responsibilities', title: { zh: '措施责任分解表', en: 'Responsibilities for measures' } },
      ]} />
      {plan !== '' && (shown === 'targets' ? <TargetsMatrix plan={plan} year={year} /> : <Responsibilities plan={plan} />)}
    </>
  );
}
