import { readFileSync } from 'node:fs';
import { parse, CsvError } from 'csv-parse/sync';
import { cliProblem } from '../command-line/problem.js';

export interface TextTable {
  readonly columns: readonly string[];
  readonly rows: readonly Readonly<Record<string, string>>[];
  readonly encoding: string;
}

export const inputFileTexts = {
  unreadable: {
    title: { zh: '无法读取文件 {file}（{reason}）。', en: 'The file {file} cannot be read ({reason}).' },
    remedy: { zh: '请核对路径和权限。', en: 'Check the path and the permissions.' },
  },
  notCsv: {
    title: { zh: '{file} 不是格式正确的 CSV:{reason}', en: '{file} is not well-formed CSV: {reason}' },
    remedy: { zh: '请检查该行的引号、逗号和列数。', en: 'Check quotes, commas and the number of columns in that line.' },
  },
  noRows: {
    title: { zh: '{file} 没有数据行。', en: '{file} has no rows of data.' },
    remedy: { zh: '第一行应为列名，其后为数据。', en: 'The first line names the columns, data follow.' },
  },
  columnTwice: {
    title: { zh: '{file} 中列“{column}”出现两次。', en: 'The column "{column}" occurs twice in {file}.' },
    remedy: { zh: '请改名或删除其中一列。', en: 'Rename or remove one of them.' },
  },
  notJson: {
    title: { zh: '{file} 不是 UTF-8 的 JSON:{reason}', en: '{file} is not JSON in UTF-8: {reason}' },
    remedy: { zh: '请检查语法和编码。', en: 'Check syntax and encoding.' },
  },
} as const;

/** The bytes of a file the person named. @throws CliProblem */
export function readInput(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw cliProblem('cli.unreadable-file', 'invalid', inputFileTexts.unreadable, { file, reason: (error as NodeJS.ErrnoException).code ?? String(error) });
  }
}

/** The JSON of a file. @throws CliProblem */
export function readJson(file: string): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(readInput(file)));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) throw cliProblem('cli.not-json', 'invalid', inputFileTexts.notJson, { file, reason: error.message });
    throw error;
  }
}

/** UTF-8 with or without mark, UTF-16 with mark; else GB 18030, which GBK is part of. */
export function decodeText(bytes: Uint8Array): { readonly text: string; readonly encoding: string } {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { text: new TextDecoder('utf-16le').decode(bytes), encoding: 'UTF-16' };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { text: new TextDecoder('utf-16be').decode(bytes), encoding: 'UTF-16' };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'UTF-8' };
  } catch {
    return { text: new TextDecoder('gb18030').decode(bytes), encoding: 'GB 18030' };
  }
}

/** Read a CSV file whose first line names the columns; every other line must have as many cells. @throws CliProblem */
export function readTable(file: string): TextTable {
  const { text, encoding } = decodeText(readInput(file));
  let lines: string[][];
  try {
    lines = parse(text, { skipEmptyLines: true, bom: true });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw cliProblem('cli.not-csv', 'invalid', inputFileTexts.notCsv, { file, reason: error.message });
  }
  const [head, ...body] = lines;
  if (!head || body.length === 0) throw cliProblem('cli.no-rows', 'invalid', inputFileTexts.noRows, { file });
  const columns = head.map((name) => name.trim());
  const twice = columns.find((name, i) => columns.indexOf(name) !== i);
  if (twice !== undefined) throw cliProblem('cli.column-twice', 'invalid', inputFileTexts.columnTwice, { file, column: twice });
  return { columns, encoding, rows: body.map((cells) => Object.fromEntries(columns.map((name, i) => [name, cells[i] ?? '']))) };
}
