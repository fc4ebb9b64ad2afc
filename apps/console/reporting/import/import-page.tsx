import { useMemo, useState } from 'react';
import { usePlanYear } from '../../frame/plan-year.js';
import { texts, useTexts } from '../../language/texts.js';
import '../reporting.css';
import { ChooseFile } from './choose-file.js';
import { ChooseColumns } from './choose-columns.js';
import { DryRun } from './dry-run.js';
import { importTexts } from './import-texts.js';
import { ImportReceipt } from './import-receipt.js';
import { guessMapping, linesOf, type Mapping } from './map-columns.js';
import type { NamedTable } from './read-file.js';
import type { ImportResult } from './use-import.js';

const stepTexts = texts('reporting-import-steps', { now: ['当前步骤', 'present step'] });

/** Import reports: file → columns → dry run → receipt. */
export default function ImportPage() {
  const t = useTexts(importTexts);
  const { plan } = usePlanYear();
  const [source, setSource] = useState<NamedTable>();
  const [mapping, setMapping] = useState<Mapping>();
  const [trying, setTrying] = useState(false);
  const [done, setDone] = useState<{ readonly result: ImportResult; readonly ignored: number }>();
  const read = useMemo(() => (source && mapping ? linesOf(source.table, mapping) : undefined), [source, mapping]);
  const step = done ? 4 : trying ? 3 : source ? 2 : 1;
  const restart = () => {
    setSource(undefined);
    setTrying(false);
    setDone(undefined);
  };
  return (
    <>
      <div className="page-head"><h1>{t('title')}</h1><span className="hint">{t('hint')}</span></div>
      <StepLine step={step} />
      {step === 1 && <ChooseFile plan={plan} onTable={(table, fixed) => { setSource(table); setMapping(guessMapping(table.table, fixed)); }} />}
      {step === 2 && source && mapping && <ChooseColumns source={source} mapping={mapping} onMapping={setMapping} onBack={restart} onNext={() => setTrying(true)} />}
      {step === 3 && read && mapping && <DryRun plan={plan} lines={read.lines} ignored={read.ignored} firstRow={mapping.head + 2} onBack={() => setTrying(false)} onDone={(result) => setDone({ result, ignored: read.ignored })} />}
      {step === 4 && done && <ImportReceipt result={done.result} ignored={done.ignored} onAgain={restart} />}
    </>
  );
}

function StepLine({ step }: { readonly step: number }) {
  const t = useTexts(importTexts);
  const s = useTexts(stepTexts);
  return (
    <ol className="import-steps" aria-label={t('steps')}>
      {(['step1', 'step2', 'step3', 'step4'] as const).map((key, index) => (
        <li key={key} className={index + 1 === step ? 'import-step-now' : index + 1 < step ? 'import-step-done' : ''} aria-current={index + 1 === step ? 'step' : undefined}>
          <span className="import-step-no" aria-hidden="true">{index + 1 < step ? '✓' : index + 1}</span> {t(key)}{index + 1 === step && <span className="sr-only"> {s('now')}</span>}
        </li>
      ))}
    </ol>
  );
}
