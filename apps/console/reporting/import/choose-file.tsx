import { DownloadOutlined, UploadOutlined } from '@ant-design/icons';
import { Alert, Button, Input, Select } from 'antd';
import { useId, useRef, useState } from 'react';
import { useOwnUnits } from '../../frame/person.js';
import { usePlanYear } from '../../frame/plan-year.js';
import { periodText } from '../../language/format.js';
import { useLanguage, useTexts } from '../../language/texts.js';
import { toldOf } from '../../server/problems.js';
import { useAsk, useView } from '../../server/views.js';
import { useUnitNames, useUnitOptions } from '../../show/unit-names.js';
import { importTexts } from './import-texts.js';
import { tableOfFile, type NamedTable } from './read-file.js';
import { tableOfText } from './table-text.js';
import { saveTemplate } from './template.js';

type Fixed = { readonly unit?: string; readonly period?: string };

/** The first step: a template to fill in, and the filled file or pasted text. */
export function ChooseFile({ plan, onTable }: { readonly plan: string; readonly onTable: (table: NamedTable, fixed: Fixed) => void }) {
  const t = useTexts(importTexts);
  const { language, say } = useLanguage();
  const name = useUnitNames();
  const ask = useAsk();
  const { year } = usePlanYear();
  const own = useOwnUnits('reporter');
  const options = useUnitOptions(own);
  const [chosenUnit, setUnit] = useState<string>();
  const unit = chosenUnit ?? options[0]?.value;
  const { data } = useView('GET /completeness', { query: { plan, year, limit: 100, ...(unit ? { unit } : {}) } }, { enabled: plan !== '' && unit !== undefined });
  const open = (data?.items ?? []).filter(({ periodStatus, expected }) => periodStatus === 'open' && expected > 0).map(({ period }) => period);
  const [chosenPeriod, setPeriod] = useState<string>();
  const period = chosenPeriod ?? open[0];
  const fixed: Fixed = { ...(unit ? { unit } : {}), ...(period ? { period } : {}) };
  const [problem, setProblem] = useState<string>();
  const [pasted, setPasted] = useState('');
  const file = useRef<HTMLInputElement>(null);
  const ids = { unit: useId(), period: useId(), paste: useId() };

  const take = async (given: File | undefined) => {
    if (!given) return;
    if (/\.xls$/i.test(given.name)) return setProblem(t('tooOld'));
    try {
      onTable(await tableOfFile(given), fixed);
    } catch {
      setProblem(t('unreadable', { name: given.name }));
    }
  };
  const template = async () => {
    try {
      saveTemplate(await ask('GET /report-sheets/:plan/:unit/:period', { path: { plan, unit: unit!, period: period! } }, { forExport: true }), say, `${name(unit!)}-${periodText(period!, language)}`);
    } catch (error) {
      const { text } = toldOf(error);
      setProblem(`${say(text.title)} ${say(text.remedy)}`);
    }
  };
  return (
    <>
      {problem && <Alert type="error" showIcon className="spaced" title={problem} closable={{ onClose: () => setProblem(undefined) }} />}
      <section className="card">
        <h2>{t('template')}</h2>
        <p>{t('templateHint')}</p>
        <div className="choose-steps">
          <div><label htmlFor={ids.unit}>{t('unit')}</label><Select id={ids.unit} className="choose-unit" value={unit} options={options} onChange={(next: string) => { setUnit(next); setPeriod(undefined); }} showSearch={{ optionFilterProp: 'label' }} /></div>
          <div><label htmlFor={ids.period}>{t('period')}</label><Select id={ids.period} className="choose-unit" value={period} onChange={(next: string) => setPeriod(next)} options={open.map((value) => ({ value, label: periodText(value, language) }))} /></div>
          <Button icon={<DownloadOutlined />} disabled={!unit || !period} onClick={() => void template()}>{t('download')}</Button>
        </div>
      </section>
      <section className="card">
        <h2>{t('upload')}</h2>
        <div className="import-drop" onDragOver={(event) => event.preventDefault()} onDrop={(event) => { event.preventDefault(); void take(event.dataTransfer.files[0]); }}>
          <input ref={file} type="file" className="sr-only" tabIndex={-1} accept=".xlsx,.csv,.txt" aria-hidden="true" onChange={({ target }) => { void take(target.files?.[0]); target.value = ''; }} />
          <Button type="primary" icon={<UploadOutlined />} onClick={() => file.current?.click()}>{t('choose')}</Button> <span>{t('drop')}</span>
        </div>
        <h3><label htmlFor={ids.paste}>{t('paste')}</label></h3>
        <Input.TextArea id={ids.paste} value={pasted} onChange={({ target }) => setPasted(target.value)} autoSize={{ minRows: 4, maxRows: 10 }} />
        <div className="import-actions"><Button disabled={pasted.trim() === ''} onClick={() => onTable({ name: t('pasted'), table: tableOfText(pasted) }, fixed)}>{t('usePasted')}</Button></div>
      </section>
    </>
  );
}
