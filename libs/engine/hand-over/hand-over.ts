import type { JsonObject } from '#engine/kernel';
import { canonicalJson } from '#engine/kernel';

/** One thing that a store keeps: what it is known by, and all there is to it. It belongs to no adapter. */
export interface KeptRecord<C extends object = JsonObject> {
  /** Unique among records of its kind, and the same in every adapter. */
  readonly key: string;
  /** Plain JSON: what the port says of the thing, without how an adapter lays it out. */
  readonly content: C;
}

/** One kind of record that a store keeps, given out page by page and taken in again. */
export interface RecordKind {
  /** Such as `timer`. Kinds of one store are taken in the order in which it names them. */
  readonly kind: string;
  count(): Promise<number>;
  /** The next about so many after a key, in an order of the adapter's own that does not change; none at the end. */
  page(after: string | undefined, limit: number): Promise<readonly KeptRecord[]>;
  /** Those of these keys that are there, in no order. */
  found(keys: readonly string[]): Promise<readonly KeptRecord[]>;
  /** Keep records that are not there yet, in this order; resolves when they are durable. A record is added whole or not at all. */
  add(records: readonly KeptRecord[]): Promise<void>;
}

/** Port of every store beside the log: it can hand over all it keeps, and take up what another handed over. Contract: `hand-over.contract.ts`. */
export interface HandsOver {
  /** Nothing else may write to the store meanwhile. */
  readonly records: readonly RecordKind[];
}

/** Where records are taken up, another one is kept under the same key: the two stores are not copies of one. */
export class RecordContradicts extends Error {
  override readonly name = 'RecordContradicts';
  constructor(
    readonly kind: string,
    readonly key: string,
  ) {
    super(`another ${kind} is kept under ${key} already`);
  }
}

/** After all was taken up, one store holds something that the other does not. */
export class RecordsDiffer extends Error {
  override readonly name = 'RecordsDiffer';
  constructor(
    readonly kind: string,
    readonly source: number,
    readonly target: number,
    /** A record that is not the same in both, where one is known. */
    readonly key?: string,
  ) {
    super(`${kind}: ${source} here, ${target} there${key === undefined ? '' : `, ${key} differs`}`);
  }
}

export interface HandingOver {
  /** Records that are left behind are not `wanted`; all are when absent. */
  readonly wanted?: (record: KeptRecord) => boolean;
  /** Told after each page how many records were looked at. */
  readonly onRecords?: (count: number) => void;
  readonly signal?: AbortSignal;
}

const atOnce = 500;

/** All records of a kind, page by page. @throws the signal's reason */
export async function* pagesOf(kind: RecordKind, { wanted = () => true, onRecords, signal }: HandingOver = {}): AsyncGenerator<readonly KeptRecord[], void, undefined> {
  for (let after: string | undefined; ; ) {
    signal?.throwIfAborted();
    const page = await kind.page(after, atOnce);
    if (page.length === 0) return;
    yield page.filter(wanted);
    onRecords?.(page.length);
    after = page.at(-1)!.key;
  }
}

/**
 * Take up what a store keeps. What is there already is passed over when it is the same, so one that broke off is finished by doing it again.
 * @returns how many records were new
 * @throws RecordContradicts · the signal's reason
 */
export async function takeUp(source: RecordKind, target: RecordKind, options: HandingOver = {}): Promise<number> {
  let added = 0;
  for await (const page of pagesOf(source, options)) {
    const there = await textsOf(target, page);
    const missing = page.filter(({ key, content }) => {
      const text = there.get(key);
      if (text !== undefined && text !== canonicalJson(content)) throw new RecordContradicts(target.kind, key);
      return text === undefined;
    });
    if (missing.length > 0) await target.add(missing);
    added += missing.length;
  }
  return added;
}

/**
 * Compare every record of two stores.
 * @returns how many there are
 * @throws RecordsDiffer · the signal's reason
 */
export async function compareRecords(source: RecordKind, target: RecordKind, options: HandingOver = {}): Promise<number> {
  let count = 0;
  for await (const page of pagesOf(source, options)) {
    const there = await textsOf(target, page);
    const other = page.find(({ key, content }) => there.get(key) !== canonicalJson(content));
    if (other) throw new RecordsDiffer(target.kind, await source.count(), await target.count(), other.key);
    count += page.length;
  }
  const beside = await target.count();
  if (beside !== count) throw new RecordsDiffer(target.kind, count, beside);
  return count;
}

/** A kind of which the port's ordinary methods give all and add one. For the few that never are many. */
export function listedRecords<C extends object>(kind: string, { all, keyOf, add }: { readonly all: () => Promise<readonly C[]>; readonly keyOf: (content: C) => string; readonly add: (content: C) => Promise<void> }): RecordKind {
  const records = async (): Promise<KeptRecord[]> => (await all()).map((content) => ({ key: keyOf(content), content: content as JsonObject }));
  return {
    kind,
    count: async () => (await all()).length,
    page: async (after, limit) => {
      const there = await records();
      const from = after === undefined ? 0 : there.findIndex(({ key }) => key === after) + 1;
      return there.slice(from, from + limit);
    },
    found: async (keys) => (await records()).filter(({ key }) => keys.includes(key)),
    add: async (added) => {
      for (const { content } of added) await add(content as C);
    },
  };
}

/** The key of what is known by several names together. */
export const jointKey = (...parts: readonly string[]): string => JSON.stringify(parts);

/** The names that make a {@link jointKey}. */
export const partsOf = (key: string): readonly string[] => JSON.parse(key) as string[];

async function textsOf(kind: RecordKind, records: readonly KeptRecord[]): Promise<ReadonlyMap<string, string>> {
  const found = records.length === 0 ? [] : await kind.found(records.map(({ key }) => key));
  return new Map(found.map(({ key, content }) => [key, canonicalJson(content)]));
}
