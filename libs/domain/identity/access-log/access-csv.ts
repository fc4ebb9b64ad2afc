import { cell, guarded, type Bilingual, type Language } from '#engine/kernel';
import { accessKinds, type RecordedAccess } from './access-log.js';

interface Column {
  readonly head: Bilingual;
  readonly of: (entry: RecordedAccess, language: Language) => string | number | undefined;
}

const columns: readonly Column[] = [
  { head: { zh: '序号', en: 'No.' }, of: ({ seq }) => seq },
  { head: { zh: '时间（UTC）', en: 'At (UTC)' }, of: ({ at }) => at },
  { head: { zh: '类别', en: 'Kind' }, of: ({ kind }, language) => accessKinds[kind][language] },
  { head: { zh: '账号', en: 'Account' }, of: ({ user }) => user },
  { head: { zh: '来源地址', en: 'Address' }, of: ({ address }) => address },
  { head: { zh: '方法', en: 'Method' }, of: ({ method }) => method },
  { head: { zh: '路径', en: 'Path' }, of: ({ path }) => path },
  { head: { zh: '筛选条件', en: 'Filters' }, of: ({ query }) => query },
  { head: { zh: '状态码', en: 'Status' }, of: ({ status }) => status },
  { head: { zh: '规则', en: 'Rule' }, of: ({ policy }) => policy },
  { head: { zh: '说明', en: 'Detail' }, of: ({ detail }) => detail },
  { head: { zh: '链上哈希', en: 'Hash in the chain' }, of: ({ hash }) => hash },
];

const line = (cells: readonly string[]): string => `${cells.map(cell).join(',')}\r\n`;

/** The first line of an export, with the mark by which spreadsheets know UTF-8. */
export const accessCsvHead = (language: Language): string => `\ufeff${line(columns.map(({ head }) => head[language]))}`;

/** One entry; what came from outside, such as a path, is never taken for a formula. */
export const accessCsvLine = (entry: RecordedAccess, language: Language): string => line(columns.map(({ of }) => guarded(String(of(entry, language) ?? ''))));
