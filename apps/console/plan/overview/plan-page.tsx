import { Button } from 'antd';
import { useAddress } from '../../frame/address.js';
import { Answer, Nothing } from '../../frame/page-states.js';
import { usePlanYear } from '../../frame/plan-year.js';
import { texts, useLanguage, useTexts } from '../../language/texts.js';
import { usePermissions, useView } from '../../server/views.js';
import { TraceButton } from '../../trace/trace-button.js';
import { usePageSubject } from '../../trace/trace.js';
import { Parts, useShown } from '../parts.js';
import { AdoptionFacts } from './adoption-facts.js';
import { MeasuresList } from './measures-list.js';
import { SetUpProblems, useSetUpProblems } from './set-up-problems.js';

const pageTexts = texts('plan-page', {
  title: ['方案与措施', 'Plan and measures'],
  adopt: ['印发方案', 'Adopt a plan'],
  noPlan: ['还没有印发方案。印发之后，才能确定分工、下达目标、填报和考核。', 'No plan is adopted yet. Assignments, targets, reports and assessments begin with it.'],
});

const keys = ['measures', 'text', 'checks'] as const;

/** The plan: how it was issued, its measures, and what is still missing in its set-up. */
export default function PlanPage() {
  const t = useTexts(pageTexts);
  const { say } = useLanguage();
  const { go } = useAddress();
  const { may } = usePermissions();
  const { plan } = usePlanYear();
  const plans = useView('GET /plans', { query: { limit: 50 } });
  const shown = useShown(keys);
  const problems = useSetUpProblems();
  usePageSubject(plan ? { kind: 'plan', key: plan } : undefined);
  const adopt = may('POST /plans') && <Button onClick={() => go('/plan/adopt')}>{t('adopt')}</Button>;
  return (
    <Answer view={plans}>
      {({ items }) => {
        const own = items.find((item) => item.plan === plan) ?? items[0];
        if (!own) return <><div className="page-head"><h1>{t('title')}</h1></div><div className="card"><Nothing>{t('noPlan')}</Nothing><p className="plan-centred">{adopt}</p></div></>;
        return (
          <>
            <div className="page-head">
              <h1>{say(own.title)}</h1>
              <TraceButton subject={{ kind: 'plan', key: own.plan }} />
              <span className="bar-space" />
              {adopt}
            </div>
            <Parts path="/plan" shown={shown} parts={[
              { key: 'measures', title: { zh: '措施', en: 'Measures' }, count: own.measures },
              { key: 'text', title: { zh: '印发信息和总体要求', en: 'How it was issued, and its requirements' } },
              { key: 'checks', title: { zh: '设置检查', en: 'Set-up check' }, ...(problems ? { count: problems.length } : {}) },
            ]} />
            {shown === 'measures' && <MeasuresList plan={own.plan} chapters={own.chapters} />}
            {shown === 'text' && <AdoptionFacts plan={own} />}
            {shown === 'checks' && <SetUpProblems problems={problems} />}
          </>
        );
      }}
    </Answer>
  );
}

