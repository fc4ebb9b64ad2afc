import '../findings.css';
import '../finding/finding.css';
import './drafts.css';
import { useReceipt } from '../../acts/receipt.js';
import { useAct } from '../../acts/use-act.js';
import { useAddress } from '../../frame/address.js';
import { Answer } from '../../frame/page-states.js';
import { texts, useTexts } from '../../language/texts.js';
import { useView } from '../../server/views.js';
import { FindingForm } from './finding-form.js';
import type { FindingContent } from './content-fields.js';

const newTexts = texts('supervision-new-finding', {
  title: ['新建问题', 'New finding'],
  hint: ['先存为拟稿，核对后再交办。', 'It is kept as a draft first, to be checked and issued.'],
  fromWarning: ['根据时序预警拟稿，请核对后修改。', 'Drafted from a warning about progress; check and change it.'],
  nothing: ['该单位已赶上时序进度，没有可拟稿的内容。', 'The unit has caught up; there is nothing to order.'],
  save: ['存为拟稿', 'Save as a draft'],
  saved: ['问题拟稿', 'Draft'],
});

/** The form of a new finding; `?warning=plan/indicator/unit/year` begins with what a warning says, `?unit=` with a unit. */
export default function NewFindingPage() {
  const t = useTexts(newTexts);
  const { params } = useAddress();
  const warning = params.get('warning');
  return (
    <>
      <div className="page-head"><h1>{t('title')}</h1><span className="hint">{warning ? t('fromWarning') : t('hint')}</span></div>
      {warning ? <FromWarning warning={warning} /> : <Written first={params.get('unit') ? { unit: params.get('unit')! } : {}} name="new" />}
    </>
  );
}

function FromWarning({ warning }: { readonly warning: string }) {
  const t = useTexts(newTexts);
  const [plan = '', indicator = '', unit = '', year = ''] = warning.split('/');
  const view = useView('GET /supervision/warnings/:plan/:indicator/:unit/:year', { path: { plan, indicator, unit, year } });
  return <Answer view={view}>{({ draft }) => (draft ? <Written first={draft} name={warning} /> : <p className="card">{t('nothing')}</p>)}</Answer>;
}

function Written({ first, name }: { readonly first: Partial<FindingContent>; readonly name: string }) {
  const t = useTexts(newTexts);
  const show = useReceipt();
  const { go } = useAddress();
  const { send, busy, problem } = useAct('POST /findings');
  const submit = async (content: FindingContent) => {
    const answer = await send({ body: { content } });
    if (!answer) return false;
    show(t('saved'), answer);
    go(`/supervision/findings/${answer.finding}`);
    return true;
  };
  return <FindingForm first={first} draftKey={`zhiheng.draft.finding.${name}`} submitText={t('save')} busy={busy} problem={problem} onSubmit={submit} />;
}
