import type { DomainEvent, Recorded } from '#engine/kernel';
import type { Row, TableRef, TableSpec } from '#engine/read-store';

/**
 * Rows from facts: a pure fold per row. The runner finds the rows by key, folds a page of events
 * and commits rows and checkpoint together.
 */
export interface RowProjection<R extends Row = Row, E extends DomainEvent = DomainEvent> {
  readonly kind: 'rows';
  readonly name: string;
  /** Raise it when the fold or the table changes: a new generation is built beside the old one. */
  readonly version: number;
  /** Type prefixes it handles. Each type they cover must be known; an unknown one halts the projection. */
  readonly events: readonly string[];
  readonly table: TableSpec;
  /** Keys of the rows an event changes; none when it does not concern this projection. */
  readonly keys: (event: Recorded<E>) => readonly string[];
  /** The row after the event; `undefined` removes it. The row it was given, itself, means that nothing changed. */
  readonly fold: (row: R | undefined, event: Recorded<E>, key: string) => R | undefined;
}

/**
 * Rows that depend on more than their own past (a board where one value moves every rank): the model is
 * kept in memory, loaded from its own rows at start, and tells which rows each page of events changes.
 */
export interface ModelProjection<Model = unknown, E extends DomainEvent = DomainEvent> {
  readonly kind: 'model';
  readonly name: string;
  readonly version: number;
  readonly events: readonly string[];
  readonly tables: readonly TableSpec[];
  /** An empty model. */
  readonly initial: () => Model;
  /** Bring back what a committed row says; called for every stored row of every table, in key order. */
  readonly restore: (model: Model, table: string, key: string, row: Row) => void;
  /** Apply one event to the model; returns the rows that change. Same model, same event: same rows. */
  readonly apply: (model: Model, event: Recorded<E>) => readonly ModelRowChange[];
}

export interface ModelRowChange {
  readonly table: string;
  readonly key: string;
  readonly row: Row | undefined;
}

export type AnyProjection = RowProjection<any, any> | ModelProjection<any, any>;

/** Declare a row projection. Only infers types. */
export function rows<R extends Row, E extends DomainEvent>(definition: Omit<RowProjection<R, E>, 'kind'>): RowProjection<R, E> {
  return { kind: 'rows', ...definition };
}

/** Declare a model projection. Only infers types. */
export function model<M, E extends DomainEvent>(definition: Omit<ModelProjection<M, E>, 'kind'>): ModelProjection<M, E> {
  return { kind: 'model', ...definition };
}

/** Names of a projection's tables with their specifications. */
export function tablesOf(projection: AnyProjection): readonly TableSpec[] {
  return projection.kind === 'rows' ? [projection.table] : projection.tables;
}

/** How a projection fares. */
export type ProjectionState = 'live' | 'catching-up' | 'halted' | 'rebuilding';

/** The event a projection could not get past, and why. */
export interface Halt {
  readonly position: number;
  /** `unknown` when the event could not even be read. */
  readonly eventId: string;
  readonly type: string;
  readonly reason: string;
  readonly at: string;
}

/** What comparing a new generation with the old one at the same position showed. */
export interface Comparison {
  readonly position: number;
  readonly equal: boolean;
  /** The first keys that differ, at most twenty: in which table, and what each generation has. */
  readonly differences: readonly { readonly table: string; readonly key: string; readonly before: Row | null; readonly after: Row | null }[];
}

export interface RebuildStatus {
  readonly generation: number;
  readonly position: number;
  /** Where it catches up with the log or the generation that serves. */
  readonly target: number;
  readonly halted?: Halt;
  /** Set when it is ready, but differs and was asked to take over only when equal. */
  readonly comparison?: Comparison;
}

export interface ProjectionStatus {
  readonly name: string;
  readonly version: number;
  readonly generation: number;
  readonly state: ProjectionState;
  /** Whether this process runs it; otherwise it only reads what another one writes. */
  readonly owned: boolean;
  readonly position: number;
  /** Log positions it has still to look at. */
  readonly lag: number;
  /** Age of the oldest event not yet handled, in milliseconds. */
  readonly lagMs: number;
  readonly halted?: Halt;
  readonly rebuild?: RebuildStatus;
}

/** What readers of projections' tables need. */
export interface ProjectionReader {
  /** Tables of the generation that serves readers now, by table name. Ask again for each read. */
  tables(projection: string): Readonly<Record<string, TableRef>>;
  /** Position that the serving generation reflects. */
  position(projection: string): number;
  /** Resolves true once all have handled the position, false when time ran out or the signal aborted. */
  whenProcessed(projections: readonly string[], position: number, timeoutMs: number, signal?: AbortSignal): Promise<boolean>;
}

/** Rows of a table changed, up to a position. Readers read them again; nothing is missed by reading late. */
export interface ProjectionChange {
  readonly projection: string;
  readonly table: string;
  readonly position: number;
  /** Which rows; `all` when a new generation took over, or when they are too many to name. */
  readonly keys: readonly string[] | 'all';
}
