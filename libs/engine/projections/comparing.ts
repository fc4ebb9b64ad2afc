import type { ReadStore, Row, StoredRow, TableRef } from '#engine/read-store';
import type { Comparison } from './projection.js';

type Tables = Readonly<Record<string, TableRef>>;

const shown = 20;
const pageSize = 1_000;

/** Whether two generations hold the same bytes: certain when it says so; what was written while the digests were taken may set them apart. */
export async function sameDigests(store: ReadStore, before: Tables, after: Tables): Promise<boolean> {
  const pairs = Object.keys(after).map((name) => [before[name], after[name]] as const);
  if (pairs.some(([old]) => old === undefined)) return false;
  const digests = await Promise.all(pairs.map(([old, fresh]) => Promise.all([store.digest(old!), store.digest(fresh!)])));
  return digests.every(([old, fresh]) => old === fresh);
}

/** The first keys whose rows (or, where they are kept, row histories) differ. Neither generation may be written to meanwhile. */
export async function firstDifferences(store: ReadStore, before: Tables, after: Tables): Promise<Comparison['differences'][number][]> {
  const found: Comparison['differences'][number][] = [];
  for (const [table, fresh] of Object.entries(after)) {
    const old = before[table];
    for await (const [key, was, is] of inStep(rowsOf(store, old), rowsOf(store, fresh))) {
      if (found.length === shown) return found;
      const same = textOf(was) === textOf(is) && (!old || !fresh.spec.temporal || (await sameHistory(store, old, fresh, key)));
      if (!same) found.push({ table, key, before: was?.row ?? null, after: is?.row ?? null });
    }
  }
  return found;
}

const textOf = (row: StoredRow | undefined): string => JSON.stringify(row ? [row.position, row.row] : null);

async function sameHistory(store: ReadStore, old: TableRef, fresh: TableRef, key: string): Promise<boolean> {
  return JSON.stringify(await store.versions(old, key)) === JSON.stringify(await store.versions(fresh, key));
}

/** All rows of a table in key order, page by page; none without a table. */
export async function* rowsOf(store: ReadStore, table: TableRef | undefined): AsyncGenerator<StoredRow<Row>, undefined> {
  let after: string | undefined;
  while (table) {
    const page = await store.query<Row>(table, { limit: pageSize, ...(after === undefined ? {} : { after }) });
    yield* page.rows;
    after = page.next;
    if (after === undefined) return;
  }
}

/** Two streams in key order, side by side. */
export async function* inStep(left: AsyncGenerator<StoredRow, undefined>, right: AsyncGenerator<StoredRow, undefined>): AsyncGenerator<[string, StoredRow | undefined, StoredRow | undefined]> {
  let a = (await left.next()).value;
  let b = (await right.next()).value;
  while (a || b) {
    const order = !b ? -1 : !a ? 1 : Buffer.compare(Buffer.from(a.key), Buffer.from(b.key));
    yield [(order <= 0 ? a : b)!.key, order <= 0 ? a : undefined, order >= 0 ? b : undefined];
    if (order <= 0) a = (await left.next()).value;
    if (order >= 0) b = (await right.next()).value;
  }
}
