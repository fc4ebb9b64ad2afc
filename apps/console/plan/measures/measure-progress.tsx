import { EvidenceFile } from '../../acts/evidence-input.js';
import { To } from '../../frame/address.js';
import { Answer } from '../../frame/page-states.js';
import { texts, useTexts } from '../../language/texts.js';
import { usePermissions, useView } from '../../server/views.js';
import { Figure, Instant, Period, Unit } from '../../show/signs.js';
import { TraceButton } from '../../trace/trace-button.js';
import type { MeasureItem } from '../names.js';
import { ReportProgress, ReviewProgress, useOwnParts, type ProgressItem } from '../progress/progress-forms.js';
import { ProgressStatus } from '../progress/progress-status.js';
import { Wide } from '../../frame/wide.js';

const progressTexts = texts('plan-measure-progress', {
  title: ['任务进展', 'Progress'],
  none: ['还没有单位填报进展。', 'No unit has reported yet.'],
  noneSeen: ['您可以查看的范围内还没有填报。', 'Nothing reported that you may see.'],
  unit: ['填报单位', 'Unit'],
  period: ['报告期', 'Period'],
  percent: ['完成程度（%）', 'Done (%)'],
  summary: ['进展情况', 'What was done'],
  status: ['状态', 'Status'],
  act: ['办理', 'To do'],
  next: ['下一步：', 'Next: '],
  remark: ['审核意见：', 'Remark: '],
  all: ['在任务进展台账中查看', 'See them in the register'],
});

/** What units said of a measure, newest first, with what can be done about each. */
export function MeasureProgress({ plan, measure }: { readonly plan: string; readonly measure: Pick<MeasureItem, 'no' | 'title' | 'participants'> }) {
  const t = useTexts(progressTexts);
  const { may, unitsOf } = usePermissions();
  const view = useView('GET /plans/:plan/progress', { path: { plan }, query: { no: measure.no, limit: 100 } }, { enabled: may('GET /plans/:plan/progress') });
  if (!may('GET /plans/:plan/progress')) return null;
  const heads = [t('unit'), t('period'), t('percent'), t('summary'), t('status'), t('act')];
  return (
    <section className="card">
      <h2>{t('title')}</h2>
      <Answer view={view}>
        {({ items }) => (items.length === 0 ? <p>{unitsOf('GET /plans/:plan/progress') === 'all' ? t('none') : t('noneSeen')}</p> : (
          <>
            <Wide label={t('title')}>
              <table className="plain-table" aria-label={t('title')}>
                <thead><tr>{heads.map((head, index) => <th key={head} scope="col" className={index === 2 ? 'right' : undefined}>{head}</th>)}</tr></thead>
                <tbody>{items.map((item) => <Line key={`${item.unit}/${item.period}`} plan={plan} measure={measure} item={item} />)}</tbody>
              </table>
            </Wide>
            <p><To href={`/plan/progress?no=${measure.no}`}>{t('all')}</To></p>
          </>
        ))}
      </Answer>
    </section>
  );
}

function Line({ plan, measure, item }: { readonly plan: string; readonly measure: Pick<MeasureItem, 'no' | 'title' | 'participants'>; readonly item: ProgressItem }) {
  const t = useTexts(progressTexts);
  const own = useOwnParts([item.unit]).length > 0;
  return (
    <tr>
      <td><Unit code={item.unit} /></td>
      <td className="plan-nowrap"><Period period={item.period} /></td>
      <td className="right"><Figure value={item.percent} /></td>
      <td>
        {item.summary}
        {item.nextStep && <div className="plan-soft">{t('next')}{item.nextStep}</div>}
        {item.evidence.map(({ sha256, name }) => <EvidenceFile key={sha256} sha256={sha256} name={name} />)}
        <div className="plan-soft"><Instant at={item.reportedAt} /> {item.reportedBy}</div>
      </td>
      <td>
        <ProgressStatus status={item.status} />
        {item.remark && <div className="plan-soft">{t('remark')}{item.remark}</div>}
      </td>
      <td className="plan-nowrap">
        {item.status === 'reported' && !own && <ReviewProgress item={item} />}
        {item.status !== 'accepted' && own && <ReportProgress plan={plan} measure={measure} before={item} />}
        <TraceButton subject={{ kind: 'progress', key: `${plan}.${item.no}.${item.unit}` }} />
      </td>
    </tr>
  );
}
