/** A cell that a spreadsheet would take for a formula is marked as text. */
const unformulated = (text: string): string => (/^[=+\-@\t\r]/.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text);

const csvCell = (value: string | number): string => {
  const text = unformulated(String(value));
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** A table as CSV that Excel opens as UTF-8. */
export const csvOf = (table: readonly (readonly (string | number)[])[]): string => `\ufeff${table.map((row) => row.map(csvCell).join(',')).join('\r\n')}\r\n`;

/** Hand a file to the person. */
export function save(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

export const saveCsv = (table: readonly (readonly (string | number)[])[], name: string): void => save(new Blob([csvOf(table)], { type: 'text/csv;charset=utf-8' }), `${name}.csv`);

/** A decimal that a spreadsheet's number holds without loss: at most 15 significant digits. */
function exactNumber(value: string | number): number | undefined {
  const text = String(value);
  if (!/^-?(0|[1-9]\d{0,14})(\.\d{1,14})?$/.test(text) || text.replace(/[-.]/g, '').replace(/^0+/, '').length > 15) return undefined;
  return Number(text);
}

/** Save a table as an Excel workbook: numbers as numbers where none of their digits is lost, all else as text. */
export async function saveExcel(table: readonly (readonly (string | number)[])[], name: string, sheet: string): Promise<void> {
  const { default: writeExcel } = await import('write-excel-file/browser');
  const [head = [], ...rows] = table;
  const widths = head.map((title, index) => ({ width: Math.min(48, Math.max(8, ...[title, ...rows.slice(0, 200).map((row) => row[index] ?? '')].map((cell) => [...String(cell)].reduce((sum, letter) => sum + (letter.codePointAt(0)! > 0xff ? 2 : 1), 2)))) }));
  const data = [
    head.map((value) => ({ value: String(value), fontWeight: 'bold' as const, backgroundColor: '#E9EEF0' })),
    ...rows.map((row) => row.map((value) => {
      const number = exactNumber(value);
      if (number === undefined) return { value: String(value), type: String };
      const decimals = /\.(\d+)$/.exec(String(value))?.[1]?.length ?? 0;
      return { value: number, type: Number, format: decimals > 0 ? `0.${'0'.repeat(decimals)}` : '0' };
    })),
  ];
  await writeExcel(data as never, { columns: widths, stickyRowsCount: 1, sheet: sheet.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31) } as never).toFile(`${name}.xlsx`);
}
