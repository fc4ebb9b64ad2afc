import { Drawer } from 'antd';
import { ActButton } from '../../acts/act-button.js';
import { To, useAddress } from '../../frame/address.js';
import { Answer } from '../../frame/page-states.js';
import { texts, useLanguage, useTexts } from '../../language/texts.js';
import { useView } from '../../server/views.js';
import { Instant, Position, Unit } from '../../show/signs.js';
import { TraceButton } from '../../trace/trace-button.js';
import { useIndicators, type Card, type TargetItem } from '../names.js';
import { AimCell, Fact } from '../parts.js';
import { planTexts } from '../plan-texts.js';
import { usePlanYear } from '../../frame/plan-year.js';
import { ProfileText } from './profile-text.js';
import { cityCode, useReviseTargetForm, useSetTargetForm } from './target-form.js';

const drawerTexts = texts('plan-target', {
  title: ['目标', 'Target'],
  indicator: ['指标', 'Indicator'],
  unit: ['对象', 'Of'],
  year: ['年度', 'Year'],
  aim: ['目标', 'Target'],
  profile: ['季度进度', 'Quarterly profile'],
  history: ['历次下达和调整', 'How it was set and revised'],
  set: ['下达', 'Set'],
  revised: ['调整', 'Revised'],
  unset: ['还没有下达 {year} 年的目标。', 'No target is set for {year}.'],
  close: ['关闭', 'Close'],
});

interface Place {
  readonly indicator: string;
  readonly unit: string;
  readonly year: number | string;
}

/** Which target the drawer shows; part of the address. */
export function useTargetDrawer(): { readonly place: Place | undefined; readonly openTarget: (place: Place) => void; readonly closeTarget: () => void } {
  const { params, put } = useAddress();
  const [indicator, unit, year] = params.get('target')?.split('.') ?? [];
  return {
    place: indicator && unit && year ? { indicator, unit, year } : undefined,
    openTarget: (place) => put({ target: `${place.indicator}.${place.unit}.${place.year}`, trace: undefined }),
    closeTarget: () => put({ target: undefined }),
  };
}

/** A target with every revision, at the right; where none is set it is set here. */
export function TargetDrawer() {
  const t = useTexts(drawerTexts);
  const { plan } = usePlanYear();
  const { place, closeTarget } = useTargetDrawer();
  const card = useIndicators(plan).data?.items.find((item) => item.card.code === place?.indicator)?.card;
  return (
    <Drawer open={place !== undefined} onClose={closeTarget} title={t('title')} size={440} mask={false} destroyOnHidden closable={{ 'aria-label': t('close') }}>
      {place && card && <TargetBody plan={plan} place={place} card={card} />}
    </Drawer>
  );
}

function TargetBody({ plan, place, card }: { readonly plan: string; readonly place: Place; readonly card: Card }) {
  const t = useTexts(drawerTexts);
  const p = useTexts(planTexts);
  const { say } = useLanguage();
  const view = useView('GET /plans/:plan/targets', { path: { plan }, query: { indicator: place.indicator, unit: place.unit, year: place.year, limit: 1 } });
  return (
    <>
      <dl className="fields">
        <Fact name={t('indicator')}><To href={`/plan/indicators/${card.code}`}>{say(card.name)}</To></Fact>
        <Fact name={t('unit')}>{place.unit === cityCode ? p('city') : <Unit code={place.unit} />}</Fact>
        <Fact name={t('year')}>{place.year}</Fact>
      </dl>
      <Answer view={view}>{({ items: [target] }) => (target ? <Told plan={plan} card={card} target={target} /> : <Unset plan={plan} card={card} place={place} />)}</Answer>
    </>
  );
}

function Unset({ plan, card, place }: { readonly plan: string; readonly card: Card; readonly place: Place }) {
  const t = useTexts(drawerTexts);
  const set = useSetTargetForm(plan, card, String(place.year), [place.unit]);
  return <><p>{t('unset', { year: place.year })}</p><ActButton quiet type="primary" form={set} /></>;
}

function Told({ plan, card, target }: { readonly plan: string; readonly card: Card; readonly target: TargetItem }) {
  const t = useTexts(drawerTexts);
  const p = useTexts(planTexts);
  const revise = useReviseTargetForm(plan, card, target);
  const newestFirst = target.history.map((version, index) => ({ version, before: target.history[index - 1] })).reverse();
  return (
    <>
      <dl className="fields">
        <Fact name={t('aim')}><strong><AimCell aim={target} unit={card.measurementUnit} /></strong></Fact>
        <Fact name={t('profile')}><ProfileText profile={target.profile} /></Fact>
      </dl>
      <p className="plan-acts"><ActButton quiet form={revise} /><TraceButton subject={{ kind: 'target', key: `${plan}.${target.indicator}.${target.unit}.${target.year}` }} /></p>
      <h3>{t('history')}</h3>
      {newestFirst.map(({ version, before }) => (
        <article key={version.position} className="change">
          <header>{before ? t('revised') : t('set')} · <Instant at={version.recordedAt} position={version.position} /> · {version.by} · <Position at={version.position} /></header>
          <p>{before && <><del><AimCell aim={before} /></del> → </>}<ins><AimCell aim={version} unit={card.measurementUnit} /></ins> · <ProfileText profile={version.profile} /></p>
          <footer>{version.document && p('document', { document: version.document })} {version.reason && <>{p('labelled', { label: p('reason') })}{version.reason}</>}</footer>
        </article>
      ))}
    </>
  );
}
