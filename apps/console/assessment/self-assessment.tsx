import { ActButton } from '../acts/act-button.js';
import type { ActForm } from '../acts/act-dialog.js';
import { useMoment } from '../frame/address.js';
import { Answer, Nothing, Told } from '../frame/page-states.js';
import { dayText, instantText } from '../language/format.js';
import { useLanguage, useTexts } from '../language/texts.js';
import { usePermissions, useView } from '../server/views.js';
import { reasonField } from './act-fields.js';
import type { Report } from './claims.js';
import { SelfForm } from './self-form.js';
import { SelfReport } from './self-report.js';
import { selfTexts } from './self-texts.js';
import { verdictOn, type Round } from './steps.js';
import { UnitFrame } from './unit-frame.js';

/** Whether it is there, since when, and whether it was given back. */
function Standing({ round, unit, report, editing }: { readonly round: Round; readonly unit: string; readonly report: Report | undefined; readonly editing: boolean }) {
  const t = useTexts(selfTexts);
  const { language } = useLanguage();
  const giveBack: ActForm<'POST /rounds/:round/units/:unit/self-assessment/return'> = {
    route: 'POST /rounds/:round/units/:unit/self-assessment/return', title: { zh: '退回自评', en: 'Return' }, path: { round: round.round, unit },
    fields: [reasonField(), { name: 'resubmitBy', label: { zh: '重新提交期限', en: 'To be submitted again by' }, kind: 'date', help: { zh: '不填则按本轮自评截止日期。', en: 'The day of the round when left empty.' } }],
  };
  return (
    <section className="card">
      {report?.returned && <p className="assessment-why"><strong>{t('returned', { reason: report.returned.reason })}</strong>{report.returned.resubmitBy && <> {t('resubmitBy', { day: dayText(report.returned.resubmitBy, language) })}</>}</p>}
      <p>
        {report ? <>{t('submitted', { at: instantText(report.submittedAt, language), score: report.selfScore })}{report.late && <span className="late"> {t('late')}</span>}</> : t('none')}
        {' · '}{t('due', { day: dayText(round.calendar.selfAssessmentBy, language) })}
        {!editing && round.step !== 'self-assessment' && ` · ${t('closed')}`}
      </p>
      {report && !report.returned && <ActButton size="small" form={giveBack} quiet verdict={verdictOn(round, 'return-self-assessment')} />}
    </section>
  );
}

function Body({ round, unit }: { readonly round: Round; readonly unit: string }) {
  const t = useTexts(selfTexts);
  const { may } = usePermissions();
  const { at } = useMoment();
  const path = { round: round.round, unit };
  const form = useView('GET /rounds/:round/units/:unit/self-assessment-form', { path });
  const report = useView('GET /rounds/:round/units/:unit/self-assessment', { path });
  const missing = report.problem?.status === 404;
  const editing = verdictOn(round, 'self-assess')?.allowed === true && at === undefined && may('POST /rounds/:round/units/:unit/self-assessment', unit);
  if (report.problem && !missing && !report.data) return <Told problem={report.problem} again={report.again} />;
  return (
    <Answer view={form}>
      {(shown) => (
        <>
          <Standing round={round} unit={unit} report={report.data} editing={editing} />
          {editing && (report.data || missing) && <SelfForm round={round.round} unit={unit} form={shown} report={report.data} />}
          {!editing && report.data && <SelfReport round={round} unit={unit} form={shown} report={report.data} />}
          {!editing && missing && <Nothing>{t('none')}</Nothing>}
        </>
      )}
    </Answer>
  );
}

/** A unit's self-assessment: the form while it may be submitted, the report for everybody who may read it. */
export default function SelfAssessmentPage({ round, unit }: { readonly round: string; readonly unit: string }) {
  return <UnitFrame round={round} unit={unit} tab="self-assessment">{(shown) => <Body round={shown} unit={unit} />}</UnitFrame>;
}
