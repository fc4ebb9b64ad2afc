import { Button, Modal } from 'antd';
import { useState } from 'react';
import { useMoment } from '../frame/address.js';
import { useLanguage, useTexts } from '../language/texts.js';
import { act } from '../server/ask.js';
import { toldOf } from '../server/problems.js';
import { recorded } from '../server/views.js';
import { Light, Unit } from '../show/signs.js';
import type { DossierLine } from './cadre-forms.js';
import { cadreTexts } from './cadre-texts.js';

type Outcome = 'waiting' | 'done' | string;

/** Hands the chosen dossiers over one by one and tells of each what came of it. */
export function BulkDispatch({ rows, clear }: { readonly rows: readonly DossierLine[]; readonly clear: () => void }) {
  const t = useTexts(cadreTexts);
  const { at } = useMoment();
  // What was chosen when the window opened: a row leaves the list's choice as soon as it is handed over.
  const [open, setOpen] = useState<readonly DossierLine[]>();
  return (
    <>
      <Button size="small" type="primary" disabled={at !== undefined} onClick={() => setOpen(rows)}>{t('bulk')}</Button>
      {open && <Window rows={open} onClose={() => (setOpen(undefined), clear())} />}
    </>
  );
}

function Window({ rows, onClose }: { readonly rows: readonly DossierLine[]; readonly onClose: () => void }) {
  const t = useTexts(cadreTexts);
  const { say } = useLanguage();
  const [outcomes, setOutcomes] = useState<Readonly<Record<string, Outcome>>>({});
  const [step, setStep] = useState<'ask' | 'busy' | 'over'>('ask');
  const run = async () => {
    setStep('busy');
    let position: number | undefined;
    for (const { dossier, round, unit, version } of rows) {
      const came = await act('POST /cadre-review/dossiers/:round/:unit/dispatch', { path: { round, unit }, body: { version } })
        .then((receipt) => ((position = receipt.position), 'done'), (error: unknown) => say(toldOf(error).text.title));
      setOutcomes((before) => ({ ...before, [dossier]: came }));
    }
    await recorded(position);
    setStep('over');
  };
  const footer = step === 'over' ? [<Button key="close" type="primary" onClick={onClose}>{t('close')}</Button>] : [<Button key="cancel" disabled={step === 'busy'} onClick={onClose}>{t('cancel')}</Button>, <Button key="start" type="primary" loading={step === 'busy'} onClick={() => void run()}>{t('start')}</Button>];
  return (
    <Modal open title={t('bulkTitle', { count: rows.length })} onCancel={onClose} closable={step !== 'busy'} mask={{ closable: false }} footer={footer}>
      <div className="effect">{t('bulkEffect')}</div>
      <table className="plain-table">
        <thead><tr><th scope="col">{t('unit')}</th><th scope="col">{t('number')}</th><th scope="col">{t('result')}</th></tr></thead>
        <tbody>
          {rows.map(({ dossier, unit, number }) => (
            <tr key={dossier}><th scope="row"><Unit code={unit} /></th><td>{number}</td><td><OutcomeSign outcome={outcomes[dossier] ?? 'waiting'} /></td></tr>
          ))}
        </tbody>
      </table>
    </Modal>
  );
}

function OutcomeSign({ outcome }: { readonly outcome: Outcome }) {
  const t = useTexts(cadreTexts);
  if (outcome === 'waiting') return <Light colour="grey" word={t('waiting')} />;
  return outcome === 'done' ? <Light colour="green" word={t('bulkDone')} /> : <Light colour="red" word={outcome} />;
}
