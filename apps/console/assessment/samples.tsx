import { Button } from 'antd';
import { useState } from 'react';
import { ActButton } from '../acts/act-button.js';
import type { ActForm } from '../acts/act-dialog.js';
import { Answer, Nothing, Told } from '../frame/page-states.js';
import { usePerson } from '../frame/person.js';
import { texts, useLanguage, useTexts } from '../language/texts.js';
import { ask, type BodyOf, type ReplyOf } from '../server/ask.js';
import { toldOf, type Problem } from '../server/problems.js';
import { usePermissions, useView } from '../server/views.js';
import { Light, Units } from '../show/signs.js';
import { mark } from '../show/punctuation.js';
import { documentField } from './act-fields.js';
import { People, type Person } from './check-inputs.js';
import { nextCode } from './codes.js';
import { RoundFrame } from './round-frame.js';
import { verdictOn, type Round } from './steps.js';

type Sample = ReplyOf<'GET /rounds/:round/samples'>['samples'][number];

const sampleTexts = texts('assessment-samples', {
  intro: ['暗访单位由系统随机抽取，名单封存到核查完成；启封后任何人都能用公布的种子重新抽取，核对名单未被更改。', 'Units for unannounced checks are drawn by chance and the list is sealed until the checks are done; then anybody can draw again from the seed and see that nothing was changed.'],
  none: ['本轮没有抽样。', 'No sample was drawn in this round.'],
  sealed: ['封存中', 'sealed'],
  opened: ['已启封', 'opened'],
  count: ['抽取数', 'Drawn'],
  of: ['{count} 个（候选 {candidates} 个）', '{count} of {candidates} candidates'],
  candidates: ['候选单位', 'Candidates'],
  team: ['核查人员', 'Team'],
  seedHash: ['种子指纹（封存时公布）', 'Fingerprint of the seed (made public when sealed)'],
  seed: ['种子', 'Seed'],
  drawn: ['抽中单位', 'Units drawn'],
  check: ['核对', 'Verification'],
  same: ['按种子重新抽取，结果一致', 'drawn again from the seed: the same units'],
  notSame: ['按种子重新抽取，结果不一致', 'drawn again from the seed: other units'],
  seedWrong: ['种子与封存时公布的指纹不符', 'the seed does not fit the fingerprint that was made public'],
  list: ['查看名单（记入访问日志）', 'See the list (this is logged)'],
  how: ['抽取办法', 'How it is drawn'],
  sample: ['抽样 {sample}', 'Sample {sample}'],
});

/** The sealed list, for its team only; reading it is written into the access log. */
function SealedList({ round, sample }: { readonly round: string; readonly sample: string }) {
  const t = useTexts(sampleTexts);
  const [units, setUnits] = useState<readonly string[]>();
  const [problem, setProblem] = useState<Problem>();
  const see = () => void ask('GET /rounds/:round/samples/:sample/list', { path: { round, sample } }).then((list) => setUnits(list.units)).catch((error: unknown) => setProblem(toldOf(error)));
  return (
    <>
      {units ? <p><strong>{t('drawn')}</strong> <Units codes={units} /></p> : <Button onClick={see}>{t('list')}</Button>}
      {problem && <Told problem={problem} />}
    </>
  );
}

function SampleCard({ round, sample }: { readonly round: Round; readonly sample: Sample }) {
  const t = useTexts(sampleTexts);
  const { may } = usePermissions();
  const person = usePerson();
  const opening: ActForm<'POST /rounds/:round/samples/:sample/opening'> = {
    route: 'POST /rounds/:round/samples/:sample/opening', title: { zh: '启封名单', en: 'Open the list' }, path: { round: round.round, sample: sample.sample },
    fields: [{ ...documentField(false), help: { zh: '抽中单位尚未全部核查时，提前启封须写文号。', en: 'Needed when units of the list are not checked yet.' } }],
  };
  const mine = person !== undefined && sample.team.includes(person.user) && may('GET /rounds/:round/samples/:sample/list');
  return (
    <section className="card">
      <h2>{t('sample', { sample: sample.sample })} <small><Light colour={sample.sealed ? 'yellow' : 'green'} word={t(sample.sealed ? 'sealed' : 'opened')} /></small></h2>
      <dl className="fields">
        <div><dt>{t('count')}</dt><dd>{t('of', { count: sample.count, candidates: sample.candidates.length })}</dd></div>
        <div><dt>{t('candidates')}</dt><dd><Units codes={sample.candidates} /></dd></div>
        <div><dt>{t('team')}</dt><dd>{sample.team.join(mark.and)}</dd></div>
        <div><dt>{t('seedHash')}</dt><dd className="assessment-hash">{sample.seedHash}</dd></div>
        {sample.seed && <div><dt>{t('seed')}</dt><dd className="assessment-hash">{sample.seed}</dd></div>}
        {sample.drawn && <div><dt>{t('drawn')}</dt><dd><strong><Units codes={sample.drawn} /></strong></dd></div>}
        {sample.same !== null && <div><dt>{t('check')}</dt><dd><Light colour={sample.same && sample.seedFits ? 'green' : 'red'} word={sample.seedFits === false ? t('seedWrong') : t(sample.same ? 'same' : 'notSame')} /></dd></div>}
      </dl>
      {sample.sealed && <div className="assessment-rest">{mine && <SealedList round={round.round} sample={sample.sample} />}<ActButton form={opening} quiet verdict={verdictOn(round, 'open-sample')} /></div>}
    </section>
  );
}

function Samples({ round }: { readonly round: Round }) {
  const t = useTexts(sampleTexts);
  const { say } = useLanguage();
  const person = usePerson();
  const view = useView('GET /rounds/:round/samples', { path: { round: round.round } });
  const units = round.groups.flatMap((group) => group.units);
  const me: readonly Person[] = person ? [{ user: person.user, ...(person.unit ? { unit: person.unit } : {}) }] : [];
  const draw: ActForm<'POST /rounds/:round/samples/:sample'> = {
    route: 'POST /rounds/:round/samples/:sample', title: { zh: '随机抽取并封存', en: 'Draw and seal' }, wide: true, path: { round: round.round, sample: nextCode('s', (view.data?.samples ?? []).map(({ sample }) => sample)) },
    effect: t('intro'),
    fields: [
      { name: 'count', label: { zh: '抽取几个单位', en: 'Units to draw' }, kind: 'whole', required: true },
      { name: 'candidates', label: { zh: '候选单位', en: 'Candidates' }, kind: 'units', among: units, help: { zh: '不填则为本轮全部单位。', en: 'Every unit of the round when left empty.' } },
      { name: 'team', label: { zh: '核查人员（不少于两名，名单仅其可见）', en: 'Team (two at least; only they see the list)' }, kind: 'own', required: true, first: me, input: <People least={2} /> },
    ],
    body: ({ count, candidates, team }) => ({ count, ...(Array.isArray(candidates) && candidates.length > 0 ? { candidates } : {}), team: ((team ?? []) as Person[]).filter(({ user }) => user).map(({ user, unit }) => ({ user, ...(unit ? { unit } : {}) })) }) as BodyOf<'POST /rounds/:round/samples/:sample'>,
  };
  return (
    <Answer view={view}>
      {({ samples, steps }) => (
        <>
          <section className="card"><p>{t('intro')}</p><div className="assessment-next-foot"><ActButton type="primary" form={draw} quiet verdict={verdictOn(round, 'seal-sample')} /></div></section>
          {samples.length === 0 && <Nothing>{t('none')}</Nothing>}
          {samples.map((sample) => <SampleCard key={sample.sample} round={round} sample={sample} />)}
          <details className="card"><summary>{t('how')}</summary><p>{say(steps)}</p></details>
        </>
      )}
    </Answer>
  );
}

/** Samples for unannounced checks: drawn, sealed, opened, and drawn again to verify. */
export default function SamplesPage({ round }: { readonly round: string }) {
  return <RoundFrame round={round} tab="samples">{(shown) => <Samples round={shown} />}</RoundFrame>;
}
