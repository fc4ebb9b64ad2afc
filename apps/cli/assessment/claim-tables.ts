import type { Bilingual } from '#engine/kernel';
import type { Call } from '../command-line/command.js';
import { cliProblem } from '../command-line/problem.js';
import { evidenceAddresses } from '../reporting/evidence.js';
import { readTable } from '../terminal/input-files.js';
import { present } from '../command-line/act.js';

/** Columns of the tables, by their names in the API. */
export const claimColumnWords = {
  node: { zh: '项目', en: 'node' }, value: { zh: '数值', en: 'value' }, level: { zh: '等级', en: 'level' }, counts: { zh: '项数', en: 'counts' }, note: { zh: '说明', en: 'note' },
  remark: { zh: '备注', en: 'remark' }, evidence: { zh: '佐证', en: 'evidence' },
  claim: { zh: '申报编码', en: 'claim' }, rule: { zh: '规则', en: 'rule' }, matter: { zh: '事项', en: 'matter' }, documentType: { zh: '文件类型', en: 'documentType' }, document: { zh: '文号', en: 'document' },
} as const satisfies Record<string, Bilingual>;
type ColumnName = keyof typeof claimColumnWords;

export const claimTableTexts = {
  noColumn: {
    title: { zh: '{file} 没有“{column}”列。', en: '{file} has no column "{column}".' },
    remedy: { zh: '第一行应为列名：{columns}', en: 'The first line names the columns: {columns}' },
  },
  unknownColumn: {
    title: { zh: '{file} 有不认识的列“{column}”。', en: '{file} has a column "{column}" that is not known.' },
    remedy: { zh: '可用的列：{columns}', en: 'Known columns: {columns}' },
  },
  badCounts: {
    title: { zh: '{file} 第 {row} 行的项数“{value}”写法不对。', en: 'Row {row} of {file} has counts "{value}" that cannot be read.' },
    remedy: { zh: '请写作 编码=项数，多项以分号隔开，例如 a=2;b=1。', en: 'Write code=number, several with semicolons between, such as a=2;b=1.' },
  },
} as const;

interface Shape {
  readonly needed: readonly ColumnName[];
  readonly optional: readonly ColumnName[];
}

type Cells = Readonly<Partial<Record<ColumnName, string>>>;

/** Rows of a table, cells by column; empty cells are left out. A column that is not known is refused: what it says would be lost. @throws CliProblem */
function cellsOf(file: string, { needed, optional }: Shape): readonly Cells[] {
  const { columns, rows } = readTable(file);
  const known = [...needed, ...optional];
  const named = new Map(known.flatMap((name) => [[claimColumnWords[name].zh, name], [claimColumnWords[name].en, name]]) as readonly (readonly [string, ColumnName])[]);
  const listed = known.map((name) => `${claimColumnWords[name].zh} ${claimColumnWords[name].en}`).join(' | ');
  const stranger = columns.find((column) => !named.has(column));
  if (stranger !== undefined) throw cliProblem('cli.unknown-column', 'invalid', claimTableTexts.unknownColumn, { file, column: stranger, columns: listed });
  const absent = needed.find((name) => !columns.some((column) => named.get(column) === name));
  if (absent !== undefined) throw cliProblem('cli.no-such-column', 'invalid', claimTableTexts.noColumn, { file, column: claimColumnWords[absent].en, columns: listed });
  return rows.map((row) => Object.fromEntries(columns.flatMap((column) => (row[column]!.trim() === '' ? [] : [[named.get(column)!, row[column]!.trim()]]))));
}

const separator = /[;；]/;
const parts = (text: string | undefined): readonly string[] => (text ?? '').split(separator).map((part) => part.trim()).filter((part) => part !== '');

/** What is claimed or found for a leaf. @throws CliProblem */
function claimOf(file: string, row: number, { value, level, counts }: Cells): Record<string, unknown> {
  const counted = parts(counts).map((part) => {
    const found = /^([^=]+)=([^=]+)$/.exec(part);
    if (!found) throw cliProblem('cli.not-counts', 'invalid', claimTableTexts.badCounts, { file, row, value: counts });
    return [found[1]!.trim(), found[2]!.trim()] as const;
  });
  return present({ value, level, counts: counted.length === 0 ? undefined : Object.fromEntries(counted) });
}

/** Items of a self-assessment; evidence names files or SHA-256 addresses, with semicolons between. @throws CliProblem */
export const claimItems = (file: string): readonly Record<string, unknown>[] =>
  cellsOf(file, { needed: ['node'], optional: ['value', 'level', 'counts', 'note', 'evidence'] })
    .map((cells, i) => present({ node: cells.node, claim: claimOf(file, i + 1, cells), note: cells.note, evidence: parts(cells.evidence) }));

/** Bonus claims of a self-assessment. @throws CliProblem */
export const bonusClaims = (file: string): readonly Record<string, unknown>[] =>
  cellsOf(file, { needed: ['claim', 'rule', 'matter', 'level', 'documentType'], optional: ['document', 'evidence'] }).map(({ evidence, ...cells }) => present({ ...cells, evidence: parts(evidence) }));

/** What a site check found for each item. @throws CliProblem */
export const checkedItems = (file: string): readonly Record<string, unknown>[] =>
  cellsOf(file, { needed: ['node'], optional: ['value', 'level', 'counts', 'remark'] }).map((cells, i) => present({ node: cells.node, verified: claimOf(file, i + 1, cells), remark: cells.remark }));

/** Claims with the addresses of the files that they name; a file that several claims name is uploaded once. @throws CliProblem */
export async function withAddresses(call: Call, unit: () => Promise<string>, claims: unknown): Promise<unknown> {
  if (!Array.isArray(claims)) return claims;
  const uploaded = new Map<string, string>();
  const done: unknown[] = [];
  for (const claim of claims as readonly ({ readonly evidence?: unknown } | null)[]) {
    const files = Array.isArray(claim?.evidence) ? claim.evidence.map(String) : [];
    for (const file of files) if (!uploaded.has(file)) uploaded.set(file, (await evidenceAddresses(call, await unit(), [file]))[0]!);
    done.push(files.length === 0 ? claim : { ...claim, evidence: files.map((file) => uploaded.get(file)!) });
  }
  return done;
}
