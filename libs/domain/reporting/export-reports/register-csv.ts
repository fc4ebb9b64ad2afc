import { cell, guarded, type Bilingual, type Language } from '#engine/kernel';
import { cityMinute } from '../period-problem.js';
import type { RegisterRow } from '../report-register/report-register.projection.js';
import type { ReportStatus } from '../report.state.js';
import { softCheckTexts, type SoftCheck } from '../soft-checks/soft-checks.js';

/** Names that a register line carries as codes only. */
export interface Names {
  readonly unit: (code: string) => Bilingual | undefined;
  readonly indicator: (plan: string, code: string) => { readonly name: Bilingual; readonly measurementUnit: string } | undefined;
}

/** Statuses as a table shows them. */
export const statusNames: Readonly<Record<ReportStatus, Bilingual>> = {
  reported: { zh: '待核定', en: 'reported' },
  verified: { zh: '已核定', en: 'verified' },
  returned: { zh: '已退回', en: 'returned' },
  'not-applicable-declared': { zh: '申报不适用', en: 'declared not applicable' },
  'not-applicable': { zh: '不适用', en: 'not applicable' },
  'not-released': { zh: '数据未发布', en: 'not yet released' },
};

interface Column {
  readonly title: Bilingual;
  readonly text: (row: RegisterRow, names: Names, language: Language) => string;
  /** A number stays one, so that a spreadsheet can add it up; it was checked when it came in. */
  readonly number?: true;
}

const at = (instant: string | null): string => (instant === null ? '' : cityMinute(instant));

const columns: readonly Column[] = [
  { title: { zh: '方案', en: 'plan' }, text: (row) => row.plan },
  { title: { zh: '单位编码', en: 'unit' }, text: (row) => row.unit },
  { title: { zh: '单位', en: 'unit name' }, text: (row, names, language) => names.unit(row.unit)?.[language] ?? '' },
  { title: { zh: '指标编码', en: 'indicator' }, text: (row) => row.indicator },
  { title: { zh: '指标', en: 'indicator name' }, text: (row, names, language) => names.indicator(row.plan, row.indicator)?.name[language] ?? '' },
  { title: { zh: '报告期', en: 'period' }, text: (row) => row.period },
  { title: { zh: '状态', en: 'status' }, text: (row, _, language) => statusNames[row.status][language] },
  { title: { zh: '数值', en: 'value' }, text: (row) => row.value ?? '', number: true },
  { title: { zh: '计量单位', en: 'measurement unit' }, text: (row, names) => names.indicator(row.plan, row.indicator)?.measurementUnit ?? '' },
  { title: { zh: '情况说明', en: 'note' }, text: (row) => row.note ?? '' },
  { title: { zh: '校核提示', en: 'checks' }, text: (row, _, language) => row.warnings.map((code) => softCheckTexts[code as SoftCheck]?.[language] ?? code).join('; ') },
  { title: { zh: '填报人', en: 'reported by' }, text: (row) => row.reportedBy ?? '' },
  { title: { zh: '填报时间', en: 'reported at (Beijing time)' }, text: (row) => at(row.reportedAt) },
  { title: { zh: '核定人', en: 'verified by' }, text: (row) => row.verifiedBy ?? '' },
  { title: { zh: '核定时间', en: 'verified at (Beijing time)' }, text: (row) => at(row.verifiedAt) },
  { title: { zh: '退回原因', en: 'return reason' }, text: (row) => row.returnReason ?? '' },
  { title: { zh: '预计发布日期', en: 'expected release' }, text: (row) => row.expectedOn ?? '' },
  { title: { zh: '更正次数', en: 'corrections' }, text: (row) => String(row.corrections), number: true },
  { title: { zh: '佐证材料数', en: 'evidence files' }, text: (row) => String(row.evidence.length), number: true },
];

/** First line, with the mark by which spreadsheet programs know UTF-8. */
export const csvHead = (language: Language): string => `\ufeff${columns.map(({ title }) => cell(title[language])).join(',')}\r\n`;

/** A register line as a line of the table; no cell is ever a formula. */
export function csvLine(row: RegisterRow, names: Names, language: Language): string {
  return `${columns.map(({ text, number }) => (number ? text(row, names, language) : cell(guarded(text(row, names, language))))).join(',')}\r\n`;
}
