import { useEffect, useState } from 'react';
import { ActButton } from '../../acts/act-button.js';
import { Answer } from '../../frame/page-states.js';
import { useLanguage, useTexts } from '../../language/texts.js';
import { Figure, Period } from '../../show/signs.js';
import { useView } from '../../server/views.js';
import { usePageSubject } from '../../trace/trace.js';
import { TraceButton } from '../../trace/trace-button.js';
import { approveForm, correctForm, declareForm, deferForm, refuseForm, returnForm, verifyForm, type NamedReport } from '../report-acts.js';
import { CardFacts, LimitsAndTarget } from './panel-card.js';
import { backToGrid } from './grid.js';
import { CellHistory } from './panel-history.js';
import { LastValues } from './panel-values.js';
import { panelTexts } from './panel-texts.js';
import { ReportNotes } from './panel-notes.js';
import { CellWork } from './panel-work.js';
import type { SheetStore } from './sheet-store.js';
import { StatusSign } from './sheet-signs.js';
import type { SheetLine } from './sheet-types.js';
import { useStoreValue } from './use-sheet.js';

const restMs = 200;

/** A value that follows another once it rests: what is asked of the server does not follow every key. */
function useRested<T>(value: T): T {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), restMs);
    return () => clearTimeout(timer);
  }, [value]);
  return rested;
}

/** The panel beside the sheet: everything about the selected cell. */
export function CellPanel({ store, lines, plan, unit }: { readonly store: SheetStore; readonly lines: readonly SheetLine[]; readonly plan: string; readonly unit: string }) {
  const t = useTexts(panelTexts);
  const place = useRested(useStoreValue(store, (one) => (one.selected ? `${one.selected.indicator}/${one.selected.period}` : '')));
  const [indicator, period] = place.split('/');
  const line = lines.find(({ card }) => card.code === indicator);
  const cell = line?.cells.find((one) => one.period === period);
  if (!line || !cell || !period) return <aside className="sheet-panel card" aria-label={t('title')}><p className="missing">{t('none')}</p></aside>;
  return (
    <aside className="sheet-panel card" aria-label={t('title')} onKeyDown={backToGrid}>
      <PanelHead plan={plan} unit={unit} line={line} period={period} />
      <CellWork key={place} store={store} line={line} cell={cell} unit={unit} />
      <ReportActs plan={plan} unit={unit} line={line} period={period} />
      <LimitsAndTarget card={line.card} target={line.target} expected={cell.expected} />
      <LastValues card={line.card} values={line.values} target={line.target?.value} />
      <CardFacts card={line.card} plan={plan} />
      <CellHistory plan={plan} indicator={line.card.code} unit={unit} period={period} recorded={cell.report !== null} />
    </aside>
  );
}

function PanelHead({ plan, unit, line: { card, cells }, period }: { readonly plan: string; readonly unit: string; readonly line: SheetLine; readonly period: string }) {
  const { say } = useLanguage();
  const report = cells.find((one) => one.period === period)?.report;
  const subject = { kind: 'report', key: `${plan}.${card.code}.${unit}.${period}` };
  usePageSubject(subject);
  return (
    <header className="panel-head">
      <h2>{say(card.name)}</h2> <TraceButton subject={subject} />
      <p><Period period={period} /> · <StatusSign status={report?.status} />{report?.value && <> · <Figure value={report.value} unit={card.measurementUnit} /></>}</p>
      {report && <ReportNotes report={report} />}
    </header>
  );
}

/** Acts on a report that this person may do here, and those that are hers but not now, with the server's reason. */
export function ReportActs({ plan, unit, line: { card }, period }: { readonly plan: string; readonly unit: string; readonly line: Pick<SheetLine, 'card'>; readonly period: string }) {
  const t = useTexts(panelTexts);
  const view = useView('GET /reports/:plan/:indicator/:unit/:period/form', { path: { plan, indicator: card.code, unit, period } });
  return (
    <section className="panel-acts" aria-label={t('acts')}>
      <Answer view={view}>
        {({ may, report }) => {
          const named: NamedReport = { plan, indicator: card.code, unit, period, name: card.name, measurementUnit: card.measurementUnit, value: report?.value ?? null };
          const waiting = report?.status === 'reported';
          const declared = report?.status === 'not-applicable-declared';
          return (
            <>
              {waiting && <ActButton quiet size="small" type="primary" unit={unit} form={verifyForm(named)} verdict={may['verify']} />}
              {waiting && <ActButton quiet size="small" unit={unit} form={returnForm(named)} verdict={may['return']} />}
              {declared && <ActButton quiet size="small" type="primary" unit={unit} form={approveForm(named)} verdict={may['settleNotApplicable']} />}
              {declared && <ActButton quiet size="small" unit={unit} form={refuseForm(named)} verdict={may['settleNotApplicable']} />}
              {report?.status === 'verified' && <ActButton quiet size="small" unit={unit} form={correctForm(named)} verdict={may['correct']} />}
              <ActButton quiet size="small" unit={unit} form={declareForm(named)} verdict={may['declareNotApplicable']} />
              <ActButton quiet size="small" unit={unit} form={deferForm(named)} verdict={may['deferRelease']} />
            </>
          );
        }}
      </Answer>
    </section>
  );
}
