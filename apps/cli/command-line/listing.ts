import type { Bilingual } from '#engine/kernel';
import type { Page, Query } from '../connection/api.js';
import type { Column } from '../terminal/table.js';
import { commandSpec, type ArgumentSpec, type Call, type CommandSpec, type OptionSpec } from './command.js';
import { limitOption, momentOptions, momentQuery } from './usual-options.js';

/** A column of a list: its head and how a row fills it. */
export interface ListColumn<Row> {
  readonly head: Bilingual;
  readonly of: (row: Row, call: Call) => string | number | null | undefined;
  readonly align?: Column['align'];
  readonly wrap?: boolean;
}

export interface Listing<Row> {
  readonly path: string;
  readonly summary: Bilingual;
  readonly details?: Bilingual;
  readonly arguments?: readonly ArgumentSpec[];
  readonly options?: readonly OptionSpec[];
  readonly examples?: readonly string[];
  /** Below `/api`. */
  readonly from: string | ((call: Call) => string);
  readonly query?: (call: Call) => Query | Promise<Query>;
  readonly columns: readonly ListColumn<Row>[];
  /** False for lists that only exist as they are now. */
  readonly moments?: boolean;
  /** False for lists that come whole. */
  readonly paged?: boolean;
  /** Rows shown when nobody says how many; all when absent. */
  readonly usualLimit?: number;
}

export const listTexts = {
  limit: { zh: '最多列出多少行', en: 'At most this many rows' },
  none: { zh: '没有符合条件的记录。', en: 'Nothing matches.' },
  counted: { zh: '{shown} / {total} 条', en: '{shown} of {total}' },
  countedAll: { zh: '{shown} 条', en: '{shown} in all' },
  position: { zh: '截至日志位置 {position}', en: 'as of log position {position}' },
} as const satisfies Record<string, Bilingual>;

/** Declare a command that lists rows of a view, with exact totals and the log position they reflect. */
export function listCommand<Row>(listing: Listing<Row>): CommandSpec {
  const { path, summary, details, examples, moments = true } = listing;
  return commandSpec({
    path, summary, ...(details ? { details } : {}), ...(examples ? { examples } : {}),
    ...(listing.arguments ? { arguments: listing.arguments } : {}),
    options: [...(listing.options ?? []), ...(listing.paged === false ? [] : [listing.usualLimit === undefined ? limitOption : { ...limitOption, summary: listTexts.limit, fallback: String(listing.usualLimit) }]), ...(moments ? momentOptions : [])],
    run: (call) => run(listing, call, moments),
  });
}

async function run<Row>(listing: Listing<Row>, call: Call, moments: boolean): Promise<void> {
  const { api, given, out } = call;
  const query = { ...(await listing.query?.(call)), ...(moments ? momentQuery(call) : {}) };
  const address = typeof listing.from === 'string' ? listing.from : listing.from(call);
  const pages = listing.paged === false ? [await api.get<Page<Row>>(address, query)] : api.pages<Row>(address, query, given.whole('--limit', 1));
  const items: Row[] = [];
  let total: number | undefined;
  let position: number | undefined;
  for await (const page of pages) {
    items.push(...page.items);
    total ??= page.total;
    position ??= page.position;
  }
  await out.result({ items, total: total ?? items.length, ...(position === undefined ? {} : { position }) }, () => rendered(call, listing.columns, items, total, moments ? position : undefined));
}

/** Rows as a table with how many there are. */
export function rendered<Row>(call: Call, columns: readonly ListColumn<Row>[], items: readonly Row[], total: number | undefined, position: number | undefined): string {
  const { out } = call;
  if (items.length === 0) return out.say(listTexts.none);
  const count = total === undefined || total === items.length ? out.say(listTexts.countedAll, { shown: items.length }) : out.say(listTexts.counted, { shown: items.length, total });
  const known = position === undefined ? '' : ` · ${out.say(listTexts.position, { position })}`;
  return `${rowsTable(call, columns, items)}\n\n${count}${known}`;
}

/** Rows under the heads of their columns, or that there are none. */
export function rowsTable<Row>(call: Call, columns: readonly ListColumn<Row>[], items: readonly Row[]): string {
  if (items.length === 0) return call.out.say(listTexts.none);
  const heads = columns.map(({ head, align, wrap }) => ({ title: call.out.say(head), ...(align ? { align } : {}), ...(wrap ? { wrap } : {}) }));
  return call.out.table(heads, items.map((row) => columns.map(({ of }) => String(of(row, call) ?? ''))));
}

/** A text of a row in the person's language. */
export const inLanguage = (text: Bilingual | null | undefined, { out }: Call): string => (text ? text[out.language] : '');
