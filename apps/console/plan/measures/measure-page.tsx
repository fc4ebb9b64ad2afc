import { ActButton } from '../../acts/act-button.js';
import { To } from '../../frame/address.js';
import { Answer } from '../../frame/page-states.js';
import { usePlanYear } from '../../frame/plan-year.js';
import { texts, useTexts } from '../../language/texts.js';
import type { ReplyOf } from '../../server/ask.js';
import { useView } from '../../server/views.js';
import { Day, Instant, Missing, Unit, Units } from '../../show/signs.js';
import { mark } from '../../show/punctuation.js';
import { TraceButton } from '../../trace/trace-button.js';
import { usePageSubject } from '../../trace/trace.js';
import { Fact } from '../parts.js';
import { planTexts } from '../plan-texts.js';
import { ReportProgress } from '../progress/progress-forms.js';
import { cityToday } from '../today.js';
import { useAssignForm } from './assign-form.js';
import { MeasureIndicators } from './measure-indicators.js';
import { MeasureProgress } from './measure-progress.js';
import { Wide } from '../../frame/wide.js';

const pageTexts = texts('plan-measure', {
  chapter: ['第 {no} 章 {title}', 'Chapter {no}: {title}'],
  text: ['方案原文', 'Words of the plan'],
  printed: ['方案所列责任单位：', 'Units as printed: '],
  open: ['（原文以“等”结尾，可以凭文件增补）', '(the list is open: units can be added by decision)'],
  closed: ['（原文为封闭列举）', '(the list is closed)'],
  responsible: ['现行分工', 'Present assignment'],
  lead: ['牵头单位', 'Lead unit'],
  supporting: ['配合单位', 'Supporting units'],
  participants: ['参与单位', 'Units that take part'],
  from: ['自', 'From'],
  history: ['历次分工', 'Assignments over time'],
  decided: ['决定', 'Decided'],
  noHistory: ['还没有确定分工。', 'Nobody is assigned yet.'],
  previous: ['上一条', 'Previous'],
  next: ['下一条', 'Next'],
});

type Measure = ReplyOf<'GET /plans/:plan/measures/:no'>;

/** One measure: the plan's words, who is responsible since when, what measures it, and how far it is. */
export default function MeasurePage({ no }: { readonly no: string }) {
  const { plan } = usePlanYear();
  const view = useView('GET /plans/:plan/measures/:no', { path: { plan, no } }, { enabled: plan !== '' });
  usePageSubject(plan ? { kind: 'measure', key: `${plan}.${no}` } : undefined);
  return <Answer view={view}>{(measure) => <Body measure={measure} />}</Answer>;
}

function Body({ measure }: { readonly measure: Measure }) {
  const t = useTexts(pageTexts);
  const { plan } = usePlanYear();
  const chapters = useView('GET /plans/:plan', { path: { plan } }).data;
  const chapter = chapters?.chapters.find(({ no }) => no === measure.chapter);
  const assign = useAssignForm(measure);
  return (
    <>
      <div className="page-head">
        <h1 lang="zh-CN">{measure.no}. {measure.title}</h1>
        <TraceButton subject={{ kind: 'measure', key: `${plan}.${measure.no}` }} />
        {chapter && <span className="hint" lang="zh-CN">{t('chapter', { no: chapter.no, title: chapter.title })}</span>}
        <span className="bar-space" />
        {measure.no > 1 && <To href={`/plan/measures/${measure.no - 1}`}>{t('previous')}</To>}
        {measure.no < (chapters?.measures ?? 0) && <To href={`/plan/measures/${measure.no + 1}`}>{t('next')}</To>}
        <ReportProgress plan={plan} measure={measure} primary />
        <ActButton quiet form={assign} />
      </div>
      <div className="columns">
        <section className="card">
          <h2>{t('text')}</h2>
          <div className="plan-original" lang="zh-CN"><p>{measure.text}</p></div>
          <p className="plan-soft">{t('printed')}<span lang="zh-CN">{measure.responsibleUnits.join(mark.and)}</span> {measure.open ? t('open') : t('closed')}</p>
        </section>
        <Responsible measure={measure} />
      </div>
      <MeasureIndicators plan={plan} measure={measure} />
      <MeasureProgress plan={plan} measure={measure} />
      <AssignmentHistory measure={measure} />
    </>
  );
}

function Responsible({ measure }: { readonly measure: Measure }) {
  const t = useTexts(pageTexts);
  const p = useTexts(planTexts);
  return (
    <section className="card">
      <h2>{t('responsible')}</h2>
      <dl className="fields">
        <Fact name={t('lead')}>{measure.lead ? <strong><Unit code={measure.lead} /></strong> : p('notAssigned')}</Fact>
        <Fact name={t('supporting')}><Units codes={measure.supporting} /></Fact>
        {measure.participants.length !== measure.supporting.length + 1 && <Fact name={t('participants')}><Units codes={measure.participants} /></Fact>}
        <Fact name={t('from')}><Day date={measure.assignedFrom} /></Fact>
      </dl>
    </section>
  );
}

function AssignmentHistory({ measure }: { readonly measure: Measure }) {
  const t = useTexts(pageTexts);
  const p = useTexts(planTexts);
  const newestFirst = [...measure.assignments].reverse();
  const inForce = measure.assignments.filter(({ from }) => from <= cityToday()).pop();
  return (
    <section className="card">
      <h2>{t('history')}</h2>
      {newestFirst.length === 0 ? <p>{t('noHistory')}</p> : (
        <Wide label={t('history')}>
          <table className="plain-table">
            <thead><tr>{[t('from'), t('lead'), t('supporting'), t('decided'), p('authority'), p('reason')].map((head) => <th key={head} scope="col">{head}</th>)}</tr></thead>
            <tbody>
              {newestFirst.map((line) => (
                <tr key={`${line.from}${line.recordedAt}`}>
                  <td className="plan-nowrap"><Day date={line.from} />{line === inForce && <strong>{mark.open}{p('present')}{mark.close}</strong>}</td>
                  <td><Unit code={line.lead} /></td>
                  <td><Units codes={line.supporting} /></td>
                  <td className="plan-nowrap"><Instant at={line.recordedAt} /><div className="plan-soft">{line.decidedBy}</div></td>
                  <td>{line.authority ?? <Missing />}</td>
                  <td>{line.reason ?? <Missing />}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Wide>
      )}
    </section>
  );
}
