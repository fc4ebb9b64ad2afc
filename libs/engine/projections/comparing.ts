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
    const named = new Set<string>();
    for await (const key of differingKeys(store, old, fresh)) {
      if (named.has(key)) continue;
      if (found.length === shown) return found;
      named.add(key);
      const [was, is] = await Promise.all([old && store.get(old, key), store.get(fresh, key)]);
      found.push({ table, key, before: was?.row ?? null, after: is?.row ?? null });
    }
  }
  return found;
}

async function* differingKeys(store: ReadStore, old: TableRef | undefined, fresh: TableRef): AsyncGenerator<string, undefined> {
  for await (const [was, is] of inStep(rowsOf(store, old), rowsOf(store, fresh), byKey)) {
    if (was?.position !== is?.position || textOf(was) !== textOf(is)) yield (was ?? is)!.key;
  }
  if (!old || !fresh.spec.temporal) return;
  for await (const [was, is] of inStep(versionsOf(store, old), versionsOf(store, fresh), byPositionThenKey)) {
    if (textOf(was) !== textOf(is)) yield (was ?? is)!.key;
  }
}

const textOf = (one: { readonly row?: Row } | undefined): string => JSON.stringify(one ? [one.row ?? null] : null);

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

/** A row from a position on; no row where it was removed. */
export interface Version {
  readonly key: string;
  readonly position: number;
  readonly row?: Row;
}

/** The versions of a table in order of position, then key. One fact may make many: a page never ends amid them. */
export async function* versionsOf(store: ReadStore, table: TableRef, upTo = Infinity): AsyncGenerator<Version, undefined> {
  let after = 0;
  for (let limit = pageSize; ; ) {
    const page = await store.changes(table, after, limit);
    const full = page.length === limit;
    const cut = full ? page.at(-1)!.position : Infinity;
    const whole = page.filter(({ position }) => position < cut);
    if (full && whole.length === 0) {
      limit *= 2;
      continue;
    }
    for (const version of whole) {
      if (version.position > upTo) return;
      yield version;
    }
    if (!full) return;
    after = whole.at(-1)!.position;
  }
}

type Order<T> = (one: T, other: T) => number;

export const byKey: Order<{ readonly key: string }> = (one, other) => Buffer.compare(Buffer.from(one.key), Buffer.from(other.key));

export const byPositionThenKey: Order<Version> = (one, other) => one.position - other.position || byKey(one, other);

/** Two streams in the same order, side by side: what both have, and what only one of them has. */
export async function* inStep<T>(left: AsyncGenerator<T, undefined>, right: AsyncGenerator<T, undefined>, order: Order<T>): AsyncGenerator<[T | undefined, T | undefined], undefined> {
  let one = (await left.next()).value;
  let other = (await right.next()).value;
  while (one || other) {
    const side = !other ? -1 : !one ? 1 : order(one, other);
    yield [side <= 0 ? one : undefined, side >= 0 ? other : undefined];
    if (side <= 0) one = (await left.next()).value;
    if (side >= 0) other = (await right.next()).value;
  }
}
