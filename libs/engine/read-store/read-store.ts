import type { JsonObject } from '#engine/kernel';

/** A stored row: plain JSON. */
export type Row = JsonObject;

/**
 * How a declared field sorts and compares: `decimal` texts compare as numbers (double precision; the row keeps the
 * exact text). Texts sort by code point, not by pinyin or stroke: the order is the same on every machine.
 */
export type FieldType = 'text' | 'number' | 'decimal' | 'boolean';

/** A projection's table. Only declared fields can be filtered and sorted by. */
export interface TableSpec {
  readonly name: string;
  /** Fields of the row that queries use. A field absent in a row is null and sorts first. */
  readonly fields: Readonly<Record<string, FieldType>>;
  /** Fields to index together, in order. */
  readonly indexes: readonly (readonly string[])[];
  /** Keep every version of each row by log position, so that the table can be read as known at a position. */
  readonly temporal: boolean;
}

/** One generation of a table; a rebuild fills a new one beside the old. */
export interface TableRef {
  readonly spec: TableSpec;
  readonly generation: number;
}

/** A new version of a row, or its removal. */
export interface RowWrite {
  readonly table: TableRef;
  readonly key: string;
  /** `undefined` removes the row. */
  readonly row: Row | undefined;
  /** Position of the event that made it so. */
  readonly position: number;
}

export interface StoredRow<R extends Row = Row> {
  readonly key: string;
  readonly row: R;
  /** Position of the event that gave the row this content. */
  readonly position: number;
}

export type Comparison = 'eq' | 'ne' | 'lt' | 'lte' | 'gt' | 'gte' | 'in' | 'prefix' | 'contains';

export interface Condition {
  readonly field: string;
  readonly is: Comparison;
  /**
   * An array for `in`; null compares as absent, with `eq` and `ne` only. `ne` finds rows without the field too;
   * the other comparisons never do. `prefix` and `contains` are for texts and mind the case.
   */
  readonly value: string | number | boolean | null | readonly (string | number)[];
}

export interface RowQuery {
  readonly where?: readonly Condition[];
  /** Declared fields; ties are broken by key, ascending, so that paging never skips or repeats a row. */
  readonly order?: readonly { readonly field: string; readonly descending?: boolean }[];
  readonly limit: number;
  /** Continue after the row this cursor names (from {@link RowPage.next}). */
  readonly after?: string;
  /** Rows as known at this position (temporal tables only). */
  readonly at?: number;
}

export interface RowPage<R extends Row = Row> {
  readonly rows: readonly StoredRow<R>[];
  /** Cursor of the next page; absent at the end. */
  readonly next?: string;
}

/** What to compare: a table as known at two positions. */
export interface ChangeQuery {
  /** The earlier position; changes made after it count. */
  readonly from: number;
  /** The later position; changes made up to it count. */
  readonly to: number;
  /** Which rows, at each of the two positions by itself: a row that comes to fit was added, one that no longer fits was removed. */
  readonly where?: readonly Condition[];
  readonly limit: number;
  /** Continue after this key (from {@link ChangePage.next}). */
  readonly after?: string;
}

/** A row that is not the same at two positions: without `before` it was added, without `after` it was removed. */
export interface RowChange<R extends Row = Row> {
  readonly key: string;
  readonly before?: StoredRow<R>;
  readonly after?: StoredRow<R>;
  /** Position of the last event up to the later position that made or removed this version. */
  readonly changedAt: number;
}

export interface ChangePage<R extends Row = Row> {
  readonly changes: readonly RowChange<R>[];
  /** Key of the last change; absent at the end. */
  readonly next?: string;
}

/** How far a projection's generation has come. */
export interface Checkpoint {
  readonly projection: string;
  readonly generation: number;
  readonly position: number;
}

/** The right to write for a projection: who holds it, and the epoch that every write carries. */
export interface Lease {
  readonly name: string;
  readonly owner: string;
  /** Grows by one with each new owner; a write with a lower epoch is refused. */
  readonly epoch: number;
}

/** One atomic step of a projection: rows and checkpoint together, or neither. */
export interface Commit {
  readonly checkpoint: Checkpoint;
  readonly rows: readonly RowWrite[];
  readonly lease?: Lease;
}

/**
 * Rows that projections write and queries read. One contract suite (`read-store.contract.ts`) holds for every adapter.
 */
export interface ReadStore {
  /**
   * Create the table of this generation with its indexes, unless it is there.
   * @throws BadTable for a name or field that cannot be one, or when the table is there with another specification
   */
  ensure(table: TableRef): Promise<void>;
  /** Drop a generation of a table and its rows; nothing happens when it is not there. */
  drop(table: TableRef): Promise<void>;
  /**
   * Write rows and checkpoint together. A commit at or below the stored checkpoint changes nothing:
   * the same batch delivered twice has the effect of once.
   * Rows of one commit are written in their order; several versions of a row at one position leave the last.
   * @throws StaleLease when another owner has taken the lease since
   * @throws BadRow when a declared field of a row is not of its type; nothing is written
   */
  commit(commit: Commit): Promise<void>;
  /** Position of a projection's generation; undefined before its first commit. */
  checkpoint(projection: string, generation: number): Promise<number | undefined>;
  /** Remove a generation's checkpoint, when its tables are dropped. */
  forget(projection: string, generation: number): Promise<void>;
  get<R extends Row>(table: TableRef, key: string, at?: number): Promise<StoredRow<R> | undefined>;
  /** Several rows at once; missing ones are left out. */
  getMany<R extends Row>(table: TableRef, keys: readonly string[]): Promise<readonly StoredRow<R>[]>;
  query<R extends Row>(table: TableRef, query: RowQuery): Promise<RowPage<R>>;
  count(table: TableRef, where?: readonly Condition[], at?: number): Promise<number>;
  /** All versions of one row, oldest first; a removal has no row. Temporal tables only. */
  versions<R extends Row>(table: TableRef, key: string): Promise<readonly { readonly position: number; readonly row?: R }[]>;
  /** Row versions made after a position, in order of position then key: the table as a stream of changes. Temporal tables only. */
  changes<R extends Row>(table: TableRef, after: number, limit: number): Promise<readonly { readonly key: string; readonly position: number; readonly row?: R }[]>;
  /**
   * Rows whose content differs between two positions, in key order. Temporal tables only.
   * The cost follows the versions made between the positions, not the size of the table.
   */
  changedBetween<R extends Row>(table: TableRef, query: ChangeQuery): Promise<ChangePage<R>>;
  /**
   * SHA-256 (hex) over all rows (and versions) in key order: equal digests are equal tables, byte for byte, on any adapter.
   * Taken from one moment, whatever is written meanwhile.
   */
  digest(table: TableRef): Promise<string>;
  /** Small named documents beside the rows: active generations, halts, settings of the engine itself. */
  note<T extends JsonObject>(name: string): Promise<T | undefined>;
  putNote(name: string, value: JsonObject | undefined): Promise<void>;
  /**
   * Take or renew a lease for some milliseconds; undefined while another owner's is still good.
   * Time is the caller's clock (epoch milliseconds).
   */
  lease(name: string, owner: string, now: number, forMs: number): Promise<Lease | undefined>;
  close(): Promise<void>;
}

/** A write came from an owner whose lease was taken over. */
export class StaleLease extends Error {
  override readonly name = 'StaleLease';
}

/** A query used a field the table does not declare, a bad cursor, history of a table that keeps none, or a table that is not there. */
export class BadRowQuery extends Error {
  override readonly name = 'BadRowQuery';
}

/** A table specification that cannot be, or that differs from the table that is there: raise the projection's version. */
export class BadTable extends Error {
  override readonly name = 'BadTable';
}

/** A projection made a row whose declared field is not of the declared type, or a key that is no well-formed text. */
export class BadRow extends Error {
  override readonly name = 'BadRow';
}
