import { Button, Input } from 'antd';
import { useState } from 'react';
import { Told } from '../../frame/page-states.js';
import { decimalText } from '../../language/format.js';
import { texts, useLanguage, useTexts } from '../../language/texts.js';
import type { ReplyOf } from '../../server/ask.js';
import { toldOf, type Problem } from '../../server/problems.js';
import { useAsk } from '../../server/views.js';
import { CopyLine } from '../copy-line.js';
import { accessDamageWords } from '../../../words/system-words.js';

const chainTexts = texts('access-chain', {
  title: ['核验哈希链', 'Check the chain'],
  hint: ['每个条目的哈希连着前一条；链头定期封存到事件日志，由账本检查点覆盖。核验由服务器重读全部条目进行。', 'Each entry\'s hash covers the one before; heads are sealed into the event log, which the ledger\'s checkpoints cover. The server reads every entry again.'],
  seq: ['您另行保存的链头：条目号', 'A head you kept elsewhere: entry'],
  hash: ['哈希', 'hash'],
  check: ['核验', 'Check'],
  intact: ['完整：核对 {checked} 条，链头为第 {seq} 条', 'Intact: {checked} entries checked, the head is entry {seq}'],
  sealed: ['与事件日志中的 {sealed} 个封存一致，可信至第 {provenTo} 条。', 'It agrees with {sealed} seals in the event log, which prove it up to entry {provenTo}.'],
  unsealed: ['尚未封存过：链内一致，但整条链若被重写无从发现，请安全审计员封存。', 'Not sealed yet: the chain fits in itself, but a rewriting of all of it would not be found. Ask the audit administrator to seal it.'],
  broken: ['不完整：自第 {firstBad} 条起（核对 {checked} 条）', 'Not intact from entry {firstBad} on ({checked} checked)'],
  head: ['链头（可抄录保存，日后比对）', 'The head (keep it to compare later)'],
});

type Verification = ReplyOf<'GET /access-log/verification'>;

function Found({ found }: { readonly found: Verification }) {
  const t = useTexts(chainTexts);
  const { say } = useLanguage();
  const damage = found.damage && say(accessDamageWords[found.damage]).replace('{provenTo}', String(found.provenTo));
  return (
    <div className={`audit-verdict audit-verdict-${!found.intact ? 'broken' : found.sealed > 0 ? 'proven' : 'partly'}`} role="status">
      <span aria-hidden="true" className="audit-verdict-mark">{!found.intact ? '✘' : found.sealed > 0 ? '✔' : '◐'}</span>
      <div>
        <strong>{found.intact ? t('intact', { checked: decimalText(found.checked), seq: decimalText(found.head.seq) }) : t('broken', { firstBad: found.firstBad ?? '—', checked: decimalText(found.checked) })}</strong>
        {damage && <p>{damage}</p>}
        <p>{found.sealed > 0 ? t('sealed', { sealed: found.sealed, provenTo: decimalText(found.provenTo) }) : t('unsealed')}</p>
        <p className="audit-note-line">{t('head')}</p><CopyLine text={`${found.head.seq} ${found.head.hash}`} />
      </div>
    </div>
  );
}

/** Checks the hash chain of the access log, also against a head that was kept elsewhere. */
export function ChainCheck() {
  const t = useTexts(chainTexts);
  const ask = useAsk();
  const [kept, setKept] = useState({ seq: '', hash: '' });
  const [found, setFound] = useState<Verification>();
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const check = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      setFound(await ask('GET /access-log/verification', { query: kept.seq && kept.hash ? { seq: kept.seq, hash: kept.hash } : {} }));
    } catch (error) {
      setFound(undefined);
      setProblem(toldOf(error));
    }
    setBusy(false);
  };
  return (
    <section className="card no-print">
      <h2>{t('title')}</h2>
      <p className="hint">{t('hint')}</p>
      <div className="audit-choices">
        <label htmlFor="chain-seq">{t('seq')}</label><Input id="chain-seq" size="small" className="filter-text" inputMode="numeric" value={kept.seq} onChange={({ target }) => setKept({ ...kept, seq: target.value.replace(/\D/g, '') })} />
        <label htmlFor="chain-hash">{t('hash')}</label><Input id="chain-hash" size="small" className="access-hash" value={kept.hash} onChange={({ target }) => setKept({ ...kept, hash: target.value.trim().toLowerCase() })} />
        <Button type="primary" size="small" loading={busy} onClick={() => void check()}>{t('check')}</Button>
      </div>
      {problem && <Told problem={problem} />}
      {found && <Found found={found} />}
    </section>
  );
}
