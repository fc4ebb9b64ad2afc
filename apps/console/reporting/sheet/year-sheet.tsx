import { Segmented } from 'antd';
import { memo, useMemo, useState } from 'react';
import { periodKindWords } from '../../../words/reporting-words.js';
import { To, useAddress } from '../../frame/address.js';
import { Answer, Nothing } from '../../frame/page-states.js';
import { usePlanYear } from '../../frame/plan-year.js';
import { periodText } from '../../language/format.js';
import { useLanguage, useTexts } from '../../language/texts.js';
import { usePermissions, useView } from '../../server/views.js';
import { Figure, Instant, Period, Unit } from '../../show/signs.js';
import { useUnitNames } from '../../show/unit-names.js';
import '../reporting.css';
import { CellPanel } from './cell-panel.js';
import { EditCell } from './edit-cell.js';
import { Grid } from './grid.js';
import { LockNotes } from './locks.js';
import { LineHead } from './period-row.js';
import { SheetFoot } from './period-sheet.js';
import { SendBar } from './send-bar.js';
import { StatusSign } from './sheet-signs.js';
import { sheetTexts } from './sheet-texts.js';
import type { Sheet, SheetLine } from './sheet-types.js';
import { useChecks } from './use-checks.js';
import { useLines, useShape, useSheetStore } from './use-sheet.js';
import { useMeasure } from '../../show/facts.js';
import { mark } from '../../show/punctuation.js';

const kinds = ['month', 'quarter', 'half', 'year'] as const;

/** The sheet of a unit for a year: every indicator by the periods of one kind. */
export default function YearSheetPage({ unit }: { readonly unit: string }) {
  const t = useTexts(sheetTexts);
  const { say } = useLanguage();
  const { plan, year } = usePlanYear();
  const { params, put } = useAddress();
  const kind = kinds.find((one) => one === params.get('kind')) ?? 'quarter';
  const view = useView('GET /report-sheets/:plan/:unit/:year/:kind', { path: { plan, unit, year, kind } }, { enabled: plan !== '' });
  return (
    <>
      <div className="page-head">
        <h1><Unit code={unit} /> · <Period period={year} /> · {say(periodKindWords[kind]!)}</h1>
        <Segmented size="small" aria-label={t('year')} value={kind} onChange={(next) => put({ kind: String(next) })} options={kinds.map((one) => ({ value: one, label: say(periodKindWords[one]!) }))} />
        <span className="bar-space" />
        <To href={`/reporting?unit=${unit}`}>{t('back')}</To>
      </div>
      <Answer view={view}>
        {(sheet) => (sheet.periods.length === 0
          ? <Nothing>{t('noPeriods', { year, kind: say(periodKindWords[kind]!) })}</Nothing>
          : sheet.rows.length === 0 ? <Nothing>{t('noRows')}</Nothing> : <YearSheet key={`${unit}/${year}/${kind}`} sheet={sheet} />)}
      </Answer>
    </>
  );
}

const YearRow = memo(function YearRow({ line, row }: { readonly line: SheetLine; readonly row: number }) {
  const { language, say } = useLanguage();
  const measure = useMeasure();
  const name = say(line.card.name);
  return (
    <tr>
      <LineHead line={line} />
      {line.cells.map((cell, column) => <EditCell key={cell.period} row={row} column={column} indicator={line.card.code} field="value" cell={cell} empty={cell.report && <StatusSign status={cell.report.status} />} label={`${name}${mark.comma}${periodText(cell.period, language)}${mark.comma}${measure(line.card.measurementUnit)}`} />)}
      <td role="gridcell" className="right"><Figure value={line.target?.value} /></td>
    </tr>
  );
});

function YearSheet({ sheet }: { readonly sheet: Sheet }) {
  const t = useTexts(sheetTexts);
  const { language } = useLanguage();
  const name = useUnitNames();
  const { plan, unit } = sheet;
  const year = String(sheet.year);
  const store = useSheetStore(plan, unit);
  const lines = useLines(sheet, plan, unit)!;
  const columns = useMemo(() => sheet.periods.map(({ period }) => ({ period, field: 'value' as const })), [sheet.periods]);
  const [panel, setPanel] = useState(false);
  const { may } = usePermissions();
  useShape(store, lines, columns);
  const units = useMemo(() => new Map(lines.map(({ card }) => [card.code, card.measurementUnit])), [lines]);
  useChecks(store, plan, unit, (indicator) => units.get(indicator) ?? '', may('POST /imports', unit));
  return (
    <>
      <LockNotes lines={lines} plan={plan} year={year} />
      <div className={panel ? 'sheet-page' : 'sheet-page sheet-page-alone'}>
        <div className="sheet-main">
          <Grid store={store} className="sheet-of-year" label={t('grid', { unit: name(unit), period: periodText(year, language) })}>
            <thead>
              <tr>
                <th scope="col" className="sheet-name">{t('indicator')}</th>
                {sheet.periods.map(({ period, dueAt, status }) => (
                  <th key={period} scope="col" className="right">
                    <To href={`/reporting/${period}/${unit}`}>{periodText(period, language).replace(`${year}年`, '').replace(` ${year}`, '') || periodText(period, language)}</To>
                    <small>{status === 'closed' ? t('readOnly') : <Instant at={dueAt} dayOnly />}</small>
                  </th>
                ))}
                <th scope="col" className="right">{t('target')}</th>
              </tr>
            </thead>
            <tbody>{lines.map((line, row) => <YearRow key={line.card.code} line={line} row={row} />)}</tbody>
          </Grid>
          <SheetFoot panel={panel} setPanel={setPanel} />
        </div>
        {panel && <CellPanel store={store} lines={lines} plan={plan} unit={unit} />}
      </div>
      <SendBar store={store} plan={plan} unit={unit} lines={lines} />
    </>
  );
}
