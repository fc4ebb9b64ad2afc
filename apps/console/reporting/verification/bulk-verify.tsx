import { Button, Modal } from 'antd';
import { useEffect, useState } from 'react';
import { useReceipt } from '../../acts/receipt.js';
import { useAct } from '../../acts/use-act.js';
import { Told } from '../../frame/page-states.js';
import { useLanguage, useTexts } from '../../language/texts.js';
import { act, type BodyOf, type ReplyOf } from '../../server/ask.js';
import { toldOf, type Problem } from '../../server/problems.js';
import { Figure } from '../../show/signs.js';
import type { SheetLine } from '../sheet/sheet-types.js';
import { boardTexts } from './board-texts.js';
import { Wide } from '../../frame/wide.js';

/** Verify many values at once: the server tries it first, and one sees what it says before anything is recorded. */
export function BulkVerify({ plan, unit, period, lines, onClose, onDone }: { readonly plan: string; readonly unit: string; readonly period: string; readonly lines: readonly SheetLine[]; readonly onClose: () => void; readonly onDone: () => void }) {
  const t = useTexts(boardTexts);
  const { say } = useLanguage();
  const show = useReceipt();
  const [noAnswer, setNoAnswer] = useState<Problem>();
  const recording = useAct('POST /verifications');
  const [left, setLeft] = useState(lines);
  const [preview, setPreview] = useState<ReplyOf<'POST /verifications'>>();
  const body = (dryRun: boolean): BodyOf<'POST /verifications'> => ({ plan, dryRun, reports: left.map(({ card, cells }) => ({ indicator: card.code, unit, period, value: cells[0]!.report!.value! })) });
  useEffect(() => {
    setPreview(undefined);
    setNoAnswer(undefined);
    // A question only: nothing on the screen has to be read again after it.
    if (left.length > 0) act('POST /verifications', { body: body(true) }).then(setPreview, (error: unknown) => setNoAnswer(toldOf(error)));
  }, [left]);
  const refused = new Map(preview?.refused.map(({ indicator, because, remedy }) => [indicator, { because, remedy }]));
  const record = async () => {
    const answer = await recording.send({ body: body(false) });
    if (!answer) return;
    if (!answer.recorded) return setPreview(answer);
    show(t('bulkDone', { count: answer.accepted }), { ...(answer.position === undefined ? {} : { position: answer.position, recordedAt: new Date().toISOString() }) });
    onDone();
    onClose();
  };
  const problem = noAnswer ?? recording.problem;
  return (
    <Modal
      open title={t('bulkTitle')} onCancel={onClose} width={720} mask={{ closable: false }}
      footer={[
        <Button key="cancel" onClick={onClose}>{t('cancel')}</Button>,
        refused.size > 0
          ? <Button key="drop" type="primary" onClick={() => setLeft(left.filter(({ card }) => !refused.has(card.code)))}>{t('bulkDrop', { count: refused.size })}</Button>
          : <Button key="send" type="primary" autoFocus loading={recording.busy || (preview === undefined && problem === undefined)} disabled={!preview || left.length === 0} onClick={() => void record()}>{t('bulkConfirm', { count: left.length })}</Button>,
      ]}
    >
      {preview && <p role="status">{t('bulkPreview', { accepted: preview.accepted, refused: preview.refused.length })}</p>}
      <p className="effect">{t('bulkRule')}</p>
      {problem && <Told problem={problem} className="spaced" />}
      <Wide>
        <table className="plain-table">
          <thead><tr><th scope="col">{t('indicator')}</th><th scope="col" className="right">{t('value')}</th><th scope="col">{t('note')}</th></tr></thead>
          <tbody>
            {left.map(({ card, cells }) => {
              const why = refused.get(card.code);
              return <tr key={card.code}><th scope="row">{say(card.name)}</th><td className="right"><Figure value={cells[0]?.report?.value} unit={card.measurementUnit} /></td><td>{why ? <span className="late">{say(why.because)} {say(why.remedy)}</span> : (cells[0]?.report?.note ?? '—')}</td></tr>;
            })}
          </tbody>
        </table>
      </Wide>
    </Modal>
  );
}
