import type { Scheme } from '../scheme/scheme.js';
import { basisOf, resultOf, unitsOf, type GroupResult } from '../sheet/calculate.js';
import { compile, type CompiledGroup } from '../sheet/compile.js';
import { GroupState } from '../sheet/group-state.js';
import type { GroupInput, UnitInput } from '../sheet/input.js';
import type { UnitResult } from '../sheet/result.js';
import { columnsOf, readRow, usualMarks, type CellProblem, type CellProblemCode, type ColumnUse, type StateMarks } from './read-row.js';

export interface TableOptions {
  /** Column that names the unit. */
  readonly idColumn: string;
  /** Column with the group's code; without one `group` holds, or the scheme's only group. */
  readonly groupColumn?: string;
  readonly group?: string;
  /** Rows of different years are scored apart: ranks and peers are those of the year. */
  readonly yearColumn?: string;
  /** Columns that are carried along and are no indicators. */
  readonly passiveColumns?: readonly string[];
  readonly marks?: StateMarks;
  readonly monthsElapsed?: number;
}

export interface RowResult {
  /** 1 for the first row of data. */
  readonly row: number;
  readonly id: string;
  readonly group: string;
  readonly year: string | null;
  /** None when a cell is unusable; the problems say which. */
  readonly result: UnitResult | null;
  readonly problems: readonly CellProblem[];
}

export interface TableResult {
  /** One per row, in the order of the rows. */
  readonly rows: readonly RowResult[];
  readonly scored: number;
  readonly refused: number;
  /** Indicator columns of the scheme that no row has. */
  readonly missingColumns: readonly string[];
  /** The calculation behind a row, for its score sheet; none for a refused row. */
  resultOf(row: RowResult): GroupResult | undefined;
}

interface Reading {
  readonly row: number;
  readonly id: string;
  readonly group: string;
  readonly year: string | null;
  readonly problems: CellProblem[];
  readonly unit: UnitInput | undefined;
}

/**
 * Score any table of text cells: column names are indicator codes. A row with an unusable cell is refused with its
 * reasons and takes no part in anybody's ranks; an empty cell is "not reported" and follows the scheme's policy.
 * @throws RangeError when the scheme has several groups and the options name none
 */
export function scoreTable(scheme: Scheme, rows: Iterable<Readonly<Record<string, string>>>, options: TableOptions): TableResult {
  const groups = new Map(scheme.groups.map((group) => [group.code, prepareGroup(scheme, group.code)]));
  const usual = options.group ?? (scheme.groups.length === 1 ? scheme.groups[0]!.code : undefined);
  if (usual === undefined && options.groupColumn === undefined) throw new RangeError('the scheme has several groups: name one, or the column that does');
  const readings = readAll(rows, groups, usual, options);
  const results = new Map<string, GroupResult>();
  for (const [key, part] of partition(readings)) results.set(key, calculatePart(part, groups, options));
  const answers = readings.map((reading) => rowResult(reading, results.get(keyOf(reading))));
  const refused = answers.filter((row) => row.result === null).length;
  return {
    rows: answers,
    scored: answers.length - refused,
    refused,
    missingColumns: missingColumns(readings, groups),
    resultOf: (row) => (row.result === null ? undefined : results.get(keyOf(row))),
  };
}

interface PreparedGroup {
  readonly compiled: CompiledGroup;
  readonly columns: ReadonlyMap<string, ColumnUse>;
  readonly seen: Set<string>;
}

function prepareGroup(scheme: Scheme, code: string): PreparedGroup {
  const compiled = compile(scheme, code);
  return { compiled, columns: columnsOf(compiled), seen: new Set() };
}

const keyOf = (row: { readonly group: string; readonly year: string | null }): string => `${row.group}\n${row.year ?? ''}`;

function readAll(
  rows: Iterable<Readonly<Record<string, string>>>,
  groups: ReadonlyMap<string, PreparedGroup>,
  usual: string | undefined,
  options: TableOptions,
): Reading[] {
  const passive = new Set([options.idColumn, options.groupColumn, options.yearColumn, ...(options.passiveColumns ?? [])].filter((column) => column !== undefined));
  const taken = new Set<string>();
  const readings: Reading[] = [];
  for (const row of rows) {
    const id = row[options.idColumn]?.trim() ?? '';
    const group = (options.groupColumn === undefined ? undefined : row[options.groupColumn]?.trim()) || usual || '';
    const year = options.yearColumn === undefined ? null : (row[options.yearColumn]?.trim() ?? '');
    const prepared = groups.get(group);
    const read = prepared && readRow(row, prepared.columns, options.marks ?? usualMarks, passive);
    for (const column of Object.keys(row)) prepared?.seen.add(column);
    const problems = [...(read?.problems ?? [])];
    const refuse = (column: string, text: string, code: CellProblemCode) => problems.push({ column, text, code, blocking: true });
    const units = prepared?.compiled.group.units;
    const key = `${keyOf({ group, year })}\n${id}`;
    if (!prepared) refuse(options.groupColumn ?? '', group, 'unknown-group');
    if (id === '') refuse(options.idColumn, id, 'no-id');
    else if (taken.has(key)) refuse(options.idColumn, id, 'duplicate-id');
    else if (units !== undefined && units !== '*' && !units.includes(id)) refuse(options.idColumn, id, 'unknown-unit');
    taken.add(key);
    readings.push({ row: readings.length + 1, id, group, year, problems, unit: problems.some((problem) => problem.blocking) ? undefined : read?.unit });
  }
  return readings;
}

function partition(readings: readonly Reading[]): Map<string, Reading[]> {
  const parts = new Map<string, Reading[]>();
  for (const reading of readings) {
    if (!reading.unit) continue;
    const key = keyOf(reading);
    const part = parts.get(key);
    if (part) part.push(reading);
    else parts.set(key, [reading]);
  }
  return parts;
}

function calculatePart(part: readonly Reading[], groups: ReadonlyMap<string, PreparedGroup>, options: TableOptions): GroupResult {
  const first = part[0]!;
  const input: GroupInput = {
    asOf: first.year ?? undefined,
    monthsElapsed: options.monthsElapsed,
    units: Object.fromEntries(part.map((reading) => [reading.id, reading.unit!])),
  };
  const { compiled } = groups.get(first.group)!;
  const { units, ignored } = unitsOf(compiled, input);
  return resultOf(new GroupState(compiled, basisOf(input), units), ignored);
}

function rowResult(reading: Reading, group: GroupResult | undefined): RowResult {
  const { row, id, group: code, year, problems } = reading;
  const result = reading.unit ? group?.unit(id) : undefined;
  return { row, id, group: code, year, result: result ?? null, problems };
}

function missingColumns(readings: readonly Reading[], groups: ReadonlyMap<string, PreparedGroup>): string[] {
  const used = new Set(readings.map((reading) => reading.group));
  const missing = [...groups].flatMap(([code, group]) =>
    used.has(code) ? group.compiled.leaves.map((leaf) => leaf.indicator).filter((indicator) => !group.seen.has(indicator)) : [],
  );
  return [...new Set(missing)].sort();
}
