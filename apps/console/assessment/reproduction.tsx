import { Button, Select } from 'antd';
import { useState } from 'react';
import { Told } from '../frame/page-states.js';
import { useLanguage, useTexts } from '../language/texts.js';
import { ask, type ReplyOf } from '../server/ask.js';
import { toldOf, type Problem } from '../server/problems.js';
import { Light, Position } from '../show/signs.js';
import { useUnitNames } from '../show/unit-names.js';
import { reproductionWords } from '../../words/assessment-words.js';
import { resultTexts } from './results-texts.js';
import type { Round } from './steps.js';
import { Wide } from '../frame/wide.js';

type Proof = ReplyOf<'GET /rounds/:round/reproduction'>;

/** The proof's answer: the verdict, both fingerprints, and every unit. */
function ProofShown({ proof }: { readonly proof: Proof }) {
  const t = useTexts(resultTexts);
  const { say } = useLanguage();
  const name = useUnitNames();
  return (
    <div role="status">
      <p><Light colour={proof.equal ? 'green' : 'red'} word={say(reproductionWords[proof.verdict]!)} /> <strong>{say(proof.text)}</strong></p>
      <dl className="fields">
        <div><dt>{t('recordedHash')}</dt><dd className="assessment-hash">{proof.recorded}</dd></div>
        <div><dt>{t('computedHash')}</dt><dd className="assessment-hash">{proof.computed}</dd></div>
        <div><dt>{t('event')}</dt><dd><Position at={proof.position} /></dd></div>
      </dl>
      <Wide label={t('verdict')}>
        <table className="plain-table">
          <thead><tr><th scope="col">{t('unit')}</th><th scope="col">{t('verdict')}</th><th scope="col">{t('computedHash')}</th><th scope="col" className="right">{t('event')}</th></tr></thead>
          <tbody>
            {proof.units.map(({ unit, equal, computed, position, score }) => (
              <tr key={unit}>
                <th scope="row">{name(unit)}</th>
                <td><Light colour={equal ? 'green' : 'red'} word={equal ? t('same') : t('differs', { recorded: score?.recorded ?? '—', computed: score?.computed ?? '—' })} /></td>
                <td className="assessment-hash" title={computed}>{computed.slice(0, 32)}…</td>
                <td className="right">{position === null ? '—' : <Position at={position} />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </div>
  );
}

/** Replays a calculation on the server and shows whether it gives what the log holds. */
export function Reproduction({ round }: { readonly round: Round }) {
  const t = useTexts(resultTexts);
  const [run, setRun] = useState(round.run);
  const [proof, setProof] = useState<Proof>();
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const prove = async () => {
    setBusy(true);
    setProblem(undefined);
    setProof(undefined);
    try {
      setProof(await ask('GET /rounds/:round/reproduction', { path: { round: round.round }, query: { run } }));
    } catch (error) {
      setProblem(toldOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <section className="card no-print" aria-labelledby="proof">
      <h2 id="proof">{t('proof')}</h2>
      <p>{t('proofHint')}</p>
      <div className="assessment-choice">
        <div><label htmlFor="proof-run">{t('which')}</label><Select id="proof-run" value={run} onChange={setRun} options={round.runs.map((one) => ({ value: one.run, label: t('run', { run: one.run }) }))} /></div>
        <Button type="primary" loading={busy} onClick={() => void prove()}>{t('prove')}</Button>
        {busy && <span role="status">{t('proving')}</span>}
      </div>
      {problem && <Told problem={problem} />}
      {proof && <ProofShown proof={proof} />}
    </section>
  );
}
