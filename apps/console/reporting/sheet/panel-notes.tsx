import { softCheckWords } from '../../../words/reporting-words.js';
import { dayText } from '../../language/format.js';
import { useLanguage, useTexts } from '../../language/texts.js';
import { useWord } from '../../show/facts.js';
import { Instant } from '../../show/signs.js';
import { mark } from '../../show/punctuation.js';
import { panelTexts } from './panel-texts.js';
import type { Report } from './sheet-types.js';

/** What is to be known of a report before one works on it: why it came back, what was declared, who did what. */
export function ReportNotes({ report }: { readonly report: Report }) {
  const t = useTexts(panelTexts);
  const word = useWord();
  const { language } = useLanguage();
  const day = (date: string): string => `${dayText(date, language)}${language === 'zh' ? '' : ' '}`.trimEnd();
  return (
    <>
      {report.status === 'returned' && (
        <p className="panel-returned" role="note">{t('returned', { reason: report.returnReason ?? '' })} {report.resubmitBy && t('resubmitBy', { day: day(report.resubmitBy) })}</p>
      )}
      {report.status === 'not-applicable-declared' && <p className="panel-remark">{t('declared', { reason: report.note ?? '' })}</p>}
      {report.status === 'not-released' && report.expectedOn && <p className="panel-remark">{t('deferred', { day: day(report.expectedOn), reason: report.note ?? '' })}</p>}
      {report.warnings.length > 0 && <p className="panel-warnings"><strong>{t('warnings')}</strong> {report.warnings.map((code) => word(softCheckWords, code)).join(mark.semicolon)}</p>}
      <p className="panel-who">
        <ByWhom who={report.reportedBy} at={report.reportedAt} words="reportedBy" /><br /><ByWhom who={report.verifiedBy} at={report.verifiedAt} words="verifiedBy" /> {report.corrections > 0 && t('corrections', { count: report.corrections })}
      </p>
    </>
  );
}

/** Who reported and who verified, and when. */
function ByWhom({ who, at, words }: { readonly who: string | null; readonly at: string | null; readonly words: 'reportedBy' | 'verifiedBy' }) {
  const t = useTexts(panelTexts);
  if (!who || !at) return null;
  const [before = '', between = '', after = ''] = t(words, { who, at: '\u0000' }).split(/(\u0000)/);
  return <span>{before}{between && <Instant at={at} />}{after}</span>;
}
