import type { Bilingual } from '../../language/texts.js';
import type { ReportLine } from './report-csv.js';
import type { TextTable } from './table-text.js';

/** What a column of the table can stand for. */
export const targets = ['unit', 'indicator', 'period', 'value', 'note'] as const;
export type Target = (typeof targets)[number];

/** Which column of the table stands for what; a fixed value where no column does. */
export interface Mapping {
  /** Row of the head, counted from 0. */
  readonly head: number;
  readonly columns: Readonly<Partial<Record<Target, number>>>;
  readonly fixed: { readonly unit?: string; readonly period?: string };
}

export const targetTitles: Readonly<Record<Target, Bilingual>> = {
  unit: { zh: '填报单位', en: 'Unit' }, indicator: { zh: '指标', en: 'Indicator' }, period: { zh: '报告期', en: 'Period' }, value: { zh: '数值', en: 'Value' }, note: { zh: '情况说明', en: 'Note' },
};

/** Heads that people give these columns, the likeliest first. */
const heads: Readonly<Record<Target, readonly string[]>> = {
  unit: ['填报单位', '单位名称', '责任单位', '单位编码', '单位', 'unit'],
  indicator: ['指标编码', '指标名称', '指标', 'indicator', 'indicator code', '编码'],
  period: ['报告期', '期间', '期次', 'period'],
  value: ['本期值', '数值', '指标值', '填报值', '值', 'value'],
  note: ['情况说明', '说明', '备注', 'note', 'notes'],
};

/** The head row and columns that a table most likely means. */
export function guessMapping(table: TextTable, fixed: Mapping['fixed']): Mapping {
  const scores = table.slice(0, 10).map((row) => targets.filter((target) => placeOf(row, target) !== undefined).length);
  const head = Math.max(0, scores.indexOf(Math.max(...scores, 0)));
  const columns: Partial<Record<Target, number>> = {};
  for (const target of targets) {
    const place = placeOf(table[head] ?? [], target);
    if (place !== undefined) columns[target] = place;
  }
  return { head, columns, fixed };
}

function placeOf(row: readonly string[], target: Target): number | undefined {
  const titles = row.map((cell) => cell.replace(/[*＊\s]|[（(].*[)）]/g, '').toLowerCase());
  for (const head of heads[target]) {
    const place = titles.indexOf(head.replace(/\s/g, ''));
    if (place >= 0) return place;
  }
  return undefined;
}

/** What is not mapped yet and has to be. */
export const unmapped = ({ columns, fixed }: Mapping): readonly Target[] =>
  (['unit', 'indicator', 'period', 'value'] as const).filter((target) => columns[target] === undefined && !((target === 'unit' || target === 'period') && fixed[target]));

/**
 * The lines of a table as reports. A line without a value reports nothing and is left out: templates hold more lines than one fills.
 * Blank places keep the numbers of the rows.
 */
export function linesOf(table: TextTable, { head, columns, fixed }: Mapping): { readonly lines: readonly (ReportLine | undefined)[]; readonly ignored: number } {
  const cell = (row: readonly string[], target: Target): string => (columns[target] === undefined ? '' : (row[columns[target]] ?? '').trim());
  let ignored = 0;
  const lines = table.slice(head + 1).map((row): ReportLine | undefined => {
    const value = cell(row, 'value');
    if (value === '') {
      if (row.some((one) => one.trim() !== '')) ignored += 1;
      return undefined;
    }
    return { unit: cell(row, 'unit') || (fixed.unit ?? ''), indicator: cell(row, 'indicator'), period: cell(row, 'period') || (fixed.period ?? ''), value, note: cell(row, 'note'), evidence: [] };
  });
  return { lines, ignored };
}
