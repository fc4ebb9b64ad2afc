import { displayWidth, pad, printable, wrapped } from './width.js';

export interface Column {
  readonly title: string;
  /** Figures stand right, words left. */
  readonly align?: 'left' | 'right';
  /** May be broken over several lines when the terminal is too narrow. */
  readonly wrap?: boolean;
}

export interface TableLayout {
  /** Columns the terminal has; unlimited when absent, as for pipes and files. */
  readonly columns?: number | undefined;
  /** How the head is set apart; as it is when absent. */
  readonly head?: (text: string) => string;
}

const gap = '  ';
const narrowest = 12;

/** Rows under a head, aligned by what each character takes on a terminal. Cells are shown on one line, controls spelt out. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[], layout: TableLayout = {}): string {
  const cells = rows.map((row) => columns.map((_, i) => printable(row[i] ?? '')));
  const widths = fitted(columns, columns.map(({ title }, i) => cells.reduce((width, row) => Math.max(width, displayWidth(row[i]!)), displayWidth(title))), layout.columns);
  const head = line(columns, columns.map(({ title }) => title), widths);
  return [(layout.head ?? ((text) => text))(head), ...cells.flatMap((row) => lines(columns, row, widths))].join('\n');
}

/** Take what is too wide for the terminal from the columns that may wrap, the widest first. */
function fitted(columns: readonly Column[], wanted: readonly number[], available: number | undefined): number[] {
  const widths = [...wanted];
  if (available === undefined) return widths;
  const flexible = columns.flatMap(({ wrap }, i) => (wrap ? [i] : []));
  let excess = widths.reduce((sum, width) => sum + width, 0) + gap.length * (columns.length - 1) - available;
  while (excess > 0) {
    const widest = flexible.reduce<number | undefined>((best, i) => (widths[i]! > narrowest && (best === undefined || widths[i]! > widths[best]!) ? i : best), undefined);
    if (widest === undefined) break;
    widths[widest]! -= 1;
    excess -= 1;
  }
  return widths;
}

function lines(columns: readonly Column[], row: readonly string[], widths: readonly number[]): string[] {
  const broken = row.map((cell, i) => (columns[i]!.wrap && displayWidth(cell) > widths[i]! ? wrapped(cell, widths[i]!) : [cell]));
  const height = Math.max(...broken.map((cell) => cell.length));
  return Array.from({ length: height }, (_, n) => line(columns, broken.map((cell) => cell[n] ?? ''), widths));
}

function line(columns: readonly Column[], cells: readonly string[], widths: readonly number[]): string {
  return columns.map(({ align }, i) => pad(cells[i]!, widths[i]!, align === 'right' ? 'right' : 'left')).join(gap).trimEnd();
}

/** Names with what belongs to them, one a line, the names padded to one width. */
export function pairs(entries: readonly (readonly [string, string])[], indent = ''): string {
  const width = entries.reduce((widest, [name]) => Math.max(widest, displayWidth(name)), 0);
  return entries.map(([name, value]) => `${indent}${pad(name, width)}  ${printable(value)}`.trimEnd()).join('\n');
}
