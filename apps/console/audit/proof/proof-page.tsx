import { Alert, Button, Input, Select } from 'antd';
import { useState } from 'react';
import { useAddress } from '../../frame/address.js';
import { Answer } from '../../frame/page-states.js';
import { usePlanYear } from '../../frame/plan-year.js';
import { texts, useLanguage, useTexts, type Bilingual } from '../../language/texts.js';
import { usePermissions, useView } from '../../server/views.js';
import { useUnitNames, useUnitOptions } from '../../show/unit-names.js';
import { ChangeLine } from '../../trace/change-line.js';
import { askedFor, type AskedFor } from './asked-for.js';
import { EventProofPart } from './event-proof.js';
import { ExplainedProof } from './explained-proof.js';
import { WhatItProves } from './proof-steps.js';
import '../audit.css';

const pageTexts = texts('audit-proof-page', {
  title: ['证明与核验', 'Proof'],
  hint: ['粘贴一个编号，由您的浏览器自己核验，不必相信服务器。', 'Paste a number; your own browser checks it, without believing the server.'],
  paste: ['日志位置、结果编号（轮次/单位）或本控制台的地址', 'Log position, number of a result (round/unit) or an address of this console'],
  prove: ['核验', 'Prove'],
  unknown: ['无法识别。请填日志位置（如 4421）、结果编号（如 2024-districts/xuanwu），或在下面选择。', 'This is none of them. Give a log position (4421), a result (2024-districts/xuanwu), or choose below.'],
  orScore: ['或选择实时得分', 'Or a live score'],
  orResult: ['或选择考核结果', 'Or a result of a round'],
  group: ['组别', 'Group'],
  unit: ['单位', 'Unit'],
  round: ['考核轮次', 'Round'],
  event: ['第 {position} 条记录', 'Record {position}'],
  score: ['{unit} {year} 年实时得分（{group}）', 'Live score of {unit}, {year} ({group})'],
  result: ['{unit}的考核结果（{round}）', 'Result of {unit} in {round}'],
});

/** Titles of the groups, as the schemes of the year name them; the code where none does. */
function useGroupTitles(): (group: string) => string {
  const { say } = useLanguage();
  const { may } = usePermissions();
  const { plan, year } = usePlanYear();
  const { data } = useView('GET /schemes', { query: { plan, year, status: 'published', limit: 50 } }, { enabled: plan !== '' && may('GET /schemes') });
  const titles = new Map((data?.items ?? []).flatMap(({ published }) => ((published?.['groups'] ?? []) as readonly { readonly code: string; readonly title: Bilingual }[]).map((group) => [group.code, group.title])));
  return (group) => (titles.has(group) ? say(titles.get(group)!) : group);
}

function ProvenEvent({ position }: { readonly position: string }) {
  const t = useTexts(pageTexts);
  const view = useView('GET /history/events/:position', { path: { position } });
  return <><h2>{t('event', { position })}</h2><Answer view={view}>{(event) => <><section className="card"><ChangeLine change={event.change} /></section><EventProofPart event={event} /></>}</Answer></>;
}

function ProvenScore({ group, unit }: { readonly group: string; readonly unit: string }) {
  const t = useTexts(pageTexts);
  const name = useUnitNames();
  const { plan, year } = usePlanYear();
  const view = useView('GET /history/explanations/scores/:plan/:year/:group/:unit', { path: { plan, year, group, unit } }, { enabled: plan !== '' });
  const title = useGroupTitles();
  return <><h2>{t('score', { unit: name(unit), year, group: title(group) })}</h2><Answer view={view}>{(explained) => <ExplainedProof key={explained.hash} explained={explained} command={`zhiheng proofs score ${group} ${unit} --year ${year}`} />}</Answer></>;
}

function ProvenResult({ round, unit }: { readonly round: string; readonly unit: string }) {
  const t = useTexts(pageTexts);
  const name = useUnitNames();
  const { say } = useLanguage();
  const { may } = usePermissions();
  const view = useView('GET /history/explanations/rounds/:round/:unit', { path: { round, unit } });
  const rounds = useView('GET /rounds', { query: { limit: 100 } }, { now: true, enabled: may('GET /rounds') });
  const titled = rounds.data?.items.find((one) => one.round === round);
  return <><h2>{t('result', { unit: name(unit), round: titled ? say(titled.title) : round })}</h2><Answer view={view}>{(explained) => <ExplainedProof key={explained.hash} explained={explained} command={`zhiheng proofs result ${round} ${unit}`} />}</Answer></>;
}

/** What the address asks to be proven. */
function useAsked(): AskedFor | undefined {
  const { params } = useAddress();
  const [position, group, round, unit] = ['position', 'group', 'round', 'unit'].map((field) => params.get(field) ?? undefined);
  if (position !== undefined) return { what: 'event', position };
  if (unit === undefined) return undefined;
  if (group !== undefined) return { what: 'score', group, unit };
  return round === undefined ? undefined : { what: 'result', round, unit };
}

function Choose({ label, first, second, options, units, choose }: { readonly label: string; readonly first: string; readonly second: string; readonly options: { value: string; label: string }[]; readonly units: readonly { readonly value: string; readonly label: string }[]; readonly choose: (one: string, unit: string) => void }) {
  const t = useTexts(pageTexts);
  const [one, setOne] = useState<string>();
  const [unit, setUnit] = useState<string>();
  return (
    <fieldset className="audit-scopes">
      <legend>{label}</legend>
      <div className="audit-choices">
        <Select aria-label={first} placeholder={first} value={one ?? null} options={options} onChange={setOne} popupMatchSelectWidth={false} />
        <Select aria-label={second} placeholder={second} value={unit ?? null} options={[...units]} onChange={setUnit} showSearch={{ optionFilterProp: 'label' }} popupMatchSelectWidth={false} />
        <Button disabled={!one || !unit} onClick={() => one && unit && choose(one, unit)}>{t('prove')}</Button>
      </div>
    </fieldset>
  );
}

function AskBox({ look }: { readonly look: (asked: AskedFor) => void }) {
  const t = useTexts(pageTexts);
  const { say } = useLanguage();
  const { may } = usePermissions();
  const { plan, year } = usePlanYear();
  const [text, setText] = useState('');
  const [unknown, setUnknown] = useState(false);
  const groups = useView('GET /boards/:plan/:year', { path: { plan, year } }, { enabled: plan !== '' && may('GET /boards/:plan/:year') });
  const rounds = useView('GET /rounds', { query: { limit: 100 } }, { enabled: may('GET /rounds') });
  const title = useGroupTitles();
  const units = useUnitOptions();
  const submit = () => {
    const asked = askedFor(text, groups.data?.groups.map(({ group }) => group));
    setUnknown(!asked);
    if (asked) look(asked);
  };
  return (
    <section className="card no-print">
      <label htmlFor="audit-paste">{t('paste')}</label>
      <div className="audit-choices">
        <Input id="audit-paste" className="audit-paste" value={text} onChange={({ target }) => setText(target.value)} onPressEnter={submit} placeholder="4421 · 2024-districts/xuanwu" />
        <Button type="primary" onClick={submit}>{t('prove')}</Button>
      </div>
      {unknown && <Alert type="warning" showIcon title={t('unknown')} className="spaced" />}
      {groups.data && groups.data.groups.length > 0 && may('GET /history/explanations/scores/:plan/:year/:group/:unit') && <Choose label={t('orScore')} first={t('group')} second={t('unit')} options={groups.data.groups.map(({ group }) => ({ value: group, label: title(group) }))} units={units} choose={(group, unit) => look({ what: 'score', group, unit })} />}
      {rounds.data && rounds.data.items.length > 0 && <Choose label={t('orResult')} first={t('round')} second={t('unit')} options={rounds.data.items.map(({ round, title }) => ({ value: round, label: say(title) }))} units={units} choose={(round, unit) => look({ what: 'result', round, unit })} />}
    </section>
  );
}

/** Proves an event, a live score or a result of a round in the browser itself. */
export default function ProofPage() {
  const t = useTexts(pageTexts);
  const { put } = useAddress();
  const asked = useAsked();
  const look = (next: AskedFor) => put({ position: undefined, group: undefined, round: undefined, unit: undefined, ...Object.fromEntries(Object.entries(next).filter(([field]) => field !== 'what')) });
  return (
    <>
      <div className="page-head"><h1>{t('title')}</h1><span className="hint">{t('hint')}</span></div>
      <AskBox look={look} />
      {asked?.what === 'event' && <ProvenEvent key={asked.position} position={asked.position} />}
      {asked?.what === 'score' && <ProvenScore key={`${asked.group}/${asked.unit}`} group={asked.group} unit={asked.unit} />}
      {asked?.what === 'result' && <ProvenResult key={`${asked.round}/${asked.unit}`} round={asked.round} unit={asked.unit} />}
      <WhatItProves />
    </>
  );
}
