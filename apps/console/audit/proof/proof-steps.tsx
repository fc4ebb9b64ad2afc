import { instantText } from '../../language/format.js';
import { useLanguage, useTexts } from '../../language/texts.js';
import type { EventProof, ProofStep, StepVerdict } from './prove-event.js';
import { proofTexts } from './proof-texts.js';
import { Wide } from '../../frame/wide.js';

type TextKey = keyof typeof proofTexts.table;

/** Shape of each verdict: read without colour. */
const marks = { holds: '✔', fails: '✘', open: '○', proven: '✔', broken: '✘', partly: '◐' } as const;

/** Whether a step holds: shape, word and colour. */
export function VerdictMark({ verdict }: { readonly verdict: StepVerdict }) {
  const t = useTexts(proofTexts);
  return <span className={`audit-mark audit-mark-${verdict}`}><span aria-hidden="true">{marks[verdict]}</span> {t(verdict)}</span>;
}

/** The verdict of a proof, large, with what it means. */
export function ProofVerdict({ verdict, says }: { readonly verdict: EventProof['verdict']; readonly says?: string }) {
  const t = useTexts(proofTexts);
  return (
    <div className={`audit-verdict audit-verdict-${verdict}`} role="status">
      <span aria-hidden="true" className="audit-verdict-mark">{marks[verdict]}</span>
      <div><strong>{t(verdict)}</strong><p>{says ?? t(`${verdict}Says`)}</p></div>
    </div>
  );
}

function Step({ step: { name, verdict, found, values: { time, ...values } } }: { readonly step: ProofStep }) {
  const t = useTexts(proofTexts);
  const { language } = useLanguage();
  return (
    <li className={`audit-step audit-step-${verdict}`}>
      <strong>{t(`step-${name}`)}</strong> <VerdictMark verdict={verdict} />
      <div>{t(`${name}-${found}` as TextKey, { ...values, time: time ? instantText(String(time), language) : '' })}</div>
    </li>
  );
}

const base64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));

/** The steps of a proof, each with what was found; the hashes on the way are folded away. */
export function ProofSteps({ proof }: { readonly proof: EventProof }) {
  const t = useTexts(proofTexts);
  return (
    <>
      <ol className="audit-steps" aria-label={t('steps')}>
        {proof.steps.map((step, index) => <Step key={`${step.name}${index}`} step={step} />)}
      </ol>
      {proof.note && !proof.steps.some(({ name }) => name === 'witnesses') && <p className="hint">{t('noWitness')}</p>}
      <details>
        <summary>{t('climb', { count: proof.climbed.length })}</summary>
        <Wide label={t('climb', { count: proof.climbed.length })}>
          <table className="plain-table audit-hashes">
            <thead><tr><th scope="col" className="right">{t('level')}</th><th scope="col">{t('side')}</th><th scope="col">{t('beside')}</th><th scope="col">{t('made')}</th></tr></thead>
            <tbody>{proof.climbed.map(({ side, beside, made }, index) => <tr key={index}><td className="right">{index + 1}</td><td>{t(side)}</td><td><code>{base64(beside)}</code></td><td><code>{base64(made)}</code></td></tr>)}</tbody>
          </table>
        </Wide>
      </details>
    </>
  );
}

/** In plain words: what a proof says, and what it does not. */
export function WhatItProves() {
  const t = useTexts(proofTexts);
  return (
    <div className="cards">
      <section className="card"><h2>{t('proves')}</h2><ul className="audit-says">{(['proves1', 'proves2', 'proves3'] as const).map((key) => <li key={key}>{t(key)}</li>)}</ul></section>
      <section className="card"><h2>{t('provesNot')}</h2><ul className="audit-says">{(['not1', 'not2', 'not3', 'not4'] as const).map((key) => <li key={key}>{t(key)}</li>)}</ul></section>
    </div>
  );
}
