import { useLanguage, useTexts } from '../../language/texts.js';
import { Figure, Period } from '../../show/signs.js';
import { EvidenceFile } from '../../acts/evidence-input.js';
import { TraceButton } from '../../trace/trace-button.js';
import { usePageSubject } from '../../trace/trace.js';
import { ReportActs } from '../sheet/cell-panel.js';
import { CardFacts, LimitsAndTarget } from '../sheet/panel-card.js';
import { CellHistory } from '../sheet/panel-history.js';
import { ReportNotes } from '../sheet/panel-notes.js';
import { panelTexts } from '../sheet/panel-texts.js';
import { LastValues } from '../sheet/panel-values.js';
import { StatusSign } from '../sheet/sheet-signs.js';
import type { SheetLine } from '../sheet/sheet-types.js';

/** Everything about a reported value, for the one who verifies it. */
export function ReportPanel({ plan, unit, period, line }: { readonly plan: string; readonly unit: string; readonly period: string; readonly line: SheetLine }) {
  const t = useTexts(panelTexts);
  const { say } = useLanguage();
  const { card, target, values } = line;
  const cell = line.cells[0]!;
  const { report } = cell;
  const subject = { kind: 'report', key: `${plan}.${card.code}.${unit}.${period}` };
  usePageSubject(subject);
  return (
    <aside className="sheet-panel card" aria-label={t('title')}>
      <header className="panel-head">
        <h2>{say(card.name)}</h2> <TraceButton subject={subject} />
        <p><Period period={period} /> · <StatusSign status={report?.status} />{report?.value && <> · <Figure value={report.value} unit={card.measurementUnit} /></>}</p>
        {report && <ReportNotes report={report} />}
      </header>
      <ReportActs plan={plan} unit={unit} line={line} period={period} />
      {report?.note && <section><h3>{t('note')}</h3><p>{report.note}</p></section>}
      {report && report.evidence.length > 0 && <section><h3>{t('evidence')}</h3><ul className="panel-files">{report.evidence.map(({ sha256, name }) => <li key={sha256}><EvidenceFile sha256={sha256} name={name} /></li>)}</ul></section>}
      <LimitsAndTarget card={card} target={target} expected={cell.expected} />
      <LastValues card={card} values={values} target={target?.value} />
      <CardFacts card={card} plan={plan} />
      <CellHistory plan={plan} indicator={card.code} unit={unit} period={period} recorded={report !== null} />
    </aside>
  );
}
