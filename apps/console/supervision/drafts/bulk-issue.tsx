import { Alert, Button, Modal } from 'antd';
import { useState } from 'react';
import { useReceipt } from '../../acts/receipt.js';
import { useAct } from '../../acts/use-act.js';
import { Told } from '../../frame/page-states.js';
import { texts, useLanguage, useTexts } from '../../language/texts.js';
import type { ItemOf, ReplyOf } from '../../server/ask.js';
import { Unit } from '../../show/signs.js';

const bulkTexts = texts('supervision-bulk-issue', {
  open: ['批量交办', 'Issue these'],
  title: ['批量交办 {count} 条', 'Issue {count} findings'],
  trying: ['正在试算……', 'Trying…'],
  ready: ['试算通过：以下 {count} 条将按顺序编号交办，责任单位须在两个工作日内签收。', 'The trial passed: these {count} are numbered in this order and issued; units acknowledge within two working days.'],
  refused: ['试算未通过：{count} 条不能交办，因此全部未办理。请处理后重试。', 'The trial failed: {count} cannot be issued, so none is. Settle these and try again.'],
  done: ['已交办 {count} 条', '{count} issued'],
  number: ['编号', 'Number'],
  matter: ['问题', 'Matter'],
  unit: ['责任单位', 'Unit in charge'],
  outcome: ['结果', 'Outcome'],
  fine: ['可以交办', 'can be issued'],
  issue: ['交办', 'Issue'],
  cancel: ['取消', 'Cancel'],
  close: ['关闭', 'Close'],
  move: ['编号以实际交办时为准。', 'Numbers are those of the moment of issue.'],
});

type Outcome = ReplyOf<'POST /findings/issue'>;
type Draft = ItemOf<'GET /finding-drafts'>;

/** Opens the dialog for the drafts that are chosen in the list. */
export function BulkButton({ onOpen }: { readonly onOpen: () => void }) {
  const t = useTexts(bulkTexts);
  return <Button type="primary" size="small" onClick={onOpen}>{t('open')}</Button>;
}

/** Issues drafts: a trial shows numbers and whatever stands in the way; then all of them are issued or none. It outlives the list's rows, which are gone once they are issued. */
export function BulkDialog({ drafts, onClose }: { readonly drafts: readonly Draft[]; readonly onClose: () => void }) {
  const t = useTexts(bulkTexts);
  const show = useReceipt();
  const { send, busy, problem } = useAct('POST /findings/issue');
  const [outcome, setOutcome] = useState<Outcome>();
  const run = async (dryRun: boolean) => {
    const answer = await send({ body: { dryRun, findings: drafts.map(({ finding }) => finding) } });
    if (!answer) return;
    setOutcome(answer);
    if (answer.recorded) show(t('done', { count: answer.accepted }), { position: answer.position!, recordedAt: new Date().toISOString(), ...(answer.repeated === undefined ? {} : { repeated: answer.repeated }) });
  };
  const recorded = outcome?.recorded === true;
  return (
    <Modal
      open width={880} title={t('title', { count: drafts.length })} onCancel={() => onClose()} mask={{ closable: false }}
      afterOpenChange={(isOpen) => isOpen && void run(true)}
      footer={recorded ? <Button type="primary" onClick={() => onClose()}>{t('close')}</Button> : [
        <Button key="cancel" onClick={() => onClose()}>{t('cancel')}</Button>,
        <Button key="send" type="primary" loading={busy} disabled={!outcome || outcome.refused.length > 0} onClick={() => void run(false)}>{t('issue')}</Button>,
      ]}
    >
      {problem && <Told problem={problem} className="spaced" />}
      <p role="status" className="spaced">{!outcome ? t('trying') : ''}</p>
      {outcome && <Alert className="spaced" showIcon type={recorded ? 'success' : outcome.refused.length > 0 ? 'error' : 'info'} title={recorded ? t('done', { count: outcome.accepted }) : outcome.refused.length > 0 ? t('refused', { count: outcome.refused.length }) : t('ready', { count: outcome.accepted })} description={recorded || outcome.refused.length > 0 ? undefined : t('move')} />}
      {outcome && <Outcomes drafts={drafts} outcome={outcome} />}
    </Modal>
  );
}

function Outcomes({ drafts, outcome }: { readonly drafts: readonly Draft[]; readonly outcome: Outcome }) {
  const t = useTexts(bulkTexts);
  const { say } = useLanguage();
  return (
    <table className="plain-table">
      <thead><tr><th scope="col">{t('number')}</th><th scope="col">{t('matter')}</th><th scope="col">{t('unit')}</th><th scope="col">{t('outcome')}</th></tr></thead>
      <tbody>
        {drafts.map(({ finding, content, unit }) => {
          const no = outcome.refused.find((one) => one.finding === finding);
          return (
            <tr key={finding}>
              <td>{outcome.numbers.find((one) => one.finding === finding)?.number ?? '—'}</td><td>{content.title}</td><td><Unit code={unit} /></td>
              <td>{no ? <span className="late">{say(no.because)} {say(no.remedy)}</span> : outcome.recorded ? t('done', { count: 1 }) : t('fine')}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
