import { writeFileSync } from 'node:fs';
import { decimal, decimalProblem } from '#engine/kernel';
import type { CellProblem, RowResult, Scheme, TableResult } from '../../../libs/domain/scoring/engine.js';
import { cliProblem } from '../command-line/problem.js';
import { commandSpec, type Call } from '../command-line/command.js';
import type { ExitName } from '../command-line/exit-codes.js';
import { byteOrderMark, csvLines } from '../terminal/csv.js';
import { figure, percent } from '../terminal/figure.js';
import { readTable, type TextTable } from '../terminal/input-files.js';
import { cellTexts, noTotalWords, scoreWords as words } from './texts.js';
import { readScheme } from './read-scheme.js';
import { renderSheet } from './render-sheet.js';

export const tableTexts = {
  noColumn: {
    title: { zh: '表中没有列“{column}”。', en: 'The table has no column "{column}".' },
    remedy: { zh: '表中的列：{columns}', en: 'Columns of the table: {columns}' },
  },
  chooseGroup: {
    title: { zh: '细则有多个分组，须指明一个。', en: 'The scheme has several groups; one has to be named.' },
    remedy: { zh: '用 --group 指定分组所在的列，或用 --in-group 指定分组：{groups}', en: 'Name the column with --group, or the group with --in-group: {groups}' },
  },
  noRow: {
    title: { zh: '表中没有可计分的行“{id}”。', en: 'The table has no scored row "{id}".' },
    remedy: { zh: '请核对 --explain 的标识，多年份的表写作 标识@年份。', en: 'Check the id after --explain; for a table with years write id@year.' },
  },
  byYear: { zh: '标识列 {id} 有重复，按 {year} 列分年计分。', en: 'Ids in {id} repeat; rows are scored apart by {year}.' },
  encoding: { zh: '按 {encoding} 读取。', en: 'Read as {encoding}.' },
  unused: { zh: '未使用的列：{columns}', en: 'Columns not used: {columns}' },
  missing: { zh: '表中没有以下指标列，按未填报处理：{columns}', en: 'Indicator columns that the table lacks, taken as not reported: {columns}' },
  compared: { zh: '{column}：{agreeing} / {all} 相符', en: '{column}: {agreeing} of {all} agree' },
  scored: { zh: '计分 {scored} 行，无法计分 {refused} 行', en: '{scored} rows scored, {refused} refused' },
  written: { zh: '结果已写入 {file}', en: 'Results written to {file}' },
  row: { zh: '行', en: 'Row' },
  column: { zh: '列', en: 'Column' },
  cell: { zh: '内容', en: 'Text' },
  problem: { zh: '问题', en: 'Problem' },
  expected: { zh: '表中 {column}', en: 'Table: {column}' },
} as const;

interface Comparison {
  readonly column: string;
  readonly of: (row: RowResult) => string | null;
}

interface Compared {
  readonly column: string;
  readonly compared: number;
  readonly agreeing: number;
  readonly differences: readonly { readonly row: number; readonly id: string; readonly year: string | null; readonly expected: string; readonly found: string | null }[];
}

/** Equal as numbers: 0.95 and 0.950 are. */
function sameNumber(a: string, b: string | null): boolean {
  if (b === null || decimalProblem(a) || decimalProblem(b)) return false;
  return decimal(a).eq(b);
}

function compare(table: TextTable, result: TableResult, { column, of }: Comparison): Compared {
  const differences = result.rows.flatMap((row, i) => {
    const expected = table.rows[i]![column]!.trim();
    const found = of(row);
    return sameNumber(expected, found) ? [] : [{ row: row.row, id: row.id, year: row.year, expected, found }];
  });
  return { column, compared: result.rows.length, agreeing: result.rows.length - differences.length, differences };
}

function requireColumn(table: TextTable, column: string | undefined): void {
  if (column === undefined || table.columns.includes(column)) return;
  throw cliProblem('cli.no-such-column', 'invalid', tableTexts.noColumn, { column, columns: table.columns.join(', ') });
}

/** Columns that tell rows of one id apart, where nobody said which. */
const yearColumns = ['year', '年份', '年度'];

const repeats = ({ rows }: TextTable, id: string): boolean => new Set(rows.map((row) => row[id])).size < rows.length;

function columnsGiven({ given }: Call) {
  return {
    id: given.text('--id'), group: given.maybe('--group'), year: given.maybe('--year'), inGroup: given.maybe('--in-group'),
    compare: given.maybe('--compare'), compareRank: given.maybe('--compare-rank'),
  };
}

async function run(call: Call): Promise<ExitName | void> {
  const { given, out } = call;
  const scheme = await readScheme(given.text('--scheme'));
  const table = readTable(given.text('--table'));
  const named = columnsGiven(call);
  const columns = named.year === undefined && repeats(table, named.id) ? { ...named, year: yearColumns.find((name) => table.columns.includes(name)) } : named;
  if (columns.year !== named.year) await out.remark(out.say(tableTexts.byYear, { id: columns.id, year: columns.year }));
  const months = given.whole('--months', 0, 12);
  for (const column of [columns.id, columns.group, columns.year, columns.compare, columns.compareRank]) requireColumn(table, column);
  const result = await scored(scheme, table, columns, months);
  const comparisons = [
    ...(columns.compare === undefined ? [] : [compare(table, result, { column: columns.compare, of: (row) => row.result?.published ?? null })]),
    ...(columns.compareRank === undefined ? [] : [compare(table, result, { column: columns.compareRank, of: (row) => row.result?.rank?.toString() ?? null })]),
  ];
  if (table.encoding !== 'UTF-8') await out.warn(tableTexts.encoding, { encoding: table.encoding });
  const unused = unusedColumns(result);
  if (unused.length > 0) await out.remark(out.say(tableTexts.unused, { columns: unused.join(', ') }));
  if (result.missingColumns.length > 0) await out.warn(tableTexts.missing, { columns: result.missingColumns.join(', ') });
  const file = given.maybe('--out');
  if (file !== undefined) writeFileSync(file, byteOrderMark + csvLines(csvRows(result)));
  const explained = given.maybe('--explain');
  if (explained !== undefined) await explainRow(call, result, explained);
  else await out.result({ encoding: table.encoding, yearColumn: columns.year ?? null, unusedColumns: unused, ...jsonOf(scheme, result, comparisons) }, () => render(call, result, comparisons, file));
  if (comparisons.some(({ differences }) => differences.length > 0)) return 'different';
  return result.refused > 0 ? 'invalid' : undefined;
}

async function scored(scheme: Scheme, table: TextTable, columns: ReturnType<typeof columnsGiven>, months: number | undefined): Promise<TableResult> {
  const { scoreTable } = await import('../../../libs/domain/scoring/engine.js');
  const { id, group, year, inGroup, compare: value, compareRank } = columns;
  if (group === undefined && scheme.groups.length > 1 && !scheme.groups.some(({ code }) => code === inGroup)) {
    throw cliProblem('cli.choose-group', 'invalid', tableTexts.chooseGroup, { groups: scheme.groups.map(({ code }) => code).join(', ') });
  }
  return scoreTable(scheme, table.rows, {
    idColumn: id,
    passiveColumns: [value, compareRank].filter((column) => column !== undefined),
    ...(group === undefined ? {} : { groupColumn: group }),
    ...(inGroup === undefined ? {} : { group: inGroup }),
    ...(year === undefined ? {} : { yearColumn: year }),
    ...(months === undefined ? {} : { monthsElapsed: months }),
  });
}

/** Columns that no group of the scheme reads, each once for the table. */
const unusedColumns = ({ rows }: TableResult): string[] => [...new Set(rows.flatMap(({ problems }) => problems.filter(({ code }) => code === 'unknown-column').map(({ column }) => column)))];

async function explainRow({ out, host }: Call, result: TableResult, wanted: string): Promise<void> {
  const row = result.rows.find(({ id, year }) => wanted === (year === null ? id : `${id}@${year}`)) ?? result.rows.findLast(({ id }) => id === wanted);
  const group = row && result.resultOf(row);
  if (!row || !group) throw cliProblem('cli.no-such-row', 'invalid', tableTexts.noRow, { id: wanted });
  const sheet = group.sheet(row.id);
  await out.result(sheet, () => renderSheet(sheet, { language: out.language, style: out.style, columns: out.onTerminal ? host.stdout.columns : undefined }));
}

const cellProblems = ({ problems }: RowResult): readonly CellProblem[] => problems.filter(({ code }) => code !== 'unknown-column');

function jsonOf(scheme: Scheme, result: TableResult, comparisons: readonly Compared[]) {
  return {
    scheme: { id: scheme.id, version: scheme.version },
    scored: result.scored, refused: result.refused, missingColumns: result.missingColumns,
    rows: result.rows.map((row) => ({ row: row.row, id: row.id, group: row.group, year: row.year, result: row.result, problems: cellProblems(row) })),
    ...(comparisons.length > 0 ? { comparisons } : {}),
  };
}

function csvRows(result: TableResult): string[][] {
  const head = ['id', 'group', 'year', 'score', 'exact', 'rank', 'grade', 'coverage', 'gaps', 'provisional', 'problems'];
  const rows = result.rows.map((row) => {
    const { id, group, year, result: r } = row;
    const problems = cellProblems(row).filter(({ blocking }) => blocking).map(({ column, code }) => `${column}: ${code}`).join('; ');
    return [id, group, year ?? '', r?.published ?? '', r?.raw ?? '', String(r?.rank ?? ''), r?.grade ?? '', r?.coverage ?? '', String(r?.gaps ?? ''), r ? String(r.provisional) : '', problems];
  });
  return [head, ...rows];
}

function render(call: Call, result: TableResult, comparisons: readonly Compared[], file: string | undefined): string {
  const { out } = call;
  const parts: string[] = [];
  if (comparisons.length === 0 && file === undefined) parts.push(resultTable(call, result));
  const problems = result.rows.flatMap((row) => cellProblems(row).filter(({ blocking }) => blocking).map((problem) => [String(row.row), row.id, problem.column, problem.text, `${problem.code}: ${cellTexts[problem.code][out.language]}`]));
  if (problems.length > 0) {
    const heads = [tableTexts.row, words.unit, tableTexts.column, tableTexts.cell, tableTexts.problem].map((text) => out.say(text));
    parts.push(out.table(heads.map((title, i) => ({ title, ...(i === 0 ? { align: 'right' as const } : {}), ...(i > 2 ? { wrap: true } : {}) })), problems));
  }
  for (const { column, differences } of comparisons) if (differences.length > 0) parts.push(differenceTable(call, column, differences));
  const summary = [
    out.say(tableTexts.scored, { scored: result.scored, refused: result.refused }),
    ...comparisons.map(({ column, agreeing, compared }) => out.say(tableTexts.compared, { column, agreeing, all: compared })),
    ...(file === undefined ? [] : [out.say(tableTexts.written, { file })]),
  ];
  return [...parts, summary.join('\n')].join('\n\n');
}

function differenceTable({ out }: Call, column: string, differences: Compared['differences']): string {
  const heads = [out.say(tableTexts.row), out.say(words.unit), out.say(words.year), out.say(tableTexts.expected, { column }), out.say(words.score)];
  return out.table(
    heads.map((title, i) => ({ title, ...(i === 0 || i > 2 ? { align: 'right' as const } : {}) })),
    differences.map((d) => [String(d.row), d.id, d.year ?? '', d.expected, d.found ?? '—']),
  );
}

function resultTable({ out }: Call, result: TableResult): string {
  const years = result.rows.some(({ year }) => year !== null);
  const columns = [
    { title: out.say(words.unit) }, ...(years ? [{ title: out.say(words.year) }] : []), { title: out.say(words.score), align: 'right' as const }, { title: out.say(words.rank), align: 'right' as const },
    { title: out.say(words.grade) }, { title: out.say(words.coverage), align: 'right' as const }, { title: out.say(words.exact), align: 'right' as const }, { title: out.say(words.remarks) },
  ];
  const rows = result.rows.map(({ id, year, result: r }) => [
    id, ...(years ? [year ?? ''] : []), r?.published ?? '—', String(r?.rank ?? '—'), r?.grade ?? '—', percent(r?.coverage), figure(r?.raw, 6),
    [...(r?.noTotal ? [noTotalWords[r.noTotal]![out.language]] : []), ...(r === null ? [out.say(words.noScore)] : []), ...(r?.provisional ? [out.say(words.provisional)] : [])].join(' · '),
  ]);
  return out.table(columns, rows);
}

export const scoreATable = commandSpec({
  path: 'score',
  offline: true,
  summary: { zh: '用任意评分细则计算任意 CSV 表', en: 'Score any CSV table with any scheme' },
  details: {
    zh: '列名即指标编码（可加 @target、@baseline、@last 表示目标、基期、上期值）。空白单元格按“未填报”处理；不是数字的单元格使该行不计分并逐项列出原因。--compare 与表中的公布值逐行核对，有差异时退出码为 5。',
    en: 'Column names are indicator codes (with @target, @baseline or @last for a target, a baseline, the value before). An empty cell is "not reported"; a cell that is no number refuses its row, with the reason. --compare holds each row against a published column; differences give exit code 5.',
  },
  options: [
    { flags: '--scheme <FILE>', required: true, summary: { zh: '评分细则（JSON）', en: 'The scheme (JSON)' } },
    { flags: '--table <FILE>', required: true, summary: { zh: '数据表（CSV,UTF-8、UTF-16 或 GBK）', en: 'The table (CSV in UTF-8, UTF-16 or GBK)' } },
    { flags: '--id <COLUMN>', fallback: 'id', summary: { zh: '标识列', en: 'Column with the id of a row' } },
    { flags: '--group <COLUMN>', summary: { zh: '分组编码列', en: 'Column with the code of the group' } },
    { flags: '--in-group <CODE>', summary: { zh: '所有行都在此分组', en: 'Group of every row' } },
    { flags: '--year <COLUMN>', summary: { zh: '年份列：各年分别计分和排名；标识重复且有 year、年份或年度列时自动采用', en: 'Column with the year: years are scored and ranked apart; year, 年份 or 年度 is taken by itself where ids repeat' } },
    { flags: '--months <NUMBER>', summary: { zh: '已过月数（时序进度类方法用）', en: 'Months elapsed, for methods that expect progress over time' } },
    { flags: '--compare <COLUMN>', summary: { zh: '与此列的公布得分核对', en: 'Compare the score with this column' } },
    { flags: '--compare-rank <COLUMN>', summary: { zh: '与此列的公布名次核对', en: 'Compare the rank with this column' } },
    { flags: '--explain <ID>', summary: { zh: '输出一行的得分解释（多年份写作 标识@年份）', en: 'Explain the score of one row (with years: id@year)' } },
    { flags: '--out <FILE>', summary: { zh: '把结果写入 CSV 文件', en: 'Write the results to a CSV file' } },
  ],
  examples: [
    'zhiheng score --scheme libs/domain/scoring/examples/human-development-index.json --table libs/domain/scoring/examples/human-development-index.sample.csv --id iso3 --year year --compare hdi_published',
    'zhiheng score --scheme libs/domain/scoring/examples/human-development-index.json --table libs/domain/scoring/examples/human-development-index.sample.csv --id iso3 --year year --explain CHN@2022',
  ],
  run,
});
