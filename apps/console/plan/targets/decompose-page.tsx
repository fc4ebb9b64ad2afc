import { Alert, Button, Checkbox, Input, Select } from 'antd';
import { useEffect, useState } from 'react';
import { ActButton } from '../../acts/act-button.js';
import { To, useAddress } from '../../frame/address.js';
import { Answer, Told } from '../../frame/page-states.js';
import { usePlanYear } from '../../frame/plan-year.js';
import { texts, useLanguage, useTexts } from '../../language/texts.js';
import { act, type ReplyOf } from '../../server/ask.js';
import { toldOf, type Problem } from '../../server/problems.js';
import { useView } from '../../server/views.js';
import { useMeasure } from '../../show/facts.js';
import { Figure, Missing, Unit } from '../../show/signs.js';
import { useUnits } from '../../show/unit-names.js';
import { decompositionRuleWords } from '../../../words/plan-words.js';
import { inOrder, type Card, type TargetItem } from '../names.js';
import { AimCell } from '../parts.js';
import { optionsOf, useWord } from '../word.js';
import { DecompositionPreview } from './decomposition-preview.js';
import { commonProfile, partsFrom, profileOf, type Draft } from './decomposition-draft.js';
import { useDecompositionDraft } from './use-decomposition-draft.js';
import { useProfileText } from './profile-text.js';
import { cityCode } from './target-form.js';
import '../plan.css';
import { Wide } from '../../frame/wide.js';

export const decomposeTexts = texts('plan-decompose', {
  title: ['分解全市目标', 'Decompose the city target'],
  back: ['回到目标', 'Back to the targets'],
  city: ['{year} 年全市目标', 'City target of {year}'],
  noCity: ['还没有下达 {year} 年的全市数值目标，先下达再分解。', 'The city has no target with a number for {year}: set it first.'],
  step1: ['一、选择合成方式', '1. How the parts make the whole'],
  step2: ['二、填写各单位', '2. The units'],
  step3: ['三、试算和下达', '3. Try, then hand down'],
  sumHelp: ['各单位目标相加须达到全市目标：可以更严，不能不足。不填目标值时按份额分，份额也不填就均分。', 'The parts add up to the whole: they may ask more, never less. Without values they are shared out by the weights, equally where there are none.'],
  meanHelp: ['各单位目标按权重（如样本量、基数）加权平均达到全市目标，可以更严，不能不足；目标值和权重都要填。', 'The mean of the parts, weighed by what each is taken of, comes to the whole or asks more; give both value and weight.'],
  eachHelp: ['每个单位都承担全市的目标值；只有更严的单位才填目标值。', 'Each unit has the city’s own target; give a value only where a unit’s is stricter.'],
  profile: ['季度进度', 'Quarterly profile'],
  profilePresent: ['各单位现行的：{profile}', 'As the units have it: {profile}'],
  profileCity: ['与全市相同：{profile}', 'As the city has it: {profile}'],
  unit: ['单位', 'Unit'],
  include: ['参与分解', 'Takes part'],
  present: ['现行目标', 'In force'],
  value: ['目标值（{unit}）', 'Value ({unit})'],
  weight: ['份额或权重', 'Share or weight'],
  valueOf: ['{unit}的目标值', 'Value of {unit}'],
  weightOf: ['{unit}的份额或权重', 'Share or weight of {unit}'],
  includeOf: ['{unit}参与分解', '{unit} takes part'],
  fill: ['填入现行目标', 'Take those in force'],
  clear: ['清空', 'Clear'],
  all: ['全选', 'All'],
  try: ['试算', 'Try'],
  tryFirst: ['请先试算，合成值支撑全市目标后再下达。', 'Try it first; it is handed down once the parts carry the whole.'],
});

/** Hand the city's target of a year down to units: choose how, fill in, try, hand down. */
export default function DecomposePage({ code }: { readonly code: string }) {
  const t = useTexts(decomposeTexts);
  const { plan, year } = usePlanYear();
  const { say } = useLanguage();
  const card = useView('GET /plans/:plan/indicators/:indicator', { path: { plan, indicator: code } }, { enabled: plan !== '' });
  const targets = useView('GET /plans/:plan/targets', { path: { plan }, query: { indicator: code, year, limit: 500 } }, { enabled: plan !== '' });
  return (
    <Answer view={card}>
      {(indicator) => (
        <>
          <div className="page-head"><h1>{t('title')}</h1><span className="hint">{say(indicator.card.name)}</span><span className="bar-space" /><To href={`/plan/indicators/${code}?show=targets`}>{t('back')}</To></div>
          <Answer view={targets}>
            {({ items }) => {
              const whole = items.find(({ unit }) => unit === cityCode);
              return whole?.value ? <Decompose key={year} card={indicator.card} whole={whole} targets={items} /> : <Alert type="warning" showIcon title={t('noCity', { year })} />;
            }}
          </Answer>
        </>
      )}
    </Answer>
  );
}

type Preview = ReplyOf<'POST /plans/:plan/indicators/:indicator/decompositions/preview'>;

function Decompose({ card, whole, targets }: { readonly card: Card; readonly whole: TargetItem; readonly targets: readonly TargetItem[] }) {
  const t = useTexts(decomposeTexts);
  const word = useWord();
  const { go } = useAddress();
  const units = inOrder(card.reportedBy, useUnits());
  const [draft, change, forget] = useDecompositionDraft(`${whole.plan}.${card.code}.${whole.year}`, card);
  const [preview, setPreview] = useState<Preview>();
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const present = commonProfile(targets.filter(({ unit }) => unit !== cityCode).map(({ profile }) => profile));
  const profile = profileOf(draft, present);
  const body = { year: whole.year, rule: draft.rule, parts: partsFrom(draft, units), ...(profile === undefined ? {} : { profile }) };
  const asked = JSON.stringify(body);
  useEffect(() => setPreview(undefined), [asked]);
  const path = { plan: whole.plan, indicator: card.code };
  const look = () => {
    setBusy(true);
    setProblem(undefined);
    act('POST /plans/:plan/indicators/:indicator/decompositions/preview', { path, body }).then(setPreview, (error: unknown) => setProblem(toldOf(error))).finally(() => setBusy(false));
  };
  return (
    <>
      <section className="card">
        <p>{t('city', { year: whole.year })}{'　'}<strong><AimCell aim={whole} unit={card.measurementUnit} /></strong></p>
        <h2><label htmlFor="plan-rule">{t('step1')}</label></h2>
        <Select id="plan-rule" className="plan-rule" value={draft.rule} onChange={(rule) => change({ rule })} options={optionsOf(decompositionRuleWords).map(({ value }) => ({ value: value as Draft['rule'], label: word(decompositionRuleWords, value) }))} />
        <p className="plan-soft">{t(draft.rule === 'sum' ? 'sumHelp' : draft.rule === 'each' ? 'eachHelp' : 'meanHelp')}</p>
        <div className="plan-acts"><label htmlFor="plan-profile">{t('profile')}</label> <ProfileSelect draft={draft} present={present} whole={whole} change={change} /></div>
      </section>
      <UnitInputs card={card} units={units} targets={targets} draft={draft} change={change} />
      <section className="card">
        <h2>{t('step3')}</h2>
        <p className="plan-acts">
          <Button onClick={look} loading={busy} disabled={body.parts.length === 0}>{t('try')}</Button>
          <ActButton
            type="primary"
            {...(preview?.carries ? {} : { verdict: { allowed: false, because: { zh: decomposeTexts.table.tryFirst[0], en: decomposeTexts.table.tryFirst[1] } } })}
            form={{
              route: 'POST /plans/:plan/indicators/:indicator/decompositions', title: { zh: '下达分解', en: 'Hand down' }, path, wide: true, authority: preview?.documentNeeded ? 'required' : 'optional', reason: 'optional',
              effect: preview && <DecompositionPreview card={card} preview={preview} />,
              body: () => body,
              onDone: () => { forget(); go(`/plan/indicators/${card.code}?show=targets`); },
            }}
          />
        </p>
        {problem && <Told problem={problem} />}
        {preview ? <DecompositionPreview card={card} preview={preview} /> : <p className="plan-soft">{t('tryFirst')}</p>}
      </section>
    </>
  );
}

function ProfileSelect({ draft, present, whole, change }: { readonly draft: Draft; readonly present: TargetItem['profile'] | undefined; readonly whole: TargetItem; readonly change: (next: Partial<Draft>) => void }) {
  const t = useTexts(decomposeTexts);
  const say = useProfileText();
  const options = [
    ...(present === undefined ? [] : [{ value: 'present' as const, label: t('profilePresent', { profile: say(present) }) }]),
    { value: 'city' as const, label: t('profileCity', { profile: say(whole.profile) }) },
    ...(['linear', 'year-end'] as const).map((value) => ({ value, label: say(value) })),
  ];
  const chosen = options.find(({ value }) => value === draft.profile) ?? options[0]!;
  return <Select id="plan-profile" className="plan-rule" popupMatchSelectWidth={false} value={chosen.value} onChange={(profile) => change({ profile })} options={options} />;
}

function UnitInputs({ card, units, targets, draft, change }: { readonly card: Card; readonly units: readonly string[]; readonly targets: readonly TargetItem[]; readonly draft: Draft; readonly change: (next: Partial<Draft>) => void }) {
  const t = useTexts(decomposeTexts);
  const measure = useMeasure();
  const inForce = new Map(targets.map((target) => [target.unit, target]));
  const put = (unit: string, next: Partial<Draft['units'][string]>) => change({ units: { ...draft.units, [unit]: { ...draft.units[unit], ...next } } });
  const every = (next: (unit: string) => Partial<Draft['units'][string]>) => change({ units: Object.fromEntries(units.map((unit) => [unit, { ...draft.units[unit], ...next(unit) }])) });
  return (
    <section className="card">
      <h2>{t('step2')}</h2>
      <p className="plan-acts">
        <Button size="small" onClick={() => every(() => ({ out: false }))}>{t('all')}</Button>
        <Button size="small" onClick={() => every((unit) => ({ value: inForce.get(unit)?.value ?? '' }))}>{t('fill')}</Button>
        <Button size="small" onClick={() => change({ units: {} })}>{t('clear')}</Button>
      </p>
      <Wide label={t('step2')}>
        <table className="plain-table plan-inputs">
          <thead><tr><th scope="col">{t('include')}</th><th scope="col">{t('unit')}</th><th scope="col" className="right">{t('present')}</th><th scope="col" className="right">{t('value', { unit: measure(card.measurementUnit) })}</th>{draft.rule !== 'each' && <th scope="col" className="right">{t('weight')}</th>}</tr></thead>
          <tbody>
            {units.map((unit) => <UnitRow key={unit} unit={unit} present={inForce.get(unit)} typed={draft.units[unit] ?? {}} weighed={draft.rule !== 'each'} put={(next) => put(unit, next)} />)}
          </tbody>
        </table>
      </Wide>
    </section>
  );
}

/** What is typed as a number, with full-width signs made plain. */
const plainNumber = (text: string): string => text.replace(/[，,\s]/g, '').replace(/[．。]/g, '.').replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));

function UnitRow({ unit, present, typed, weighed, put }: { readonly unit: string; readonly present: TargetItem | undefined; readonly typed: Draft['units'][string]; readonly weighed: boolean; readonly put: (next: Partial<Draft['units'][string]>) => void }) {
  const t = useTexts(decomposeTexts);
  const name = useUnits()?.find(({ code }) => code === unit)?.name;
  const { say } = useLanguage();
  const called = name ? say(name) : unit;
  return (
    <tr className={typed.out ? 'plan-out' : undefined}>
      <td><Checkbox checked={!typed.out} onChange={({ target }) => put({ out: !target.checked })} aria-label={t('includeOf', { unit: called })} /></td>
      <th scope="row"><Unit code={unit} /></th>
      <td className="right">{present ? <Figure value={present.value} /> : <Missing />}</td>
      <td className="right"><Input size="small" className="figure-input" inputMode="decimal" disabled={typed.out} value={typed.value ?? ''} onChange={({ target }) => put({ value: plainNumber(target.value) })} aria-label={t('valueOf', { unit: called })} /></td>
      {weighed && <td className="right"><Input size="small" className="figure-input" inputMode="decimal" disabled={typed.out} value={typed.weight ?? ''} onChange={({ target }) => put({ weight: plainNumber(target.value) })} aria-label={t('weightOf', { unit: called })} /></td>}
    </tr>
  );
}
