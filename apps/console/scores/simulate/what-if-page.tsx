import { Button, Select } from 'antd';
import { useMemo } from 'react';
import { To, useAddress } from '../../frame/address.js';
import { Answer, Nothing, Told } from '../../frame/page-states.js';
import { useLanguage, useTexts, type Bilingual } from '../../language/texts.js';
import type { BodyOf, ItemOf } from '../../server/ask.js';
import { useView } from '../../server/views.js';
import '../scores.css';
import type { SchemeContent } from '../schemes/scheme-content.js';
import { GroupChoice, useChosenGroup } from './group-choice.js';
import { ShiftSummary, ShiftTable } from './shift-table.js';
import { useWhatIf } from './simulations.js';
import { simulateTexts } from './simulate-texts.js';
import { ValueInputs, WeightInputs } from './supposed-inputs.js';
import { readValues, readWeights, usableValues, usableWeights, writeValues, writeWeights } from './supposition.js';

type Scheme = ItemOf<'GET /schemes'>;

/** Schemes that have the group: as published and as drafted. */
function choicesOf(schemes: readonly Scheme[], group: string, inForce: string) {
  return schemes.flatMap((scheme) =>
    (['published', 'draft'] as const).flatMap((kind) => {
      const content = scheme[kind] as unknown as SchemeContent | null;
      if (!content?.groups.some(({ code }) => code === group) || (kind === 'published' && scheme.scheme === inForce)) return [];
      return [{ key: `${scheme.scheme}~${kind}`, kind, version: scheme.version, content }];
    }),
  );
}

function Page({ plan, year, group }: { readonly plan: string; readonly year: string; readonly group: string }) {
  const t = useTexts(simulateTexts);
  const { say } = useLanguage();
  const { params, put } = useAddress();
  const { view: groups } = useChosenGroup();
  const inForce = groups.data?.groups.find((one) => one.group === group)?.scheme ?? '';
  const { data: schemes } = useView('GET /schemes', { query: { plan, limit: 200 } });
  const own = schemes?.items.find(({ scheme }) => scheme === inForce)?.published as unknown as SchemeContent | undefined;
  const choices = choicesOf(schemes?.items ?? [], group, inForce);
  const chosen = choices.find(({ key }) => key === params.get('scheme'));
  const content = chosen?.content ?? own;
  const shape = content?.groups.find(({ code }) => code === group);
  const weights = useMemo(() => readWeights(params.get('weights')), [params]);
  const values = useMemo(() => readValues(params.get('values')), [params]);
  const body = useMemo((): BodyOf<'POST /what-if'> | undefined => {
    if (params.get('scheme') && !chosen) return undefined;
    const [usableW, usableV] = [usableWeights(weights), usableValues(values)];
    return { plan, year: Number(year), group, ...(chosen ? { scheme: chosen.content as never } : {}), ...(usableW ? { weights: usableW } : {}), ...(usableV ? { values: usableV } : {}) };
  }, [plan, year, group, chosen?.key, schemes, weights, values]);
  const { data, problem, busy } = useWhatIf(body);
  const supposed = chosen !== undefined || body?.weights !== undefined || body?.values !== undefined;
  return (
    <div className="scores-what-if">
      <section className="card" aria-label={t('suppose')}>
        <div className="scores-panel-head"><h2>{t('suppose')}</h2><Button size="small" disabled={!supposed && values.length === 0} onClick={() => put({ scheme: undefined, weights: undefined, values: undefined }, { replace: true })}>{t('clear')}</Button></div>
        <h3><label htmlFor="what-if-scheme">{t('otherScheme')}</label></h3>
        <Select
          id="what-if-scheme" className="scores-wide" allowClear value={chosen?.key} placeholder={t('ownScheme')} onChange={(key?: string) => put({ scheme: key, weights: undefined }, { replace: true })}
          options={choices.map(({ key, kind, version, content: { title } }) => ({ value: key, label: kind === 'draft' ? t('draftOf', { title: say(title as Bilingual) }) : t('versionOf', { title: say(title as Bilingual), version }) }))}
        />
        <ValueInputs group={shape} values={values} onChange={(next) => put({ values: writeValues(next) }, { replace: true })} />
        {shape && <WeightInputs tree={shape.tree} weights={weights} onChange={(next) => put({ weights: writeWeights(next) }, { replace: true })} />}
      </section>
      <section className="card" aria-label={t('results')} aria-busy={busy}>
        <h2>{t('results')}</h2>
        {problem && <Told problem={problem} />}
        {!supposed && <p className="scores-hint">{t('noSupposition')}</p>}
        {data ? <><ShiftSummary units={data.units} /><ShiftTable units={data.units} /><p className="scores-hint">{t('asAt', { position: data.position })}</p></> : !problem && <p className="scores-hint">{t('counting')}</p>}
      </section>
    </div>
  );
}

/** What would be: another scheme, other weights, other values; old and new side by side. Records nothing. */
export default function WhatIfPage() {
  const t = useTexts(simulateTexts);
  const { plan, year, group, view } = useChosenGroup();
  return (
    <>
      <div className="page-head">
        <h1>{t('whatIf')}</h1><GroupChoice forget={['scheme', 'weights', 'values']} /><span className="bar-space" />
        {group && <To href={`/scores/${group}/${year}`}>{t('board')}</To>}
      </div>
      <p className="scores-hint">{t('nothing')}</p>
      <Answer view={view}>{() => (group ? <Page key={group} plan={plan} year={year} group={group} /> : <section className="card"><Nothing>{t('noBoard', { year })}</Nothing></section>)}</Answer>
    </>
  );
}
