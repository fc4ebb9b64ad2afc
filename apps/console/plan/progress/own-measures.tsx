import { To } from '../../frame/address.js';
import { texts, useTexts } from '../../language/texts.js';
import { measurePartWords } from '../../../words/plan-words.js';
import { Figure, Missing, Period, Units } from '../../show/signs.js';
import { usePermissions } from '../../server/views.js';
import type { MeasureItem } from '../names.js';
import { useWord } from '../word.js';
import { ReportProgress } from './progress-forms.js';
import { ProgressStatus } from './progress-status.js';
import { Wide } from '../../frame/wide.js';

const ownTexts = texts('plan-own-measures', {
  title: ['本单位承担的措施', 'Measures of your unit'],
  none: ['按现行分工，您所在单位没有承担措施。', 'By the present assignments your unit has no part in any measure.'],
  measure: ['措施', 'Measure'],
  part: ['承担', 'Part'],
  last: ['最近一期', 'Last period'],
  percent: ['完成程度（%）', 'Done (%)'],
  status: ['状态', 'Status'],
  act: ['办理', 'To do'],
});

/** A unit's part in a measure, by the present assignment. */
const partIn = ({ lead, supporting }: MeasureItem, units: readonly string[]): string => (lead && units.includes(lead) ? 'lead' : units.some((unit) => supporting.includes(unit)) ? 'supporting' : 'member');

/** The measures a reporter reports on, each with its last report and the button to report. */
export function OwnMeasures({ plan, measures }: { readonly plan: string; readonly measures: readonly MeasureItem[] }) {
  const t = useTexts(ownTexts);
  const word = useWord();
  const { unitsOf } = usePermissions();
  const reach = unitsOf('POST /plans/:plan/measures/:no/progress');
  const mine = measures.flatMap((measure) => {
    const units = measure.participants.filter((unit) => reach === 'all' || reach.includes(unit));
    return units.length > 0 ? [{ measure, units, last: measure.progress.find(({ unit }) => units.includes(unit)) }] : [];
  });
  return (
    <section className="card">
      <h2>{t('title')}</h2>
      {mine.length === 0 ? <p>{t('none')}</p> : (
        <Wide label={t('title')}>
          <table className="plain-table">
            <thead><tr><th scope="col">{t('measure')}</th><th scope="col">{t('part')}</th><th scope="col">{t('last')}</th><th scope="col" className="right">{t('percent')}</th><th scope="col">{t('status')}</th><th scope="col">{t('act')}</th></tr></thead>
            <tbody>
              {mine.map(({ measure, units, last }) => (
                <tr key={measure.no}>
                  <td><To href={`/plan/measures/${measure.no}`} lang="zh-CN">{measure.no}. {measure.title}</To></td>
                  <td>{word(measurePartWords, partIn(measure, units))}{units.length > 1 && <div className="plan-soft"><Units codes={units} /></div>}</td>
                  <td>{last ? <Period period={last.period} /> : <Missing why="not-reported" />}</td>
                  <td className="right"><Figure value={last?.percent} /></td>
                  <td>{last ? <ProgressStatus status={last.status} /> : <Missing />}</td>
                  <td><ReportProgress plan={plan} measure={measure} /></td>
                </tr>
              ))}
            </tbody>
          </table>
        </Wide>
      )}
    </section>
  );
}
