import '../findings.css';
import '../finding/finding.css';
import './drafts.css';
import { useReceipt } from '../../acts/receipt.js';
import { useAct } from '../../acts/use-act.js';
import { To, useAddress } from '../../frame/address.js';
import { Answer } from '../../frame/page-states.js';
import { texts, useLanguage, useTexts } from '../../language/texts.js';
import type { ReplyOf } from '../../server/ask.js';
import { useView } from '../../server/views.js';
import { usePageSubject } from '../../trace/trace.js';
import { FindingForm } from './finding-form.js';
import type { FindingContent } from './content-fields.js';

const redraftTexts = texts('supervision-redraft', {
  title: ['修改拟稿', 'Change a draft'],
  back: ['返回拟稿', 'Back to the draft'],
  save: ['保存修改', 'Save the changes'],
});

type Page = ReplyOf<'GET /findings/:finding'>;

/** Changes a draft that was not issued yet. */
export default function RedraftPage({ finding }: { readonly finding: string }) {
  const t = useTexts(redraftTexts);
  const view = useView('GET /findings/:finding', { path: { finding } });
  usePageSubject({ kind: 'finding', key: finding });
  return (
    <>
      <div className="page-head"><h1>{t('title')}</h1><span className="bar-space" /><To href={`/supervision/findings/${finding}`}>{t('back')}</To></div>
      <Answer view={view}>{(page) => <Changed page={page} />}</Answer>
    </>
  );
}

function Changed({ page: { finding, content, revision, may } }: { readonly page: Page }) {
  const t = useTexts(redraftTexts);
  const { say } = useLanguage();
  const show = useReceipt();
  const { go } = useAddress();
  const { send, busy, problem } = useAct('POST /findings/:finding/redraft');
  const verdict = may?.['redraft'];
  if (!verdict?.allowed) return <p className="card">{verdict?.because ? say(verdict.because) : '—'} {verdict?.remedy && say(verdict.remedy)}</p>;
  const submit = async (changed: FindingContent) => {
    const answer = await send({ path: { finding }, body: { content: changed }, revision });
    if (!answer) return false;
    show(t('title'), answer);
    go(`/supervision/findings/${finding}`);
    return true;
  };
  return <FindingForm first={content} draftKey={`zhiheng.draft.finding.${finding}`} submitText={t('save')} busy={busy} problem={problem} onSubmit={submit} />;
}
