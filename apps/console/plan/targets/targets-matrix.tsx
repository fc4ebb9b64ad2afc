import { To, useAddress } from '../../frame/address.js';
import { Answer } from '../../frame/page-states.js';
import { texts, useLanguage, useTexts } from '../../language/texts.js';
import type { ReplyOf } from '../../server/ask.js';
import { useView } from '../../server/views.js';
import { useMeasure } from '../../show/facts.js';
import { useUnits } from '../../show/unit-names.js';
import { aimText } from '../aim-text.js';
import { useMeasures } from '../names.js';
import { planTexts } from '../plan-texts.js';
import { optionsOf } from '../word.js';
import { Matrix } from './matrix.js';
import { TargetDrawer, useTargetDrawer } from './target-drawer.js';
import { cityCode } from './target-form.js';
import { columnsOf, unitGroupWords } from './unit-groups.js';

const matrixTexts = texts('plan-targets-matrix', {
  open: ['{indicator}，{unit}：{target}，查看历次调整', '{indicator}, {unit}: {target}; see its revisions'],
  note: ['空白为不填报该指标；点单元格查看历次调整。', 'Blank: the unit does not report the indicator. A cell opens the revisions.'],
});

type Row = ReplyOf<'GET /plans/:plan/decomposition/:year'>['rows'][number];

/** 指标分解表: indicators down, the city and units across. */
export function TargetsMatrix({ plan, year }: { readonly plan: string; readonly year: string }) {
  const view = useView('GET /plans/:plan/decomposition/:year', { path: { plan, year } }, { keep: true });
  return (
    <>
      <Answer view={view}>{({ rows, units }) => <Table plan={plan} year={year} rows={rows} codes={units} />}</Answer>
      <TargetDrawer />
    </>
  );
}

function Table({ plan, year, rows, codes }: { readonly plan: string; readonly year: string; readonly rows: readonly Row[]; readonly codes: readonly string[] }) {
  const t = useTexts(matrixTexts);
  const p = useTexts(planTexts);
  const { say, language } = useLanguage();
  const { params } = useAddress();
  const { openTarget } = useTargetDrawer();
  const measure = useMeasure();
  const units = useUnits();
  const measures = useMeasures(plan).data?.items;
  const wanted = columnsOf(codes, units, params.get('group'), params.get('unit'));
  const state = params.get('state');
  const shown = rows.filter((row) =>
    (params.get('measure') === null || row.measure === params.get('measure'))
    && (state === null || (state === 'set' ? Object.keys(row.targets).length > 0 : state === 'without' ? row.without.length > 0 && Object.keys(row.targets).length > 0 : Object.keys(row.targets).length === 0))
    && (params.get('unit') === null || params.get('unit')! in row.targets || row.without.includes(params.get('unit')!)));
  const columns = wanted.map(({ code, name }) => ({ key: code, name: say(name) }));
  const textOf = (row: Row, unit: string): string => (row.targets[unit] ? aimText(row.targets[unit], language) : row.without.includes(unit) ? p('notSet') : '');
  const open = (row: Row, unit: string, text: string, unitName: string) => (
    <button type="button" className="plan-cell" aria-label={t('open', { indicator: say(row.name), unit: unitName, target: text })} onClick={() => openTarget({ indicator: row.indicator, unit, year })}>{text}</button>
  );
  return (
    <Matrix<Row>
      name="targets"
      title={{ zh: `${year}年目标分解表`, en: `Targets of ${year}` }}
      rows={shown}
      rowKey={({ indicator }) => indicator}
      columns={columns}
      foot={t('note')}
      fixed={[
        { column: { key: 'indicator', title: { zh: '指标', en: 'Indicator' }, width: 230, text: ({ name }) => say(name), cell: ({ indicator, name }) => <To href={`/plan/indicators/${indicator}?show=targets`}>{say(name)}</To> } },
        { column: { key: 'measure', title: { zh: '措施', en: 'Measure' }, width: 52, text: ({ measure }) => (measure === 'general' ? p('general') : measure), cell: ({ measure }) => (measure === 'general' ? <span title={p('general')}>—</span> : <To href={`/plan/measures/${measure}`}>{measure}</To>) } },
        { column: { key: 'unit', title: { zh: '计量单位', en: 'Measured in' }, width: 68, text: ({ measurementUnit }) => measure(measurementUnit) } },
        { right: true, column: { key: 'city', title: { zh: '全市', en: 'City' }, width: 92, text: ({ city }) => (city ? aimText(city, language) : p('notSet')), cell: (row) => <strong>{open(row, cityCode, row.city ? aimText(row.city, language) : p('notSet'), p('city'))}</strong> } },
      ]}
      cell={(row, unit) => (textOf(row, unit) === '' ? null : open(row, unit, textOf(row, unit), columns.find(({ key }) => key === unit)?.name ?? unit))}
      cellText={textOf}
      filters={[
        { field: 'state', title: { zh: '分解', en: 'Decomposed' }, kind: 'choice', pinned: true, options: [{ value: 'set', label: { zh: '已分解', en: 'decomposed' } }, { value: 'without', label: { zh: '有单位未下达', en: 'some units without' } }, { value: 'none', label: { zh: '未分解', en: 'not decomposed' } }] },
        { field: 'group', title: { zh: '单位类别', en: 'Kind of unit' }, kind: 'choice', pinned: true, options: optionsOf(unitGroupWords) },
        { field: 'unit', title: { zh: '单位', en: 'Unit' }, kind: 'unit', pinned: true, units: codes },
        { field: 'measure', title: { zh: '措施', en: 'Measure' }, kind: 'choice', options: [{ value: 'general', label: p('general') }, ...(measures ?? []).map(({ no, title }) => ({ value: String(no), label: `${no}. ${title}` }))] },
      ]}
    />
  );
}
