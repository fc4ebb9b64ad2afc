import type { Bilingual, Language } from '#engine/kernel';
import { csvLine, csvHead } from '../csv-table.js';
import type { RowComparison, ShownValue } from './compare-rows.js';

const changeWords: Readonly<Record<RowComparison['change'], Bilingual>> = {
  added: { zh: '新增', en: 'added' }, removed: { zh: '减少', en: 'removed' }, changed: { zh: '变更', en: 'changed' },
};

const heads: readonly Bilingual[] = [
  { zh: '对象', en: 'key' }, { zh: '变化', en: 'change' }, { zh: '单位编码', en: 'unit' }, { zh: '说明', en: 'about' }, { zh: '字段', en: 'field' }, { zh: '前', en: 'before' }, { zh: '后', en: 'after' }, { zh: '日志位置', en: 'log position' },
];

/** First line, with the mark by which spreadsheet programs know UTF-8. */
export const comparisonHead = (language: Language): string => csvHead(heads, language);

const said = (value: ShownValue | null, language: Language): string => (value === null ? '' : (value.text?.[language] ?? value.value));

/** A line for each field that differs; one without a field for a row that has none to show. */
export function comparisonLines(row: RowComparison, language: Language): string {
  const about = row.about.map(({ label, value }) => `${label[language]}: ${said(value, language)}`).join('; ');
  const line = (field: string, before: string, after: string): string =>
    csvLine([row.key, changeWords[row.change][language], row.unit ?? '', about, field, before, after, row.changedAt === null ? '' : String(row.changedAt)]);
  if (row.fields.length === 0) return line('', '', '');
  return row.fields.map(({ label, before, after }) => line(label[language], said(before, language), said(after, language))).join('');
}
