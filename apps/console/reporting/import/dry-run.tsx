import { Button, Checkbox, Input, Progress } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import { Told } from '../../frame/page-states.js';
import { periodText } from '../../language/format.js';
import { useLanguage, useTexts } from '../../language/texts.js';
import { useUnitNames } from '../../show/unit-names.js';
import { typedNumber } from '../sheet/cell-text.js';
import { useCards } from '../cards.js';
import { Counts } from './import-receipt.js';
import { importTexts } from './import-texts.js';
import { targetTitles } from './map-columns.js';
import { csvOfReports, type ReportLine } from './report-csv.js';
import { useImport, type ImportResult } from './use-import.js';
import { Wide } from '../../frame/wide.js';

const mostShown = 500;
/** Rows that the server counts from: its first row is the head. */
const serverFirstRow = 2;

type Edits = Readonly<Record<number, { readonly value?: string; readonly note?: string }>>;

/** Full-width digits and the like are put right as in the sheet; everything else stays for the server to judge. */
const plain = (value: string): string => {
  const read = typedNumber(value, '');
  return read.problem === undefined ? read.value : value;
};

/** The third step: what the server would do with each row, and the confirmation. */
export function DryRun({ plan, lines, ignored, firstRow, onBack, onDone }: { readonly plan: string; readonly lines: readonly (ReportLine | undefined)[]; readonly ignored: number; readonly firstRow: number; readonly onBack: () => void; readonly onDone: (result: ImportResult) => void }) {
  const t = useTexts(importTexts);
  const [edits, setEdits] = useState<Edits>({});
  const [all, setAll] = useState(false);
  const [result, setResult] = useState<ImportResult>();
  const [tried, setTried] = useState<Edits>({});
  const [recording, setRecording] = useState(false);
  const { run, progress, problem } = useImport(plan);
  const edited = useMemo(() => lines.map((line, index) => line && { ...line, ...edits[index], value: plain(edits[index]?.value ?? line.value) }), [lines, edits]);
  const tryIt = async () => {
    setTried(edits);
    setResult(await run(csvOfReports(edited), true));
  };
  useEffect(() => void tryIt(), [lines]);
  const record = async () => {
    setRecording(true);
    const answer = await run(csvOfReports(edited), false);
    setRecording(false);
    if (answer?.recorded) onDone(answer);
    else if (answer) setResult(answer);
  };
  const changes = result ? result.created + result.replaced : 0;
  const stale = edits !== tried;
  const whyNot = !result || stale ? undefined : result.rejected > 0 ? t('blocked', { count: result.rejected }) : changes === 0 ? t('nothingNew') : undefined;
  return (
    <section className="card">
      <h2>{t('step3')}</h2>
      {progress && <div role="status"><p>{t(recording ? 'importing' : 'trying', progress)}</p><Progress percent={progress.rows === 0 ? 0 : Math.round((progress.decided / progress.rows) * 100)} status="active" aria-label={t(recording ? 'importing' : 'trying', progress)} /></div>}
      {problem && <Told problem={problem} className="spaced" />}
      {result && (
        <>
          <Counts result={result} ignored={ignored} />
          {result.rejected > 0 && <><h3>{t('rejectedRows')}</h3><p>{t('rejectedHint')}</p></>}
          <Rows plan={plan} lines={edited} result={result} all={all} firstRow={firstRow} onEdit={(index, change) => setEdits((before) => ({ ...before, [index]: { ...before[index], ...change } }))} />
          <Checkbox checked={all} onChange={({ target }) => setAll(target.checked)}>{t('showAll')}</Checkbox>
        </>
      )}
      <div className="import-actions">
        <span id="import-blocked" role="status">{whyNot}</span>
        <Button onClick={onBack} disabled={progress !== undefined}>{t('back')}</Button>
        {(stale || (result && result.rejected > 0) || problem) && <Button onClick={() => void tryIt()} disabled={progress !== undefined} type={stale ? 'primary' : 'default'}>{t('again')}</Button>}
        {result && !stale && <Button type="primary" aria-describedby="import-blocked" disabled={whyNot !== undefined || progress !== undefined} onClick={() => void record()}>{t('confirm', { count: changes })}</Button>}
      </div>
    </section>
  );
}

function Rows({ plan, lines, result, all, firstRow, onEdit }: { readonly plan: string; readonly lines: readonly (ReportLine | undefined)[]; readonly result: ImportResult; readonly all: boolean; readonly firstRow: number; readonly onEdit: (index: number, change: { value?: string; note?: string }) => void }) {
  const t = useTexts(importTexts);
  const { language, say } = useLanguage();
  const name = useUnitNames();
  const cards = useCards(plan);
  const nameOf = (indicator: string): string => (cards.get(indicator) ? say(cards.get(indicator)!.name) : indicator);
  const problems = new Map<number, ImportResult['problems']>();
  for (const problem of result.problems) problems.set(problem.row - serverFirstRow, [...(problems.get(problem.row - serverFirstRow) ?? []), problem]);
  const shown = lines.flatMap((line, index) => (line && (all || problems.has(index)) ? [{ line, index }] : []));
  if (shown.length === 0) return null;
  return (
    <Wide>
      <table className="plain-table import-table">
        <thead><tr><th scope="col">{t('row')}</th>{(['unit', 'indicator', 'period', 'value', 'note'] as const).map((target) => <th key={target} scope="col">{say(targetTitles[target])}</th>)}<th scope="col">{t('state')}</th><th scope="col">{t('reason')}</th></tr></thead>
        <tbody>
          {shown.slice(0, mostShown).map(({ line, index }) => {
            const told = problems.get(index);
            const row = index + firstRow;
            const wrong = (column: string): boolean => told?.some((one) => one.column === column) ?? false;
            return (
              <tr key={index}>
                <th scope="row">{row}</th><td data-wrong={wrong('unit')}>{name(line.unit)}</td><td data-wrong={wrong('indicator')}>{nameOf(line.indicator)}</td><td data-wrong={wrong('period')}>{periodText(line.period, language)}</td>
                <td data-wrong={wrong('value')}>{told ? <Input size="small" className="import-value" aria-label={t('valueOf', { row })} value={line.value} onChange={({ target }) => onEdit(index, { value: target.value })} /> : line.value}</td>
                <td data-wrong={wrong('note')}>{told ? <Input size="small" className="import-note" aria-label={t('noteOf', { row })} value={line.note} maxLength={2000} onChange={({ target }) => onEdit(index, { note: target.value })} /> : line.note || '—'}</td>
                <td>{told ? <span className="late">✕ {t('rejected')}</span> : <span>✓ {t('fine')}</span>}</td>
                <td>{told?.map(({ code, because, remedy }) => <div key={code}>{say(because)} {say(remedy)}</div>)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {shown.length > mostShown && <p>{t('shown', { count: mostShown })}</p>}
    </Wide>
  );
}
