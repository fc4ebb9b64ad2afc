import { tableOfText, textOfBytes, textOfCell, type TextTable } from './table-text.js';

/** A table with the name of where it came from. */
export interface NamedTable {
  readonly name: string;
  readonly table: TextTable;
}

/** Reads a workbook's first sheet or a CSV file. The reader of workbooks is loaded when one comes. */
export async function tableOfFile(file: File): Promise<NamedTable> {
  if (!/\.xlsx$/i.test(file.name)) return { name: file.name, table: tableOfText(textOfBytes(new Uint8Array(await file.arrayBuffer()))) };
  const { readSheet } = await import('read-excel-file/browser');
  const rows = (await readSheet(file)) as readonly (readonly unknown[])[];
  return { name: file.name, table: rows.map((row) => row.map(textOfCell)) };
}
