import { decimalProblem, type DecimalProblem } from '#engine/kernel';
import { needsNumber } from '../methods/registry.js';
import type { CompiledGroup } from '../sheet/compile.js';
import type { IndicatorValue, Reference, UnitInput } from '../sheet/input.js';

export type CellProblemCode =
  | DecimalProblem | 'empty' | 'unknown-column' | 'no-id' | 'duplicate-id' | 'unknown-group' | 'unknown-unit';

/** What is wrong with a cell. A problem without `blocking` is a remark: the row is still scored. */
export interface CellProblem {
  readonly column: string;
  readonly text: string;
  readonly code: CellProblemCode;
  readonly blocking: boolean;
}

/** Texts in a cell that stand for a state and not for a number. */
export interface StateMarks {
  readonly notApplicable: readonly string[];
  readonly notReleased: readonly string[];
}

export const usualMarks: StateMarks = { notApplicable: ['不适用', 'not-applicable'], notReleased: ['尚未发布', 'not-released'] };

/** How a column is read: the indicator's value, or with `@target`, `@baseline`, `@last` a reference of it. */
export interface ColumnUse {
  readonly column: string;
  readonly indicator: string;
  readonly as: 'number' | 'level' | 'ratings' | 'targets' | 'baselines' | 'lastValues';
}

const suffixes = { target: 'targets', baseline: 'baselines', last: 'lastValues' } as const;

/** Columns a group can use. */
export function columnsOf(compiled: CompiledGroup): Map<string, ColumnUse> {
  const columns = new Map<string, ColumnUse>();
  const add = (column: string, indicator: string, as: ColumnUse['as']) => {
    if (!columns.has(column)) columns.set(column, { column, indicator, as });
  };
  for (const leaf of compiled.leaves) {
    const { method } = leaf.source;
    add(leaf.indicator, leaf.indicator, method.type === 'raters' ? 'ratings' : needsNumber(method) || method.type === 'deduction-per-item' ? 'number' : 'level');
    for (const [suffix, as] of Object.entries(suffixes)) add(`${leaf.indicator}@${suffix}`, leaf.indicator, as);
  }
  for (const indicator of compiled.leavesOf.keys()) add(indicator, indicator, 'number');
  for (const veto of compiled.group.vetoes) if (veto.indicator) add(veto.indicator.code, veto.indicator.code, 'number');
  return columns;
}

/** Read one row's cells. Numbers are never guessed at: what is not a plain decimal is a problem. */
export function readRow(
  row: Readonly<Record<string, string>>,
  columns: ReadonlyMap<string, ColumnUse>,
  marks: StateMarks,
  passive: ReadonlySet<string>,
): { readonly unit: UnitInput; readonly problems: CellProblem[] } {
  const values: Record<string, IndicatorValue> = {};
  const references = { targets: {} as Record<string, Reference>, baselines: {} as Record<string, Reference>, lastValues: {} as Record<string, Reference> };
  const problems: CellProblem[] = [];
  for (const { column, indicator, as } of columns.values()) {
    const text = row[column]?.trim() ?? '';
    if (as === 'targets' || as === 'baselines' || as === 'lastValues') {
      if (text === '') continue;
      const problem = decimalProblem(text);
      if (problem) problems.push({ column, text, code: problem, blocking: true });
      else references[as][indicator] = { value: text };
    } else {
      const problem = readValue(text, as, marks, values, indicator);
      if (problem) problems.push({ column, text, code: problem, blocking: problem !== 'empty' });
    }
  }
  for (const column of Object.keys(row)) {
    if (!columns.has(column) && !passive.has(column)) problems.push({ column, text: row[column] ?? '', code: 'unknown-column', blocking: false });
  }
  return { unit: { values, ...references }, problems };
}

function readValue(text: string, as: ColumnUse['as'], marks: StateMarks, values: Record<string, IndicatorValue>, indicator: string): CellProblemCode | undefined {
  if (text === '') {
    values[indicator] = { state: 'not-reported' };
    return 'empty';
  }
  if (marks.notApplicable.includes(text)) values[indicator] = { state: 'not-applicable' };
  else if (marks.notReleased.includes(text)) values[indicator] = { state: 'not-released' };
  else if (as === 'ratings') {
    const ratings = text.split(/[\s;]+/);
    const bad = ratings.map((mark) => decimalProblem(mark)).find((problem) => problem !== undefined);
    if (bad) return bad;
    values[indicator] = { state: 'reported', ratings };
  } else {
    const problem = decimalProblem(text);
    if (problem === undefined) values[indicator] = { state: 'reported', value: text };
    else if (as === 'level' && problem === 'not-a-decimal') values[indicator] = { state: 'reported', level: text };
    else return problem;
  }
  return undefined;
}
