import { ActButton } from '../acts/act-button.js';
import { Answer } from '../frame/page-states.js';
import { texts, useTexts } from '../language/texts.js';
import { useView } from '../server/views.js';
import { usePageSubject } from '../trace/trace.js';
import { LedgerFacts, LedgerKeys } from '../audit/checkpoints/ledger-facts.js';
import { DutyNote } from './duty-note.js';
import '../audit/audit.css';
import './administration.css';

const pageTexts = texts('admin-keys', {
  title: ['账本签名密钥', 'Keys of the ledger'],
  hint: ['账本用它签发检查点。私钥只在服务器上，从不显示；公钥应向社会或见证方公布。', 'The ledger signs checkpoints with it. The private key stays on the server and is never shown; publish the public one.'],
  now: ['账本现状', 'The ledger now'],
  effect: ['以新密钥签发今后的检查点，旧密钥即刻停用；此前的检查点仍以旧公钥核验。请随后把新公钥告知见证方和持有旧公钥的收件人，否则他们的核验会提示“没有以您给出的密钥签名”。', 'Checkpoints are signed with a new key from now on and the old one is retired; earlier ones are still checked with the old key. Tell witnesses and recipients the new public key, or their checks will say that it is not signed with the key they hold.'],
  after: ['更换之后', 'After a change'],
  after1: ['把新公钥写入公告或公函。', 'Publish the new public key in a notice or a letter.'],
  after2: ['请见证方用第二个 --trust 加上新公钥再启动。', 'Ask witnesses to start with the new key as a second --trust.'],
  after3: ['请收件人今后用新公钥（--key）核验。', 'Ask recipients to use the new key (--key) from now on.'],
});

/** Keys of the ledger, and their change, for the security administrator. */
export default function KeysPage() {
  const t = useTexts(pageTexts);
  const ledger = useView('GET /ledger', {}, { now: true });
  usePageSubject({ kind: 'ledger', key: 'checkpoints' });
  return (
    <>
      <div className="page-head">
        <h1>{t('title')}</h1><span className="hint">{t('hint')}</span><span className="bar-space" />
        <ActButton danger form={{ route: 'POST /ledger/keys', title: { zh: '更换签名密钥', en: 'Change the key' }, effect: t('effect'), fields: [{ name: 'reason', label: { zh: '理由', en: 'Reason' }, kind: 'area', required: true, maxLength: 2000, help: { zh: '如“年度更换”“原密钥疑似泄露”。记入日志。', en: 'Such as “yearly change” or “the old key may be known”. Written into the log.' } }] }} />
      </div>
      <DutyNote />
      <Answer view={ledger}>
        {(now) => (
          <>
            <section className="card"><h2>{t('now')}</h2><LedgerFacts ledger={now} /></section>
            <LedgerKeys ledger={now} />
            <section className="card"><h2>{t('after')}</h2><ol className="audit-says"><li>{t('after1')}</li><li>{t('after2')}</li><li>{t('after3')}</li></ol></section>
          </>
        )}
      </Answer>
    </>
  );
}
