import { matterKindWords, matterOutcomeWords, urgencyWords, waitingWords } from '../../../words/supervision-words.js';
import { ActButton } from '../../acts/act-button.js';
import { To } from '../../frame/address.js';
import { Answer } from '../../frame/page-states.js';
import { useTexts } from '../../language/texts.js';
import { usePermissions, useView } from '../../server/views.js';
import { Fact, Facts, useWord } from '../../show/facts.js';
import { Instant, Unit } from '../../show/signs.js';
import { Timeline } from '../../show/timeline.js';
import { mark } from '../../show/punctuation.js';
import { TraceButton } from '../../trace/trace-button.js';
import { usePageSubject } from '../../trace/trace.js';
import { Files } from '../campaigns/files.js';
import '../campaigns/campaigns.css';
import { Incident, Instructions } from './matter-cards.js';
import { useMatterForms, useReportForm, type MatterReply } from './matter-forms.js';
import { MatterStatus } from './matter-status.js';
import { PersonName } from '../persons.js';
import { matterTexts } from './matter-texts.js';

/** One matter: the paper, what was added, what the leadership instructed, and how it was settled. */
export default function MatterPage({ matter }: { readonly matter: string }) {
  usePageSubject({ kind: 'matter', key: matter });
  const t = useTexts(matterTexts);
  const word = useWord();
  const view = useView('GET /matters/:matter', { path: { matter } });
  const { data: known } = view;
  return (
    <>
      <p className="no-print"><To href="/supervision/matters">{t('list')}</To></p>
      <div className="page-head">
        <h1>{known?.title ?? t('matter')}</h1>
        {known && <span>{word(matterKindWords, known.kind)}</span>}
        {known && <MatterStatus status={known.status} />}
        <TraceButton subject={{ kind: 'matter', key: matter }} />
        <To href={`/supervision/matters/${matter}/paper`}>{t('print')}</To>
      </div>
      <Answer view={view}>
        {(data) => (
          <>
            <Acts data={data} />
            <div className="columns">
              <div><PaperCard data={data} />{data.incident && <Incident incident={data.incident} />}<Supplements data={data} /><Instructions data={data} /><Settlement data={data} /></div>
              <Timeline steps={data.timeline} />
            </div>
          </>
        )}
      </Answer>
    </>
  );
}

function Acts({ data }: { readonly data: MatterReply }) {
  const { may } = usePermissions();
  const { supplement, giveBack, settle, instruct } = useMatterForms(data);
  const again = useReportForm(data.matter, data);
  const { status, unit, kind } = data;
  const reports = may('POST /matters', unit);
  const handles = may(settle.route, unit);
  const instructs = may(instruct.route, unit);
  const settleable = status === 'instructed' || (status === 'reported' && kind === 'report');
  return (
    <div className="campaigns-acts no-print">
      {instructs && status !== 'returned' && <ActButton form={instruct} type={status === 'reported' ? 'primary' : 'default'} />}
      {handles && settleable && <ActButton form={settle} type={status === 'instructed' ? 'primary' : 'default'} />}
      {handles && status === 'reported' && <ActButton form={giveBack} />}
      {reports && status === 'returned' && <ActButton form={again} type="primary" />}
      {reports && status !== 'settled' && status !== 'returned' && <ActButton form={supplement} />}
    </div>
  );
}

function PaperCard({ data }: { readonly data: MatterReply }) {
  const t = useTexts(matterTexts);
  const word = useWord();
  return (
    <section className="card">
      <h2>{t('paper')}</h2>
      <Facts>
        <Fact label={t('unit')}><Unit code={data.unit} linked /></Fact>
        {data.documents.length > 0 && <Fact label={t('documents')}>{data.documents.join(mark.and)}</Fact>}
        <Fact label={t('urgency')}>{word(urgencyWords, data.urgency)}</Fact>
        <Fact label={t('content')}>{data.content}</Fact>
        {data.decisionSought && <Fact label={t('decisionSought')}><strong>{data.decisionSought}</strong></Fact>}
        {data.signer && <Fact label={t('signer')}><PersonName person={data.signer} /></Fact>}
        <Fact label={t('evidence')}><Files files={data.evidence} /></Fact>
        <Fact label={t('reported')}><Instant at={data.firstReportedAt} /> · {data.reportedBy}</Fact>
        {data.waitingFor && <Fact label={t('waiting')}><strong>{word(waitingWords, data.waitingFor)}</strong> · {t('since')} <Instant at={data.waitingSince} dayOnly /></Fact>}
        {data.returnReason && <Fact label={t('returnReason')}>{data.returnReason}</Fact>}
        {data.returns > 0 && <Fact label={t('returns')}>{data.returns}</Fact>}
      </Facts>
    </section>
  );
}

function Supplements({ data: { supplements } }: { readonly data: MatterReply }) {
  const t = useTexts(matterTexts);
  if (supplements.length === 0) return null;
  return (
    <section className="card">
      <h2>{t('supplements')}</h2>
      {supplements.map(({ at, by, content, documents, evidence }) => (
        <article key={at} className="campaigns-visit">
          <h3><Instant at={at} /> · {by}</h3>
          <p>{content}</p>
          {documents.length > 0 && <p>{documents.join(mark.and)}</p>}
          {evidence.length > 0 && <Files files={evidence} />}
        </article>
      ))}
    </section>
  );
}

function Settlement({ data: { outcome, opinion, document } }: { readonly data: MatterReply }) {
  const t = useTexts(matterTexts);
  const word = useWord();
  if (!outcome) return null;
  return (
    <section className="card">
      <h2>{t('settled')}</h2>
      <Facts>
        <Fact label={t('outcome')}><strong>{word(matterOutcomeWords, outcome)}</strong></Fact>
        {opinion && <Fact label={t('opinion')}>{opinion}</Fact>}
        {document && <Fact label={t('document')}>{document}</Fact>}
      </Facts>
    </section>
  );
}
