import { decimalProblem, isArmed, isRefusal, parsePeriod, refuse, textProblem, unguarded, type Refusal } from '#engine/kernel';

/** Columns of an import, by the names they may have in the first row. */
export const importColumns = {
  plan: ['plan', '方案'],
  unit: ['unit', '单位', '填报单位', '责任单位'],
  indicator: ['indicator', '指标', '指标名称', '指标编码'],
  period: ['period', '报告期'],
  value: ['value', '数值', '值', '指标值'],
  note: ['note', '情况说明', '说明', '备注'],
  evidence: ['evidence', '佐证', '佐证材料'],
} as const;
export type ImportColumn = keyof typeof importColumns;

const needed: readonly ImportColumn[] = ['unit', 'indicator', 'period', 'value'];
const mostEvidence = 20;
const longestNote = 2000;

/** Which cell holds which column. */
export interface Layout {
  readonly width: number;
  readonly places: Readonly<Partial<Record<ImportColumn, number>>>;
}

/** A row that reads well; whether it may be reported is for the decision to say. */
export interface ImportRow {
  /** As a spreadsheet numbers it; the header is 1. */
  readonly row: number;
  readonly plan: string;
  readonly unit: string;
  readonly indicator: string;
  readonly period: string;
  readonly value: string;
  readonly note?: string;
  /** SHA-256 addresses. */
  readonly evidence: readonly string[];
}

/** What is wrong with a row, and in which column where it is one. */
export interface RowProblem {
  readonly row: number;
  readonly column?: ImportColumn;
  readonly refusal: Refusal;
}

/** Codes of what people call by name: a code, several, or none. */
export interface ImportNames {
  readonly unit: (name: string) => readonly string[];
  readonly indicator: (plan: string, name: string) => readonly string[];
}

/** Read the first row. */
export function layoutOf(header: readonly string[]): Layout | Refusal {
  if (header.length === 1 && /[;\t；]/.test(header[0]!)) return refuse('import.wrong-delimiter');
  const places: Partial<Record<ImportColumn, number>> = {};
  for (const [index, cell] of header.entries()) {
    const title = cell.trim().toLowerCase();
    const column = (Object.keys(importColumns) as ImportColumn[]).find((name) => (importColumns[name] as readonly string[]).includes(title));
    if (!column) return refuse('import.unknown-column', { column: cell.slice(0, 60) });
    if (places[column] !== undefined) return refuse('import.duplicate-column', { column: cell.slice(0, 60) });
    places[column] = index;
  }
  const missing = needed.find((column) => places[column] === undefined);
  return missing ? refuse('import.missing-column', { column: `${importColumns[missing][1]} ${missing}` }) : { width: header.length, places };
}

/** Reads rows one after another and remembers what it has seen, so that a repetition is refused with the row it repeats. */
export class ImportReader {
  private readonly seen = new Map<string, number>();

  constructor(
    private readonly layout: Layout,
    private readonly names: ImportNames,
    private readonly defaultPlan: string | undefined,
  ) {}

  /** A row, all that is wrong with it, or nothing for a blank one. */
  read(cells: readonly string[], row: number): ImportRow | readonly RowProblem[] | undefined {
    if (cells.every((cell) => cell.trim() === '')) return undefined;
    const { width, places } = this.layout;
    if (cells.length !== width) return [{ row, refusal: refuse('import.wrong-cell-count', { found: cells.length, expected: width }) }];
    const problems: RowProblem[] = [];
    const take = <T>(column: ImportColumn, read: (cell: string) => T | Refusal): T | undefined => {
      const place = places[column];
      const outcome = read(place === undefined ? '' : cells[place]!);
      if (!isRefusal(outcome)) return outcome;
      problems.push({ row, column, refusal: outcome });
      return undefined;
    };
    const plan = take('plan', (cell) => planOf(cell, this.defaultPlan));
    const unit = take('unit', (cell) => codeOf(cell, 'unit', this.names.unit));
    const indicator = take('indicator', (cell) => codeOf(cell, 'indicator', (name) => this.names.indicator(plan ?? '', name)));
    const period = take('period', periodOf);
    const value = take('value', valueOf);
    const note = take('note', noteOf);
    const evidence = take('evidence', evidenceOf);
    if (problems.length > 0) return problems;
    const repeated = this.repeats(`${plan}/${indicator}/${unit}/${period}`, row);
    if (repeated) return [repeated];
    return { row, plan: plan!, unit: unit!, indicator: indicator!, period: period!, value: value!, evidence: evidence!, ...(note === '' ? {} : { note: note! }) };
  }

  private repeats(key: string, row: number): RowProblem | undefined {
    const first = this.seen.get(key);
    if (first !== undefined) return { row, refusal: refuse('import.duplicate-row', { first }) };
    this.seen.set(key, row);
    return undefined;
  }
}

const codeText = /^[a-z0-9](?:[a-z0-9.-]{0,78}[a-z0-9])?$/;
const empty = refuse('import.empty-cell');
const formula = refuse('import.formula');
const nameProblems = {
  unit: (name: string, several: boolean) => (several ? refuse('import.ambiguous-unit-name', { name }) : refuse('import.unknown-unit-name', { name })),
  indicator: (name: string, several: boolean) => (several ? refuse('import.ambiguous-indicator-name', { name }) : refuse('import.unknown-indicator-name', { name })),
};
const shown = (cell: string): string => cell.slice(0, 60).replace(/[\p{C}]/gu, '?');

function planOf(cell: string, fallback: string | undefined): string | Refusal {
  const text = cell.trim() || fallback;
  if (text === undefined) return refuse('import.no-plan');
  return codeText.test(text) ? text : refuse('import.bad-plan', { name: shown(text) });
}

function codeOf(cell: string, column: 'unit' | 'indicator', codes: (name: string) => readonly string[]): string | Refusal {
  const text = cell.trim();
  if (text === '') return empty;
  if (codeText.test(text)) return text;
  if (isArmed(text)) return formula;
  const [first, second] = codes(text);
  return first !== undefined && second === undefined ? first : nameProblems[column](shown(text), first !== undefined);
}

function periodOf(cell: string): string | Refusal {
  const text = cell.trim();
  if (text === '') return empty;
  return parsePeriod(text) ? text : refuse('import.not-a-period', { value: shown(text) });
}

/** A decimal, or the likeliest reason why it is none; nothing is put right silently. */
export function valueOf(cell: string): string | Refusal {
  const text = cell.trim();
  if (text === '') return empty;
  const problem = decimalProblem(text);
  if (problem === undefined) return text;
  const value = shown(text);
  if (problem === 'too-many-digits') return refuse('import.too-many-digits', { value });
  if (/[０-９．－＋，％]/.test(text)) return refuse('import.full-width', { value });
  if (/%$/.test(text)) return refuse('import.percent-sign', { value });
  if (/^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text)) return refuse('import.thousands-separator', { value });
  if (/^[+-]?\d+(\.\d+)?e[+-]?\d+$/i.test(text)) return refuse('import.exponent', { value });
  return isArmed(text) && !/^-0/.test(text) ? formula : refuse('import.not-a-decimal', { value });
}

function noteOf(cell: string): string | Refusal {
  if (cell.trim() === '') return '';
  if (isArmed(cell)) return formula;
  const text = unguarded(cell);
  const problem = textProblem(text, { max: longestNote });
  return problem ? refuse('import.bad-text', { problem }) : text;
}

function evidenceOf(cell: string): readonly string[] | Refusal {
  const addresses = cell.split(/[;；\s]+/).filter((text) => text !== '');
  const bad = addresses.find((text) => !/^[0-9a-f]{64}$/.test(text));
  if (bad !== undefined || addresses.length > mostEvidence) return refuse('import.bad-evidence', { value: shown(bad ?? String(addresses.length)) });
  return [...new Set(addresses)];
}
