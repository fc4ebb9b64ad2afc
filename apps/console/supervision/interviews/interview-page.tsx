import { interviewLevelWords } from '../../../words/supervision-words.js';
import { ActButton } from '../../acts/act-button.js';
import { To } from '../../frame/address.js';
import { Answer } from '../../frame/page-states.js';
import { useTexts } from '../../language/texts.js';
import { usePermissions, useView } from '../../server/views.js';
import { Fact, Facts, useWord } from '../../show/facts.js';
import { Day, Instant, Unit } from '../../show/signs.js';
import { Timeline } from '../../show/timeline.js';
import { useUnitNames } from '../../show/unit-names.js';
import { TraceButton } from '../../trace/trace-button.js';
import { usePageSubject } from '../../trace/trace.js';
import { GivenName } from '../persons.js';
import { FindingLink } from '../campaigns/finding-link.js';
import { Files } from '../campaigns/files.js';
import { CalendarDaysLeft } from '../campaigns/signs.js';
import '../campaigns/campaigns.css';
import { useInterviewForms, type InterviewReply } from './interview-forms.js';
import { InterviewStatus } from './interview-status.js';
import { interviewTexts } from './interview-texts.js';

/** One interview: the call, the record, what the unit reports, and how it ended. */
export default function InterviewPage({ interview }: { readonly interview: string }) {
  usePageSubject({ kind: 'interview', key: interview });
  const t = useTexts(interviewTexts);
  const name = useUnitNames();
  const view = useView('GET /interviews/:interview', { path: { interview } });
  return (
    <>
      <p className="no-print"><To href="/supervision/interviews">{t('list')}</To></p>
      <div className="page-head">
        <h1>{view.data ? t('title', { unit: name(view.data.unit) }) : t('noInterview')}</h1>
        {view.data && <InterviewStatus status={view.data.status} />}
        <TraceButton subject={{ kind: 'interview', key: interview }} />
        <To href={`/supervision/interviews/${interview}/notice`}>{t('notice')}</To>
        {view.data?.held && <To href={`/supervision/interviews/${interview}/minutes`}>{t('minutesPaper')}</To>}
      </div>
      <Answer view={view}>
        {(data) => (
          <>
            <Acts data={data} />
            <div className="columns">
              <div><Call data={data} />{data.held && <Minutes data={data} />}{data.held && <FollowUps data={data} />}</div>
              <Timeline steps={data.timeline} />
            </div>
          </>
        )}
      </Answer>
    </>
  );
}

function Acts({ data }: { readonly data: InterviewReply }) {
  const { may } = usePermissions();
  const { move, cancel, record, followUp, conclude } = useInterviewForms(data);
  const { status, unit } = data;
  const runs = may('POST /interviews/:interview/record', unit);
  const answers = may('POST /interviews/:interview/follow-up', unit);
  const after = status === 'held' || status === 'followed-up';
  if (!(runs && (status === 'called' || after)) && !(answers && after)) return null;
  return (
    <div className="campaigns-acts no-print">
      {runs && status === 'called' && <><ActButton form={record} type="primary" unit={unit} /><ActButton form={move} unit={unit} /><ActButton form={cancel} unit={unit} /></>}
      {answers && after && <ActButton form={followUp} type="primary" unit={unit} />}
      {runs && after && <ActButton form={conclude} type="primary" unit={unit} />}
    </div>
  );
}

function Call({ data }: { readonly data: InterviewReply }) {
  const t = useTexts(interviewTexts);
  const word = useWord();
  return (
    <section className="card">
      <h2>{t('call')}</h2>
      <Facts>
        <Fact label={t('unit')}><Unit code={data.unit} linked /></Fact>
        <Fact label={t('interviewee')}>{data.interviewee.post} <GivenName person={data.interviewee.person} /></Fact>
        <Fact label={t('interviewer')}>{data.interviewer} · {word(interviewLevelWords, data.level)}</Fact>
        <Fact label={t('at')}><strong><Instant at={data.at} /></strong></Fact>
        <Fact label={t('place')}>{data.place}</Fact>
        <Fact label={t('reason')}>{data.reason}</Fact>
        {data.findings.length > 0 && <Fact label={t('findings')}>{data.findings.map((one) => <div key={one}><FindingLink finding={one} /></div>)}</Fact>}
        {data.authority && <Fact label={t('authority')}>{data.authority}</Fact>}
        {data.urgent && <Fact label={t('urgent')}>{data.urgentDocuments.length > 0 ? t('urgentBy', { documents: data.urgentDocuments.join(t('paperAnd')) }) : t('yes')}</Fact>}
        {data.moves > 0 && <Fact label={t('moves')}>{data.moves}</Fact>}
        <Fact label={t('calledBy')}><Instant at={data.calledAt} /> · {data.calledBy}</Fact>
        {data.cancelReason && <Fact label={t('cancelReason')}>{data.cancelReason}</Fact>}
      </Facts>
    </section>
  );
}

function Minutes({ data: { held } }: { readonly data: InterviewReply }) {
  const t = useTexts(interviewTexts);
  if (!held) return null;
  return (
    <section className="card">
      <h2>{t('record')}</h2>
      <Facts>
        <Fact label={t('heldAt')}><Instant at={held.heldAt} /></Fact>
        <Fact label={t('statement')}>{held.statement}</Fact>
        <Fact label={t('minutes')}><Files files={held.minutes} /></Fact>
        <Fact label={t('signatures')}>{held.signatures.by === 'both' ? t('signedBoth') : t('signedOne', { refusal: held.signatures.refusal })}</Fact>
        {held.urgentDocument && <Fact label={t('heldEarly')}>{held.urgentDocument}</Fact>}
      </Facts>
      {held.commitments.length > 0 && (
        <table className="plain-table">
          <thead><tr><th scope="col">{t('commitment')}</th><th scope="col">{t('due')}</th></tr></thead>
          <tbody>{held.commitments.map(({ text, dueOn }) => <tr key={text}><td>{text}</td><td><Day date={dueOn} /></td></tr>)}</tbody>
        </table>
      )}
    </section>
  );
}

function FollowUps({ data: { followUps, followUpDueOn, opinion } }: { readonly data: InterviewReply }) {
  const t = useTexts(interviewTexts);
  return (
    <section className="card">
      <h2>{t('followUps')}</h2>
      <Facts><Fact label={t('followUpDue')}><CalendarDaysLeft dueAt={followUpDueOn} settled={followUps.length > 0 || opinion !== null} /></Fact></Facts>
      {followUps.length === 0 && <p className="missing">{t('noFollowUp')}</p>}
      {followUps.map(({ at, by, report, evidence, late }) => (
        <article key={at} className="campaigns-visit">
          <h3><Instant at={at} /> · {by}{late && <strong className="late"> · {t('late')}</strong>}</h3>
          <p>{report}</p>
          {evidence.length > 0 && <Files files={evidence} />}
        </article>
      ))}
      {opinion && <Facts><Fact label={t('opinion')}><strong>{opinion}</strong></Fact></Facts>}
    </section>
  );
}
