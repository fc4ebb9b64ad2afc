import { comparedRow, type ChangeKind, type RowComparison } from './compare-rows.js';
import type { Asked, ComparableView, TableView, WholeView } from './comparable-view.js';

/** Two positions of the log. */
export interface Between {
  readonly from: number;
  readonly to: number;
}

/** How many rows were added, removed and changed, over all pages. */
export type ChangeTotals = Readonly<Record<ChangeKind, number>>;

const rowsAtOnce = 2_000;

/** Every row that differs between two positions, in key order, after a key. */
export function comparison(view: ComparableView, asked: Asked, between: Between, after = ''): AsyncGenerator<RowComparison> {
  return view.kind === 'table' ? ofTable(view, asked, between, after) : ofWhole(view, asked, between, after);
}

async function* ofTable(view: TableView, asked: Asked, { from, to }: Between, after: string): AsyncGenerator<RowComparison> {
  const where = await view.conditions(asked);
  let cursor: string | undefined = after === '' ? undefined : after;
  do {
    const page = await asked.views.changedBetween(view.projection, view.table, { from, to, where, limit: rowsAtOnce, ...(cursor === undefined ? {} : { after: cursor }) });
    for (const { key, before, after: now, changedAt } of page.changes) {
      const row = comparedRow(view, key, before?.row, now?.row, changedAt);
      if (row) yield row;
    }
    cursor = page.next;
    await new Promise((resolve) => setImmediate(resolve));
  } while (cursor !== undefined);
}

async function* ofWhole(view: WholeView, asked: Asked, { from, to }: Between, after: string): AsyncGenerator<RowComparison> {
  const [before, now] = [await view.rowsAt(asked, from), await view.rowsAt(asked, to)];
  const keys = [...new Set([...before.keys(), ...now.keys()])].filter((key) => key > after).sort();
  for (const key of keys) {
    const row = comparedRow(view, key, before.get(key), now.get(key), null);
    if (row) yield row;
  }
}

/** The first rows of a comparison. With `counted` it is read to its end, so that the totals are exact. */
export async function comparisonPage(rows: AsyncIterable<RowComparison>, limit: number, counted: ChangeTotals | undefined): Promise<{ readonly items: readonly RowComparison[]; readonly next?: string; readonly totals: ChangeTotals }> {
  const items: RowComparison[] = [];
  const totals = { added: 0, removed: 0, changed: 0 };
  let more = false;
  for await (const row of rows) {
    totals[row.change] += 1;
    if (items.length < limit) items.push(row);
    else {
      more = true;
      if (counted) break;
    }
  }
  return { items, totals: counted ?? totals, ...(more ? { next: items.at(-1)!.key } : {}) };
}
