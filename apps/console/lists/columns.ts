import type { ReactNode } from 'react';
import type { Bilingual } from '../language/texts.js';

/** A column of a list. */
export interface Column<Row> {
  readonly key: string;
  readonly title: Bilingual;
  /** What the cell shows; the text when absent. */
  readonly cell?: (row: Row) => ReactNode;
  /** The cell as text: exports, printing and local sorting take it. A decimal stays a decimal. */
  readonly text: (row: Row) => string | number | null | undefined;
  /** Name by which the server sorts, for lists that it pages. */
  readonly sort?: string;
  /** The server's order by it begins with the greatest: the latest, the gravest. */
  readonly sortsDown?: boolean;
  readonly width?: number;
  readonly align?: 'left' | 'right' | 'center';
  readonly frozen?: 'left' | 'right';
  /** Hidden until chosen. */
  readonly hidden?: boolean;
  /** Cannot be hidden. */
  readonly always?: boolean;
  /** Holds buttons and links instead of a value: neither sorted by nor exported. */
  readonly acts?: boolean;
}

/** A filter of a list: a field of the address and of the question. */
export interface Filter {
  readonly field: string;
  readonly title: Bilingual;
  readonly kind: 'choice' | 'text' | 'date' | 'flag' | 'unit';
  readonly options?: readonly { readonly value: string; readonly label: Bilingual | string }[];
  /** Units to choose from; all when absent. */
  readonly units?: 'all' | readonly string[];
  /** Always open above the list, not only when added. */
  readonly pinned?: boolean;
}

/** Width of a letter of a head, of its padding, and of the sign of order beside it. */
const head = { letter: 8.2, padding: 18, sign: 18 };

/** The width of a column, so that no word of its head is broken. */
export function columnWidth(width: number, title: string, sortable: boolean): number {
  const longest = Math.max(...title.split(/[\s\p{Script=Han}（）]+/u).map(({ length }) => length));
  return Math.max(width, Math.ceil(longest * head.letter + head.padding + (sortable ? head.sign : 0)));
}

/** Compare cells: numbers by value, texts by the order of Chinese. Missing last. */
export function compareCells(a: string | number | null | undefined, b: string | number | null | undefined): number {
  const none = (value: unknown): boolean => value === null || value === undefined || value === '';
  if (none(a) || none(b)) return Number(none(a)) - Number(none(b));
  const numbers = [Number(a), Number(b)] as const;
  if (!Number.isNaN(numbers[0]) && !Number.isNaN(numbers[1])) return numbers[0] - numbers[1];
  return String(a).localeCompare(String(b), 'zh-CN');
}

/** Columns to show: those chosen, or the ones that are not hidden at first. */
export function shownColumns<Row>(columns: readonly Column<Row>[], chosen: string | null | undefined): readonly Column<Row>[] {
  if (!chosen) return columns.filter(({ hidden }) => !hidden);
  const keys = new Set(chosen.split('.'));
  return columns.filter(({ key, always }) => always || keys.has(key));
}

/** A table as rows of text: first the titles, then the rows. */
export function tableOf<Row>(columns: readonly Column<Row>[], rows: readonly Row[], say: (both: Bilingual) => string): (string | number)[][] {
  const told = columns.filter(({ acts }) => !acts);
  return [told.map(({ title }) => say(title)), ...rows.map((row) => told.map(({ text }) => text(row) ?? ''))];
}
