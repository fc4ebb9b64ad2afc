import { PrinterOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useMemo, useState } from 'react';
import { To, useAddress } from '../../frame/address.js';
import { Answer, Nothing } from '../../frame/page-states.js';
import { usePlanYear } from '../../frame/plan-year.js';
import { periodText } from '../../language/format.js';
import { useLanguage, useTexts } from '../../language/texts.js';
import { usePermissions, useView } from '../../server/views.js';
import { Instant, Period, Unit, type LightColour } from '../../show/signs.js';
import { useUnitNames } from '../../show/unit-names.js';
import { DueLeft } from '../due-left.js';
import '../reporting.css';
import { CellPanel } from './cell-panel.js';
import { Grid } from './grid.js';
import { LockNotes } from './locks.js';
import { MarksLegend } from './marks.js';
import { PeriodRow } from './period-row.js';
import { SendBar } from './send-bar.js';
import { sheetTexts } from './sheet-texts.js';
import type { Sheet } from './sheet-types.js';
import { useChecks } from './use-checks.js';
import { useLines, useShape, useSheetStore } from './use-sheet.js';

/** The sheet of a unit for a period: fill in, prove, send. */
export default function PeriodSheetPage({ period, unit }: { readonly period: string; readonly unit: string }) {
  const { plan } = usePlanYear();
  const view = useView('GET /report-sheets/:plan/:unit/:period', { path: { plan, unit, period } }, { enabled: plan !== '' });
  return (
    <>
      <SheetHead sheet={view.data} period={period} unit={unit} />
      <Answer view={view}>{(sheet) => (sheet.rows.length === 0 ? <NoRows /> : <PeriodSheet key={`${unit}/${period}`} sheet={sheet} />)}</Answer>
    </>
  );
}

function NoRows() {
  const t = useTexts(sheetTexts);
  return <Nothing>{t('noRows')}</Nothing>;
}

function SheetHead({ sheet, period, unit }: { readonly sheet: Sheet | undefined; readonly period: string; readonly unit: string }) {
  const t = useTexts(sheetTexts);
  const { go } = useAddress();
  const { may } = usePermissions();
  const about = sheet?.periods[0];
  const year = period.slice(0, 4);
  return (
    <div className="page-head">
      <h1><Unit code={unit} /> · <Period period={period} /></h1>
      {about && (
        <span className="hint">
          {about.dueAt === null ? t('notOpened') : about.status === 'closed' ? <>{t('closed')} · {t('due')} <Instant at={about.dueAt} dayOnly /></> : <>{t('due')} <Instant at={about.dueAt} dayOnly /> · <DueLeft dueAt={about.dueAt} /></>}
        </span>
      )}
      <span className="bar-space" />
      <To href={`/reporting?unit=${unit}`}>{t('back')}</To>
      {sheet && <To href={`/reporting/year/${unit}?kind=${sheet.kind}&year=${year}`}>{t('year')}</To>}
      {may('POST /imports', unit) && <To href="/reporting/import">{t('import')}</To>}
      <Button size="small" icon={<PrinterOutlined />} onClick={() => go(`/reporting/${period}/${unit}/form`)}>{t('print')}</Button>
    </div>
  );
}

/** Lights of the unit's indicators in a period, as progress was judged; none where the person may not see them. */
function useLights(plan: string, unit: string, period: string): ReadonlyMap<string, LightColour> {
  const { may } = usePermissions();
  const { data } = useView('GET /supervision/warnings', { query: { plan, unit, year: period.slice(0, 4), limit: 200 } }, { enabled: may('GET /supervision/warnings') });
  return useMemo(() => new Map((data?.items ?? []).flatMap(({ indicator, periods }) => periods.filter((one) => one.period === period).map(({ light }) => [indicator, light] as const))), [data, period]);
}

function PeriodSheet({ sheet }: { readonly sheet: Sheet }) {
  const t = useTexts(sheetTexts);
  const { language } = useLanguage();
  const name = useUnitNames();
  const { plan, unit } = sheet;
  const { period, dueAt } = sheet.periods[0]!;
  const store = useSheetStore(plan, unit);
  const lines = useLines(sheet, plan, unit)!;
  const columns = useMemo(() => [{ period, field: 'value' as const }, { period, field: 'note' as const }], [period]);
  const lights = useLights(plan, unit, period);
  const [panel, setPanel] = useState(true);
  const { may } = usePermissions();
  useShape(store, lines, columns);
  const units = useMemo(() => new Map(lines.map(({ card }) => [card.code, card.measurementUnit])), [lines]);
  useChecks(store, plan, unit, (indicator) => units.get(indicator) ?? '', may('POST /imports', unit));
  return (
    <>
      <LockNotes lines={lines} plan={plan} year={period.slice(0, 4)} />
      <div className={panel ? 'sheet-page' : 'sheet-page sheet-page-alone'}>
        <div className="sheet-main">
          <Grid store={store} className="sheet-of-period" label={t('grid', { unit: name(unit), period: periodText(period, language) })}>
            <PeriodHead />
            <tbody>{lines.map((line, row) => <PeriodRow key={line.card.code} line={line} row={row} dueAt={dueAt} light={lights.get(line.card.code)} />)}</tbody>
          </Grid>
          <SheetFoot panel={panel} setPanel={setPanel} />
        </div>
        {panel && <CellPanel store={store} lines={lines} plan={plan} unit={unit} />}
      </div>
      <SendBar store={store} plan={plan} unit={unit} lines={lines} />
    </>
  );
}

/** Below the grid: what marks mean, which keys there are, and whether the panel is shown. */
export function SheetFoot({ panel, setPanel }: { readonly panel: boolean; readonly setPanel: (open: boolean) => void }) {
  const t = useTexts(sheetTexts);
  return (
    <div className="sheet-foot">
      <MarksLegend />
      <p className="sheet-keys wide-only">{t('keys')}</p>
      <Button size="small" aria-pressed={panel} onClick={() => setPanel(!panel)}>{panel ? t('hidePanel') : t('showPanel')}</Button>
    </div>
  );
}

const heads = ['indicator', 'value', 'last', 'lastYear', 'target', 'expected', 'light', 'state', 'due', 'evidence', 'note'] as const;

function PeriodHead() {
  const t = useTexts(sheetTexts);
  return (
    <>
      <colgroup>{heads.map((head) => <col key={head} className={`sheet-col-${head}`} />)}</colgroup>
      <thead><tr>{heads.map((head) => <th key={head} scope="col" className={head === 'value' ? 'sheet-frozen right' : ['last', 'lastYear', 'target', 'expected', 'evidence'].includes(head) ? 'right' : head === 'indicator' ? 'sheet-name' : ''}>{t(head)}</th>)}</tr></thead>
    </>
  );
}
