import type { ReactNode } from 'react';
import { interviewLevelWords } from '../../../words/supervision-words.js';
import { To } from '../../frame/address.js';
import { Answer } from '../../frame/page-states.js';
import { dayText, instantText } from '../../language/format.js';
import { useLanguage, useTexts } from '../../language/texts.js';
import { Paper } from '../../print/paper.js';
import { useView } from '../../server/views.js';
import { useWord } from '../../show/facts.js';
import { Instant } from '../../show/signs.js';
import { useUnitNames } from '../../show/unit-names.js';
import { FindingName } from '../campaigns/finding-link.js';
import '../campaigns/campaigns.css';
import type { InterviewReply } from './interview-forms.js';
import { interviewTexts } from './interview-texts.js';

/** Loads an interview and puts it on paper. */
function InterviewOnPaper({ interview, title, children }: { readonly interview: string; readonly title: 'paperNoticeTitle' | 'paperMinutesTitle'; readonly children: (data: InterviewReply) => ReactNode }) {
  const t = useTexts(interviewTexts);
  const view = useView('GET /interviews/:interview', { path: { interview } });
  return (
    <>
      <p className="no-print"><To href={`/supervision/interviews/${interview}`}>{t('noInterview')}</To></p>
      {view.data === undefined && <h1 className="sr-only">{t(title)}</h1>}
      <Answer view={view}>
        {(data) => (
          <Paper label={t(title)}>
            <p className="campaigns-paper-number">{t('paperNumber', { code: data.interview })}</p>
            <h1>{t(title)}</h1>
            {children(data)}
          </Paper>
        )}
      </Answer>
    </>
  );
}

/** Lines to be filled in by hand, each wide enough for a name. */
function SignHere({ labels }: { readonly labels: readonly string[] }) {
  return <p className="campaigns-signs">{labels.map((label) => <span key={label}>{label}<i aria-hidden /></span>)}</p>;
}

/** The call as a document, with its receipt to sign. */
export function InterviewNotice({ interview }: { readonly interview: string }) {
  const t = useTexts(interviewTexts);
  const name = useUnitNames();
  const { language } = useLanguage();
  return (
    <InterviewOnPaper interview={interview} title="paperNoticeTitle">
      {(data) => (
        <>
          <p>{t('paperTo', { unit: name(data.unit) })}</p>
          <p className="campaigns-paper-text">{t('paperNotice', { reason: data.reason.replace(/[。.]$/, ''), at: instantText(data.at, language), place: data.place, post: data.interviewee.post })}</p>
          <p className="campaigns-paper-text">{t('paperBring')}</p>
          {data.findings.length > 0 && <p className="campaigns-paper-text">{t('paperFindings')}{data.findings.map((one, index) => <span key={one}>{index > 0 && t('paperAnd')}<FindingName finding={one} /></span>)}</p>}
          {data.authority && <p className="campaigns-paper-text">{t('paperAuthority', { authority: data.authority })}</p>}
          {data.urgentDocuments.length > 0 && <p className="campaigns-paper-text">{t('paperUrgent', { documents: data.urgentDocuments.join(t('paperAnd')) })}</p>}
          <div className="campaigns-paper-foot"><p>{t('paperSeal')}</p><p><Instant at={data.calledAt} dayOnly /></p></div>
          <div className="campaigns-paper-receipt"><h2>{t('paperReceipt')}</h2><SignHere labels={[t('paperReceivedBy'), t('paperReceivedPost'), t('paperReceivedAt')]} /></div>
        </>
      )}
    </InterviewOnPaper>
  );
}

/** The record as a document, to be signed by both. */
export function InterviewMinutes({ interview }: { readonly interview: string }) {
  const t = useTexts(interviewTexts);
  const word = useWord();
  const name = useUnitNames();
  const { language } = useLanguage();
  return (
    <InterviewOnPaper interview={interview} title="paperMinutesTitle">
      {(data) => (
        <>
          <table className="plain-table campaigns-minutes">
            <tbody>
              <tr><th scope="row">{t('unit')}</th><td>{name(data.unit)}</td><th scope="row">{t('interviewee')}</th><td>{data.interviewee.post}</td></tr>
              <tr><th scope="row">{t('interviewer')}</th><td>{data.interviewer}</td><th scope="row">{t('level')}</th><td>{word(interviewLevelWords, data.level)}</td></tr>
              <tr><th scope="row">{t('heldAt')}</th><td>{instantText(data.held?.heldAt ?? data.at, language)}</td><th scope="row">{t('place')}</th><td>{data.place}</td></tr>
              <tr><th scope="row">{t('reason')}</th><td colSpan={3}>{data.reason}</td></tr>
              <tr className={data.held ? undefined : 'campaigns-blank'}><th scope="row">{t('statement')}</th><td colSpan={3}>{data.held?.statement}</td></tr>
              <tr className={data.held ? undefined : 'campaigns-blank'}><th scope="row">{t('commitments')}</th><td colSpan={3}><ol>{data.held?.commitments.map(({ text, dueOn }) => <li key={text}>{text} · {dayText(dueOn, language)}</li>)}</ol></td></tr>
              <tr><th scope="row">{t('followUpDue')}</th><td colSpan={3}>{data.followUpDueOn && dayText(data.followUpDueOn, language)}</td></tr>
            </tbody>
          </table>
          <div className="campaigns-paper-receipt"><SignHere labels={[t('paperSignInterviewer'), t('paperSignInterviewee')]} /></div>
        </>
      )}
    </InterviewOnPaper>
  );
}
