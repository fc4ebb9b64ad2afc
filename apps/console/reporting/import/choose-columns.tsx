import { Button, Select } from 'antd';
import { periodText } from '../../language/format.js';
import { useLanguage, useTexts } from '../../language/texts.js';
import { useUnitNames } from '../../show/unit-names.js';
import { mark } from '../../show/punctuation.js';
import { importTexts } from './import-texts.js';
import { linesOf, targets, targetTitles, unmapped, type Mapping, type Target } from './map-columns.js';
import type { NamedTable } from './read-file.js';
import { Wide } from '../../frame/wide.js';

const sampleRows = 5;
const headsToChoose = 10;

/** The second step: which column stands for what. */
export function ChooseColumns({ source: { name, table }, mapping, onMapping, onBack, onNext }: { readonly source: NamedTable; readonly mapping: Mapping; readonly onMapping: (mapping: Mapping) => void; readonly onBack: () => void; readonly onNext: () => void }) {
  const t = useTexts(importTexts);
  const { language, say } = useLanguage();
  const unitName = useUnitNames();
  const head = table[mapping.head] ?? [];
  const missing = unmapped(mapping);
  const { lines } = linesOf(table, mapping);
  const full = lines.filter((line) => line !== undefined);
  const whyNot = missing.length > 0 ? t('missing', { targets: missing.map((target) => say(targetTitles[target])).join(mark.and) }) : full.length === 0 ? t('nothing') : undefined;
  const fixedWord = (target: Target): string => {
    const value = target === 'unit' ? mapping.fixed.unit && unitName(mapping.fixed.unit) : target === 'period' ? mapping.fixed.period && periodText(mapping.fixed.period, language) : undefined;
    return value ? t('fixedTo', { value }) : t('none');
  };
  return (
    <section className="card">
      <h2>{t('source', { name, rows: Math.max(0, table.length - mapping.head - 1) })}</h2>
      <div className="import-map">
        <div><label htmlFor="import-head">{t('headRow')}</label><Select id="import-head" value={mapping.head} onChange={(next: number) => onMapping({ ...mapping, head: next })} options={table.slice(0, headsToChoose).map((row, index) => ({ value: index, label: `${index + 1} · ${row.filter(Boolean).slice(0, 4).join(' | ')}` }))} /></div>
        {targets.map((target) => (
          <div key={target}>
            <label htmlFor={`import-${target}`}>{t('columnFor', { target: say(targetTitles[target]) })}</label>
            <Select
              id={`import-${target}`} value={mapping.columns[target] ?? -1} status={missing.includes(target) ? 'error' : ''}
              onChange={(next: number) => onMapping({ ...mapping, columns: { ...mapping.columns, [target]: next < 0 ? undefined : next } })}
              options={[{ value: -1, label: fixedWord(target) }, ...head.map((title, index) => ({ value: index, label: title || `#${index + 1}` }))]}
            />
          </div>
        ))}
      </div>
      <h3>{t('sample')}</h3>
      <Wide>
        <table className="plain-table">
          <thead><tr><th scope="col">{t('row')}</th>{targets.map((target) => <th key={target} scope="col" className={target === 'value' ? 'right' : ''}>{say(targetTitles[target])}</th>)}</tr></thead>
          <tbody>
            {full.slice(0, sampleRows).map((line) => {
              const row = mapping.head + 2 + lines.indexOf(line);
              return <tr key={row}><th scope="row">{row}</th><td>{unitName(line.unit)}</td><td>{line.indicator}</td><td>{periodText(line.period, language)}</td><td className="right">{line.value}</td><td>{line.note || '—'}</td></tr>;
            })}
          </tbody>
        </table>
      </Wide>
      <div className="import-actions"><span id="import-why" role="status">{whyNot}</span><Button onClick={onBack}>{t('back')}</Button><Button type="primary" disabled={whyNot !== undefined} aria-describedby="import-why" onClick={onNext}>{t('tryIt')}</Button></div>
    </section>
  );
}
