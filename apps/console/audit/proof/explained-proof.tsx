import { Alert, Button, Progress } from 'antd';
import { useEffect, useState } from 'react';
import { texts, useLanguage, useTexts } from '../../language/texts.js';
import { toldOf, type Problem } from '../../server/problems.js';
import { useAsk, useView } from '../../server/views.js';
import { Told } from '../../frame/page-states.js';
import { Instant, Missing, Position, Unit } from '../../show/signs.js';
import { CopyLine } from '../copy-line.js';
import { browserIo, canHash } from './browser-crypto.js';
import { leafTextOf } from './event-proof.js';
import type { EventProof } from './prove-event.js';
import { proveGround, sheetFits, type Explained, type Ground } from './prove-explained.js';
import { ProofSteps, ProofVerdict, VerdictMark } from './proof-steps.js';
import { proofTexts } from './proof-texts.js';
import { mark } from '../../show/punctuation.js';
import { Wide } from '../../frame/wide.js';

const explainedTexts = texts('audit-explained', {
  sheet: ['得分表', 'Score sheet'],
  sheetFits: ['由得分表算出的指纹与所示一致：{hash}', 'The sheet has the fingerprint shown: {hash}'],
  sheetDiffers: ['得分表与其指纹 {hash} 不符。', 'The sheet does not have the fingerprint {hash}.'],
  recorded: ['计分时写入日志的得分表指纹与此相同', 'The fingerprint that was recorded when the score was calculated is the same'],
  recordedDiffers: ['计分时写入日志的得分表指纹与此不同', 'Another fingerprint was recorded when the score was calculated'],
  live: ['实时得分不单独记入日志：它由下列事实按细则算出，可重新计算。', 'A live score is not recorded by itself: it follows from the facts below by the scheme, and can be calculated again.'],
  grounds: ['依据的事实（{count} 条）', 'Facts it rests on ({count})'],
  also: ['另有', 'Besides'],
  scheme: ['所用评分细则', 'scheme used'],
  result: ['计分结果', 'calculated result'],
  freeze: ['数据冻结', 'freeze of the data'],
  prove: ['在浏览器里逐条核验', 'Prove each in the browser'],
  proving: ['正在核验 {done} / {all}', 'Proving {done} of {all}'],
  allHold: ['{all} 条事实全部核验成立：逐条由原文重新计算，与账本所签检查点一致。', 'All {all} facts hold: each was calculated anew from its text and is in the log that the checkpoint signs.'],
  someFail: ['{failed} 条事实核验不成立，见下表；请勿采信，保留现场并报告审计人员。', '{failed} facts fail, see the table; do not rely on the score, keep everything as it is and tell the auditors.'],
  unproven: ['另有 {count} 条尚无检查点覆盖。', '{count} more have no checkpoint yet.'],
  position: ['位置', 'Position'],
  what: ['事实', 'Fact'],
  who: ['办理人', 'Who'],
  at: ['时间', 'When'],
  evidence: ['佐证', 'Evidence'],
  matches: ['与得分表一致', 'As in the sheet'],
  yes: ['一致', 'same'],
  no: ['不一致', 'differs'],
  proof: ['证明', 'Proof'],
  notYet: ['尚无检查点', 'no checkpoint yet'],
  first: ['第一条事实的核验步骤', 'Steps of the first fact'],
});

/** Whether the sheet is the one that was recorded. */
function SheetCheck({ explained }: { readonly explained: Explained }) {
  const t = useTexts(explainedTexts);
  const [fits, setFits] = useState<boolean>();
  const result = explained.also.find(({ what }) => what === 'result');
  const event = useView('GET /history/events/:position', { path: { position: String(result?.position ?? 0) } }, { enabled: result !== undefined });
  useEffect(() => {
    if (canHash()) void sheetFits(browserIo, explained).then(setFits);
  }, [explained]);
  const recorded = (event.data?.stored.data['figures'] as { readonly sheet?: string } | undefined)?.sheet;
  return (
    <section className="card">
      <h2>{t('sheet')}</h2>
      <ul className="audit-steps">
        {fits !== undefined && <li className={`audit-step audit-step-${fits ? 'holds' : 'fails'}`}><VerdictMark verdict={fits ? 'holds' : 'fails'} /> {t(fits ? 'sheetFits' : 'sheetDiffers', { hash: explained.hash })}</li>}
        {recorded !== undefined && <li className={`audit-step audit-step-${recorded === explained.hash ? 'holds' : 'fails'}`}><VerdictMark verdict={recorded === explained.hash ? 'holds' : 'fails'} /> {t(recorded === explained.hash ? 'recorded' : 'recordedDiffers')} <Position at={result!.position} /></li>}
      </ul>
      {!result && <p className="hint">{t('live')}</p>}
      {explained.also.length > 0 && <p>{t('also')}{mark.colon}{explained.also.map(({ what, position }, index) => <span key={what}>{index > 0 && mark.and}{t(what)} <Position at={position} /></span>)}</p>}
    </section>
  );
}

interface Run {
  readonly done: number;
  readonly proofs: ReadonlyMap<number, EventProof>;
  readonly problem?: Problem;
}

/** Reads the text of each fact and proves it, one after the other. */
function useRun(explained: Explained): { readonly run: Run | undefined; readonly start: () => Promise<void> } {
  const ask = useAsk();
  const ledger = useView('GET /ledger', {}, { now: true });
  const [run, setRun] = useState<Run>();
  const start = async () => {
    const proofs = new Map<number, EventProof>();
    setRun({ done: 0, proofs });
    try {
      for (const [index, ground] of explained.grounds.entries()) {
        const event = await ask('GET /history/events/:position', { path: { position: String(ground.position) } });
        const proof = await proveGround(browserIo, ground, explained, ledger.data?.keys.map(({ key }) => key) ?? [], leafTextOf(event));
        if (proof) proofs.set(ground.position, proof);
        setRun({ done: index + 1, proofs: new Map(proofs) });
      }
    } catch (error) {
      setRun({ done: 0, proofs, problem: toldOf(error) });
    }
  };
  return { run, start };
}

function GroundLine({ ground, proof }: { readonly ground: Ground; readonly proof: EventProof | undefined }) {
  const t = useTexts(explainedTexts);
  const { say } = useLanguage();
  return (
    <tr>
      <td className="right"><Position at={ground.position} /></td>
      <td>{say(ground.sentence ?? ground.title)}<div className="audit-note-line"><code>{ground.stream}</code></div></td>
      <td>{ground.person}{ground.unit && <>{mark.open}<Unit code={ground.unit} />{mark.close}</>}</td>
      <td><Instant at={ground.recordedAt} position={ground.position} /></td>
      <td className="right">{ground.evidence.length || <Missing />}</td>
      <td>{ground.matches ? t('yes') : <span className="late">{t('no')}</span>}</td>
      <td>{!ground.proof ? <span className="missing">{t('notYet')}</span> : proof ? <VerdictMark verdict={proof.verdict === 'broken' ? 'fails' : proof.verdict === 'proven' ? 'holds' : 'open'} /> : <Missing />}</td>
    </tr>
  );
}

/** A score or a result to its end: its sheet, every fact behind it, and the proof of each, made in the browser. */
export function ExplainedProof({ explained, command }: { readonly explained: Explained; readonly command: string }) {
  const t = useTexts(explainedTexts);
  const p = useTexts(proofTexts);
  const { run, start } = useRun(explained);
  const { grounds } = explained;
  const made = run ? [...run.proofs.values()] : [];
  const failed = made.filter(({ verdict }) => verdict === 'broken').length;
  const finished = run?.done === grounds.length && !run.problem;
  const heads = ['position', 'what', 'who', 'at', 'evidence', 'matches', 'proof'] as const;
  return (
    <>
      <SheetCheck explained={explained} />
      <section className="card" aria-label={t('grounds', { count: grounds.length })}>
        <h2>{t('grounds', { count: grounds.length })}</h2>
        {!canHash() ? <Alert type="warning" showIcon title={p('noHash')} description={p('noHashHint')} className="spaced" /> : <p><Button type="primary" loading={run !== undefined && !finished && !run.problem} onClick={() => void start()}>{t('prove')}</Button></p>}
        {run && !finished && !run.problem && <Progress percent={Math.round((run.done / grounds.length) * 100)} aria-label={t('proving', { done: run.done, all: grounds.length })} />}
        {run?.problem && <Told problem={run.problem} className="spaced" />}
        {finished && made.length > 0 && <ProofVerdict verdict={failed > 0 ? 'broken' : made.every(({ verdict }) => verdict === 'proven') ? 'proven' : 'partly'} says={`${failed > 0 ? t('someFail', { failed }) : t('allHold', { all: made.length })}${grounds.length > made.length ? ` ${t('unproven', { count: grounds.length - made.length })}` : ''}`} />}
        {finished && made.length === 0 && <Alert type="info" showIcon title={p('notYet')} description={p('notYetHint')} className="spaced" />}
        <Wide label={t('grounds', { count: grounds.length })}>
          <table className="plain-table">
            <thead><tr>{heads.map((key) => <th key={key} scope="col" className={key === 'position' || key === 'evidence' ? 'right audit-short' : key === 'what' || key === 'who' ? undefined : 'audit-short'}>{t(key)}</th>)}</tr></thead>
            <tbody>{grounds.map((ground) => <GroundLine key={ground.position} ground={ground} proof={run?.proofs.get(ground.position)} />)}</tbody>
          </table>
        </Wide>
        {made[0] && <details className="audit-first"><summary>{t('first')}</summary><ProofSteps proof={made[0]} /></details>}
      </section>
      <section className="card"><h2>{p('offline')}</h2><p>{p('offlineHint')}</p><CopyLine text={command} /></section>
    </>
  );
}
