import canonicalize from 'canonicalize';
import { Alert, Button, Input } from 'antd';
import { useState } from 'react';
import { ActButton } from '../../acts/act-button.js';
import { To } from '../../frame/address.js';
import { Answer, Told } from '../../frame/page-states.js';
import { useTexts } from '../../language/texts.js';
import type { ReplyOf } from '../../server/ask.js';
import { usePermissions, useView } from '../../server/views.js';
import { CopyLine } from '../copy-line.js';
import { canHash } from './browser-crypto.js';
import { ProofSteps, ProofVerdict } from './proof-steps.js';
import { proofTexts } from './proof-texts.js';
import { useProof } from './use-proof.js';

export type EventReply = ReplyOf<'GET /history/events/:position'>;

/** The bytes that the ledger hashes, as text; undefined when some of the event is withheld from the person. */
export const leafTextOf = ({ stored, withheld }: Pick<EventReply, 'stored' | 'withheld'>): string | undefined => (withheld.length > 0 ? undefined : (canonicalize as unknown as (value: unknown) => string)(stored));

/** One character of a text changed into its neighbour, as whoever tampers would do. */
export function flipped(text: string): string {
  const at = Math.floor(text.length / 2);
  return `${text.slice(0, at)}${text[at] === '1' ? '2' : '1'}${text.slice(at + 1)}`;
}

function Offline({ position }: { readonly position: number }) {
  const t = useTexts(proofTexts);
  const { may } = usePermissions();
  return (
    <section className="card">
      <h2>{t('offline')}</h2>
      <p>{t('offlineHint')}</p>
      <CopyLine text={`zhiheng proofs event ${position}`} />
      {may('GET /history/audit-bundle') && <p><To href="/audit/bundle">{t('toBundle')}</To></p>}
    </section>
  );
}

function Original({ text, given, setText }: { readonly text: string; readonly given: string; readonly setText: (text: string | undefined) => void }) {
  const t = useTexts(proofTexts);
  return (
    <section className="card">
      <h2><label htmlFor="audit-original">{t('original')}</label></h2>
      <p className="hint">{t('originalHint')}</p>
      <Input.TextArea id="audit-original" className="audit-original" spellCheck={false} value={text} autoSize={{ minRows: 4, maxRows: 12 }} onChange={({ target }) => setText(target.value)} />
      <p className="audit-buttons">
        <Button onClick={() => setText(flipped(text))}>{t('flip')}</Button>
        {text !== given && <><Button onClick={() => setText(undefined)}>{t('restore')}</Button> <span className="late">{t('changed')}</span></>}
      </p>
    </section>
  );
}

/** The proof of one event, made in the browser: verdict, every step, what is hashed (to be tried with), and the same without this site. */
export function EventProofPart({ event }: { readonly event: EventReply }) {
  const t = useTexts(proofTexts);
  const { position } = event.stored;
  const inclusion = useView('GET /ledger/inclusion/:position', { path: { position: String(position) } }, { now: true });
  const ledger = useView('GET /ledger', {}, { now: true });
  const [typed, setTyped] = useState<string>();
  const [pinned, setPinned] = useState('');
  const given = leafTextOf(event);
  const text = typed ?? given;
  const { data } = inclusion;
  const proof = useProof(data && ledger.data && { text, leaf: data.leaf, index: data.index, size: data.size, proof: data.proof, note: data.checkpoint?.note ?? null, keys: ledger.data.keys.map(({ key }) => key), pinned: pinned.split(/\s+/).filter((key) => key !== '') });
  if (inclusion.problem?.code === 'history.no-checkpoint-yet' || inclusion.problem?.code === 'history.beyond-ledger') {
    return <Alert type="info" showIcon title={t('notYet')} description={t('notYetHint')} action={<ActButton form={{ route: 'POST /ledger/checkpoints', title: { zh: '立即签发检查点', en: 'Sign a checkpoint now' } }} quiet size="small" />} />;
  }
  return (
    <Answer view={inclusion}>
      {({ checkpoint }) => (
        <>
          <section className="card" aria-label={t('proof')}>
            <h2>{t('proof')}</h2>
            {ledger.problem && <Told problem={ledger.problem} again={ledger.again} />}
            {!canHash() ? <Alert type="warning" showIcon title={t('noHash')} description={t('noHashHint')} /> : proof ? <><ProofVerdict verdict={proof.verdict} /><ProofSteps proof={proof} /></> : <p role="status">{t('checking')}</p>}
            {checkpoint && <details><summary>{t('note')}</summary><pre className="audit-pre">{checkpoint.note}</pre></details>}
            <details>
              <summary>{t('pinned')}</summary>
              <p className="hint">{t('pinnedHint')}</p>
              <Input.TextArea aria-label={t('pinned')} spellCheck={false} rows={2} value={pinned} onChange={({ target }) => setPinned(target.value)} />
            </details>
          </section>
          {text !== undefined && given !== undefined && <Original text={text} given={given} setText={setTyped} />}
          <Offline position={position} />
        </>
      )}
    </Answer>
  );
}
