import { Alert, Button, Input, Select } from 'antd';
import { useState } from 'react';
import { Told } from '../../frame/page-states.js';
import { decimalText, instantText } from '../../language/format.js';
import { texts, useLanguage, useTexts } from '../../language/texts.js';
import type { ItemOf } from '../../server/ask.js';
import { toldOf, type Problem } from '../../server/problems.js';
import { useAsk } from '../../server/views.js';
import { CopyLine } from '../copy-line.js';
import { browserIo, canHash } from '../proof/browser-crypto.js';
import { proofTexts } from '../proof/proof-texts.js';
import { pastedNote, proveConsistency, sizeOfNote, type ConsistencyProof } from './prove-consistency.js';
import { mark } from '../../show/punctuation.js';

type Checkpoint = ItemOf<'GET /ledger/checkpoints'>;

const consistencyTexts = texts('audit-consistency', {
  title: ['两个检查点之间是否只有追加', 'Whether one checkpoint only adds to another'],
  hint: ['选定较早和较晚的检查点，或粘贴您此前保存、打印或从见证方取得的检查点原文，在浏览器里核验一致性证明。', 'Choose an earlier and a later checkpoint, or paste one that you kept, printed or got from a witness; the proof is checked in your browser.'],
  earlier: ['较早的检查点', 'Earlier checkpoint'],
  later: ['较晚的检查点', 'Later checkpoint'],
  held: ['或粘贴您持有的检查点原文', 'Or paste the checkpoint you hold'],
  check: ['核验', 'Check'],
  'append-only': ['只有追加：规模 {earlier} 的日志是规模 {later} 的日志的前段，其间没有改写。', 'Only added to: the log of {earlier} events is the beginning of the log of {later}; nothing was rewritten.'],
  rewritten: ['不一致：较早的检查点不是较晚者的前段，历史被改写或检查点不真。请保留现场，立即报告。', 'They contradict each other: history was rewritten, or a checkpoint is not true. Keep everything and report it at once.'],
  'other-ledger': ['两个检查点属于不同的账本。', 'The two belong to different ledgers.'],
  'wrong-order': ['较早的检查点规模更大，请对调。', 'The earlier one is the larger: swap them.'],
  'unreadable-earlier': ['您粘贴的不是签名的检查点，请连同空行和签名行逐字粘贴。', 'What you pasted is no signed checkpoint: paste it letter by letter, with its empty line and signature.'],
  'unreadable-later': ['较晚的检查点无法读取。', 'The later checkpoint cannot be read.'],
  signatures: ['签名', 'Signatures'],
  good: ['成立', 'holds'],
  bad: ['不成立', 'does not hold'],
  unchecked: ['此处无法核验', 'cannot be checked here'],
});

function Result({ proof }: { readonly proof: ConsistencyProof }) {
  const t = useTexts(consistencyTexts);
  const signatures = [...(proof.earlier?.signatures ?? []), ...(proof.later?.signatures ?? [])];
  const wrong = signatures.some(({ good }) => good === false);
  const fine = proof.verdict === 'append-only' && !wrong;
  const word = wrong ? 'bad' : signatures.some(({ good }) => good === undefined) ? 'unchecked' : 'good';
  return (
    <div className={`audit-verdict audit-verdict-${fine ? 'proven' : 'broken'}`} role="status">
      <span aria-hidden="true" className="audit-verdict-mark">{fine ? '✔' : '✘'}</span>
      <div><strong>{t(proof.verdict, { earlier: decimalText(proof.earlier?.size ?? 0), later: decimalText(proof.later?.size ?? 0) })}</strong><p>{t('signatures')}{mark.colon}{t(word)}</p></div>
    </div>
  );
}

/** Checks in the browser that a later checkpoint only adds to an earlier one, also to one that was kept elsewhere. */
export function ConsistencyCheck({ checkpoints, keys }: { readonly checkpoints: readonly Checkpoint[]; readonly keys: readonly string[] }) {
  const t = useTexts(consistencyTexts);
  const p = useTexts(proofTexts);
  const { language } = useLanguage();
  const ask = useAsk();
  const [chosen, setChosen] = useState<{ readonly earlier?: number; readonly later?: number }>({});
  const [held, setHeld] = useState('');
  const [proof, setProof] = useState<ConsistencyProof>();
  const [problem, setProblem] = useState<Problem>();
  const later = chosen.later ?? checkpoints[0]?.size;
  const earlier = chosen.earlier ?? checkpoints.at(-1)?.size;
  const options = checkpoints.map(({ size, time }) => ({ value: size, label: `${decimalText(size)}${time ? ` · ${instantText(time, language)}` : ''}` }));
  const noteOf = (size: number | undefined) => checkpoints.find((one) => one.size === size)?.note ?? '';
  const check = async () => {
    setProblem(undefined);
    const first = held.trim() === '' ? noteOf(earlier) : pastedNote(held);
    const [from, to] = [sizeOfNote(first), later ?? 0];
    try {
      const found = from === undefined || from > to || from < 1 ? { proof: [] } : await ask('GET /ledger/consistency', { query: { from, to } });
      setProof(await proveConsistency(browserIo, { earlier: first, later: noteOf(later), proof: found.proof, keys }));
    } catch (error) {
      setProof(undefined);
      setProblem(toldOf(error));
    }
  };
  return (
    <section className="card">
      <h2>{t('title')}</h2>
      <p className="hint">{t('hint')}</p>
      {!canHash() && <Alert type="warning" showIcon title={p('noHash')} description={p('noHashHint')} className="spaced" />}
      <div className="audit-choices">
        <label htmlFor="audit-earlier">{t('earlier')}</label><Select id="audit-earlier" value={earlier} options={options} onChange={(size: number) => setChosen({ ...chosen, earlier: size })} popupMatchSelectWidth={false} />
        <label htmlFor="audit-later">{t('later')}</label><Select id="audit-later" value={later} options={options} onChange={(size: number) => setChosen({ ...chosen, later: size })} popupMatchSelectWidth={false} />
      </div>
      <label htmlFor="audit-held">{t('held')}</label>
      <Input.TextArea id="audit-held" className="audit-original" spellCheck={false} autoSize={{ minRows: 2, maxRows: 8 }} value={held} onChange={({ target }) => setHeld(target.value)} />
      <p className="audit-buttons"><Button type="primary" disabled={!canHash()} onClick={() => void check()}>{t('check')}</Button></p>
      {problem && <Told problem={problem} />}
      {proof && <Result proof={proof} />}
      <CopyLine text={`zhiheng checkpoints consistency ${earlier ?? 'FROM'} ${later ? `--to ${later}` : ''}`.trim()} />
    </section>
  );
}
