import { Button, Input, Select } from 'antd';
import { useMemo, useState } from 'react';
import { To, useAddress } from '../../frame/address.js';
import { Answer, Nothing, Told } from '../../frame/page-states.js';
import { useTexts } from '../../language/texts.js';
import type { BodyOf } from '../../server/ask.js';
import '../scores.css';
import { GroupChoice, useChosenGroup } from './group-choice.js';
import { EffectiveWeights, InWords, IntervalTable, Intervals } from './robustness-result.js';
import { useRobustness } from './simulations.js';
import { simulateTexts } from './simulate-texts.js';

/** What a run is asked with, as typed. */
interface Asked {
  readonly vary: 'share' | 'dirichlet';
  readonly share: string;
  readonly concentration: string;
  readonly draws: string;
  readonly seed: string;
}

const usual: Asked = { vary: 'share', share: '25', concentration: '100', draws: '1000', seed: '20250630' };

const askedOf = (params: URLSearchParams): Asked => ({
  vary: params.get('vary') === 'dirichlet' ? 'dirichlet' : 'share',
  share: params.get('share') ?? usual.share, concentration: params.get('concentration') ?? usual.concentration, draws: params.get('draws') ?? usual.draws, seed: params.get('seed') ?? usual.seed,
});

const whole = (text: string, least: number, most: number): number => Math.min(most, Math.max(least, Math.round(Number(text) || least)));

const bodyOf = (plan: string, year: string, group: string, asked: Asked): BodyOf<'POST /robustness'> => ({
  plan, year: Number(year), group, seed: whole(asked.seed, 0, 2 ** 31 - 1), draws: whole(asked.draws, 10, 10_000),
  vary: asked.vary === 'share' ? { type: 'share', share: Math.min(1, Math.max(0.01, Number(asked.share) / 100 || 0.25)) } : { type: 'dirichlet', concentration: Math.min(100_000, Math.max(0.1, Number(asked.concentration) || 100)) },
});

function Settings({ asked, busy, run }: { readonly asked: Asked; readonly busy: boolean; readonly run: (next: Asked) => void }) {
  const t = useTexts(simulateTexts);
  const [typed, setTyped] = useState(asked);
  const field = (name: 'share' | 'concentration' | 'draws' | 'seed') => (
    <label>{t(name)}<Input value={typed[name]} inputMode="numeric" onChange={({ target }) => setTyped({ ...typed, [name]: target.value.replace(/[^\d.]/g, '') })} /></label>
  );
  return (
    <form className="card scores-settings" onSubmit={(event) => { event.preventDefault(); run(typed); }}>
      <label>{t('vary')}<Select value={typed.vary} aria-label={t('vary')} popupMatchSelectWidth={false} onChange={(vary: Asked['vary']) => setTyped({ ...typed, vary })} options={(['share', 'dirichlet'] as const).map((vary) => ({ value: vary, label: t(`vary-${vary}`) }))} /></label>
      {typed.vary === 'share' ? field('share') : field('concentration')}
      {field('draws')}
      {field('seed')}
      <Button type="primary" htmlType="submit" loading={busy}>{t('run')}</Button>
    </form>
  );
}

function Page({ plan, year, group }: { readonly plan: string; readonly year: string; readonly group: string }) {
  const t = useTexts(simulateTexts);
  const { params, put } = useAddress();
  const asked = askedOf(params);
  const key = JSON.stringify(asked);
  const body = useMemo(() => bodyOf(plan, year, group, asked), [plan, year, group, key]);
  const { data, problem, busy } = useRobustness(body);
  const run = (next: Asked) => put(Object.fromEntries(Object.entries(next).map(([name, value]) => [name, value === usual[name as keyof Asked] ? undefined : value])), { replace: true });
  return (
    <>
      <Settings key={key} asked={asked} busy={busy} run={run} />
      {problem && <Told problem={problem} className="spaced" />}
      {data ? (
        <>
          <section className="card"><h2>{t('inWords')}</h2><InWords units={data.units} draws={data.draws} shift={data.averageRankShift} /></section>
          <section className="card"><h2>{t('intervals')}</h2><Intervals units={data.units} /><IntervalTable units={data.units} /><p className="scores-hint">{t('asAt', { position: data.position })}</p></section>
          <section className="card"><h2>{t('effective')}</h2><EffectiveWeights weights={data.effectiveWeights} /></section>
        </>
      ) : !problem && <p className="scores-hint">{t('counting')}</p>}
    </>
  );
}

/** How far ranks hang on the choice of weights: intervals, a table, and what it means in words. */
export default function RobustnessPage() {
  const t = useTexts(simulateTexts);
  const { plan, year, group, view } = useChosenGroup();
  return (
    <>
      <div className="page-head"><h1>{t('robustness')}</h1><GroupChoice /><span className="bar-space" />{group && <To href={`/scores/${group}/${year}`}>{t('board')}</To>}</div>
      <p className="scores-hint">{t('robustnessHint')}</p>
      <Answer view={view}>{() => (group ? <Page key={group} plan={plan} year={year} group={group} /> : <section className="card"><Nothing>{t('noBoard', { year })}</Nothing></section>)}</Answer>
    </>
  );
}
