import type { DomainEvent, Recorded } from '#engine/kernel';
import type { Row, RowWrite, TableSpec } from '#engine/read-store';

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
  /** The row after the event; `undefined` removes it. */
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

/** How a projection fares. */
export type ProjectionState = 'live' | 'catching-up' | 'halted' | 'rebuilding';

export interface ProjectionStatus {
  readonly name: string;
  readonly version: number;
  readonly generation: number;
  readonly state: ProjectionState;
  readonly position: number;
  /** Events it has still to look at. */
  readonly lag: number;
  /** Age of the oldest event not yet handled, in milliseconds. */
  readonly lagMs: number;
  readonly halted?: { readonly position: number; readonly eventId: string; readonly type: string; readonly reason: string; readonly at: string };
  readonly rebuild?: { readonly generation: number; readonly position: number; readonly target: number };
}

export type { RowWrite };
