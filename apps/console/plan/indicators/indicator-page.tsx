import { ActButton } from '../../acts/act-button.js';
import { To } from '../../frame/address.js';
import { Answer } from '../../frame/page-states.js';
import { usePlanYear } from '../../frame/plan-year.js';
import { texts, useLanguage, useTexts } from '../../language/texts.js';
import { useView } from '../../server/views.js';
import { TraceButton } from '../../trace/trace-button.js';
import { usePageSubject } from '../../trace/trace.js';
import { Parts, useShown } from '../parts.js';
import { planTexts } from '../plan-texts.js';
import { IndicatorTargets } from '../targets/indicator-targets.js';
import { useReviseForm } from './card-form.js';
import { CardPaper, type Indicator } from './card-paper.js';
import { CardVersions } from './card-versions.js';

const pageTexts = texts('plan-indicator', {
  version: ['第 {version} 版', 'version {version}'],
});

const keys = ['card', 'targets', 'versions'] as const;

/** One indicator: its definition card, its targets, and every version of the card. */
export default function IndicatorPage({ code }: { readonly code: string }) {
  const { plan } = usePlanYear();
  const view = useView('GET /plans/:plan/indicators/:indicator', { path: { plan, indicator: code } }, { enabled: plan !== '' });
  usePageSubject(plan ? { kind: 'indicator', key: `${plan}.${code}` } : undefined);
  return <Answer view={view}>{(indicator) => <Body indicator={indicator} />}</Answer>;
}

function Body({ indicator }: { readonly indicator: Indicator }) {
  const t = useTexts(pageTexts);
  const p = useTexts(planTexts);
  const { say } = useLanguage();
  const { plan, year } = usePlanYear();
  const shown = useShown(keys);
  const { card } = indicator;
  const revise = useReviseForm(plan, card, indicator.version);
  const targets = useView('GET /plans/:plan/targets', { path: { plan }, query: { indicator: card.code, limit: 500 } });
  const ofYear = targets.data?.items.filter((target) => String(target.year) === year).length;
  return (
    <>
      <div className={shown === 'card' ? 'page-head no-print' : 'page-head'}>
        <h1>{say(card.name)}</h1>
        <TraceButton subject={{ kind: 'indicator', key: `${plan}.${card.code}` }} />
        <span className="hint">
          {card.measure === 'general' ? p('general') : <To href={`/plan/measures/${card.measure}`}>{p('measure', { no: card.measure })}</To>} · {t('version', { version: indicator.version })}
        </span>
        <span className="bar-space" />
        <ActButton quiet form={revise} />
      </div>
      <Parts path={`/plan/indicators/${card.code}`} shown={shown} parts={[
        { key: 'card', title: { zh: '口径卡', en: 'Definition card' } },
        { key: 'targets', title: { zh: `${year} 年目标`, en: `Targets of ${year}` }, ...(ofYear === undefined ? {} : { count: ofYear }) },
        { key: 'versions', title: { zh: '历次修订', en: 'Versions' }, count: indicator.versions.length },
      ]} />
      {shown === 'card' && <CardPaper indicator={indicator} />}
      {shown === 'targets' && <Answer view={targets}>{({ items }) => <IndicatorTargets indicator={indicator} targets={items} />}</Answer>}
      {shown === 'versions' && <CardVersions indicator={indicator} />}
    </>
  );
}
