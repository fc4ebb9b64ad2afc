import { isFigure } from './figure.js';

/** What a spreadsheet would take for a formula. */
const formula = /^[=+\-@\t\r]/;

/**
 * A cell of a CSV file (RFC 4180). A text that a spreadsheet would run as a formula gets an apostrophe before it;
 * numbers stay as they are.
 */
export function csvCell(text: string): string {
  const harmless = formula.test(text) && !isFigure(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** Rows as CSV, one line each, with a line break after the last. */
export const csvLines = (rows: readonly (readonly string[])[]): string => rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('');

/** Put before a CSV file, so that spreadsheets read its Chinese as UTF-8. */
export const byteOrderMark = '\ufeff';
