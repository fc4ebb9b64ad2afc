import { Answer } from '../frame/page-states.js';
import { usePlanYear } from '../frame/plan-year.js';
import { instantText, periodText } from '../language/format.js';
import { texts, useLanguage, useTexts } from '../language/texts.js';
import { Paper } from '../print/paper.js';
import { useView } from '../server/views.js';
import { Figure } from '../show/signs.js';
import { useUnitNames } from '../show/unit-names.js';
import './reporting.css';
import { StatusSign } from './sheet/sheet-signs.js';
import type { Sheet } from './sheet/sheet-types.js';
import { useLines } from './sheet/use-sheet.js';
import { Wide } from '../frame/wide.js';
import { useMeasure } from '../show/facts.js';

const formTexts = texts('reporting-form', {
  title: ['质量强市指标填报表', 'Reporting form of quality-city indicators'],
  page: ['打印填报表', 'Printed form'],
  unit: ['填报单位：{unit}', 'Reporting unit: {unit}'],
  period: ['报告期：{period}', 'Period: {period}'],
  made: ['制表时间：{at}', 'Printed: {at}'],
  no: ['序号', 'No.'], indicator: ['指标', 'Indicator'], measurement: ['计量单位', 'Unit'], value: ['本期值', 'Value'], last: ['上期值', 'Last'], target: ['年度目标', 'Target'], expected: ['时序进度', 'Expected'],
  state: ['状态', 'State'], evidence: ['佐证（份）', 'Evidence'], note: ['情况说明', 'Note'],
  filler: ['填报人：', 'Filled in by:'], reviewer: ['审核人：', 'Checked by:'], head: ['单位负责人：', 'Head of the unit:'], seal: ['（盖章）　　　年　　月　　日', '(seal)      date'],
  foot: ['数值以系统核定为准；“—”表示未填报、不适用或未下达。', 'Values count as verified in the system; “—” means not reported, not applicable or not set.'],
});

/** The form of a unit and period on paper, with the lines for those who sign. */
export default function PrintedFormPage({ period, unit }: { readonly period: string; readonly unit: string }) {
  const t = useTexts(formTexts);
  const { plan } = usePlanYear();
  const view = useView('GET /report-sheets/:plan/:unit/:period', { path: { plan, unit, period } }, { enabled: plan !== '' });
  return (
    <>
      <div className="page-head no-print"><h1>{t('page')}</h1></div>
      <Answer view={view}>{(sheet) => <Form sheet={sheet} period={period} unit={unit} />}</Answer>
    </>
  );
}

function Form({ sheet, period, unit }: { readonly sheet: Sheet; readonly period: string; readonly unit: string }) {
  const t = useTexts(formTexts);
  const { language, say } = useLanguage();
  const name = useUnitNames();
  const measure = useMeasure();
  const lines = useLines(sheet, sheet.plan, unit)!.filter(({ card, cells }) => card.frequency !== 'event' || cells[0]?.report);
  return (
    <Paper landscape label={t('title')}>
      <div className="form-paper">
        <h2 className="form-title">{t('title')}</h2>
        <p className="form-meta"><span>{t('unit', { unit: name(unit) })}</span><span>{t('period', { period: periodText(period, language) })}</span><span>{t('made', { at: instantText(new Date().toISOString(), language) })}</span></p>
        <Wide>
          <table className="plain-table">
            <thead><tr>{(['no', 'indicator', 'measurement', 'value', 'last', 'target', 'expected', 'state', 'evidence', 'note'] as const).map((key) => <th key={key} scope="col" className={['value', 'last', 'target', 'expected', 'evidence'].includes(key) ? 'right' : ''}>{t(key)}</th>)}</tr></thead>
            <tbody>
              {lines.map(({ card, target, values, cells }, index) => (
                <tr key={card.code}>
                  <td>{index + 1}</td><th scope="row">{say(card.name)}</th><td>{measure(card.measurementUnit)}</td><td className="right form-value"><Figure value={cells[0]?.report?.value} /></td><td className="right"><Figure value={values.at(-1)?.value} /></td>
                  <td className="right"><Figure value={target?.value} /></td><td className="right"><Figure value={cells[0]?.expected} /></td><td><StatusSign status={cells[0]?.report?.status} /></td><td className="right">{cells[0]?.report?.evidence.length ?? 0}</td><td>{cells[0]?.report?.note ?? ''}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Wide>
        <p><small>{t('foot')}</small></p>
        <div className="form-signs"><div>{t('filler')}</div><div>{t('reviewer')}</div><div>{t('head')}</div><div>{t('seal')}</div></div>
      </div>
    </Paper>
  );
}
